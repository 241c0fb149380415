import Base
import Testing

@testable import Sandbox

/// One file of the folder Attacks: a program that tries something which must fail. Its first lines
/// say what, and how the run has to end:
///
///     # What it does.
///     # verdict: timed out              (passed, when nothing is said)
///     # reduced: failed (exit code 1)   (the verdict in the reduced mode, where it differs)
///     # arguments: --time 1             (of `tenon sandbox`)
///
/// One that should pass says how many attempts it made, so that an attack which broke off does not
/// count as one that failed.
struct Attack: Sendable, CustomTestStringConvertible {
    let name: String
    let program: [UInt8]
    private let header: [(key: String, value: String)]

    static let folder = Path(#filePath).parent / "Attacks"

    /// Every attack there is.
    static let all: [Attack] = Files.list(folder).compactMap { name in
        // Not attacks, but what they are made with.
        if ["attempts.py", "victim.py"].contains(name.string) { return nil }
        return Attack(name.string)
    }

    private init?(_ name: String) {
        guard let bytes = try? Files.read(Attack.folder / name, limit: 1 << 20) else { return nil }
        self.name = name
        program = bytes
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
        header = lines.prefix { $0.hasPrefix("#") || $0.hasPrefix("//") }.compactMap { line in
            let parts = line.drop { $0 == "#" || $0 == "/" || $0 == " " }
                .split(separator: ":", maxSplits: 1)
            guard parts.count == 2 else { return nil }
            return (String(parts[0]), String(parts[1].drop { $0 == " " }))
        }
    }

    var testDescription: String { name }

    /// How the run has to end.
    func verdict(_ mode: Mode) -> String {
        (mode == .reduced ? value("reduced") : nil) ?? value("verdict") ?? "passed"
    }

    /// What `tenon sandbox` is given beside the command.
    var arguments: [String] {
        (value("arguments") ?? "").split(separator: " ").map(String.init)
    }

    /// How the file is run, from its own folder.
    var command: [String] {
        switch Path(name).fileExtension {
        case "py": ["/usr/bin/python3", "-B", name]
        case "c":
            ["sh", "-c", "cc -w -pthread -o \"$TMPDIR/attack\" \(name) && exec \"$TMPDIR/attack\""]
        default: ["sh", name]
        }
    }

    private func value(_ key: String) -> String? {
        header.first { $0.key == key }?.value
    }
}

/// Who starts the sandbox.
enum Caller: String, CaseIterable {
    case root
    case ordinary

    /// An account that nobody has: an ordinary user for the tests of root, without leaving an
    /// account on the machine. (Not the one that root itself becomes.)
    static let ordinaryUser: UInt32 = 65_532

    /// Root can be both; everybody else is ordinary.
    static let all: [Caller] = geteuid() == 0 ? [.root, .ordinary] : [.ordinary]

    /// The user that its files have to belong to.
    var user: UInt32 {
        switch self {
        case .root: 0
        case .ordinary: geteuid() == 0 ? Caller.ordinaryUser : geteuid()
        }
    }

    /// The command, run by that user.
    func starting(_ command: [String]) -> [String] {
        guard user != geteuid() else { return command }
        let identity = ["--reuid=\(user)", "--regid=\(user)", "--clear-groups"]
        return ["/usr/bin/setpriv"] + identity + ["--"] + command
    }
}

/// A caller and a mode: each attack is made in all of them.
struct Column: Sendable, CustomTestStringConvertible {
    let caller: Caller
    let mode: Mode

    static let all = Caller.all.flatMap { caller in
        Mode.allCases.map { Column(caller: caller, mode: $0) }
    }

    /// The user as whom the attack runs: root becomes somebody else.
    var worker: UInt32 {
        caller.user == 0 ? mode.sandbox.user?.uid ?? 0 : caller.user
    }

    var testDescription: String { "\(caller.rawValue), \(mode.rawValue)" }
}
