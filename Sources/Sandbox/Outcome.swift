/// Everything that there is to know about a run that is over. No process of it is left.
package struct Outcome: Sendable {
    /// How it ended.
    package enum Verdict: Sendable, Equatable {
        /// It exited with 0.
        case passed
        /// It exited with another code.
        case failed(Int32)
        /// A signal ended it that was not ours.
        case signalled(Int32)
        /// It took longer than allowed, by the clock or the processor's.
        case timedOut
        case outOfMemory
        /// It wrote more output than allowed.
        case outputLimit
        case quota(Quota)
        /// Somebody said stop.
        case cancelled
        /// It never ran: the sandbox shows no program of this name.
        case missing(program: String)
        /// It never ran.
        case refused(Refusal)
    }

    /// A bound of which more was wanted.
    package enum Quota: Sendable {
        case disk
        case files
        case processes
    }

    /// What it took, of all its processes together.
    package struct Resources: Sendable {
        package var userMilliseconds = 0
        package var systemMilliseconds = 0
        /// The most memory that one process held.
        package var peakProcessBytes = 0
        /// The most memory that all held together, as far as the watchdog saw.
        package var peakMemoryBytes = 0
        /// The most processes and threads at one time, as far as the watchdog saw.
        package var peakProcesses = 0
    }

    package let verdict: Verdict
    /// Standard output; standard error too, where they are merged.
    package let output: CapturedOutput
    package let errors: CapturedOutput
    package let resources: Resources
    package let milliseconds: Int
}

/// Why nothing was run, and what the user can do about it.
package struct Refusal: Sendable, Hashable, Error, CustomStringConvertible {
    package let reason: String
    /// A command to be typed, or a sentence.
    package let fix: String

    package init(reason: String, fix: String) {
        self.reason = reason
        self.fix = fix
    }

    package var description: String { "\(reason); to mend it: \(fix)" }
}

extension Outcome.Verdict: CustomStringConvertible {
    package var description: String {
        switch self {
        case .passed: "passed"
        case .failed(let code): "failed (exit code \(code))"
        case .signalled(let signal): "failed (signal \(signal))"
        case .timedOut: "timed out"
        case .outOfMemory: "out of memory"
        case .outputLimit: "output limit reached"
        case .quota(.disk): "disk quota reached"
        case .quota(.files): "quota of files reached"
        case .quota(.processes): "limit of processes reached"
        case .cancelled: "cancelled"
        case .missing(let program): "there is no program '\(program)' in the sandbox"
        case .refused(let refusal): "refused: \(refusal.reason)"
        }
    }
}
