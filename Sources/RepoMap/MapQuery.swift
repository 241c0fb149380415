/// What somebody is at: what a map is made for.
package struct MapQuery: Sendable {
    package var focus: [MapFocus] = []
    /// Names that matter, such as those of an error message.
    package var mentions: [String] = []
    /// What is to be done, in somebody's words.
    package var task = ""
    /// A name whose place in the map is to be explained.
    package var explained: String?

    package init() {}
}

/// A file that somebody is at.
package struct MapFocus: Sendable {
    package var path: String
    /// The cursor's line, counted from 0.
    package var line: Int?
    package var occurrences: [Occurrence]

    package init(path: String, line: Int? = nil, occurrences: [Occurrence]) {
        self.path = path
        self.line = line
        self.occurrences = occurrences
    }
}

/// A definition and how much it matters.
package struct RankedDefinition: Sendable {
    package let id: DefinitionID
    package let score: Double
}

/// All definitions that may matter, the best first.
package struct Ranking: Sendable {
    package let entries: [RankedDefinition]
    /// Why the definitions of the explained name are where they are.
    package let explanation: [ScorePart]
}

/// A part of a definition's score and where it is from.
package struct ScorePart: Sendable {
    package let id: DefinitionID
    package let amount: Double
    package let reason: String
}
