import Base
import TestKit
import Testing

@testable import Sandbox

@Suite("Runs in workspaces")
struct WorkspaceRunTests {
    private func run(_ script: String, _ mode: Mode, _ workspace: Workspace) -> Outcome {
        mode.sandbox.run(
            SandboxCommand(["sh", "-c", script]), in: workspace.folder,
            policy: SandboxPolicy(network: .none, readable: []), limits: .check)
    }

    @Test(
        "Runs see each other's changes and the agent's, and the agent theirs",
        arguments: Setting.all)
    func together(_ setting: Setting) throws {
        let fixture = try WorkspaceFixture(
            "//- a.txt\na\n//- d/b.txt\nb\n//- d/c.txt\nc\n//- e/x.txt\nx\n")
        let workspace = try fixture.workspace(setting.method)
        #expect(run("cat a.txt; echo 1 > run1.txt", setting.mode, workspace).output.text == "a\n")
        try workspace.write("a.txt", FileContent("agent\n"))
        try workspace.write("new/deep.txt", FileContent("deep\n"))
        let second = run(
            "cat a.txt run1.txt new/deep.txt; echo more >> new/deep.txt; rm d/b.txt; rm -r e; "
                + "mkdir e; echo y > e/y.txt; mv d/c.txt d/moved.txt",
            setting.mode, workspace)
        #expect(second.verdict == .passed)
        #expect(second.output.text == "agent\n1\ndeep\n")
        #expect(try workspace.read("new/deep.txt", limit: 100) == FileContent("deep\nmore\n"))
        #expect(
            summary(workspace.changes(limits: .standard)) == [
                "modified a.txt", "deleted d/b.txt", "renamed d/c.txt to d/moved.txt",
                "deleted e/x.txt", "added e/y.txt", "added new/deep.txt", "added run1.txt",
            ])
        #expect(fixture.folder.leftovers == [])
    }

    @Test("An overlay is shown where the original is; what tools have noted there stays true")
    func place() throws {
        let fixture = try WorkspaceFixture("//- a.txt\na\n")
        let workspace = try fixture.workspace(.overlayElseCopy)
        let outcome = run("pwd; cat '\(fixture.root)/a.txt'", .strict, workspace)
        #expect(outcome.output.text == "\(fixture.root)\na\n")
    }

    @Test(
        "What is installed can be read by a run in a copy, but not changed",
        arguments: Mode.allCases)
    func dependencies(_ mode: Mode) throws {
        let fixture = try WorkspaceFixture(
            "//- a.txt\na\n//- .gitignore\nnode_modules\n//- node_modules/m.js\nm\n")
        try fixture.commit()
        let workspace = try fixture.workspace(.copy)
        let outcome = run(
            "cat node_modules/m.js; echo x > node_modules/m.js; echo y > node_modules/new", mode,
            workspace)
        #expect(outcome.output.text.hasPrefix("m\n"))
        #expect(outcome.verdict != .passed)
        #expect(try fixture.folder.read("node_modules/m.js") == Array("m\n".utf8))
    }

    @Test(
        "A tool finds its cache as the user left it; what a run adds is its workspace's alone",
        arguments: Setting.all)
    func caches(_ setting: Setting) throws {
        let fixture = try WorkspaceFixture("//- a.txt\na\n")
        let user = try TemporaryDirectory()
        try user.write("cache/old", "user's\n")
        let known = SharedCache(variable: "KNOWN", path: user.path / "cache")
        let absent = SharedCache(variable: "ABSENT", path: user.path / "not/yet")
        func workspace() throws -> Workspace {
            try fixture.workspace(setting.method, caches: [known, absent])
        }
        func run(_ script: String, _ workspace: Workspace) -> Outcome {
            setting.mode.sandbox.run(
                SandboxCommand(["sh", "-c", script], environment: workspace.environment),
                in: workspace.folder, policy: SandboxPolicy(network: .none, readable: []),
                limits: .check)
        }
        let first = try workspace()
        if case .overlayElseCopy = setting.method {
            #expect(first.environment["KNOWN"] == known.path.string)
            #expect(run("cat $KNOWN/old", first).output.text == "user's\n")
        }
        let poison = "for c in $KNOWN $ABSENT; do echo poison > $c/old; echo new > $c/new; done"
        #expect(run(poison, first).verdict == .passed)
        // The next run in the same workspace is faster for it.
        #expect(run("cat $KNOWN/old $ABSENT/new", first).output.text == "poison\nnew\n")
        // No other is, and not the user.
        let second = try workspace()
        let seen = run("cat $KNOWN/* $ABSENT/* 2> /dev/null", second).output.text
        #expect(!seen.contains("poison") && !seen.contains("new"), "\(seen)")
        #expect(try user.read("cache/old") == Array("user's\n".utf8))
        #expect(user.files == ["cache/old"])
        #expect(first.changes(limits: .standard) == FileChanges(changes: [], problems: []))
    }

    @Test("Where a copy is made for want of an overlay, packages have a layer of their own")
    func coveredDependencies() throws {
        let fixture = try WorkspaceFixture(
            "//- a.txt\na\n//- .gitignore\nnode_modules\n//- node_modules/m.js\nm\n")
        try fixture.commit()
        // Only root can make a file of somebody else's, over which there is no overlay.
        guard geteuid() == 0 else {
            #expect(try fixture.workspace(.overlayElseCopy).overlayRefusal == nil)
            return
        }
        unsafe chown("\(fixture.root)/a.txt", 1, 1)
        let user = try TemporaryDirectory()
        try user.write("cache/old", "old\n")
        let cache = SharedCache(variable: "CACHE", path: user.path / "cache")
        let workspace = try Workspace(
            of: fixture.root, in: WorkspacePlace(fixture.placePath, user: fixture.user),
            user: fixture.user, method: .overlayElseCopy,
            bounds: WorkspaceBounds(byteCount: 1 << 20, fileCount: 1000), caches: [cache])
        #expect(workspace.overlayRefusal != nil)
        let script = """
            cat a.txt node_modules/m.js "$CACHE/old" && echo b > a.txt && echo x > node_modules/m.js \
            && echo y > node_modules/new && echo z > "$CACHE/old" && cat node_modules/*
            """
        let outcome = Mode.strict.sandbox.run(
            SandboxCommand(["sh", "-c", script], environment: workspace.environment),
            in: workspace.folder, policy: SandboxPolicy(network: .none, readable: []),
            limits: .check)
        #expect(outcome.verdict == .passed)
        #expect(outcome.output.text == "a\nm\nold\nx\ny\n")
        #expect(summary(workspace.changes(limits: .standard)) == ["modified a.txt"])
        #expect(try fixture.folder.read("node_modules/m.js") == Array("m\n".utf8))
        #expect(!fixture.folder.files.contains("node_modules/new"))
        #expect(try user.read("cache/old") == Array("old\n".utf8))
    }

    @Test("Python never takes a rewritten file for what it compiled before", arguments: Setting.all)
    func rewritten(_ setting: Setting) throws {
        let fixture = try WorkspaceFixture("//- shop.py\nx = 1\n")
        let workspace = try fixture.workspace(setting.method)
        for number in 2..<5 {
            try workspace.write("shop.py", FileContent("x = \(number)\n"))
            let outcome = run("python3 -c 'import shop; print(shop.x)'", setting.mode, workspace)
            #expect(outcome.output.text == "\(number)\n")
            // Nor is a file that was gone meanwhile.
            if number == 3 { try workspace.remove("shop.py") }
        }
    }

    @Test("A daemon's socket in the project is out of reach", arguments: Setting.all)
    func sockets(_ setting: Setting) throws {
        let fixture = try WorkspaceFixture(
            "//- a.txt\na\n//- .gitignore\nnode_modules\n//- node_modules/m.js\nm\n")
        try fixture.commit()
        let program = """
            import socket
            import sys
            for path in sys.argv[1:]:
                server = socket.socket(socket.AF_UNIX)
                server.bind(path)
                server.listen()
                __import__("os").chmod(path, 0o777)
            print("ready", flush=True)
            sys.stdin.read()
            """
        var daemon = try ChildProcess(
            "python3", ["-c", program] + ["s", "node_modules/s"].map { "\(fixture.root)/\($0)" })
        guard let output = daemon.takeOutput() else {
            Issue.record("the daemon says nothing")
            return
        }
        var words: [UInt8] = []
        while !words.contains(UInt8(ascii: "\n")) {
            try #require(try output.read(into: &words, limit: 4096) > 0)
        }
        let workspace = try fixture.workspace(setting.method)
        let attempt = """
            import os
            import socket
            for path in ["s", "node_modules/s", "\(fixture.root)/s", "\(fixture.root)/node_modules/s"]:
                try:
                    socket.socket(socket.AF_UNIX).connect(path)
                    print("ESCAPED", path)
                except OSError as error:
                    print("refused", error)
            """
        // With a network: in the strict mode, sockets of this kind are not refused as such.
        let outcome = setting.mode.sandbox.run(
            SandboxCommand(["python3", "-c", attempt]), in: workspace.folder,
            policy: SandboxPolicy(network: .loopback, readable: []), limits: .check)
        #expect(outcome.verdict == .passed, "\(outcome.output.text)")
        #expect(outcome.output.text.split(separator: "\n").count == 4)
        #expect(!outcome.output.text.contains("ESCAPED"), "\(outcome.output.text)")
    }

    @Test("A lease on a file, which makes others wait, makes nobody wait", arguments: Setting.all)
    func leases(_ setting: Setting) throws {
        let fixture = try WorkspaceFixture("//- a.txt\na\n")
        let workspace = try fixture.workspace(setting.method)
        let program = """
            import fcntl
            import signal
            import sys
            signal.signal(signal.SIGIO, signal.SIG_IGN)
            file = open("a.txt", "r+b")
            file.write(b"b")
            file.flush()
            fcntl.fcntl(file, fcntl.F_SETLEASE, fcntl.F_WRLCK)
            print("held", flush=True)
            sys.stdin.read()
            """
        let session = try setting.mode.sandbox.start(
            SandboxCommand(["python3", "-c", program]), in: workspace.folder,
            policy: SandboxPolicy(network: .none, readable: []), limits: .check)
        _ = try session.ask([], milliseconds: 60_000) { $0.text == "held" }
        // Who waits does so for /proc/sys/fs/lease-break-time, and then finds the file open.
        #expect(throws: TreeError.system(SystemError("open", "a.txt", code: EWOULDBLOCK))) {
            try workspace.read("a.txt", limit: 100)
        }
        try workspace.write("a.txt", FileContent("c\n"))
        #expect(try workspace.read("a.txt", limit: 100) == FileContent("c\n"))
        #expect(session.end().verdict == .cancelled)
    }

    @Test("A full workspace ends a run, and not the machine")
    func full() throws {
        let fixture = try WorkspaceFixture("//- a.txt\na\n")
        let workspace = try fixture.workspace(.overlayElseCopy)
        let outcome = run(
            "head -c 100000000 /dev/zero > large; echo $?; sleep 60", .strict, workspace)
        #expect(outcome.verdict == .quota(.disk))
        #expect(workspace.isFull)
    }
}

/// A kind of sandbox, and a kind of workspace that it can run in.
struct Setting: CustomTestStringConvertible {
    let mode: Mode
    let method: Workspace.Method

    static let all = [
        Setting(mode: .strict, method: .overlayElseCopy), Setting(mode: .strict, method: .copy),
        Setting(mode: .reduced, method: .copy),
    ]

    var testDescription: String { "\(mode), \(method)" }
}
