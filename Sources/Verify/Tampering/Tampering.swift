// What a patch does to the means by which it is judged: to tests, to what decides how they run, to
// what their runner loads. Pure: files before and after in, findings out.
//
// A program that wants its patch to pass can reach that without mending anything. What such files
// become in a patch is shown to the reader, but the tests that judge it run with the originals.
// What ordinary code can do to a run while it runs (end it early, reach into the runner) cannot be
// undone from outside; it is pointed out.

/// A patch as it is judged, and what was found in it.
package struct Tampering: Sendable, Equatable {
    /// Something that a reader should look at.
    package struct Finding: Sendable, Equatable, CustomStringConvertible {
        package let path: String
        package let reason: Reason

        package var description: String {
            let end = reason.isWithheld ? ": the patch was judged with the original" : ""
            return "\(path) \(reason.rawValue)\(end)"
        }
    }

    /// Why it matters to the tests.
    package enum Reason: String, Sendable, CaseIterable {
        case test = "is part of the tests"
        case configuration = "decides how tests are run"
        case startUp = "is run by itself whenever an interpreter or a shell starts"
        case shadow = "takes the place of a module that test runners load"
        case program = "takes the place of a program"
        case endsRuns = "can end a test run as if it had passed"
        case reachesIntoRunner = "reaches into the test runner"
        case writesReports = "writes what looks like test results"
        case noticesTests = "can tell that it is being tested"

        /// Whether the tests run without this part of the patch.
        package var isWithheld: Bool {
            switch self {
            case .test, .configuration, .startUp, .shadow, .program: true
            case .endsRuns, .reachesIntoRunner, .writesReports, .noticesTests: false
            }
        }
    }

    /// In the order of the patch's files.
    package let findings: [Finding]
    /// The patch, with the originals of what is withheld.
    package let judged: Patch

    /// Looks through a patch.
    package init(of patch: Patch) {
        var findings: [Finding] = []
        var files: [Patch.File] = []
        for file in patch.files {
            let (judged, reasons) = Tampering.review(file)
            files.append(judged)
            findings += reasons.map { Finding(path: file.path, reason: $0) }
        }
        self.findings = findings
        judged = Patch(files)
    }

    private static func review(_ file: Patch.File) -> (judged: Patch.File, reasons: [Reason]) {
        if let role = FileRole.reason(for: file) {
            return (Patch.File(path: file.path, before: file.before, after: file.before), [role])
        }
        let (judged, hasTests) = file.withOriginalTests
        return (judged, (hasTests ? [.test] : []) + SuspiciousLines.reasons(for: judged))
    }
}

extension Patch.File {
    /// Rust keeps the tests of a file at its end: with the original ones, and whether that is a
    /// difference.
    fileprivate var withOriginalTests: (file: Patch.File, differs: Bool) {
        guard path.hasSuffix(".rs"), let after else { return (self, false) }
        let new = after[...].split(atFirst: "#[cfg(test)]")
        let old = (before ?? [])[...].split(atFirst: "#[cfg(test)]")
        if new.rest.elementsEqual(old.rest) { return (self, false) }
        let mixed = Patch.File(path: path, before: before, after: Array(new.start + old.rest))
        return (mixed, true)
    }
}

extension ArraySlice<UInt8> {
    /// What stands before a text, and the rest from there on; the rest is empty without the text.
    fileprivate func split(
        atFirst text: String
    ) -> (start: ArraySlice<UInt8>, rest: ArraySlice<UInt8>) {
        guard let (before, _) = cut(at: text) else { return (self, []) }
        return (before, self[before.endIndex...])
    }
}
