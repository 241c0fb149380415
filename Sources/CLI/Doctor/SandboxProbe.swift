/// What bubblewrap is asked for to see whether a sandbox can be built, and what its refusals mean.
enum SandboxProbe {
    /// The namespaces and restrictions of a real run, around a program that does nothing.
    static let arguments = [
        "--unshare-user", "--unshare-pid", "--unshare-ipc", "--unshare-net", "--unshare-uts",
        "--unshare-cgroup", "--disable-userns", "--die-with-parent", "--new-session",
        "--cap-drop", "ALL", "--clearenv", "--ro-bind", "/", "/", "--proc", "/proc", "--dev",
        "/dev", "--tmpfs", "/tmp", "/bin/true",
    ]

    static let proven =
        "user, pid, ipc, network, uts and cgroup namespaces work, without capabilities"

    /// What the kernel says of itself; nil where it has no such switch.
    struct Kernel: Sendable, Equatable {
        /// `kernel.apparmor_restrict_unprivileged_userns`: 1 on Ubuntu 24.04.
        var appArmorRestriction: Int?
        /// `kernel.unprivileged_userns_clone`: Debian's switch.
        var unprivilegedNamespaces: Int?
        /// `user.max_user_namespaces`.
        var maximumNamespaces: Int?
    }

    struct Problem: Sendable, Equatable {
        let reason: String
        let fix: String
    }

    /// Why bubblewrap refused, from its words and the kernel's switches. The system-wide sysctl
    /// that opens namespaces to every program is never suggested where a profile for bubblewrap
    /// alone does.
    static func problem(errors: String, kernel: Kernel) -> Problem {
        let words = errors.split(separator: "\n").first.map(String.init) ?? "no reason given"
        if errors.contains("Unknown option") {
            return Problem(
                reason: "bubblewrap is too old (\(words))",
                fix: "install bubblewrap 0.8 or newer")
        }
        if kernel.maximumNamespaces == 0 {
            return Problem(
                reason: "user namespaces are limited to none (user.max_user_namespaces is 0)",
                fix: "sudo sysctl user.max_user_namespaces=15000")
        }
        if kernel.unprivilegedNamespaces == 0 {
            return Problem(
                reason:
                    "only root may make user namespaces (kernel.unprivileged_userns_clone is 0)",
                fix: "sudo sysctl kernel.unprivileged_userns_clone=1")
        }
        let byAppArmor = ["uid map: Permission denied", "RTM_NEWADDR"].contains {
            errors.contains($0)
        }
        if kernel.appArmorRestriction == 1 || byAppArmor && kernel.appArmorRestriction != nil {
            return Problem(
                reason: "AppArmor keeps bubblewrap from user namespaces (\(words))",
                fix: "sudo apt-get install apparmor-profiles && sudo install -m 644 "
                    + "/usr/share/apparmor/extra-profiles/bwrap-userns-restrict /etc/apparmor.d/ "
                    + "&& sudo apparmor_parser -r /etc/apparmor.d/bwrap-userns-restrict")
        }
        let forbidden = ["Creating new namespace failed", "No permissions to create", "uid map"]
        if forbidden.contains(where: { errors.contains($0) }) {
            return Problem(
                reason: "namespaces are forbidden here (\(words)), as in most containers",
                fix: "run outside the container, or start it so that unprivileged user namespaces "
                    + "are allowed (its seccomp and AppArmor profiles)")
        }
        if errors.contains("mount proc") || errors.contains("RTM_NEWADDR") {
            return Problem(
                reason: "this container hides parts of /proc or of the network (\(words))",
                fix: "run outside the container, or start it with /proc unmasked")
        }
        return Problem(
            reason: "bubblewrap failed (\(words))",
            fix: "run it by hand to see more: bwrap \(arguments.joined(separator: " "))")
    }
}
