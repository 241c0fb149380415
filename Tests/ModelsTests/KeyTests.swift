import Base
import Models
import TestKit
import Testing

@Suite("Keys")
struct KeyTests {
    private let folder: TemporaryDirectory

    init() throws { folder = try TemporaryDirectory() }

    private func reader(_ variables: [String: String] = [:]) -> KeyReader {
        KeyReader(environment: Environment(variables), timeoutMilliseconds: 20_000)
    }

    private func text(_ secret: Secret) -> String {
        secret.withBytes { bytes in
            String(decoding: bytes.indices.map { bytes[$0] }, as: UTF8.self)
        }
    }

    /// What reading a source throws; no such message may hold a part of a key.
    private func refusal(
        _ source: KeySource, _ variables: [String: String] = [:]
    ) -> String {
        do throws(KeyError) {
            _ = try reader(variables).read(source)
            return "no error"
        } catch {
            #expect(!"\(error)".contains("canary") && !String(reflecting: error).contains("canary"))
            return "\(error)".replacing(folder.path.string, with: "FOLDER")
        }
    }

    private func file(_ content: String, mode: mode_t) throws -> String {
        let path = folder.path / "key"
        Files.remove(path)
        try Files.writeAtomically(path, Array(content.utf8), mode: mode)
        #expect(unsafe chmod(path.string, mode) == 0)
        return path.string
    }

    @Test("One in the environment")
    func environment() throws {
        #expect(text(try reader(["K": " canary-1\n"]).read(.environment("K"))) == "canary-1")
        expect(
            refusal(.environment("K")),
            equals:
                "the environment variable K is not set; set it where your editor is started")
        expect(
            refusal(.environment("K"), ["K": "canary with blanks"]),
            equals: "what environment variable K gave is no key: it has blanks or other odd "
                + "characters in it")
        // A line break would begin a header of its own.
        #expect(text(try reader(["K": "canary\r\nX-Evil: 1"]).read(.environment("K"))) == "canary")
        #expect(refusal(.environment("K"), ["K": "canary\rX-Evil:1"]).contains("odd characters"))
    }

    @Test("One in a file that only its owner may read")
    func file() throws {
        #expect(
            text(try reader().read(.file(try file("canary-2\nnote\n", mode: 0o600)))) == "canary-2")
        #expect(text(try reader().read(.file(try file("canary-2", mode: 0o400)))) == "canary-2")
    }

    @Test(
        "A file that others can read or write is refused", arguments: [0o640, 0o604, 0o620, 0o602])
    func exposedFile(mode: Int) throws {
        let path = try file("canary-3", mode: mode_t(mode))
        expect(
            refusal(.file(path)),
            equals: "the key file FOLDER/key is not used, because others may read or write it; "
                + "chmod 600 FOLDER/key")
    }

    @Test("What is no file with a key in it is refused")
    func oddFiles() throws {
        #expect(refusal(.file((folder.path / "none").string)).contains("No such file"))
        #expect(refusal(.file(folder.path.string)).contains("not a regular file"))
        #expect(refusal(.file("/dev/zero")).contains("not a regular file"))
        #expect(refusal(.file(try file("", mode: 0o600))).contains("it is empty"))
        #expect(refusal(.file(try file(" \n canary", mode: 0o600))).contains("it is empty"))
        let long = String(repeating: "canary", count: 10_000)
        #expect(refusal(.file(try file(long, mode: 0o600))).contains("too long"))
        let fifo = folder.path / "fifo"
        #expect(unsafe mkfifo(fifo.string, 0o600) == 0)
        #expect(refusal(.file(fifo.string)).contains("not a regular file"))
    }

    @Test("One that a command writes, without a shell in between")
    func command() throws {
        let path = try file("canary-4\nlogin: me\n", mode: 0o600)
        let environment = ["PATH": "/usr/bin:/bin"]
        #expect(text(try reader(environment).read(.command(["cat", path]))) == "canary-4")
        #expect(text(try reader(environment).read(.command(["echo", "$(x)"]))) == "$(x)")
        expect(
            refusal(.command(["sh", "-c", "echo canary >&2; exit 3"]), environment),
            equals: "the key command sh ended with code 3; run it in a terminal to see more")
        #expect(refusal(.command(["no-such-program-here"])).contains("cannot be run"))
        #expect(refusal(.command([])).contains("has no program"))
        let flood = KeySource.command(["sh", "-c", "while :; do echo canary; done"])
        #expect(refusal(flood, environment).contains("more than a key"))
    }

    @Test("A command that does not end is ended")
    func hangingCommand() {
        let reader = KeyReader(
            environment: Environment(["PATH": "/usr/bin:/bin"]), timeoutMilliseconds: 50)
        let error = #expect(throws: KeyError.self) {
            try reader.read(.command(["sleep", "1000"]))
        }
        #expect(error.map { "\($0)".contains("did not end within") } == true)
    }

    @Test("No source shows more of itself than a person needs")
    func descriptions() {
        let sources: [KeySource] = [
            .environment("K"), .file("/a/key"), .command(["pass", "show", "canary"]),
            .keyring([.init("service", "tenon")]),
        ]
        expect(
            sources.map { "\($0)\n" }.joined(),
            equals: """
                environment variable K
                /a/key
                command pass
                system keyring

                """)
    }

    @Test("A key is read once, and again when it was refused; the old one stays a secret")
    func ring() throws {
        let reads = Lock<[KeySource]>([])
        let ring = KeyRing { source throws(KeyError) in
            let count = reads.withLock {
                $0.append(source)
                return $0.count
            }
            guard source == .environment("K") else { throw .variableMissing("L") }
            return Secret("canary-\(count)".utf8)
        }
        let first = try ring.key(.environment("K"))
        #expect(text(first) == "canary-1")
        #expect(text(try ring.key(.environment("K"))) == "canary-1")
        ring.forget(first, of: .environment("K"))
        let second = try ring.key(.environment("K"))
        #expect(text(second) == "canary-2")
        // Somebody learns only now that the first one was refused.
        ring.forget(first, of: .environment("K"))
        #expect(ring.keyInMemory(.environment("K")) === second)
        #expect(throws: KeyError.variableMissing("L")) { try ring.key(.environment("L")) }
        #expect(ring.secrets.map(text) == ["canary-1", "canary-2"])
    }

    @Test("However many wait for a key, its owner is asked once")
    func oneQuestion() throws {
        let isUnlocked = Monitor(false)
        let reads = Lock(0)
        let ring = KeyRing { _ in
            reads.withLock { $0 += 1 }
            _ = isUnlocked.wait { $0 ? true : nil }
            return Secret("canary".utf8)
        }
        let keys = Monitor<[Secret]>([])
        for _ in 0..<20 {
            ring.request(.command(["pass"])) { result in
                if case .success(let key) = result { keys.update { $0.append(key) } }
            }
        }
        isUnlocked.update { $0 = true }
        _ = keys.wait { $0.count == 20 ? true : nil }
        #expect(Set(keys.withLock { $0 }.map(text)) == ["canary"])
        #expect(reads.withLock { $0 } == 1)
    }
}
