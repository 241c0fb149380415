import Base
import TestKit
import Testing

@testable import Sandbox

/// The ways in which this host can run a command, for tests in this process.
enum Mode: String, CaseIterable, CustomTestStringConvertible {
    case strict
    case reduced

    private static let options = SandboxOptions(allowsReduced: true, user: "")
    private static let strictSandbox = Sandbox.forThisHost(options, environment: .current)
    private static let reducedSandbox = Sandbox.reduced(options, environment: .current)

    /// The sandbox of this mode. That there is none fails whatever needs it: a check that cannot
    /// run is no check.
    var sandbox: Sandbox {
        switch self {
        case .strict: Mode.strictSandbox
        case .reduced: Mode.reducedSandbox
        }
    }

    var testDescription: String { rawValue }
}

/// A folder to run commands in, which belongs to whoever runs them.
struct SandboxPlace {
    let directory: TemporaryDirectory
    let sandbox: Sandbox

    init(_ mode: Mode, _ files: [String: String] = [:]) throws {
        directory = try TemporaryDirectory()
        sandbox = mode.sandbox
        for (name, text) in files { try directory.write(name, text) }
        guard let user = sandbox.user, user.isDropped else { return }
        for path in directory.files.map({ directory.path.appending($0) }) + [directory.path] {
            guard unsafe chown(path.string, user.uid, user.gid) == 0 else {
                throw SystemError("hand over", path.string)
            }
        }
    }

    /// Runs a script of the shell.
    func run(
        _ script: String, limits: SandboxLimits = .check,
        streams: SandboxCommand.Streams = .merged, cancellation: Cancellation = Cancellation(),
        environment: [String: String] = [:], onLine: (OutputLine) -> Void = { _ in }
    ) -> Outcome {
        sandbox.run(
            SandboxCommand(["sh", "-c", script], environment: environment, streams: streams),
            in: SandboxFolder(source: directory.path, place: directory.path),
            policy: SandboxPolicy(network: .loopback, readable: []), limits: limits,
            cancellation: cancellation, onLine: onLine)
    }
}
