package import Base
package import Sandbox

/// Where the gates work: a throw-away copy of the project, and a sandbox over it. A value of
/// closures, so that the gates are tested without either.
package struct TestBed: Sendable {
    /// The files of the copy, without a patch.
    package let project: ProjectFiles
    /// The folder in which commands find the project.
    package let place: String
    /// Runs a command to its end; blocks.
    package let run:
        @Sendable (SandboxCommand, SandboxLimits, Cancellation, (OutputLine) -> Void) -> Outcome
    /// Starts a command that goes on and answers requests.
    package let start:
        @Sendable (SandboxCommand, SandboxLimits, Cancellation) throws(Refusal) -> SandboxSession
    /// What differs from the original now, of the files that are the project's own.
    let changes: @Sendable () -> Patch
    /// Writes a file of the copy; nil removes it.
    package let write: @Sendable (String, [UInt8]?) throws(SystemError) -> Void

    package init(
        project: ProjectFiles, place: String,
        run:
            @escaping @Sendable (SandboxCommand, SandboxLimits, Cancellation, (OutputLine) -> Void)
            -> Outcome,
        start:
            @escaping @Sendable (SandboxCommand, SandboxLimits, Cancellation)
            throws(Refusal) -> SandboxSession = TestBed.startsNothing,
        changes: @escaping @Sendable () -> Patch = { Patch([]) },
        write: @escaping @Sendable (String, [UInt8]?) throws(SystemError) -> Void
    ) {
        self.project = project
        self.place = place
        self.run = run
        self.start = start
        self.changes = changes
        self.write = write
    }

    /// For beds in which everything is run anew.
    package static let startsNothing:
        @Sendable (SandboxCommand, SandboxLimits, Cancellation) throws(Refusal) -> SandboxSession =
            {
                (_, _, _) throws(Refusal) in
                throw Refusal(
                    reason: "nothing goes on in this test bed",
                    fix: "run the command for each request")
            }

    /// Puts one side of a patch into the copy.
    package func apply(_ patch: Patch, _ side: Patch.Side) throws(SystemError) {
        for file in patch.files { try write(file.path, file.content(side)) }
    }
}

extension TestBed {
    /// The same bed, which knows of the patch's new files.
    func adding(_ patch: Patch) -> TestBed {
        let gone = Set(patch.files.filter { $0.after == nil }.map(\.path))
        let paths = Set(project.paths).subtracting(gone).union(patch.changed.map(\.path))
        return TestBed(
            project: ProjectFiles(paths: paths.sorted(), read: project.read), place: place,
            run: run, start: start, changes: changes, write: write)
    }
}
