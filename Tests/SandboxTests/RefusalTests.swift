import Base
import TestKit
import Testing

@testable import Sandbox

@Suite("Refusals")
struct RefusalTests {
    private static let strictOnly = SandboxOptions(allowsReduced: false, user: "")

    @Test("Without bubblewrap nothing runs, and the reason and the fix are told")
    func noBubblewrap() throws {
        let sandbox = Sandbox.forThisHost(
            RefusalTests.strictOnly, environment: Environment(["PATH": "/nowhere"]))
        let refusal = try refusal(sandbox)
        #expect(refusal.reason == "bubblewrap is not installed")
        try expectNothingRuns(sandbox)
    }

    @Test("Only who allows it gets the reduced mode in its place")
    func reduced() throws {
        let nowhere = Environment(["PATH": "/nowhere"])
        let options = SandboxOptions(allowsReduced: true, user: "")
        guard case .reduced = Sandbox.forThisHost(options, environment: nowhere).backend else {
            Issue.record("there is no reduced mode")
            return
        }
        guard case .strict = Sandbox.forThisHost(options, environment: .current).backend else {
            Issue.record("the strict mode is not preferred")
            return
        }
    }

    @Test("A repository's own settings cannot ask for less; the user's can")
    func repositorySettings() throws {
        let place = try SandboxPlace(.strict)
        unsafe chmod(place.directory.path.string, 0o755)
        let weaker = #"{"sandbox.mode": "reduced"}"#
        func exitCode() throws -> Subprocess.Outcome.End {
            try Subprocess(
                BuiltProgram.tenon.string,
                ["sandbox", "--folder", place.directory.path.string]
                    + ["--", "touch", "ran"],
                environment: ["PATH": "/nowhere", "HOME": "\(place.directory.path)/home"]
            ).run().end
        }
        try place.directory.write("tenon.json", weaker)
        #expect(try exitCode() == .exited(126))
        #expect(place.directory.files == ["tenon.json"])
        try place.directory.write("home/.config/tenon/config.json", weaker)
        #expect(try exitCode() == .exited(0))
        #expect(place.directory.files.contains("ran"))
    }

    @Test("A bubblewrap that fails is understood, and the command never runs")
    func failingBubblewrap() throws {
        let folder = try TemporaryDirectory()
        // Who runs it may be a user without rights, and Tenon's own folder is that of another.
        try folder.write(
            "bwrap", "#!/bin/sh\necho 'bwrap: setting up uid map: Permission denied' >&2\nexit 1\n")
        unsafe chmod((folder.path / "bwrap").string, 0o755)
        unsafe chmod(folder.path.string, 0o755)
        let sandbox = Sandbox.forThisHost(
            RefusalTests.strictOnly, environment: Environment(["PATH": folder.path.string]))
        #expect(try refusal(sandbox).reason.contains("uid map: Permission denied"))
        try expectNothingRuns(sandbox)
    }

    @Test("A repository cannot bring a bubblewrap of its own")
    func plantedBubblewrap() throws {
        let folder = try TemporaryDirectory()
        try folder.write("bwrap", "#!/bin/sh\n")
        unsafe chmod((folder.path / "bwrap").string, 0o755)
        // From where this process is, up to the root and down again.
        let current = try #require(Files.resolved("."))
        let ups = current.bytes.count { $0 == UInt8(ascii: "/") }
        let relative = String(repeating: "../", count: ups) + folder.path.string.dropFirst()
        try #require(Files.isExecutable(Path(relative) / "bwrap"))
        let planted = Sandbox.strict(
            RefusalTests.strictOnly, Environment(["PATH": relative]), isTried: true)
        #expect(try refusal(planted).reason == "bubblewrap is not installed")
        let path = Environment.current["PATH"] ?? ""
        let sandbox = Sandbox.strict(
            RefusalTests.strictOnly, Environment(["PATH": "\(relative):\(path)"]), isTried: true)
        guard case .strict = sandbox.backend else {
            Issue.record("\(sandbox.backend)")
            return
        }
    }

    @Test("Without the system-call filter the command never runs", arguments: Mode.allCases)
    func noFilter(mode: Mode) throws {
        for program in [[], [UInt8](repeating: 0xff, count: 8), [UInt8](repeating: 0, count: 64)] {
            let place = try SandboxPlace(mode)
            let sandbox = Sandbox(
                backend: place.sandbox.backend, user: place.sandbox.user, system: .current(),
                filters: SeccompFilters([
                    .alone: program, .aloneWithoutNetwork: program, .amongOthers: program,
                ]), groups: nil)
            let outcome = sandbox.run(
                SandboxCommand(["touch", "ran"]),
                in: SandboxFolder(source: place.directory.path, place: place.directory.path),
                policy: SandboxPolicy(network: .loopback, readable: []), limits: .check)
            guard case .refused(let refusal) = outcome.verdict else {
                Issue.record("\(outcome.verdict)")
                continue
            }
            #expect(refusal.reason.contains("seccomp filter"))
            #expect(place.directory.files == [])
        }
    }

