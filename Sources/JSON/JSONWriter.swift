/// Something that can write itself as one JSON value.
package protocol JSONEncodable {
    /// Writes exactly one value.
    func encode(to writer: inout JSONWriter)
}

/// Writes JSON text piece by piece; the commas come by themselves.
///
/// The output is compact and always valid UTF-8: bytes that are not become U+FFFD, and numbers
/// that JSON cannot say (infinities, not-a-number) become `null`.
package struct JSONWriter: Sendable {
    /// What has been written so far.
    package private(set) var bytes: [UInt8] = []
    private var needsComma = false

    /// Nothing written yet.
    package init() {}

    /// Starts with room for this many bytes.
    package init(capacity: Int) {
        bytes.reserveCapacity(capacity)
    }

    // MARK: - Scalars

    /// Writes `null`.
    package mutating func writeNull() {
        separate()
        bytes.append(contentsOf: [0x6E, 0x75, 0x6C, 0x6C])
    }

    /// Writes `true` or `false`.
    package mutating func write(_ value: Bool) {
        separate()
        bytes.append(contentsOf: (value ? "true" : "false").utf8)
    }

    /// Writes a number.
    package mutating func write(_ value: Int) {
        separate()
        guard value < 0 || value > 9 else { return bytes.append(UInt8(ascii: "0") + UInt8(value)) }
        if value < 0 { bytes.append(UInt8(ascii: "-")) }
        appendDigits(value.magnitude)
    }

    /// Writes a number; `null` if it is not finite.
    package mutating func write(_ value: Double) {
        guard value.isFinite else { return writeNull() }
        separate()
        bytes.append(contentsOf: value.description.utf8)
    }

    /// Writes a string.
    package mutating func write(_ text: String) {
        write(utf8: text.utf8Span.span)
    }

    /// Writes text that is given as UTF-8.
    package mutating func write(utf8: Span<UInt8>) {
        separate()
        appendQuoted(utf8)
    }

    /// Writes text that is given as UTF-8.
    package mutating func write(utf8: [UInt8]) {
        write(utf8: utf8.span)
    }

    // MARK: - Values

    /// Writes what the value writes.
    package mutating func write(_ value: some JSONEncodable) {
        value.encode(to: &self)
    }

    /// Copies a parsed value as its source spells it, so that nothing of it is lost.
    package mutating func write(_ value: JSON) {
        separate()
        appendSource(of: value)
    }

    // MARK: - Containers

    /// Writes an object; `body` writes its members.
    package mutating func object(_ body: (inout JSONWriter) -> Void) {
        beginObject()
        body(&self)
        endObject()
    }

    /// Writes an array; `body` writes its elements.
    package mutating func array(_ body: (inout JSONWriter) -> Void) {
        beginArray()
        body(&self)
        endArray()
    }

    /// Writes an array of these.
    package mutating func array(_ elements: some Sequence<some JSONEncodable>) {
        beginArray()
        for element in elements { element.encode(to: &self) }
        endArray()
    }

    /// Opens an object, for writers that cannot nest closures.
    package mutating func beginObject() { open(UInt8(ascii: "{")) }
    /// Closes it.
    package mutating func endObject() { close(UInt8(ascii: "}")) }
    /// Opens an array, for writers that cannot nest closures.
    package mutating func beginArray() { open(UInt8(ascii: "[")) }
    /// Closes it.
    package mutating func endArray() { close(UInt8(ascii: "]")) }

    /// Writes the name of a member, in which nothing needs escaping; its value must follow.
    package mutating func key(_ name: StaticString) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        // The buffer is only read during the call.
        name.withUTF8Buffer { text in
            assert(unsafe !text.contains { $0 < 0x20 || $0 == 0x22 || $0 == 0x5C })
            unsafe bytes.append(contentsOf: text)
        }
        bytes.append(UInt8(ascii: "\""))
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    /// Writes the name of a member, whatever is in it; its value must follow.
    package mutating func key(named name: String) {
        separate()
        appendQuoted(name.utf8Span.span)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    /// Writes a member.
    package mutating func member(_ name: StaticString, _ value: some JSONEncodable) {
        key(name)
        value.encode(to: &self)
    }

    /// Writes a member whose name is not known beforehand.
    package mutating func member(named name: String, _ value: some JSONEncodable) {
        key(named: name)
        value.encode(to: &self)
    }

    /// Writes the member if there is a value, and nothing otherwise.
    package mutating func member(_ name: StaticString, ifPresent value: (some JSONEncodable)?) {
        if let value { member(name, value) }
    }

    /// Writes a member that is an object; `body` writes its members.
    package mutating func member(_ name: StaticString, object body: (inout JSONWriter) -> Void) {
        key(name)
        object(body)
    }

    /// Writes a member that is null.
    package mutating func nullMember(_ name: StaticString) {
        key(name)
        writeNull()
    }

    // MARK: - Pieces

    @inline(__always)
    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        needsComma = true
    }

    private mutating func open(_ bracket: UInt8) {
        separate()
        bytes.append(bracket)
        needsComma = false
    }

    private mutating func close(_ bracket: UInt8) {
        bytes.append(bracket)
        needsComma = true
    }

    private mutating func appendDigits(_ value: UInt) {
        // 20 digits are enough for any 64 bits; they come from the last to the first.
        unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
            var first = digits.count
            var rest = value
            repeat {
                first -= 1
                unsafe digits[first] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
                rest /= 10
            } while rest > 0
            unsafe bytes.append(contentsOf: UnsafeBufferPointer(rebasing: digits[first...]))
        }
    }

    private mutating func appendQuoted(_ text: Span<UInt8>) {
        bytes.append(UInt8(ascii: "\""))
        var position = 0
        while position < text.count {
            let start = position
            let end = text.skipPlainString(&position)
            append(text, start..<position)
            switch end {
            case .endOfText: break
            case .quote, .escape, .control:
                appendEscaped(text[position])
                position += 1
            case .invalid:
                bytes.append(contentsOf: [0xEF, 0xBF, 0xBD])
                position += 1
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func append(_ text: Span<UInt8>, _ range: Range<Int>) {
        // The buffer is only read during the call, and `extracting` has checked the range.
        unsafe text.extracting(range).withUnsafeBufferPointer { run in
            unsafe bytes.append(contentsOf: run)
        }
    }

    private mutating func appendEscaped(_ byte: UInt8) {
        bytes.append(UInt8(ascii: "\\"))
        switch byte {
        case 0x0A: bytes.append(UInt8(ascii: "n"))
        case 0x0D: bytes.append(UInt8(ascii: "r"))
        case 0x09: bytes.append(UInt8(ascii: "t"))
        case 0x08: bytes.append(UInt8(ascii: "b"))
        case 0x0C: bytes.append(UInt8(ascii: "f"))
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes.append(byte)
        default:
            let digits: [UInt8] = Array("0123456789abcdef".utf8)
            bytes.append(contentsOf: "u00".utf8)
            bytes.append(digits[Int(byte >> 4)])
            bytes.append(digits[Int(byte & 15)])
        }
    }

    private mutating func appendSource(of value: JSON) {
        let node = value.node
        if value.document.isPlain {
            let quotes = node.kind == .string ? 1 : 0
            let range = node.range
            bytes.append(
                contentsOf: value.document.bytes[
                    range.lowerBound - quotes..<range.upperBound + quotes])
        } else {
            appendRewritten(value)
        }
    }

    /// Writes the value anew, node by node, without comments and half surrogate pairs.
    private mutating func appendRewritten(_ value: JSON) {
        let document = value.document
        // The open containers: no recursion, however deep the document is.
        var open: [(end: Int, isObject: Bool)] = []
        var index = value.index
        var isAfterKey = false
        needsComma = false
        repeat {
            let node = document.nodes[index]
            let isKey = !isAfterKey && open.last?.isObject ?? false
            isAfterKey = isKey
            separate()
            switch node.kind {
            case .object: bytes.append(UInt8(ascii: "{"))
            case .array: bytes.append(UInt8(ascii: "["))
            case .string: appendQuoted(document.unescaped(node).span)
            default: bytes.append(contentsOf: document.bytes[node.range])
            }
            if isKey {
                bytes.append(UInt8(ascii: ":"))
                needsComma = false
            } else if node.kind == .object || node.kind == .array {
                open.append((Int(node.end), node.kind == .object))
                needsComma = false
            }
            index += 1
            while let last = open.last, last.end == index {
                close(UInt8(ascii: last.isObject ? "}" : "]"))
                open.removeLast()
            }
        } while !open.isEmpty
    }
}

// MARK: - What the standard library has

extension Bool: JSONEncodable {
    package func encode(to writer: inout JSONWriter) { writer.write(self) }
}

extension Int: JSONEncodable {
    package func encode(to writer: inout JSONWriter) { writer.write(self) }
}

extension Double: JSONEncodable {
    package func encode(to writer: inout JSONWriter) { writer.write(self) }
}

extension String: JSONEncodable {
    package func encode(to writer: inout JSONWriter) { writer.write(self) }
}

extension JSON: JSONEncodable {
    package func encode(to writer: inout JSONWriter) { writer.write(self) }
}

extension Array: JSONEncodable where Element: JSONEncodable {
    package func encode(to writer: inout JSONWriter) { writer.array(self) }
}

extension Dictionary: JSONEncodable where Key == String, Value: JSONEncodable {
    /// In the order of the names, so that output can be compared.
    package func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            for (name, value) in self.sorted(by: { $0.key < $1.key }) {
                writer.member(named: name, value)
            }
        }
    }
}
