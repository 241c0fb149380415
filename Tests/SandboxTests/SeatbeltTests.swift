import Base
import Testing

@testable import Sandbox

@Suite("The profile for macOS")
struct SeatbeltTests {
    private func lines(
        _ network: SandboxPolicy.Network = .none, readable: [Path] = [], protected: [Path] = []
    ) -> [String] {
        SeatbeltProfile(
            home: "/Users/ann", policy: SandboxPolicy(network: network, readable: readable),
            protected: protected
        ).text.split(separator: "\n").map(String.init)
    }

    @Test("Nothing is allowed that is not named")
    func deniedByDefault() {
        let profile = lines()
        #expect(profile.prefix(2) == ["(version 1)", "(deny default)"])
        #expect(!profile.contains { $0.hasPrefix("(allow default") })
        #expect(profile.allSatisfy { isBalanced($0) })
    }

    @Test("Only the copy and the temporary folder are written to, and no bit runs as the owner")
    func writes() {
        let writes = lines().filter { $0.hasPrefix("(allow file-write") }
        #expect(
            writes == [
                "(allow file-write* (subpath (param \"WORK\")) (subpath (param \"TEMPORARY\")))",
                "(allow file-write-data (literal \"/dev/null\") (literal \"/dev/zero\"))",
            ])
        #expect(lines().contains("(deny file-write-setugid)"))
    }

    @Test("The home is hidden but for what the policy shows; the copy may lie in it")
    func reads() throws {
        let profile = lines(readable: ["/Users/ann/.cargo/bin"])
        let hidden = try #require(
            profile.firstIndex(of: "(deny file-read* (subpath \"/Users/ann\"))"))
        let shown = try #require(
            profile.firstIndex(of: "(allow file-read* (subpath \"/Users/ann/.cargo/bin\"))"))
        let work = try #require(
            profile.firstIndex {
                $0.hasPrefix("(allow file-read* (subpath (param \"WORK\"))")
            })
        #expect(hidden < shown && hidden < work)
        #expect(!profile.contains { $0.hasPrefix("(allow file-read* (subpath \"/\"))") })
    }

    @Test("There is no network, or this machine's loopback; Docker is never reached")
    func network() throws {
        #expect(!lines().contains { $0.hasPrefix("(allow network") })
        let profile = lines(.loopback)
        let allowed = profile.filter { $0.hasPrefix("(allow network") }
        #expect(allowed.count == 2 && allowed.allSatisfy { $0.contains("\"localhost:*\"") })
        let denied = try #require(profile.firstIndex(of: "(deny network*)"))
        let last = try #require(profile.lastIndex { $0.contains("docker.sock") })
        #expect(try #require(profile.firstIndex(of: allowed[0])) > denied)
        #expect(last == profile.count - 1 && profile[last].hasPrefix("(deny network-outbound"))
    }

    @Test("What is protected cannot be changed by renaming a folder above it")
    func protection() {
        let profile = lines(protected: ["/work/project/.git"])
        #expect(profile.contains("(deny file-write* (subpath \"/work/project/.git\"))"))
        #expect(profile.contains("(deny file-write-unlink (literal \"/work/project\"))"))
        #expect(profile.contains("(deny file-write-unlink (literal \"/work\"))"))
    }

    @Test("A path cannot add a rule")
    func quoting() {
        let evil: Path = "/x\")) (allow default) (deny file-read* (subpath \"\\"
        let profile = lines(readable: [evil])
        #expect(profile.allSatisfy { isBalanced($0) })
        #expect(
            profile.contains(
                #"(allow file-read* (subpath "/x\")) (allow default) (deny file-read* (subpath \"\\"))"#
            ))
    }

    /// Whether the parentheses outside of strings are in pairs, and the last one ends the line.
    private func isBalanced(_ line: String) -> Bool {
        var depth = 0
        var inString = false
        var escaped = false
        for (index, byte) in line.utf8.enumerated() {
            if escaped {
                escaped = false
            } else if inString {
                if byte == UInt8(ascii: "\\") { escaped = true }
                if byte == UInt8(ascii: "\"") { inString = false }
            } else {
                if byte == UInt8(ascii: "\"") { inString = true }
                if byte == UInt8(ascii: "(") { depth += 1 }
                if byte == UInt8(ascii: ")") { depth -= 1 }
                if depth == 0, index < line.utf8.count - 1 { return false }
            }
        }
        return depth == 0 && !inString
    }
}
