internal import Base

/// What the kernel says of itself; nil where it has no such switch.
struct KernelSwitches: Sendable, Equatable {
    /// `kernel.apparmor_restrict_unprivileged_userns`: 1 on Ubuntu 24.04.
    var appArmorRestriction: Int?
    /// `kernel.unprivileged_userns_clone`: Debian's switch.
    var unprivilegedNamespaces: Int?
    /// `user.max_user_namespaces`.
    var maximumNamespaces: Int?

    static func current() -> KernelSwitches {
        KernelSwitches(
            appArmorRestriction: number("kernel/apparmor_restrict_unprivileged_userns"),
            unprivilegedNamespaces: number("kernel/unprivileged_userns_clone"),
            maximumNamespaces: number("user/max_user_namespaces"))
    }

    private static func number(_ name: String) -> Int? {
        guard let bytes = try? Files.read(Path("/proc/sys") / name, limit: 4096) else { return nil }
        let digits = bytes.prefix { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
        return Int(String(decoding: digits, as: UTF8.self))
    }
}
