/// What sort of change a run is for. It decides what the model is asked, and what has to be shown
/// of a change beside what the gates show of any.
package enum AgentGoal: String, Sendable, CaseIterable {
    /// What is red becomes green.
    case fix
    /// The code gets another shape and does the same.
    case refactor
    case simplify
    /// It gets faster; how much is measured.
    case optimise
    /// Comments come; the code stays, token by token.
    case document
    case addTypes = "types"
    /// Tests come, which notice when the code is wrong.
    case writeTests = "tests"

    /// Whether it is about something that fails at the beginning.
    package var beginsRed: Bool { self == .fix }

    /// What is asked for where the user says nothing more.
    var words: String {
        switch self {
        case .fix: "Mend what is wrong. Look for the cause, not for the place where it shows."
        case .refactor: "Change the code's structure as asked below, and not what it does."
        case .simplify:
            "Make this code simpler: shorter ways to say the same, fewer cases, no dead parts. "
                + "What it does and its interface stay."
        case .optimise:
            "Make this code faster without changing what it does: a better algorithm first, less "
                + "repeated work second."
        case .document:
            "Document this code in the language's and the project's own style: what a caller has "
                + "to know, what cannot be seen from the signature. Change comments and "
                + "documentation only."
        case .addTypes:
            "Add the types that this code lacks, as the language writes them, as exact as they "
                + "can be known. What it does stays."
        case .writeTests:
            "Write tests for this code, in the style and in the place of the project's other "
                + "tests: what it promises, its edge cases, its errors. Do not change the code."
        }
    }

    /// What is checked beyond the gates.
    var demand: String {
        switch self {
        case .fix: "What fails now must pass then."
        case .refactor, .simplify, .addTypes: "All that is green must stay green."
        case .optimise: "All that is green must stay green, and the time is measured."
        case .document: "The code without its comments must stay exactly as it is."
        case .writeTests:
            "New tests must be green, and they must turn red when the code is changed so that it "
                + "is wrong, which is tried."
        }
    }

    var ruleForTests: String {
        self == .writeTests
            ? "Change test files only."
            : "Do not change tests or their configuration: the original ones judge your change."
    }
}
