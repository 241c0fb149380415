import Base
import HTTP
import TestKit
import Testing

/// Certificates that nobody trusts but who is told to, made for one test.
struct Certificates {
    let folder: TemporaryDirectory
    var authority: Path { folder.path / "authority.pem" }
    var certificate: Path { folder.path / "server.pem" }
    var key: Path { folder.path / "server.key" }

    /// A certificate for a name such as `DNS:localhost`, signed by an authority of its own.
    init(for name: String) throws {
        folder = try TemporaryDirectory()
        let make = [
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
            "-days", "2", "-subj", "/CN=Test",
        ]
        let authorityKey = folder.path / "authority.key"
        try run(make + ["-keyout", authorityKey.string, "-out", authority.string])
        try run(
            make + [
                "-keyout", key.string, "-out", certificate.string, "-CA", authority.string,
                "-CAkey", authorityKey.string, "-addext", "subjectAltName=\(name)",
            ])
    }

    private func run(_ arguments: [String]) throws {
        let outcome = try Subprocess("openssl", arguments).run()
        try #require(outcome.succeeded, "\(outcome.errorText)")
    }
}

/// `openssl s_server`, which takes the encryption off one connection: what the client sends comes
/// out of it, and what is written into it goes to the client.
final class TLSServer {
    let url: HTTPURL
    private let process: ChildProcess
    private let input: FileDescriptor
    private let output: FileDescriptor
    private var received: [UInt8] = []

    init(_ certificates: Certificates, protocols: String = "http/1.1") throws {
        var process = try ChildProcess(
            "openssl",
            [
                "s_server", "-accept", "127.0.0.1:0", "-naccept", "1", "-alpn", protocols,
                "-cert", certificates.certificate.string, "-key", certificates.key.string,
            ])
        guard let input = process.takeInput(), let output = process.takeOutput() else {
            throw SystemError("talk to", "openssl")
        }
        let mark = Array("ACCEPT 127.0.0.1:".utf8)
        var said: [UInt8] = []
        var port: Int?
        while port == nil {
            try #require(try output.read(into: &said, limit: 4096) > 0, "openssl does not start")
            guard let start = firstIndex(of: mark, in: said) else { continue }
            let rest = said[(start + mark.count)...]
            guard let end = rest.firstIndex(of: UInt8(ascii: "\n")) else { continue }
            port = Int(String(decoding: rest[..<end], as: UTF8.self))
        }
        url = try HTTPURL("https://localhost:\(port ?? 0)")
        self.input = input
        self.output = output
        self.process = process
    }

    func send(_ bytes: [UInt8]) throws { try input.writeAll(bytes) }

    /// Reads until `found` finds what it looks for in all that has come, which begins with what
    /// openssl itself has to say.
    func read<Found>(until found: ([UInt8]) -> Found?) throws -> Found {
        while true {
            if let found = found(received) { return found }
            let count = try output.read(into: &received, limit: 64 << 10)
            try #require(count > 0, "the connection ended")
        }
    }

    /// Waits until the client has closed the connection, and says whether it ever asked anything.
    func wasAsked() throws -> Bool {
        while try output.read(into: &received, limit: 64 << 10) > 0 {}
        return firstIndex(of: Array("HTTP/".utf8), in: received) != nil
    }
}

/// Where bytes occur first.
func firstIndex(of part: [UInt8], in bytes: [UInt8]) -> Int? {
    guard bytes.count >= part.count else { return nil }
    return (0...(bytes.count - part.count)).first { bytes[$0...].starts(with: part) }
}

/// A frame of HTTP/2.
struct Frame: Equatable {
    enum Kind: UInt8 { case data, headers, priority, reset, settings }

    var kind: UInt8
    var flags: UInt8
    var stream: UInt8
    var payload: [UInt8] = []

    init(_ kind: Kind, flags: UInt8 = 0, stream: UInt8 = 0, payload: [UInt8] = []) {
        self.kind = kind.rawValue
        self.flags = flags
        self.stream = stream
        self.payload = payload
    }

    var bytes: [UInt8] {
        [0, UInt8(payload.count >> 8), UInt8(payload.count & 0xff), kind, flags, 0, 0, 0, stream]
            + payload
    }

    /// The whole frames that a client has sent.
    static func all(in bytes: [UInt8]) -> [Frame] {
        let preface = Array("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".utf8)
        guard let start = firstIndex(of: preface, in: bytes) else { return [] }
        var rest = bytes[(start + preface.count)...]
        var frames: [Frame] = []
        while rest.count >= 9 {
            let head = Array(rest.prefix(9))
            let length = Int(head[0]) << 16 | Int(head[1]) << 8 | Int(head[2])
            guard rest.count >= 9 + length else { break }
            var frame = Frame(.data, flags: head[4], stream: head[8])
            frame.kind = head[3]
            frame.payload = Array(rest.dropFirst(9).prefix(length))
            frames.append(frame)
            rest = rest.dropFirst(9 + length)
        }
        return frames
    }
}
