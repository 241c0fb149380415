internal import Base
package import Languages
internal import Text
package import Verify

// Repairs without a model: it finds out where a fault may be, thinks of small changes, tries them
// in the order of their likelihood, and lets what passes through the gates.
//
// Nothing here runs a program but through the test bed's sandbox, and nothing is written outside
// the bed. The tests are all that is checked: a patch that passes them may still be wrong.

/// Looks for repairs.
package struct RepairEngine: Sendable {
    let languages: LanguageRegistry

    package init(languages: LanguageRegistry) {
        self.languages = languages
    }

    /// Looks for a patch that turns the red tests green. Blocks, for as long as the task's bounds
    /// allow and the gates then take, so it needs a thread of its own.
    ///
    /// The bed holds the project, and holds it again afterwards.
    package func repair(
        _ task: RepairTask, in bed: TestBed, control: RepairControl,
        onProgress: @escaping (RepairProgress) -> Void
    ) -> RepairReport {
        let begin = Instant.now
        var search = RepairSearch(
            task: task, languages: languages, bed: bed, control: control, onProgress: onProgress)
        var report: RepairReport
        do throws(TrialFailure) {
            report = try search.run()
        } catch {
            let ending: RepairReport.Ending =
                control.cancellation.isCancelled ? .cancelled : .impossible(error)
            report = RepairReport(ending: ending, suspicion: Suspicion([]) { _ in true })
        }
        report.milliseconds = Int(Instant.now.milliseconds(since: begin))
        return report
    }
}
