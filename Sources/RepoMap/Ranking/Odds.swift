/// What can speak for or against a definition.
package enum Evidence: Sendable, CaseIterable {
    case base, near, ownName, inSignature, elsewhere, mentioned, taken, takenUnused, voted,
        cursorWords
    case signatureWords, memberOfLikely, qualified, isMember, callable, stored, inTest, target,
        reach, share
    case namesakes, popular, edited, failed, placeMentioned, open, usedAtPlaces

    /// What places beside the focus say.
    static let ofPlaces: [Evidence] = [.edited, .failed, .placeMentioned, .open]

    /// By how much one unit of it changes the logarithm of the odds that a definition is needed.
    ///
    /// Set by hand near what regularised logistic regression finds for functions of seven
    /// repositories in five languages: what their bodies refer to, with the body known and with it
    /// blanked (`Bench --fit-map` does such a fit for any tree). Fitted without a repository, the
    /// map finds some two points less there. For what
    /// places say there are no such cases; theirs are only set by hand.
    package var weight: Double {
        switch self {
        case .base: -5.2
        case .near: 1.6
        case .ownName: 1.5
        case .inSignature: -1.5
        case .elsewhere: 0.12
        case .mentioned: 2
        case .taken: 1.3
        case .takenUnused: 3.5
        case .voted: 0.45
        case .cursorWords: 0.7
        case .signatureWords: 0.4
        case .memberOfLikely: 0.6
        case .qualified: 3
        case .isMember: -0.15
        case .callable: 0.37
        case .stored: -1.3
        case .inTest: -1.15
        case .target: 0.12
        case .reach: 0.12
        case .share: 0.25
        case .namesakes: -0.35
        case .popular: 0.6
        case .edited: 1.5
        case .failed: 3
        case .placeMentioned: 2
        case .open: 0.5
        case .usedAtPlaces: 0.8
        }
    }

    /// The evidence in words.
    package var reason: String {
        switch self {
        case .base: "any definition"
        case .near: "stands where the cursor is"
        case .ownName: "has the name of what the cursor is in"
        case .inSignature: "stands in the cursor's signature already"
        case .elsewhere: "stands in the focus"
        case .mentioned: "mentioned"
        case .taken: "imported by name"
        case .takenUnused: "imported and not used yet"
        case .voted: "used by definitions like the one at the cursor"
        case .cursorWords: "shares words with the name at the cursor"
        case .signatureWords: "shares words with the signature at the cursor"
        case .memberOfLikely: "belongs to a type that is at hand"
        case .qualified: "stands behind its type's name where the cursor is"
        case .isMember: "belongs to a type"
        case .callable: "can be called"
        case .stored: "is a part that is found by its type"
        case .inTest: "in a test, an example or documentation"
        case .target: "its file is imported"
        case .reach: "how near its file is"
        case .share: "how likely its name means it"
        case .namesakes: "as many have its name"
        case .popular: "used by many files"
        case .edited: "edited lately, or beside what was"
        case .failed: "on the way to a failure, or beside it"
        case .placeMentioned: "its place is mentioned, or one beside it"
        case .open: "its file is open"
        case .usedAtPlaces: "used where something was edited, failed or is mentioned"
        }
    }
}

/// The logarithm of odds, as a sum of evidence.
struct Odds {
    private(set) var parts: [(evidence: Evidence, units: Double)] = []
    private(set) var logarithm = 0.0
    /// Whether the parts are kept.
    let isExplained: Bool

    init(isExplained: Bool) {
        self.isExplained = isExplained
        add(.base, 1)
    }

    mutating func add(_ evidence: Evidence, _ units: Double) {
        logarithm += evidence.weight * units
        if isExplained, units != 0 { parts.append((evidence, units)) }
    }

    mutating func add(_ evidence: Evidence, if holds: Bool) {
        if holds { add(evidence, 1) }
    }
}
