import Base
import TestKit
import Testing

@testable import Sandbox

@Suite("Control groups")
struct ControlGroupTests {
    /// A tree of groups as the kernel shows it, of which some parts are ours.
    private func delegated(
        _ own: String, _ enabled: [String: String], ours: [String]
    ) throws -> String? {
        let tree = try TemporaryDirectory()
        for (group, controllers) in enabled {
            try tree.write("\(group)cgroup.subtree_control", controllers + "\n")
        }
        let mounts = """
            25 1 0:22 / /sys rw - sysfs sysfs rw
            31 25 0:27 / \(tree.path) rw,nosuid shared:9 - cgroup2 cgroup2 rw,nsdelegate
            """
        let groups = ControlGroups.delegated(
            membership: "4:memory:/elsewhere\n0::/\(own)\n", mounts: mounts
        ) { path in
            ours.contains { path == tree.path / $0 || path == tree.path / $0 / "cgroup.procs" }
        }
        guard let groups else { return nil }
        let names = groups.controllers.map(\.rawValue).sorted().joined(separator: " ")
        return "\(groups.parent.string.dropFirst(tree.path.string.utf8.count + 1)): \(names)"
    }

    @Test("Groups are made in the nearest group that is ours and bounds what is in it")
    func nearest() throws {
        let user = "user.slice/user-1000.slice/user@1000.service/"
        let enabled = [
            "": "cpu memory pids", "user.slice/": "memory pids", user: "cpu memory pids",
            "\(user)app.slice/": "memory pids", "\(user)app.slice/editor.scope/": "",
        ]
        let ours = ["", "app.slice/", "app.slice/editor.scope/"].map {
            String((user + $0).dropLast())
        }
        #expect(
            try delegated("\(user)app.slice/editor.scope", enabled, ours: ours)
                == "\(user)app.slice: memory pids")
        #expect(try delegated("\(user)app.slice/editor.scope", enabled, ours: []) == nil)
        #expect(try delegated("gone", ["": "pids"], ours: ["."]) == nil)
        #expect(try delegated("a", ["a/": "io pids"], ours: ["a"]) == "a: pids")
    }

    @Test("Version 1 hands nothing over that we could use")
    func old() {
        let groups = ControlGroups.delegated(
            membership: "9:pids:/\n", mounts: "1 1 0:1 / /sys/fs/cgroup/pids rw - cgroup c rw,pids"
        ) { _ in true }
        #expect(groups == nil)
    }

    @Test("A run is in its group from the start, and leaves none behind", arguments: Mode.allCases)
    func member(mode: Mode) throws {
        // Without a controller a group bounds nothing, but has members all the same.
        guard let groups = try ControlGroups.anywhere() else {
            #expect(ControlGroups.delegated() == nil)
            return
        }
        let place = try SandboxPlace(mode)
        let sandbox = Sandbox(
            backend: place.sandbox.backend, user: place.sandbox.user, system: .current(),
            filters: SeccompFilters(), groups: groups)
        let session = try sandbox.start(
            SandboxCommand(["sh", "-c", "setsid -f sleep 3600; echo on; read -r line"]),
            in: SandboxFolder(source: place.directory.path, place: place.directory.path),
            policy: SandboxPolicy(network: .none, readable: []), limits: .check)
        _ = try session.ask([], milliseconds: 60_000) { $0.text == "on" }
        let survivors = Set(Survivors.of(place.directory.path))
        let group = try #require(
            groups.all.first { !groups.members(of: $0).isDisjoint(with: survivors) })
        #expect(groups.members(of: group).isSuperset(of: survivors))
        #expect(session.end().verdict == .cancelled)
        #expect(!groups.all.contains(group))
    }

    @Test("The kernel's own bounds end a run, where there are some to be had")
    func bounds() throws {
        guard let groups = ControlGroups.delegated() else {
            #expect(Mode.strict.sandbox.groups == nil)
            return
        }
        var limits = SandboxLimits.check
        limits.memoryBytes = 64 << 20
        limits.diskBytes = 1 << 20
        limits.processes = 20
        let place = try SandboxPlace(.strict)
        if groups.controllers.contains(.memory) {
            let bomb = "python3 -c 'bytearray(1 << 30)'"
            #expect(place.run(bomb, limits: limits).verdict == .outOfMemory)
        }
        if groups.controllers.contains(.pids) {
            let bomb = "f() { f | f & }; f; wait"
            #expect(place.run(bomb, limits: limits).verdict == .quota(.processes))
        }
    }
}

extension ControlGroups {
    /// A place where groups can be made, whatever they bound.
    fileprivate static func anywhere() throws -> ControlGroups? {
        if let delegated = delegated() { return delegated }
        let mounts = String(
            decoding: try Files.read("/proc/self/mounts", limit: 1 << 20), as: UTF8.self)
        let mount = mounts.split(separator: "\n").map { $0.split(separator: " ") }
            .first { $0.count > 2 && $0[2] == "cgroup2" }
        guard let mount, geteuid() == 0 else { return nil }
        return ControlGroups(parent: Path(String(mount[1])), controllers: [])
    }

    /// The groups that runs have made.
    fileprivate var all: [Path] {
        Files.list(parent).filter { $0.string.hasPrefix("tenon-") }.map { parent.appending($0) }
    }

    /// The processes in a group.
    fileprivate func members(of group: Path) -> Set<String> {
        let bytes = (try? Files.read(group / "cgroup.procs", limit: 1 << 16)) ?? []
        return Set(
            String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init))
    }
}
