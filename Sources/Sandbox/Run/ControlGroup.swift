internal import Base

/// Where the kernel lets us make control groups (version 2) of our own: a user's session of
/// systemd, or a container, hands such a part of the tree over. There the kernel itself bounds the
/// memory and the processes of a run; elsewhere limits by process and the watchdog do.
struct ControlGroups: Sendable {
    /// The group in which ours are made.
    let parent: Path
    /// What it lets groups within it bound.
    let controllers: Set<Controller>

    enum Controller: String, Sendable {
        case memory, pids
    }

    /// What this machine delegates to us; nil where that is nothing.
    static func delegated() -> ControlGroups? {
        delegated(
            membership: text("/proc/self/cgroup"), mounts: text("/proc/self/mountinfo"),
            isOurs: { unsafe access($0.string, W_OK) == 0 })
    }

    /// The nearest group around our own in which groups can be made that bound something. To move
    /// there, one has to be allowed to write to the group that both lie in.
    static func delegated(
        membership: String, mounts: String, isOurs: (Path) -> Bool
    ) -> ControlGroups? {
        let own = membership.split(separator: "\n").lazy
            .compactMap { $0.hasPrefix("0::/") ? $0.dropFirst(4) : nil }.first
        let mount = mounts.split(separator: "\n").lazy.compactMap { line -> Path? in
            let fields = line.split(separator: " ")
            guard fields.count > 6, line.contains(" - cgroup2 "), fields[3] == "/" else {
                return nil
            }
            return Path(String(fields[4]))
        }.first
        guard let own, let mount else { return nil }
        var group = own.isEmpty ? mount : mount / String(own)
        while group.isInside(mount) {
            let enabled = text(group / "cgroup.subtree_control")
                .split(whereSeparator: { $0 == " " || $0 == "\n" })
                .compactMap { Controller(rawValue: String($0)) }
            if !enabled.isEmpty, isOurs(group), isOurs(group / "cgroup.procs") {
                return ControlGroups(parent: group, controllers: Set(enabled))
            }
            if group == mount { return nil }
            group = group.parent
        }
        return nil
    }

    /// Removes the groups of processes that were killed: those that are in use cannot be removed.
    func removeStale() {
        for name in Files.list(parent) {
            let parts = name.string.split(separator: "-")
            guard parts.count == 3, parts[0] == "tenon", let process = pid_t(parts[1]),
                process != getpid(), kill(process, 0) != 0, errno == ESRCH
            else { continue }
            unsafe rmdir(parent.appending(name).string)
        }
    }
}

/// The control group of one run. Gone, with everything in it, when its owner lets go of it.
final class ControlGroup: Sendable {
    private let path: Path
    /// Who writes "0" to it becomes a member.
    let members: FileDescriptor

    /// A new group with the bounds of a run.
    init(in groups: ControlGroups, limits: SandboxLimits) throws(SystemError) {
        let number = String(UInt64.random(in: .min ... .max), radix: 36)
        path = groups.parent / "tenon-\(getpid())-\(number)"
        guard unsafe mkdir(path.string, 0o755) == 0 else {
            throw SystemError("create the control group", path.string)
        }
        do throws(SystemError) {
            members = try FileDescriptor.open(path / "cgroup.procs", O_WRONLY)
            if groups.controllers.contains(.memory) {
                // Files in memory count too, and have a bound of their own.
                let bytes = limits.memoryBytes + limits.diskBytes
                try ControlGroup.set(path / "memory.max", bytes)
                try ControlGroup.set(path / "memory.oom.group", 1)
                // Not every kernel counts swap.
                try? ControlGroup.set(path / "memory.swap.max", 0)
            }
            if groups.controllers.contains(.pids) {
                try ControlGroup.set(path / "pids.max", limits.mostProcesses)
            }
        } catch {
            unsafe rmdir(path.string)
            throw error
        }
    }

    deinit {
        end()
        // Who was killed leaves a moment later.
        for _ in 0..<200 where unsafe rmdir(path.string) != 0 && errno == EBUSY { usleep(1000) }
    }

    /// Ends everything in it, in one step.
    func end() {
        try? ControlGroup.set(path / "cgroup.kill", 1)
    }

    /// The bound that the kernel had to enforce.
    var alarm: Watchdog.Alarm? {
        if count("oom_kill", in: "memory.events") > 0 { return .memory }
        return count("max", in: "pids.events") > 0 ? .quota(.processes) : nil
    }

    private func count(_ key: String, in file: String) -> Int {
        let line = text(path / file).split(separator: "\n").first { $0.hasPrefix(key + " ") }
        return line.flatMap { Int($0.dropFirst(key.utf8.count + 1)) } ?? 0
    }

    private static func set(_ file: Path, _ number: Int) throws(SystemError) {
        try FileDescriptor.open(file, O_WRONLY).writeAll(Array(String(number).utf8))
    }
}

private func text(_ file: Path) -> String {
    String(decoding: (try? Files.read(file, limit: 1 << 20)) ?? [], as: UTF8.self)
}
