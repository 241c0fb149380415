import Base
import Testing

/// Runs `body` in a folder of its own that is removed afterwards.
private func inTemporaryDirectory(_ body: (Path) throws -> Void) throws {
    let folder = try Files.makeTemporaryDirectory(prefix: "tenon base ü")
    defer { Files.removeTree(folder) }
    try body(folder)
    Files.removeTree(folder)
    #expect(Files.kind(of: folder) == nil)
}

@Test func filesAreReadWithinTheirLimit() throws {
    try inTemporaryDirectory { folder in
        let file = folder / "sub/deeper/x"
        try Files.createDirectories(file.parent)
        try Files.writeAtomically(file, Array("hello".utf8))
        #expect(try Files.read(file, limit: 5) == Array("hello".utf8))
        #expect(throws: Files.ReadError.self) { try Files.read(file, limit: 4) }
        #expect(throws: Files.ReadError.self) { try Files.read(folder, limit: 100) }
        #expect(throws: Files.ReadError.self) { try Files.read(folder / "none", limit: 100) }
        #expect(Files.list(file.parent).map(\.string) == ["x"], "no temporary file is left")
    }
}

@Test func aFifoIsRefusedWithoutWaiting() throws {
    try inTemporaryDirectory { folder in
        let fifo = folder / "fifo"
        #expect(unsafe mkfifo(fifo.string, 0o600) == 0)
        #expect(throws: Files.ReadError.self) { try Files.read(fifo, limit: 100) }
        #expect(Files.kind(of: fifo) == .other)
    }
}

@Test func removingATreeDoesNotFollowLinks() throws {
    try inTemporaryDirectory { folder in
        let kept = folder / "kept"
        try Files.createDirectories(kept)
        try Files.writeAtomically(kept / "file", [1])
        let doomed = folder / "doomed"
        try Files.createDirectories(doomed)
        #expect(unsafe symlink(kept.string, (doomed / "link").string) == 0)
        Files.removeTree(doomed)
        #expect(Files.kind(of: doomed) == nil)
        #expect(Files.kind(of: kept / "file") == .file)
    }
}

@Test func whatOthersCannotGetToIsNotOpenToAll() throws {
    try inTemporaryDirectory { folder in
        let file = folder / "inside/file"
        try Files.createDirectories(file.parent)
        try Files.writeAtomically(file, [])
        let reachable = Files.isOpenToAll(folder.parent)
        func check(_ path: Path, _ mode: mode_t, _ expected: Bool) {
            #expect(unsafe chmod(path.string, mode) == 0)
            #expect(Files.isOpenToAll(file) == expected, "\(path) \(mode)")
        }
        for path in [folder, file.parent] { #expect(unsafe chmod(path.string, 0o755) == 0) }
        check(file, 0o644, reachable)
        check(file.parent, 0o750, false)
        check(file.parent, 0o711, reachable)
        check(file, 0o640, false)
        #expect(!Files.isOpenToAll(folder / "nothing"))
    }
}

@Test func onlyFilesAreRotated() throws {
    try inTemporaryDirectory { folder in
        let path = folder / "pipe"
        #expect(unsafe mkfifo(path.string, 0o600) == 0)
        let reader = try FileDescriptor.open(path, O_RDONLY | O_NONBLOCK)
        let log = try LogFile(path: path, maximumBytes: 100)
        for _ in 0..<10 { log.append(.info, "a line of the log") }
        #expect(Files.list(folder).map(\.string) == ["pipe"])
        var bytes: [UInt8] = []
        #expect(try reader.read(into: &bytes, limit: 4096) > 400)
    }
}

@Test func logsRotateAndStayBounded() throws {
    try inTemporaryDirectory { folder in
        let path = folder / "logs/tenon.log"
        let log = try LogFile(path: path, maximumBytes: 2000)
        for index in 0..<100 { log.append(.info, "line \(index)\nwith a break") }
        let sizes = [path, Path(path.string + ".1")].map { Files.size(of: $0) ?? 0 }
        #expect(sizes.allSatisfy { $0 > 0 && $0 <= 2000 }, "\(sizes)")
        let text = String(decoding: try Files.read(path, limit: 3000), as: UTF8.self)
        #expect(text.hasSuffix("Z info line 99\\nwith a break\n"))
        #expect(Files.list(path.parent).count == 2)
    }
}

@Test func directoriesFollowXDGAndIgnoreRelativeValues() {
    let directories = Directories(
        environment: Environment([
            "HOME": "/home/me", "XDG_CONFIG_HOME": "/etc/mine", "XDG_DATA_HOME": "relative",
        ]))
    #expect(directories.config == "/etc/mine/tenon")
    #expect(directories.data == "/home/me/.local/share/tenon")
    #expect(directories.state == "/home/me/.local/state/tenon")
}
