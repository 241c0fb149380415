internal import Text

/// The changes that may repair a fault, the likeliest first: a sequence that is worked out as far
/// as it is asked for. No two of its candidates are the same, and each parses.
///
/// It is a value: a copy is a place to go on from later, and what one copy learns the other does
/// not know.
package struct CandidateSource: Sendable {
    /// What is in the order: something to look through, or something to hand out.
    private enum Work {
        /// The drafts of a family at a site.
        case family(Family, SiteKey)
        case draft(Draft, SiteKey)
        /// Two of those handed out already, together; in a row, the first with the next after it.
        case pair(Int, Int, isRow: Bool)
    }

    /// A single change that was handed out.
    private struct Single {
        let change: FileChange
        let template: EditTemplate
        let logPrior: Double
        let score: Double
        let summary: String
        let key: SiteKey
    }

    private let benches: [Workbench?]
    private let priors: Priors
    private let repository: DonorLookup?
    /// What the repository had for a function, by file and function.
    private var foreign: [[Int]: ForeignDonors] = [:]
    private var order = Ranked<Work>()
    private var singles: [Single] = []
    private var places: [Candidate: Int] = [:]
    private var seenEdits: Set<FileChange> = []
    private var seenMeanings: Set<[Int]> = []
    private var seenTexts: Set<[Int]> = []
    private var seenPairs: Set<Set<FileChange>> = []
    private var lessons = Lessons()

    /// The changes of these files; a candidate names them by their places here. Without a
    /// suspicious line, a file is left alone. The rest of the repository is asked last, if at all.
    package init(
        _ files: [SuspectFile], facts: FailureFacts = FailureFacts(),
        repository: DonorLookup? = nil
    ) {
        self.repository = repository
        priors = Priors(FailureHints(facts))
        benches = files.map { file in
            file.suspicion.values.contains { $0 > 0 } ? Workbench(file, facts: facts) : nil
        }
        for (file, bench) in benches.enumerated() {
            for site in (bench?.sites ?? []).indices {
                for family in Family.allCases where family != .repository || repository != nil {
                    insert(.family(family, SiteKey(file: file, site: site)))
                }
            }
        }
    }

    /// The next candidate; nil when there are no more.
    package mutating func next() -> Candidate? {
        while let (work, score, place) = order.popBest() {
            let now = self.score(of: work)
            if now < score - 1e-9 {
                order.reinsert(work, score: now, order: place)
                continue
            }
            switch work {
            case .family(let family, let key):
                for draft in drafts(family, key) { insert(.draft(draft, key)) }
            case .draft(let draft, let key):
                if let candidate = single(draft, key, score) { return candidate }
            case .pair(let first, let second, let isRow):
                if isRow, second + 1 < first { insert(.pair(first, second + 1, isRow: true)) }
                if let candidate = pair(first, second, score) { return candidate }
            }
        }
        return nil
    }

    /// Takes in what came of a candidate: what comes next is chosen accordingly.
    package mutating func learn(_ outcome: CandidateOutcome, of candidate: Candidate) {
        guard let place = places[candidate] else { return }
        let single = singles[place]
        lessons.learn(outcome, single.template, at: single.key)
        if case .better(let fixed, let of) = outcome, !lessons.isNearMiss(place) {
            lessons.addNearMiss(place, share: Double(fixed) / Double(max(1, of)))
            for other in singles.indices where other != place {
                insert(.pair(max(place, other), min(place, other), isRow: false))
            }
        }
        if outcome.raisesScores {
            var order = order
            order.rescore { score(of: $0) }
            self.order = order
        }
    }

    private mutating func insert(_ work: Work) {
        order.insert(work, score: score(of: work))
    }

    // MARK: - Scores

    private func score(of work: Work) -> Double {
        switch work {
        case .family(let family, let key):
            return suspicion(of: key) - priors.least(family) + lessons.best(at: key)
        case .draft(let draft, let key):
            return suspicion(of: key) + logPrior(of: draft) + lessons.bonus(draft.template, key)
        case .pair(let first, let second, _):
            // The suspicion of one of two places counts.
            return singles[first].score + singles[second].score - Priors.pair
                - Priors.suspicionWeight + max(lessons.bonus(first), lessons.bonus(second))
        }
    }

    private func suspicion(of key: SiteKey) -> Double {
        Priors.suspicionWeight * (benches[key.file]?.sites[key.site].suspicion ?? 0)
    }

    private func logPrior(of draft: Draft) -> Double {
        let bytes = draft.edits.reduce(0) { $0 + abs($1.text.utf8.count - $1.range.count) }
        return -priors.cost(draft.template) - draft.extra - Priors.byte * Double(min(bytes, 200))
    }

    // MARK: - Candidates

    private mutating func drafts(_ family: Family, _ key: SiteKey) -> [Draft] {
        guard let bench = benches[key.file] else { return [] }
        let (drafter, site) = (bench.drafter, bench.sites[key.site].part)
        guard family == .repository, let repository else {
            return drafter.drafts(family, at: site)
        }
        let function = [key.file, drafter.anatomy[site].function ?? -1]
        let donors =
            foreign[function]
            ?? ForeignDonors(
                repository(drafter.calledNames(at: site), key.file), language: bench.language)
        foreign[function] = donors
        return drafter.foreign(site, donors)
    }

    /// The candidate of a draft, unless there was one like it or it does not parse.
    private mutating func single(
        _ draft: Draft, _ key: SiteKey, _ score: Double
    ) -> Candidate? {
        guard let bench = benches[key.file], let edits = bench.edits(of: draft) else { return nil }
        let change = FileChange(file: key.file, edits: edits)
        guard seenEdits.insert(change).inserted,
            let outcome = bench.outcome(of: edits, at: bench.sites[key.site].part),
            seenMeanings.insert([key.file, outcome.meaning]).inserted,
            seenTexts.insert([key.file, outcome.text]).inserted
        else { return nil }
        let single = Single(
            change: change, template: draft.template, logPrior: logPrior(of: draft), score: score,
            summary: bench.summary(of: edits), key: key)
        let candidate = Candidate(
            changes: [change], templates: [draft.template], logPrior: single.logPrior,
            score: score, summary: single.summary)
        let place = singles.count
        singles.append(single)
        places[candidate] = place
        if place > 0 { insert(.pair(place, 0, isRow: true)) }
        for near in lessons.nearMisses where near != place {
            insert(.pair(place, near, isRow: false))
        }
        return candidate
    }

    /// Two changes at once, unless they overlap or do not parse together.
    private mutating func pair(_ first: Int, _ second: Int, _ score: Double) -> Candidate? {
        let pair = [singles[first], singles[second]]
        var changes = pair.map(\.change)
        if changes[0].file == changes[1].file {
            let file = changes[0].file
            guard let edits = try? EditSet(changes.flatMap(\.edits.edits)),
                edits.edits.count >= changes.map(\.edits.edits.count).max() ?? 0,
                let bench = benches[file],
                let outcome = bench.outcome(of: edits, at: bench.sites[pair[0].key.site].part),
                seenTexts.insert([file, outcome.text]).inserted
            else { return nil }
            changes = [FileChange(file: file, edits: edits)]
        }
        if changes.count > 1, !seenPairs.insert(Set(changes)).inserted { return nil }
        return Candidate(
            changes: changes.sorted { $0.file < $1.file }, templates: pair.map(\.template),
            logPrior: pair.reduce(-Priors.pair) { $0 + $1.logPrior }, score: score,
            summary: pair.map(\.summary).joined(separator: "; "))
    }
}

extension CandidateOutcome {
    /// Whether it makes anything likelier than it was.
    fileprivate var raisesScores: Bool {
        switch self {
        case .changed, .better: true
        case .invalid, .unchanged, .worse, .late, .endless, .passed: false
        }
    }
}
