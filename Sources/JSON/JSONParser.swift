/// Turns a text into the nodes of a document in one pass.
///
/// It never recurses: while a container is open, its node's `end` holds the number of the
/// container around it, so that the tape itself is the stack.
struct JSONParser {
    private let limits: JSONLimits
    private let dialect: JSONDialect
    private var nodes: [JSONNode] = []
    private var position = 0
    private var depth = 0
    /// The innermost open container.
    private var container = JSONParser.none
    /// False once there was something that not every reader of JSON accepts: a comment, a trailing
    /// comma, half a surrogate pair.
    private(set) var sawOnlyPlainJSON = true

    private static let none = -1

    init(limits: JSONLimits, dialect: JSONDialect) {
        self.limits = limits
        self.dialect = dialect
    }

    private enum Step {
        case value, firstElement, firstKey, key, afterValue, done
    }

    mutating func parse(_ bytes: Span<UInt8>) throws(JSONError) -> [JSONNode] {
        guard bytes.count <= limits.size else {
            throw JSONError(.textTooLarge(limit: limits.size), at: 0, in: bytes)
        }
        // About what messages need, which saves growing; memory that is never written to is never
        // really taken, so a large text with few values costs nothing.
        nodes.reserveCapacity(min(bytes.count / 12 + 8, 1 << 22))
        if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { position = 3 }
        var step = Step.value
        while step != .done {
            try skipSpace(bytes)
            guard position < bytes.count else {
                throw JSONError(.unexpectedEnd, at: position, in: bytes)
            }
            switch step {
            case .value: step = try value(bytes)
            case .firstElement:
                step = bytes[position] == UInt8(ascii: "]") ? close(bytes) : try value(bytes)
            case .firstKey:
                step = bytes[position] == UInt8(ascii: "}") ? close(bytes) : try key(bytes)
            case .key: step = try key(bytes)
            case .afterValue: step = try afterValue(bytes)
            case .done: break
            }
            if step == .afterValue, container == Self.none { step = .done }
        }
        try skipSpace(bytes)
        if position < bytes.count {
            throw JSONError(
                .unexpectedByte(bytes[position], expected: "the end of the text"),
                at: position, in: bytes)
        }
        return nodes
    }

    private mutating func value(_ bytes: Span<UInt8>) throws(JSONError) -> Step {
        let start = position
        switch bytes[start] {
        case UInt8(ascii: "\""):
            try string(bytes)
        case UInt8(ascii: "{"):
            try open(.object, bytes)
            return .firstKey
        case UInt8(ascii: "["):
            try open(.array, bytes)
            return .firstElement
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            guard let kind = bytes.skipNumber(&position) else {
                throw JSONError(.invalidNumber, at: start, in: bytes)
            }
            try append(kind, from: start, to: position, bytes)
        case UInt8(ascii: "t"): try literal("true", .true, bytes)
        case UInt8(ascii: "f"): try literal("false", .false, bytes)
        case UInt8(ascii: "n"): try literal("null", .null, bytes)
        default:
            throw JSONError(
                .unexpectedByte(bytes[start], expected: "a value"), at: start, in: bytes)
        }
        return .afterValue
    }

    private mutating func key(_ bytes: Span<UInt8>) throws(JSONError) -> Step {
        guard bytes[position] == UInt8(ascii: "\"") else {
            throw JSONError(
                .unexpectedByte(bytes[position], expected: "a member's name in quotes"),
                at: position, in: bytes)
        }
        try string(bytes)
        try skipSpace(bytes)
        guard position < bytes.count else {
            throw JSONError(.unexpectedEnd, at: position, in: bytes)
        }
        guard bytes[position] == UInt8(ascii: ":") else {
            throw JSONError(
                .unexpectedByte(bytes[position], expected: "':'"), at: position, in: bytes)
        }
        position += 1
        return .value
    }

    private mutating func afterValue(_ bytes: Span<UInt8>) throws(JSONError) -> Step {
        let isObject = nodes[container].kind == .object
        let closing = isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")
        let byte = bytes[position]
        if byte == closing { return close(bytes) }
        guard byte == UInt8(ascii: ",") else {
            throw JSONError(
                .unexpectedByte(byte, expected: isObject ? "',' or '}'" : "',' or ']'"),
                at: position, in: bytes)
        }
        position += 1
        if dialect == .withComments {
            try skipSpace(bytes)
            if bytes.peek(position) == closing {
                sawOnlyPlainJSON = false
                return close(bytes)
            }
        }
        return isObject ? .key : .value
    }

    // MARK: - Containers

    private mutating func open(_ kind: JSONNode.Kind, _ bytes: Span<UInt8>) throws(JSONError) {
        guard depth < limits.depth else {
            throw JSONError(.tooDeep(limit: limits.depth), at: position, in: bytes)
        }
        depth += 1
        let index = nodes.count
        try append(kind, from: position, to: position, bytes)
        nodes[index].end = UInt32(truncatingIfNeeded: container)
        container = index
        position += 1
    }

