/// An answer of HTTP in pieces. Each piece is sent on its own.
package struct Reply: Sendable {
    package enum Framing: Sendable {
        /// Chunks, the usual way to stream.
        case chunked
        /// The body ends where the connection does, as HTTP/1.0 had it.
        case untilClose
        /// `Content-Length`.
        case counted
    }

    package var status: Int
    package var headers: [(name: String, value: String)]
    package var pieces: [[UInt8]]
    package var framing: Framing

    package init(
        _ status: Int = 200, type: String = "application/json",
        headers: [(name: String, value: String)] = [], pieces: [[UInt8]] = [],
        framing: Framing = .chunked
    ) {
        self.status = status
        self.headers = [("Content-Type", type)] + headers
        self.pieces = pieces
        self.framing = framing
    }

    /// An answer in one piece.
    package init(
        _ status: Int = 200, type: String = "application/json",
        headers: [(name: String, value: String)] = [], text: String
    ) {
        self.init(
            status, type: type, headers: headers, pieces: [Array(text.utf8)], framing: .counted)
    }

    /// The whole answer.
    package var steps: [Step] { [head] + pieces.map(piece) + end }

    /// The step that sends status and headers.
    package var head: Step {
        var lines = ["HTTP/1.1 \(status) \(status < 400 ? "OK" : "Not OK")"]
        lines += headers.map { "\($0.name): \($0.value)" }
        switch framing {
        case .chunked: lines.append("Transfer-Encoding: chunked")
        case .untilClose: lines.append("Connection: close")
        case .counted: lines.append("Content-Length: \(pieces.reduce(0) { $0 + $1.count })")
        }
        return .send(Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8))
    }

    /// The step that sends a part of the body.
    package func piece(_ bytes: [UInt8]) -> Step { .send(framed(bytes)) }

    /// A part of the body as it goes over the wire.
    package func framed(_ bytes: [UInt8]) -> [UInt8] {
        guard case .chunked = framing else { return bytes }
        return Array("\(String(bytes.count, radix: 16))\r\n".utf8) + bytes + Array("\r\n".utf8)
    }

    /// The steps that end the body.
    package var end: [Step] {
        switch framing {
        case .chunked: [.send(Array("0\r\n\r\n".utf8))]
        case .untilClose: [.close]
        case .counted: []
        }
    }
}
