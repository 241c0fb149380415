/// A statement of a file that candidates are sought for.
struct SiteKey: Hashable {
    let file: Int
    let site: Int
}

/// What was learnt from candidates that were tried.
struct Lessons {
    private var sites: [SiteKey: Double] = [:]
    private var templates: [EditTemplate: Double] = [:]
    private var near: [Int: Double] = [:]
    /// Singles that repaired a part, by their numbers.
    private(set) var nearMisses: [Int] = []

    /// How little one candidate without effect says of its place, and how much all of them may.
    private static let unchanged = (step: 0.02, most: 0.5)
    /// The same for what does not compile, and a template.
    private static let invalid = (step: 0.05, most: 0.8)
    /// A change that shows at all shows that its place matters.
    private static let changed = (step: 0.05, most: 0.3)
    private static let better = 0.6
    /// A change that repairs a part is half of a pair.
    private static let nearMiss = 2.5

    /// What is added to the score of a draft.
    func bonus(_ template: EditTemplate, _ key: SiteKey) -> Double {
        (sites[key] ?? 0) + (templates[template] ?? 0)
    }

    /// The most that is added at a site. Templates are never made likelier.
    func best(at key: SiteKey) -> Double { sites[key] ?? 0 }

    /// What is added to the scores of pairs with a single.
    func bonus(_ single: Int) -> Double { near[single] ?? 0 }

    func isNearMiss(_ single: Int) -> Bool { near[single] != nil }

    mutating func addNearMiss(_ single: Int, share: Double) {
        near[single] = Lessons.nearMiss + share
        nearMisses.append(single)
    }

    mutating func learn(_ outcome: CandidateOutcome, _ template: EditTemplate, at key: SiteKey) {
        let known = sites[key] ?? 0
        switch outcome {
        case .invalid:
            let worst = -Lessons.invalid.most
            templates[template] = max(worst, (templates[template] ?? 0) - Lessons.invalid.step)
        case .unchanged:
            sites[key] = max(-Lessons.unchanged.most, known - Lessons.unchanged.step)
        case .changed:
            sites[key] = known >= Lessons.changed.most ? known : known + Lessons.changed.step
        case .better: sites[key] = max(known, Lessons.better)
        case .worse, .late, .endless, .passed: break
        }
    }
}