    private mutating func close(_ bytes: Span<UInt8>) -> Step {
        position += 1
        depth -= 1
        let closed = container
        container = Int(Int32(truncatingIfNeeded: nodes[closed].end))
        nodes[closed].end = UInt32(nodes.count)
        nodes[closed].length = UInt32(position) - nodes[closed].offset
        return .afterValue
    }

    // MARK: - Scalars

    private mutating func string(_ bytes: Span<UInt8>) throws(JSONError) {
        let start = position + 1
        position = start
        var isEscaped = false
        scan: while true {
            switch bytes.skipPlainString(&position) {
            case .quote: break scan
            case .escape:
                isEscaped = true
                try skipEscape(bytes)
            case .control: throw JSONError(.controlCharacter, at: position, in: bytes)
            case .invalid: throw JSONError(.invalidUTF8, at: position, in: bytes)
            case .endOfText: throw JSONError(.unexpectedEnd, at: position, in: bytes)
            }
        }
        guard position - start <= limits.stringLength else {
            throw JSONError(.stringTooLong(limit: limits.stringLength), at: start, in: bytes)
        }
        try append(.string, from: start, to: position, bytes, isEscaped: isEscaped)
        position += 1
    }

    private mutating func skipEscape(_ bytes: Span<UInt8>) throws(JSONError) {
        guard let letter = bytes.peek(position + 1) else {
            throw JSONError(.unexpectedEnd, at: bytes.count, in: bytes)
        }
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"),
            UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            position += 2
        case UInt8(ascii: "u"):
            for offset in 2..<6 {
                guard let digit = bytes.peek(position + offset) else {
                    throw JSONError(.unexpectedEnd, at: bytes.count, in: bytes)
                }
                guard hexadecimalDigit(digit) != nil else {
                    throw JSONError(.invalidEscape, at: position, in: bytes)
                }
            }
            try skipSurrogates(bytes)
        default:
            throw JSONError(.invalidEscape, at: position, in: bytes)
        }
    }

    /// Skips an escape of four digits, together with the second one of a surrogate pair.
    private mutating func skipSurrogates(_ bytes: Span<UInt8>) throws(JSONError) {
        let first = bytes.codeUnit(at: position + 2)
        position += 6
        guard (0xD800...0xDFFF).contains(first) else { return }
        guard first < 0xDC00, bytes.lowSurrogate(at: position) != nil else {
            sawOnlyPlainJSON = false
            return
        }
        position += 6
    }

    private mutating func literal(
        _ word: StaticString, _ kind: JSONNode.Kind, _ bytes: Span<UInt8>
    ) throws(JSONError) {
        let start = position
        for byte in word.description.utf8 {
            guard let found = bytes.peek(position) else {
                throw JSONError(.unexpectedEnd, at: position, in: bytes)
            }
            guard found == byte else {
                throw JSONError(
                    .unexpectedByte(found, expected: "'\(word)'"), at: position, in: bytes)
            }
            position += 1
        }
        try append(kind, from: start, to: position, bytes)
    }

    @inline(__always)
    private mutating func append(
        _ kind: JSONNode.Kind, from start: Int, to end: Int, _ bytes: Span<UInt8>,
        isEscaped: Bool = false
    ) throws(JSONError) {
        guard nodes.count < limits.values else {
            throw JSONError(.tooManyValues(limit: limits.values), at: start, in: bytes)
        }
        nodes.append(
            JSONNode(
                offset: UInt32(truncatingIfNeeded: start),
                length: UInt32(truncatingIfNeeded: end &- start),
                end: UInt32(truncatingIfNeeded: nodes.count &+ 1), kind: kind,
                isEscaped: isEscaped))
    }

    // MARK: - Space

    @inline(__always)
    private mutating func skipSpace(_ bytes: Span<UInt8>) throws(JSONError) {
        while position < bytes.count {
            let byte = bytes[position]
            if byte > 0x20 {
                guard byte == UInt8(ascii: "/"), dialect == .withComments else { return }
                try skipComment(bytes)
                continue
            }
            switch byte {
            case 0x20, 0x0A, 0x0D, 0x09: position += 1
            default: return
            }
        }
    }

    private mutating func skipComment(_ bytes: Span<UInt8>) throws(JSONError) {
        let start = position
        sawOnlyPlainJSON = false
        switch bytes.peek(start + 1) {
        case UInt8(ascii: "/"):
            while let byte = bytes.peek(position), byte != 0x0A, byte != 0x0D { position += 1 }
        case UInt8(ascii: "*"):
            position += 2
            while let byte = bytes.peek(position) {
                if byte == UInt8(ascii: "*"), bytes.peek(position + 1) == UInt8(ascii: "/") {
                    position += 2
                    return
                }
                position += 1
            }
            throw JSONError(.unexpectedEnd, at: bytes.count, in: bytes)
        default:
            throw JSONError(
                .unexpectedByte(UInt8(ascii: "/"), expected: "a comment or a value"),
                at: start, in: bytes)
        }
    }
}
