// Transport turns bytes into messages and messages into bytes. It never looks inside a message,
// and the decoder never reads or waits: the caller does.

/// Why a byte stream cannot be understood any further. There is no way to find the next message
/// after one of these, so the connection ends.
package enum FrameError: Error, Equatable, CustomStringConvertible {
    case headerTooLong(limit: Int)
    case missingLength
    case badLength(String)
    case messageTooLarge(announced: Int, limit: Int)

    package var description: String {
        switch self {
        case .headerTooLong(let limit):
            "message header longer than \(limit) bytes"
        case .missingLength:
            "message header without Content-Length"
        case .badLength(let text):
            "Content-Length is not a number: \(text)"
        case .messageTooLarge(let announced, let limit):
            "message of \(announced) bytes announced, the limit is \(limit)"
        }
    }
}

/// Splits a byte stream into the bodies of `Content-Length` frames.
package struct FrameDecoder {
    /// What the other side may make us hold in memory.
    package struct Limits: Sendable {
        package var headerBytes: Int
        package var bodyBytes: Int

        package init(headerBytes: Int = 16 << 10, bodyBytes: Int = 512 << 20) {
            self.headerBytes = headerBytes
            self.bodyBytes = bodyBytes
        }
    }

    private let limits: Limits
    /// Bytes that were fed and not yet consumed; those before `start` are done with.
    private var buffer: [UInt8] = []
    private var start = 0
    /// The length that the last complete header announced.
    private var bodyLength: Int?

    package init(limits: Limits = Limits()) {
        self.limits = limits
    }

    /// Takes more of the stream.
    package mutating func feed(_ bytes: some Collection<UInt8>) {
        buffer.append(contentsOf: bytes)
    }

    /// Lets the caller read straight into the buffer.
    package mutating func feed<Failure: Error>(
        _ fill: (inout [UInt8]) throws(Failure) -> Int
    ) throws(Failure) -> Int {
        try fill(&buffer)
    }

    /// Whether a message has begun and is not yet complete.
    package var isInsideMessage: Bool { bodyLength != nil || start < buffer.count }

    /// The next complete body; nil when more bytes are needed.
    package mutating func next() throws(FrameError) -> [UInt8]? {
        if bodyLength == nil {
            guard let length = try readHeader() else { return nil }
            bodyLength = length
        }
        guard let length = bodyLength, buffer.count - start >= length else { return nil }
        bodyLength = nil
        return takeBody(length)
    }

    private mutating func takeBody(_ length: Int) -> [UInt8] {
        if start == 0, buffer.count == length {
            defer { buffer = [] }
            return buffer
        }
        let body = Array(buffer[start..<(start + length)])
        start += length
        compact()
        return body
    }

    /// Gives up the consumed front. A large buffer is let go as a whole, so that one huge message
    /// does not stay in memory for ever.
    private mutating func compact() {
        if start == buffer.count {
            if buffer.capacity > 1 << 20 {
                buffer = []
            } else {
                buffer.removeAll(keepingCapacity: true)
            }
            start = 0
        } else if start > 64 << 10 {
            buffer.removeFirst(start)
            start = 0
        }
    }

    /// Reads one header; nil when its end has not come yet. Line ends are CRLF, and a bare LF is
    /// let pass because some hand-written clients send it.
    private mutating func readHeader() throws(FrameError) -> Int? {
        var length: Int?
        var lineStart = start
        var index = start
        while index < buffer.count {
            guard buffer[index] == UInt8(ascii: "\n") else {
                index += 1
                if index - start > limits.headerBytes {
                    throw .headerTooLong(limit: limits.headerBytes)
                }
                continue
            }
            var line = buffer[lineStart..<index]
            if line.last == UInt8(ascii: "\r") { line.removeLast() }
            if line.isEmpty {
                guard let length else { throw .missingLength }
                start = index + 1
                compact()
                return length
            }
            if let value = FrameDecoder.value(of: "content-length", in: line) {
                length = try parseLength(value)
            }
            index += 1
            lineStart = index
        }
        return nil
    }

    private func parseLength(_ digits: ArraySlice<UInt8>) throws(FrameError) -> Int {
        guard !digits.isEmpty, digits.allSatisfy({ (48...57).contains($0) }) else {
            throw .badLength(String(decoding: digits.prefix(40), as: UTF8.self))
        }
        var length = 0
        for digit in digits {
            let (product, overflow) = length.multipliedReportingOverflow(by: 10)
            let (sum, carry) = product.addingReportingOverflow(Int(digit - 48))
            length = overflow || carry ? .max : sum
            if length == .max { break }
        }
        guard length <= limits.bodyBytes else {
            throw .messageTooLarge(announced: length, limit: limits.bodyBytes)
        }
        return length
    }

    /// The trimmed value of a header line with this name, in any case of letters.
    private static func value(
        of name: StaticString, in line: ArraySlice<UInt8>
    ) -> ArraySlice<UInt8>? {
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return nil }
        let isSame = name.withUTF8Buffer { wanted in
            unsafe line[..<colon].elementsEqual(wanted) { byte, letter in
                (65...90).contains(byte) ? byte | 0x20 == letter : byte == letter
            }
        }
        guard isSame else { return nil }
        let isSpace: (UInt8) -> Bool = { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
        var value = line[(colon + 1)...].drop(while: isSpace)
        while let last = value.last, isSpace(last) { value.removeLast() }
        return value
    }
}
