internal import Base

/// Looks now and then at what a run takes, where the kernel does not bound it by itself.
struct Watchdog {
    /// The bound that was reached.
    enum Alarm {
        case memory
        case quota(Outcome.Quota)
    }

    private let limits: SandboxLimits
    /// Our child: all processes of the run are below it.
    private let process: pid_t
    private var disks: [DiskUse] = []
    /// The machine's shared memory before the run.
    private let sharedBytes = MachineMemory.now().sharedBytes
    private(set) var peakMemoryBytes = 0
    private(set) var peakThreads = 0

    init(limits: SandboxLimits, process: pid_t) {
        self.limits = limits
        self.process = process
    }

    /// From now on these folders' file systems are watched.
    mutating func watch(_ folders: [SharedDescriptor]) {
        disks = folders.compactMap(DiskUse.init)
    }

    mutating func look() -> Alarm? {
        let tree = ProcessTree(below: process, limit: limits.processes + Watchdog.overhead)
        peakThreads = max(peakThreads, tree.threads - Watchdog.overhead)
        if tree.threads >= limits.processes + Watchdog.overhead { return .quota(.processes) }
        let machine = MachineMemory.now()
        // Files without a name are memory that no process holds; the machine counts them together.
        var memory = tree.residentBytes + max(0, machine.sharedBytes - sharedBytes)
        // What looks like too much may be one piece of memory that many share, or be others'.
        if memory > limits.memoryBytes { memory = tree.proportionalBytes + tree.unnamedBytes }
        peakMemoryBytes = max(peakMemoryBytes, memory)
        // Buffers of sockets are counted nowhere. Whoever has it: when there is no memory left, it
        // is the sandbox that goes, before the kernel looks for somebody.
        if memory > limits.memoryBytes || machine.availableBytes < limits.spareMemoryBytes {
            return .memory
        }
        return fullDisk(thoroughly: false).map(Alarm.quota)
    }

    /// The bound that has been reached on a disk.
    func fullDisk(thoroughly: Bool) -> Outcome.Quota? {
        disks.lazy.compactMap { $0.quota(limits, thoroughly: thoroughly) }.first
    }

    /// Bubblewrap and the keeper.
    private static let overhead = 2
}

/// What this machine says of its memory.
private struct MachineMemory {
    /// Files in memory: those without a name, and those on tmpfs.
    let sharedBytes: Int
    /// What programs can still have.
    let availableBytes: Int

    static func now() -> MachineMemory {
        let text = String(
            decoding: (try? Files.read("/proc/meminfo", limit: 1 << 16)) ?? [], as: UTF8.self)
        let lines = text.split(separator: "\n")
        func bytes(_ name: String) -> Int? {
            let line = lines.first { $0.hasPrefix(name) }
            return line?.split(separator: " ").dropFirst().first.flatMap { Int($0) }
                .map { $0 << 10 }
        }
        return MachineMemory(
            sharedBytes: bytes("Shmem:") ?? 0, availableBytes: bytes("MemAvailable:") ?? .max)
    }
}
