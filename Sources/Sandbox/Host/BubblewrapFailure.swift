internal import Base

/// What it means when bubblewrap cannot build a sandbox, and what can be done about it.
enum BubblewrapFailure {
    /// Why bubblewrap refused, from its words and the kernel's switches. The system-wide sysctl
    /// that opens namespaces to every program is never suggested where a profile for bubblewrap
    /// alone does.
    static func refusal(errors: String, kernel: KernelSwitches = .current()) -> Refusal {
        let words = errors.split(separator: "\n").first.map(String.init) ?? "no reason given"
        if errors.contains("Unknown option") {
            return Refusal(
                reason: "bubblewrap is too old (\(words))",
                fix: "install bubblewrap 0.8 or newer")
        }
        if kernel.maximumNamespaces == 0 {
            return Refusal(
                reason: "user namespaces are limited to none (user.max_user_namespaces is 0)",
                fix: "sudo sysctl user.max_user_namespaces=15000")
        }
        if kernel.unprivilegedNamespaces == 0 {
            return Refusal(
                reason:
                    "only root may make user namespaces (kernel.unprivileged_userns_clone is 0)",
                fix: "sudo sysctl kernel.unprivileged_userns_clone=1")
        }
        let byAppArmor = ["uid map: Permission denied", "RTM_NEWADDR"].contains {
            errors.contains($0)
        }
        if kernel.appArmorRestriction == 1 || byAppArmor && kernel.appArmorRestriction != nil {
            return Refusal(
                reason: "AppArmor keeps bubblewrap from user namespaces (\(words))",
                fix: "sudo apt-get install apparmor-profiles && sudo install -m 644 "
                    + "/usr/share/apparmor/extra-profiles/bwrap-userns-restrict /etc/apparmor.d/ "
                    + "&& sudo apparmor_parser -r /etc/apparmor.d/bwrap-userns-restrict")
        }
        let forbidden = ["Creating new namespace failed", "No permissions to create", "uid map"]
        if forbidden.contains(where: { errors.contains($0) }) {
            return Refusal(
                reason: "namespaces are forbidden here (\(words)), as in most containers",
                fix: "run outside the container, or start it so that unprivileged user namespaces "
                    + "are allowed (its seccomp and AppArmor profiles)")
        }
        if errors.contains("mount proc") || errors.contains("RTM_NEWADDR") {
            return Refusal(
                reason: "this container hides parts of /proc or of the network (\(words))",
                fix: "run outside the container, or start it with /proc unmasked")
        }
        return Refusal(
            reason: "bubblewrap failed (\(words))",
            fix: "run it by hand to see more: bwrap --unshare-all --ro-bind / / true")
    }
}
