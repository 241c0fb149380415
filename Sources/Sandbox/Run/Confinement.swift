internal import Base

/// Everything that decides what one command may do, from which the launcher's order is made.
struct Confinement {
    let command: SandboxCommand
    let folder: SandboxFolder
    let policy: SandboxPolicy
    let limits: SandboxLimits
    let user: SandboxUser
    let system: SystemView
    let filters: SeccompFilters
    /// What the kernel bounds the run by, where it can.
    let group: ControlGroup?

    /// The home folder in the strict mode: empty at the start of each run.
    private static let home: Path = "/tmp/home"

    /// Linux's numbers of the resources that `setrlimit` bounds.
    private enum Resource: Int32 {
        case processorTime = 0
        case fileSize = 1
        case core = 4
        case processes = 6
        case openFiles = 7
        case lockedMemory = 8
        case pendingSignals = 11
        case messageQueues = 12
    }

    /// The order for the strict mode: namespaces by bubblewrap, and in them the launcher.
    func strict(bubblewrap: Path) throws(Refusal) -> Order {
        var order = common(
            filter: try filters.program(policy.network == .none ? .aloneWithoutNetwork : .alone))
        for argument in [bubblewrap.string] + wrapping { order.add(.wrapper, argument) }
        order.limit(Resource.processes.rawValue, limits.mostProcesses)
        if system.hasLandlock { order.add(.landlock, numbers: 1) }
        order.add(.listable, Path("/"))
        for path in system.all + policy.readable + folder.mounts.map(\.place) {
            order.add(.readable, path)
        }
        // Of /proc nothing is written to: not who goes first when memory is scarce, for example.
        order.add(.readable, Path("/proc"))
        for path: Path in ["/tmp", "/dev/shm"] { order.add(.writable, path) }
        order.add(.device, Path("/dev"))
        for place in [folder.place] + folder.mounts.filter(\.isWritable).map(\.place) {
            order.add(.writable, place)
        }
        // What is covered beside the folder has one file system.
        let covered = folder.mounts.filter(\.isWritable).prefix(1).map(\.place)
        for path in [folder.place, "/tmp", "/dev/shm"] + covered { order.add(.measured, path) }
        order.add(.directory, folder.place.appending(command.directory))
        addVariables(home: Confinement.home, temporary: "/tmp", to: &order)
        return order
    }

    /// The order for the reduced mode: Landlock and seccomp alone, among the user's processes.
    /// What is temporary goes to `scratch`.
    func reduced(scratch: Path, runningProcesses: Int) throws(Refusal) -> Order {
        var order = common(filter: try filters.program(.amongOthers))
        order.add(.landlock, numbers: 6)
        // The kernel counts all processes of the user.
        order.limit(Resource.processes.rawValue, limits.mostProcesses + runningProcesses)
        let devices: [Path] = ["/dev/null", "/dev/zero", "/dev/full"]
        for path in devices { order.add(.device, path) }
        let facts: [Path] = [
            "/dev/random", "/dev/urandom", "/proc/cpuinfo", "/proc/meminfo", "/proc/stat",
            "/proc/filesystems", "/proc/sys/vm/overcommit_memory", "/proc/self",
        ]
        for path in system.all + policy.readable + facts { order.add(.readable, path) }
        for mount in folder.mounts where !mount.isWritable { order.add(.readable, mount.source) }
        for path in [folder.source, scratch] + folder.mounts.filter(\.isWritable).map(\.source) {
            order.add(.writable, path)
        }
        for path in [folder.source, scratch] { order.add(.measured, path) }
        order.add(.directory, folder.source.appending(command.directory))
        addVariables(home: scratch, temporary: scratch, to: &order)
        return order
    }

