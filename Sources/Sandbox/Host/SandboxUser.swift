package import Base

/// The user as whom commands run.
package struct SandboxUser: Sendable, Hashable {
    package let uid: UInt32
    package let gid: UInt32
    /// Whether we are root, and become that user for each run.
    package let isDropped: Bool

    /// A user that no account has, in a range that is kept free for nobody: where root has not said
    /// whom to become. Unlike `nobody`, it owns nothing and shares no process with a daemon.
    private static let nameless: UInt32 = 65_533

    /// For an ordinary user, that user. For root, bubblewrap is no boundary, so root becomes
    /// somebody else: whom the user's settings name, who called sudo, or nobody who has an account.
    package static func current(
        configured: String, environment: Environment
    ) throws(Refusal) -> SandboxUser {
        let uid = geteuid()
        if uid != 0 { return SandboxUser(uid: uid, gid: getegid(), isDropped: false) }
        if !configured.isEmpty { return try account(configured) }
        if let user = environment["SUDO_UID"].flatMap({ UInt32($0) }), user != 0,
            let group = environment["SUDO_GID"].flatMap({ UInt32($0) }), group != 0
        {
            return SandboxUser(uid: user, gid: group, isDropped: true)
        }
        return SandboxUser(uid: nameless, gid: nameless, isDropped: true)
    }

    private static func account(_ name: String) throws(Refusal) -> SandboxUser {
        var entry = unsafe passwd()
        var found: UnsafeMutablePointer<passwd>?
        var buffer = [CChar](repeating: 0, count: 16 << 10)
        let code = unsafe getpwnam_r(name, &entry, &buffer, buffer.count, &found)
        guard code == 0, unsafe found != nil, unsafe entry.pw_uid != 0
        else {
            throw Refusal(
                reason: "sandbox.user names '\(name)', who is no ordinary user of this machine",
                fix: "name another user, or remove the setting")
        }
        return unsafe SandboxUser(uid: entry.pw_uid, gid: entry.pw_gid, isDropped: true)
    }
}
