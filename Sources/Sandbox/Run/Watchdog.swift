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
    private(set) var peakMemoryBytes = 0
    private(set) var peakThreads = 0

    init(limits: SandboxLimits, process: pid_t) {
        self.limits = limits
        self.process = process
    }

    /// From now on these folders' file systems are watched.
    mutating func watch(_ folders: [SharedDescriptor]) {
        disks = folders.map(DiskUse.init)
    }

    mutating func look() -> Alarm? {
        let tree = ProcessTree(below: process, limit: limits.processes + Watchdog.overhead)
        peakThreads = max(peakThreads, tree.threads - Watchdog.overhead)
        if tree.threads >= limits.processes + Watchdog.overhead { return .quota(.processes) }
        var memory = tree.residentBytes
        // What looks like too much may be one piece of memory that many share.
        if memory > limits.memoryBytes { memory = tree.proportionalBytes }
        peakMemoryBytes = max(peakMemoryBytes, memory)
        return memory > limits.memoryBytes ? .memory : fullDisk.map(Alarm.quota)
    }

    /// The bound that a file system has reached.
    var fullDisk: Outcome.Quota? {
        disks.lazy.compactMap { $0.quota(limits) }.first
    }

    /// Bubblewrap and the keeper.
    private static let overhead = 2
}