    /// What both modes have in common.
    private func common(filter: [UInt8]) -> Order {
        var order = Order()
        order.add(.parent, numbers: getpid())
        if user.isDropped {
            order.add(
                .identity, numbers: Int32(bitPattern: user.uid), Int32(bitPattern: user.gid))
        }
        if group != nil { order.add(.group, bytes: [1]) }
        if folder.namespaces != nil { order.add(.namespaces, bytes: [1]) }
        order.add(.filter, bytes: filter)
        // Not 0: with that, the kernel still hands what crashes to the machine's own crash handler,
        // where there is one. A limit of one byte means that there are no core dumps at all.
        order.limit(Resource.core.rawValue, 1)
        order.limit(Resource.pendingSignals.rawValue, 4096)
        order.limit(Resource.processorTime.rawValue, limits.processorSeconds)
        order.limit(Resource.fileSize.rawValue, limits.diskBytes)
        order.limit(Resource.openFiles.rawValue, 4096)
        order.limit(Resource.lockedMemory.rawValue, 8 << 20)
        order.limit(Resource.messageQueues.rawValue, 0)
        for argument in command.arguments { order.add(.argument, argument) }
        return order
    }

    /// The whole environment of the command.
    private func addVariables(home: Path, temporary: Path, to order: inout Order) {
        let searched = system.programFolders + policy.readable.filter { $0.name == "bin" }
        var variables = [
            "HOME": home.string, "TMPDIR": temporary.string, "LANG": "C.UTF-8", "TERM": "dumb",
            "USER": "tenon", "LOGNAME": "tenon",
            "PATH": searched.map(\.string).joined(separator: ":"),
        ]
        variables.merge(command.environment) { $1 }
        for (name, value) in variables.sorted(by: { $0.key < $1.key }) {
            order.add(.variable, "\(name)=\(value)")
        }
    }

    /// Bubblewrap's arguments, with the launcher as the program.
    private var wrapping: [String] {
        var arguments = Confinement.namespaces
        for folder in system.folders { arguments += ["--ro-bind", folder.string, folder.string] }
        for link in system.links {
            arguments += ["--symlink", link.target.string, link.place.string]
        }
        // A mount takes time, a rule of Landlock does not: with those, all of /etc is mounted, and
        // only what is to be shown can be read.
        for path in system.hasLandlock ? ["/etc"] : system.settings {
            arguments += ["--ro-bind", path.string, path.string]
        }
        let size = ["--size", String(limits.diskBytes)]
        arguments += ["--proc", "/proc", "--dev", "/dev"]
        arguments += ["--perms", "1777"] + size + ["--tmpfs", "/dev/shm", "--remount-ro", "/dev"]
        arguments += ["--perms", "1777"] + size + ["--tmpfs", "/tmp"]
        arguments += ["--dir", Confinement.home.string]
        for path in policy.readable { arguments += ["--ro-bind-try", path.string, path.string] }
        arguments += ["--bind", folder.source.string, folder.place.string]
        for mount in folder.mounts {
            arguments += [
                mount.isWritable ? "--bind" : "--ro-bind", mount.source.string, mount.place.string,
            ]
        }
        for path in hostSockets { arguments += ["--ro-bind", "/dev/null", path.string] }
        return arguments + ["--remount-ro", "/", "--", Launcher.path, "inside"]
    }

    /// The sockets in what is shown as it is; what is written to is a copy, and has none.
    private var hostSockets: [Path] {
        let shown = (system.folders + policy.readable).map {
            SandboxMount(source: $0, place: $0, isWritable: false)
        }
        return HostSockets.places(in: shown + folder.mounts.filter { !$0.isWritable })
    }

    /// What separates a command from everything else on the machine. The launcher is process 1 in
    /// there: when it ends, the kernel ends all others.
    private static let namespaces = [
        "--unshare-user", "--unshare-pid", "--unshare-ipc", "--unshare-net", "--unshare-uts",
        "--unshare-cgroup", "--disable-userns", "--die-with-parent", "--new-session", "--as-pid-1",
        "--cap-drop", "ALL", "--hostname", "tenon",
    ]
}
