package import Text

/// A change that may repair the fault: one or two edits. What it makes still parses; whether it
/// helps is for the tests to say.
///
/// The folder `Candidates` is pure: it reads no files, runs nothing, asks no clock and knows no
/// protocol. The same question gets the same answers in the same order.
package struct Candidate: Sendable, Hashable {
    /// What is changed, by file, ascending.
    package let changes: [FileChange]
    /// How each of its edits was thought of.
    package let templates: [EditTemplate]
    /// The natural logarithm of how usual such a change is among repairs.
    package let logPrior: Double
    /// The same, and how suspicious the place is: candidates come in the order of this.
    package let score: Double
    /// For people: `replace < by <= in line 12`.
    package let summary: String
}

/// Edits of one file.
package struct FileChange: Sendable, Hashable {
    /// Which of the files that the candidates' source was given.
    package let file: Int
    package let edits: EditSet
}

/// What came of a candidate.
package enum CandidateOutcome: Sendable, Hashable {
    /// It does not compile, or does not load.
    case invalid
    /// The tests fail as they did without it.
    case unchanged
    /// As many tests fail, but otherwise.
    case changed
    /// More tests fail.
    case worse
    /// Some tests that failed pass, and none that passed fails.
    case better(fixed: Int, of: Int)
    /// It did not end in the short time that it was given; it may be worth more.
    case late
    /// It does not end in time.
    case endless
    /// Everything passes. More such candidates may be asked for.
    case passed
}
