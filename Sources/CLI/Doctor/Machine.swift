internal import Base
internal import HTTP
internal import Models
internal import Sandbox
internal import Server

/// What the doctor asks the machine. Tests describe one of their own.
struct Machine: Sendable {
    var environment: Environment
    var executable: Path?
    var isRoot: Bool
    /// The sandbox that can be built here, found out by a trial.
    var sandbox: @Sendable (SandboxOptions) -> Sandbox.Backend
    /// Where `PATH` finds a program.
    var find: @Sendable (String) -> Path?
    /// Runs a trusted program; nil when it cannot be started.
    var run: @Sendable (String, [String]) -> Result?
    var isWritable: @Sendable (Path) -> Bool
    /// What libcurl is here.
    var httpLibrary: @Sendable () -> Swift.Result<String, HTTPError>
    /// What the configured models say of themselves, and what else answers on this machine.
    var models: @Sendable (ModelConfiguration) -> (listing: ModelListing, offered: [Provider])

    struct Result: Sendable {
        let succeeded: Bool
        let output: String
        let errors: String
    }

    var directories: Directories { Directories(environment: environment) }

    /// How a package is installed here.
    func installing(_ package: String) -> String {
        if find("apt-get") != nil { return "sudo apt-get install \(package)" }
        if find("dnf") != nil { return "sudo dnf install \(package)" }
        if find("pacman") != nil { return "sudo pacman -S \(package)" }
        if find("brew") != nil { return "brew install \(package)" }
        return "install \(package) with your system's package manager"
    }

    /// The machine that this process runs on.
    static var current: Machine {
        Machine(
            environment: .current,
            executable: Directories.executable,
            isRoot: geteuid() == 0,
            sandbox: { Sandbox.forThisHost($0, environment: .current).backend },
            find: { Subprocess.find($0) },
            run: { program, arguments in
                let process = Subprocess(
                    program, arguments, timeoutMilliseconds: 10_000, maximumOutputBytes: 1 << 20)
                guard let outcome = try? process.run() else { return nil }
                return Result(
                    succeeded: outcome.succeeded, output: outcome.outputText,
                    errors: outcome.errorText)
            },
            isWritable: { unsafe access($0.string, W_OK) == 0 },
            httpLibrary: { HTTPClient.library },
            models: { configuration in
                let survey = ModelSurvey(
                    configuration: configuration, only: [], sendsRequests: false,
                    keys: KeyReader(environment: .current))
                return (survey.listing(), survey.offers())
            })
    }
}
