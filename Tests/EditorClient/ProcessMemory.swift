private import Base

/// How much memory a process has, as the kernel counts it.
package struct ProcessMemory: Sendable {
    /// What is resident now.
    package let residentBytes: Int
    /// The most that ever was.
    package let peakBytes: Int
}

extension ServerProcess {
    /// The memory of the process itself; nil where there is no `/proc`.
    package var memory: ProcessMemory? {
        let file = Path("/proc/\(identifier)/status")
        guard let bytes = try? Files.read(file, limit: 64 << 10) else { return nil }
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
        // Like `VmRSS:     9876 kB`, with a tab among the spaces.
        func value(_ name: String) -> Int? {
            lines.first { $0.hasPrefix(name) }?.split { $0 == " " || $0 == "\t" }
                .dropFirst().first.flatMap { Int($0) }.map { $0 * 1024 }
        }
        guard let resident = value("VmRSS:"), let peak = value("VmHWM:") else { return nil }
        return ProcessMemory(residentBytes: resident, peakBytes: peak)
    }
}