    @Test("Where the kernel has no Landlock, the strict mode does without, the reduced is refused")
    func noLandlock() throws {
        let place = try SandboxPlace(.strict)
        // What a user of another name starts must be able to look in here.
        unsafe chmod(place.directory.path.string, 0o755)
        // Load the call's number; for landlock_create_ruleset say ENOSYS, else allow it.
        let filter: [(UInt16, UInt8, UInt8, UInt32)] = [
            (0x20, 0, 0, 0), (0x15, 0, 1, 444), (0x06, 0, 0, 0x0005_0000 | UInt32(ENOSYS)),
            (0x06, 0, 0, 0x7fff_0000),
        ]
        var bytes: [UInt8] = []
        for (code, yes, no, value) in filter {
            bytes += [UInt8(code & 0xff), UInt8(code >> 8), yes, no]
            bytes += (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
        }
        try place.directory.write("filter", bytes)
        func run(_ mode: Mode) throws -> Subprocess.Outcome {
            let folder = place.directory.path
            let script = """
                exec bwrap --dev-bind / / --seccomp 9 -- '\(BuiltProgram.tenon)' sandbox --policy \
                \(mode.rawValue) --folder '\(folder)' -- cat /etc/passwd /etc/shadow 9< '\(folder)/filter'
                """
            return try Subprocess("sh", ["-c", script]).run()
        }
        let strict = try run(.strict)
        #expect(strict.end == .exited(1), "\(strict.errorText)")
        #expect(strict.outputText.contains("root:x:0:0"), "\(strict.errorText)")
        #expect(!strict.outputText.contains("root:*"))
        let reduced = try run(.reduced)
        #expect(reduced.end == .exited(126))
        #expect(reduced.errorText.contains("Landlock is too old"), "\(reduced.errorText)")
    }

    @Test("Root runs nothing as root")
    func root() throws {
        guard geteuid() == 0 else {
            #expect(throws: Never.self) {
                let user = try SandboxUser.current(configured: "", environment: Environment([:]))
                #expect(user == SandboxUser(uid: geteuid(), gid: getegid(), isDropped: false))
            }
            return
        }
        func user(_ configured: String, _ variables: [String: String]) throws -> SandboxUser {
            try SandboxUser.current(configured: configured, environment: Environment(variables))
        }
        #expect(try user("", [:]).uid == 65_533)
        #expect(try user("", ["SUDO_UID": "1000", "SUDO_GID": "1001"]).uid == 1000)
        #expect(try user("", ["SUDO_UID": "0", "SUDO_GID": "0"]).uid == 65_533)
        #expect(try user("", ["SUDO_UID": "x", "SUDO_GID": "1"]).uid == 65_533)
        #expect(try user("nobody", ["SUDO_UID": "1000", "SUDO_GID": "1"]).uid != 1000)
        #expect(throws: Refusal.self) { try user("root", [:]) }
        #expect(throws: Refusal.self) { try user("no such user", [:]) }
    }

    @Test("Why bubblewrap fails is recognised")
    func reasons() {
        var kernel = KernelSwitches(
            appArmorRestriction: 1, unprivilegedNamespaces: nil, maximumNamespaces: 96_000)
        check("bwrap: setting up uid map: Permission denied", kernel, "AppArmor", "apparmor_parser")
        check(
            "bwrap: loopback: Failed RTM_NEWADDR: Operation not permitted", kernel, "AppArmor",
            "bwrap-userns-restrict")
        kernel.appArmorRestriction = nil
        check(
            "bwrap: loopback: Failed RTM_NEWADDR: Operation not permitted", kernel, "container",
            "container")
        check(
            "bwrap: Creating new namespace failed: Operation not permitted", kernel, "forbidden",
            "seccomp")
        check(
            "bwrap: Can't mount proc on /newroot/proc: Operation not permitted", kernel, "/proc",
            "unmasked")
        check("bwrap: Unknown option --disable-userns", kernel, "too old", "0.8")
        check("bwrap: something else\nmore", kernel, "something else)", "--unshare-all")
        check("", kernel, "no reason given", "bwrap")
        kernel.unprivilegedNamespaces = 0
        check("bwrap: No permissions to create new namespace", kernel, "only root", "clone=1")
        kernel.maximumNamespaces = 0
        check(
            "bwrap: Creating new namespace failed: No space left on device", kernel,
            "limited to none", "max_user_namespaces=")
    }

    private func check(
        _ errors: String, _ kernel: KernelSwitches, _ reason: String, _ fix: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let refusal = BubblewrapFailure.refusal(errors: errors, kernel: kernel)
        #expect(refusal.reason.contains(reason), sourceLocation: sourceLocation)
        #expect(refusal.fix.contains(fix), sourceLocation: sourceLocation)
    }

    private func refusal(_ sandbox: Sandbox) throws -> Refusal {
        guard case .none(let refusal) = sandbox.backend else {
            throw SystemError("be refused", "by the sandbox", code: 0)
        }
        return refusal
    }

    private func expectNothingRuns(_ sandbox: Sandbox) throws {
        let folder = try TemporaryDirectory()
        let outcome = sandbox.run(
            SandboxCommand(["touch", "ran"]),
            in: SandboxFolder(source: folder.path, place: folder.path),
            policy: SandboxPolicy(network: .none, readable: []), limits: .check)
        #expect(outcome.verdict == .refused(try refusal(sandbox)))
        #expect(folder.files == [])
    }
}
