/// A line of output as it comes, without its end.
package struct OutputLine: Sendable {
    package enum Stream: Sendable {
        case output
        case errors
    }

    package let stream: Stream
    package let bytes: [UInt8]

    package var text: String { String(decoding: bytes, as: UTF8.self) }
}

/// One stream of a run: plain text, kept in part, and handed on by lines.
struct OutputStream {
    let stream: OutputLine.Stream
    private(set) var captured: CapturedOutput
    private var plain = PlainText()
    private var line: [UInt8] = []
    /// A line that is longer is handed on in pieces.
    private let longestLine: Int

    init(_ stream: OutputLine.Stream, keptBytes: Int, longestLine: Int) {
        self.stream = stream
        captured = CapturedOutput(keptBytes: keptBytes)
        self.longestLine = longestLine
    }

    mutating func take(_ bytes: [UInt8], _ onLine: (OutputLine) -> Void) {
        pass(plain.strip(bytes), onLine)
    }

    /// Hands on the line that has no end.
    mutating func finish(_ onLine: (OutputLine) -> Void) {
        pass(plain.finish(), onLine)
        if !line.isEmpty { flush(onLine) }
    }

    private mutating func pass(_ text: [UInt8], _ onLine: (OutputLine) -> Void) {
        captured.append(text)
        var rest = text[...]
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
            add(rest[..<end], onLine)
            flush(onLine)
            rest = rest[(end + 1)...]
        }
        add(rest, onLine)
    }

    private mutating func add(_ part: ArraySlice<UInt8>, _ onLine: (OutputLine) -> Void) {
        var rest = part
        while line.count + rest.count > longestLine {
            let fitting = rest.prefix(longestLine - line.count)
            line += fitting
            rest = rest.dropFirst(fitting.count)
            flush(onLine)
        }
        line += rest
    }

    private mutating func flush(_ onLine: (OutputLine) -> Void) {
        onLine(OutputLine(stream: stream, bytes: line))
        line.removeAll(keepingCapacity: true)
    }
}
