internal import Base

/// What somebody is at: what a map is made for.
package struct MapQuery: Sendable {
    package var focus: [MapFocus] = []
    /// Names that matter, such as those of an error message.
    package var mentions: [String] = []
    /// What is to be done, in somebody's words. The names, files and places in it count.
    package var task = ""
    /// What failing tests have printed: the places that their stacks lead through count.
    package var failures = ""
    /// Where edits were made lately, the latest first.
    package var edits: [MapPlace] = []
    /// The paths of files that are open, beside the focus.
    package var openFiles: [String] = []
    /// What of the ranking is to be explained.
    package var explained = Explained.nothing

    package init() {}

    /// Which definitions' places in a ranking are explained.
    package enum Explained: Sendable, Equatable {
        case nothing
        /// All of a name.
        case name(String)
        /// So many, the best.
        case first(Int)
    }
}

/// A file that somebody is at.
package struct MapFocus: Sendable {
    package var path: String
    /// The cursor's line, counted from 0.
    package var line: Int?
    /// The identifiers that stand in it.
    package var occurrences: Occurrences

    package init(path: String, line: Int? = nil, occurrences: Occurrences) {
        self.path = path
        self.line = line
        self.occurrences = occurrences
    }
}

/// A place that somebody has to do with, beside the focus.
package struct MapPlace: Sendable, Hashable {
    package var path: String
    /// Counted from 0; nil is the file as a whole.
    package var line: Int?

    package init(path: String, line: Int? = nil) {
        self.path = path
        self.line = line
    }
}

/// A definition and how much it matters.
package struct RankedDefinition: Sendable {
    package let id: DefinitionID
    /// The logarithm of the odds that it is needed.
    package let logOdds: Double

    /// How likely it is needed, up to 1.
    package var score: Double { 1 / (1 + exp(-logOdds)) }
}

/// The definitions that matter most, the best first.
package struct Ranking: Sendable {
    /// More of them than any map has room for.
    static let maximumEntries = 20_000

    package let entries: [RankedDefinition]
    /// Why definitions are where they are, as far as that was asked; each one's parts together,
    /// the weightiest first.
    package let explanation: [ScorePart]
}

/// A part of a definition's score and where it is from.
package struct ScorePart: Sendable {
    package let id: DefinitionID
    package let evidence: Evidence
    /// How much of the evidence there is.
    package let units: Double

    /// What it adds to the logarithm of the odds.
    package var amount: Double { units * evidence.weight }
}
