internal import Base

/// A look at all processes below one, through /proc.
struct ProcessTree {
    /// Processes and threads.
    private(set) var threads = 0
    private(set) var processes: [pid_t] = []

    /// Looks at `root` and its descendants; at no more than `limit` threads.
    init(below root: pid_t, limit: Int) {
        var waiting = [root]
        while let process = waiting.popLast(), threads < limit {
            processes.append(process)
            let tasks = Path("/proc/\(process)/task")
            for task in Files.list(tasks, limit: limit) {
                threads += 1
                let children = tasks.appending(task) / "children"
                let text = (try? Files.read(children, limit: 1 << 20)) ?? []
                waiting += text.split(separator: UInt8(ascii: " ")).compactMap {
                    pid_t(String(decoding: $0, as: UTF8.self))
                }
            }
        }
    }

    /// How many processes and threads a user has on the whole machine.
    static func threads(of user: UInt32) -> Int {
        Files.list("/proc", limit: 1 << 20).reduce(0) { sum, name in
            var status = stat()
            let path = "/proc/\(name)"
            guard name.bytes.allSatisfy({ (0x30...0x39).contains($0) }),
                unsafe stat(path, &status) == 0, status.st_uid == user
            else { return sum }
            return sum + Files.list(Path(path) / "task").count
        }
    }

    /// The memory of all, memory that is shared counted once for each. Never too little, and
    /// cheap.
    var residentBytes: Int {
        processes.reduce(0) { sum, process in
            let fields = ProcessTree.text("/proc/\(process)/statm").split(separator: " ")
            return sum + (fields.count > 1 ? Int(fields[1]) ?? 0 : 0) * ProcessTree.pageBytes
        }
    }

    /// The memory of all, with each process's share of what is shared. Dear: the kernel walks every
    /// page table. A process that does not show it counts in full.
    var proportionalBytes: Int {
        processes.reduce(0) { sum, process in
            let text = ProcessTree.text("/proc/\(process)/smaps_rollup")
            let line = text.split(separator: "\n").first { $0.hasPrefix("Pss:") }
            if let kilobytes = line?.split(separator: " ").dropFirst().first.flatMap({ Int($0) }) {
                return sum + kilobytes << 10
            }
            let fields = ProcessTree.text("/proc/\(process)/statm").split(separator: " ")
            return sum + (fields.count > 1 ? Int(fields[1]) ?? 0 : 0) * ProcessTree.pageBytes
        }
    }

    /// The memory of the files without a name that these processes have open, each counted once.
    var unnamedBytes: Int {
        var sizes: [UInt64: Int] = [:]
        for process in processes {
            let folder = Path("/proc/\(process)/fd")
            for number in Files.list(folder, limit: 1 << 16) {
                let path = folder.appending(number)
                var status = stat()
                guard ProcessTree.target(of: path)?.hasPrefix("/memfd:") == true,
                    unsafe stat(path.string, &status) == 0
                else { continue }
                sizes[UInt64(status.st_ino)] = Int(status.st_blocks) * 512
            }
        }
        return sizes.values.reduce(0, +)
    }

    private static let pageBytes = sysconf(Int32(_SC_PAGESIZE))

    /// Where a link leads, whether there is something or not.
    private static func target(of path: Path) -> String? {
        var bytes = [CChar](repeating: 0, count: 256)
        let count = unsafe readlink(path.string, &bytes, bytes.count)
        return count < 0
            ? nil
            : String(decoding: bytes[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    private static func text(_ path: String) -> String {
        String(decoding: (try? Files.read(Path(path), limit: 1 << 16)) ?? [], as: UTF8.self)
    }
}
