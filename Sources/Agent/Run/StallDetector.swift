/// Notices a model that runs in circles: the same call again and again, drafts that come back,
/// failures that no draft changes.
struct StallDetector: Sendable, Equatable {
    /// What to do about it.
    enum Advice: Sendable, Equatable {
        case goOn
        /// Something else has to be tried; why, in words for the model.
        case change(String)
        /// Nothing else has helped; why, in words for the user.
        case stop(String)
    }

    private var lastCalls: [AgentTool] = []
    private var callRepeats = 0
    private var judged: [Draft] = []
    private var lastFailures: Set<String> = []
    private var failureRepeats = 0
    private var idleTurns = 0
    private var changes = 0

    /// So many times the same is no progress.
    private static let patience = 3
    /// So many times a change of strategy is asked for.
    private static let maximumChanges = 2

    /// Takes in the calls of one answer.
    mutating func called(_ calls: [AgentTool]) -> Advice {
        idleTurns = 0
        callRepeats = calls == lastCalls && !calls.isEmpty ? callRepeats + 1 : 1
        lastCalls = calls
        guard callRepeats >= StallDetector.patience else { return .goOn }
        callRepeats = 0
        return advice("the same call was made \(StallDetector.patience) times")
    }

    /// Takes in an answer with nothing to do in it.
    mutating func idled() -> Advice {
        idleTurns += 1
        return idleTurns < StallDetector.patience
            ? .goOn : .stop("the model proposed nothing \(idleTurns) times")
    }

    /// Takes in what came of a draft that was refused.
    mutating func refused(_ draft: Draft, failures: Set<String>) -> Advice {
        let isReturn = judged.contains(draft)
        judged.append(draft)
        failureRepeats = failures == lastFailures ? failureRepeats + 1 : 1
        lastFailures = failures
        if isReturn { return advice("a draft came back that was refused before") }
        guard failureRepeats >= StallDetector.patience else { return .goOn }
        failureRepeats = 0
        return advice("\(StallDetector.patience) drafts in a row failed in the same way")
    }

    private mutating func advice(_ reason: String) -> Advice {
        changes += 1
        return changes <= StallDetector.maximumChanges
            ? .change(reason) : .stop("no progress: \(reason)")
    }
}
