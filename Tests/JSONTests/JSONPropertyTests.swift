import JSON
import TestKit
import Testing

extension Random {
    /// Any value, containers becoming rarer with the depth.
    fileprivate mutating func json(depth: Int = 0) -> JSONLiteral {
        switch int(below: depth > 5 ? 6 : 9) {
        case 0: return .null
        case 1: return .bool(once(in: 2))
        case 2: return .int(Int(truncatingIfNeeded: next() >> UInt64(int(below: 64))))
        case 3:
            let number = Double(bitPattern: next())
            return number.isFinite ? .double(number) : .double(0.5)
        case 4, 5: return .string(text(pieces: 8))
        case 6, 7: return .array((0..<int(below: 6)).map { _ in json(depth: depth + 1) })
        default:
            var names: Set<String> = []
            let members = (0..<int(below: 6)).compactMap { _ -> (String, JSONLiteral)? in
                let name = text(pieces: 2)
                return names.insert(name).inserted ? (name, json(depth: depth + 1)) : nil
            }
            return .object(members)
        }
    }
}

/// Whether reading the value through the accessors gives back the literal.
private func matches(_ json: JSON, _ literal: JSONLiteral) -> Bool {
    switch literal {
    case .null: json.isNull
    case .bool(let value): json.bool == value
    case .int(let value): json.int == value
    case .double(let value): json.double?.bitPattern == value.bitPattern
    case .string(let value):
        json.string == value && json.bytes.map { $0 == Array(value.utf8) } ?? false
    case .array(let elements):
        json.kind == .array && json.elements.count == elements.count
            && zip(json.elements, elements).allSatisfy { matches($0, $1) }
    case .object(let members):
        json.kind == .object && json.members.map(\.key) == members.map(\.0)
            && members.allSatisfy { name, value in json[name].map { matches($0, value) } ?? false }
    case .json(let value): json == value
    }
}

/// Reads everything that a value offers, so that a flaw anywhere traps or shows.
private func walk(_ json: JSON) throws {
    _ = (json.int, json.double, json.string?.utf8.count, json.bytes?.count, json.bool)
    for element in json.elements { try walk(element) }
    for (name, value) in json.members {
        try #require(json[name] != nil)
        try walk(value)
    }
    let again = try JSON.parse(Array(json.description.utf8))
    try #require(again == json)
    try #require(json.detached() == json)
}

@Suite struct JSONPropertyTests {
    @Test func whatIsWrittenIsReadBack() {
        forAll(count: 1500) { random in
            let literal = random.json()
            try #require(matches(JSON(literal), literal))
        }
    }

    @Test func spaceAndCommentsMeanNothing() {
        forAll(count: 300) { random in
            let json = JSON(random.json())
            // With a comment at the start nothing is copied as it stands.
            var text = Array("/**/".utf8)
            var isInString = false
            var isEscaped = false
            for byte in json.description.utf8 {
                let isStructural =
                    !isInString && [0x2C, 0x3A, 0x5B, 0x5D, 0x7B, 0x7D].contains(byte)
                if isStructural {
                    text += Array(random.element(of: [" ", "\n", "/*x*/", "//y\n"]).utf8)
                }
                text.append(byte)
                if isStructural {
                    text += Array(random.element(of: ["\t", "\r", "/**/", ""]).utf8)
                }
                if byte == UInt8(ascii: "\""), !isEscaped { isInString.toggle() }
                isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
            }
            let read = try JSON.parse(text, dialect: .withComments)
            try #require(read == json)
            try #require(read.description == json.description)
        }
    }

    @Test func randomBytesNeverTrap() {
        let alphabet =
            Array("[]{},:\"\\/ \n\t0123456789.-+eEtruefalsn*ud8".utf8) + [
                0x00, 0x80, 0xC3, 0xA9, 0xFF,
            ]
        forAll(count: 3000) { random in
            var bytes = random.once(in: 3) ? random.bytes() : []
            for _ in 0..<random.int(below: 40) { bytes.append(random.element(of: alphabet)) }
            if let json = try? JSON.parse(
                bytes, dialect: random.once(in: 2) ? .strict : .withComments)
            {
                try walk(json)
            }
        }
    }

    @Test func damagedTextsNeverTrap() {
        forAll(count: 1500) { random in
            var bytes = Array(JSON(random.json()).description.utf8)
            for _ in 0..<random.int(in: 1...3) where !bytes.isEmpty {
                let place = random.int(below: bytes.count)
                switch random.int(below: 4) {
                case 0: bytes[place] ^= 1 << UInt8(random.int(below: 8))
                case 1: bytes.remove(at: place)
                case 2: bytes.insert(UInt8(truncatingIfNeeded: random.next()), at: place)
                default: bytes.removeSubrange(place...)
                }
            }
            if let json = try? JSON.parse(bytes) { try walk(json) }
        }
    }

    /// Every byte of a text counts: no prefix of an array or object is one.
    @Test func truncatedTextsAreRefused() {
        forAll(count: 200) { random in
            let bytes = Array(JSON(.array([random.json()])).description.utf8)
            for length in 0..<bytes.count {
                try #require(throws: JSONError.self) { try JSON.parse(Array(bytes[..<length])) }
            }
        }
    }
}
