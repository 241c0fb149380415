package import Base

/// What a command in the sandbox may reach. Everything else is denied: other files, other
/// processes, the network, our environment.
package struct SandboxPolicy: Sendable {
    package enum Network: Sendable {
        /// No sockets at all.
        case none
        /// A loopback of its own, on which tests can start servers. Nothing outside answers.
        case loopback
    }

    package var network: Network
    /// What may be read and executed beside the system's programs and the workspace: toolchains in
    /// the user's home, for example. Never a folder that can hold secrets.
    package var readable: [Path]

    package init(network: Network, readable: [Path]) {
        self.network = network
        self.readable = readable
    }
}

/// Where a run ends that takes too much. Each bound has its verdict.
package struct SandboxLimits: Sendable {
    /// The time by the clock, from start to end.
    package var wallMilliseconds: Int
    /// The processor's time of each process.
    package var processorSeconds: Int
    /// The memory of all processes together.
    package var memoryBytes: Int
    /// The memory that stays available on the machine, whoever has the rest.
    package var spareMemoryBytes = 256 << 20
    /// Processes and threads at one time.
    package var processes: Int
    /// The output of both streams; a run that writes more is ended.
    package var outputBytes: Int
    /// How much of each stream's output is kept: half at its start, half at its end.
    package var keptOutputBytes: Int
    /// The bytes that may be written to each place that can be written to.
    package var diskBytes: Int
    /// The files that may be made in each of them.
    package var files: Int

    /// Where the kernel makes no more processes: above the limit at which the watchdog ends the
    /// run, for it to be noticed, but never far above.
    var mostProcesses: Int { processes + processes / 4 + 16 }

    /// Enough for the tests of most projects.
    package static let tests = SandboxLimits(
        wallMilliseconds: 600_000, processorSeconds: 1200, memoryBytes: 4 << 30, processes: 1024,
        outputBytes: 64 << 20, keptOutputBytes: 256 << 10, diskBytes: 2 << 30, files: 300_000)

    /// For one file at a time: linters, syntax checks.
    package static let check = SandboxLimits(
        wallMilliseconds: 60_000, processorSeconds: 120, memoryBytes: 2 << 30, processes: 256,
        outputBytes: 16 << 20, keptOutputBytes: 1 << 20, diskBytes: 512 << 20, files: 100_000)
}
