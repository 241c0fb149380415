package import Base

/// What is to be run.
package struct SandboxCommand: Sendable {
    package enum Streams: Sendable {
        /// Standard error goes where standard output goes, in the order in which both were
        /// written.
        case merged
        case apart
    }

    /// The program, looked up in the sandbox's `PATH`, and its arguments.
    package var arguments: [String]
    /// Where it starts: a folder of the workspace, relative to its root.
    package var directory: Path
    /// Variables beside those that the sandbox sets (`PATH`, `HOME`, `TMPDIR`, `LANG`, `USER`).
    /// Nothing of our own environment is inherited.
    package var environment: [String: String]
    package var streams: Streams

    package init(
        _ arguments: [String], directory: Path = ".", environment: [String: String] = [:],
        streams: Streams = .merged
    ) {
        self.arguments = arguments
        self.directory = directory
        self.environment = environment
        self.streams = streams
    }
}

/// The folder that a command works in and may change: a throw-away copy, never the user's own.
package struct SandboxFolder: Sendable {
    /// Where the files are: for everybody, or inside `namespaces` where there are some. Whoever
    /// runs the command (see `Sandbox.user`) must be able to reach and write it.
    package var source: Path
    /// Where the command finds them: the project's own path, so that messages and the absolute
    /// paths in virtual environments fit. The reduced mode cannot move files, and shows `source`.
    package var place: Path
    /// More that is shown, such as dependencies with a private upper layer.
    package var mounts: [SandboxMount] = []
    /// Where the copy is an overlay: the namespaces in which that is mounted.
    package var namespaces: SandboxNamespaces?

    package init(source: Path, place: Path) {
        self.source = source
        self.place = place
    }
}

/// A folder that is shown somewhere else.
package struct SandboxMount: Sendable {
    package let source: Path
    package let place: Path
    package let isWritable: Bool

    package init(source: Path, place: Path, isWritable: Bool) {
        self.source = source
        self.place = place
        self.isWritable = isWritable
    }
}

/// A user namespace and a mount namespace of it, entered before the sandbox is built.
package final class SandboxNamespaces: Sendable {
    package let user: FileDescriptor
    package let mount: FileDescriptor

    package init(user: consuming FileDescriptor, mount: consuming FileDescriptor) {
        self.user = user
        self.mount = mount
    }
}
