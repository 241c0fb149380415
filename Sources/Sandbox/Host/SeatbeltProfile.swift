package import Base

/// The strict mode's rules in the language of macOS's `sandbox-exec`, for
/// `sandbox-exec -p <profile> -D WORK=<folder> -D TEMPORARY=<folder> COMMAND`. Pure text.
///
/// The last rule that matches decides, so what protects comes last. Folders are parameters or
/// quoted literals: no path can end a string and add a rule.
package struct SeatbeltProfile: Sendable {
    /// The user's home, of which nothing is shown but what the policy names.
    private let home: Path
    private let policy: SandboxPolicy
    /// Folders and files in the workspace that stay as they are, and those above them.
    private let protected: [Path]

    package init(home: Path, policy: SandboxPolicy, protected: [Path]) {
        self.home = home
        self.policy = policy
        self.protected = protected
    }

    /// The whole profile.
    package var text: String {
        (base + reads + writes + network + protection).joined(separator: "\n") + "\n"
    }

    private var base: [String] {
        [
            "(version 1)",
            "(deny default)",
            "(allow process-exec process-fork)",
            // Only what runs under these same rules may be signalled or looked at.
            "(allow signal process-info* (target same-sandbox))",
            "(allow sysctl-read)",
            "(allow mach-lookup (global-name \"com.apple.system.opendirectoryd.libinfo\")"
                + " (global-name \"com.apple.system.logger\")"
                + " (global-name \"com.apple.trustd\"))",
            "(allow ipc-posix-sem)",
            "(allow pseudo-tty)",
        ]
    }

    private var reads: [String] {
        let folders = [
            "/usr", "/bin", "/sbin", "/System", "/Library/Developer", "/Library/Apple", "/opt",
            "/Applications/Xcode.app", "/private/etc/ssl", "/private/var/db/timezone",
            "/private/var/select",
        ]
        let files = [
            "/", "/etc", "/var", "/tmp", "/private", "/dev/null", "/dev/zero", "/dev/random",
            "/dev/urandom", "/private/etc/passwd", "/private/etc/hosts", "/private/etc/services",
            "/private/etc/protocols", "/private/etc/localtime",
        ]
        return ["(allow file-read-metadata)"]
            + folders.map { "(allow file-read* (subpath \(literal($0))))" }
            + files.map { "(allow file-read* (literal \(literal($0))))" }
            + ["(deny file-read* (subpath \(literal(home.string))))"]
            + policy.readable.map { "(allow file-read* (subpath \(literal($0.string))))" }
            + ["(allow file-read* (subpath (param \"WORK\")) (subpath (param \"TEMPORARY\")))"]
    }

    private var writes: [String] {
        [
            "(allow file-write* (subpath (param \"WORK\")) (subpath (param \"TEMPORARY\")))",
            "(allow file-write-data (literal \"/dev/null\") (literal \"/dev/zero\"))",
            "(deny file-write-setugid)",
        ]
    }

    private var network: [String] {
        let outside = ["(deny network*)"]
        switch policy.network {
        case .none: return outside
        case .loopback:
            // There is no loopback of its own here: servers of the machine can be reached. So only
            // listening, and calls to ports that are listened on, are allowed by address.
            return outside + [
                "(allow network-bind network-inbound (local ip \"localhost:*\"))",
                "(allow network-outbound (remote ip \"localhost:*\"))",
            ]
        }
    }

    /// A folder cannot be changed by renaming what it lies in.
    private var protection: [String] {
        protected.flatMap { path -> [String] in
            var rules = ["(deny file-write* (subpath \(literal(path.string))))"]
            var above = path.parent
            while above.bytes.count > 1, above != above.parent {
                rules.append("(deny file-write-unlink (literal \(literal(above.string))))")
                above = above.parent
            }
            return rules
        } + [
            "(deny network-outbound (literal \"/private/var/run/docker.sock\")"
                + " (subpath \(literal((home / ".docker").string))))"
        ]
    }

    /// A string of the profile's language.
    private func literal(_ text: String) -> String {
        var quoted = ""
        for scalar in text.unicodeScalars {
            if scalar == "\"" || scalar == "\\" { quoted += "\\" }
            quoted.unicodeScalars.append(scalar)
        }
        return "\"\(quoted)\""
    }
}
