internal import Base

/// Sockets in the file system that programs of this machine listen on. Neither a network namespace
/// nor a read-only mount nor Landlock (below its ABI 9) keeps a command from connecting to one in a
/// folder that it is shown: only that something else is in its place does.
enum HostSockets {
    /// Where the sockets below a mount's source are found.
    static func places(in mounts: [SandboxMount]) -> [Path] {
        let text = (try? Files.read("/proc/net/unix", limit: 16 << 20)) ?? []
        let paths = HostSockets.paths(in: text).filter { path in
            mounts.contains { path.isInside($0.source) } && Files.kind(of: path) == .other
        }
        return mounts.flatMap { mount in
            Set(paths).filter { $0.isInside(mount.source) }.map { path in
                let rest = path.bytes.dropFirst(mount.source.bytes.count + 1)
                return mount.place.appending(Path(bytes: rest))
            }
        }
    }

    /// The paths in `/proc/net/unix`: the eighth field of a line, where it begins with a slash.
    /// What was bound by a relative path is not known by a whole one.
    static func paths(in table: [UInt8]) -> [Path] {
        table.split(separator: UInt8(ascii: "\n")).compactMap { line in
            let fields = line.split(
                separator: UInt8(ascii: " "), maxSplits: 7, omittingEmptySubsequences: true)
            guard fields.count == 8, fields[7].first == UInt8(ascii: "/") else { return nil }
            return Path(bytes: fields[7])
        }
    }
}
