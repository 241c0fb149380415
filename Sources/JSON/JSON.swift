/// A value inside a parsed JSON document.
///
/// It is a view: a reference to the document and the number of a node on its flat tape. Making,
/// copying and walking values allocates nothing, strings are unescaped when they are read, and a
/// value keeps its whole document alive (`detached()` copies a small part out of a large one).
///
/// This module is pure: it reads and writes bytes in memory, never a file, a clock or a global.
package struct JSON: Sendable {
    let document: JSONDocument
    let index: Int

    /// What a value is, as JSON's own grammar names it.
    package enum Kind: Sendable {
        case null, bool, number, string, array, object
    }

    /// Parses one JSON text. Invalid input of any shape gives an error, never a trap.
    package static func parse(
        _ bytes: [UInt8], limits: JSONLimits = .standard, dialect: JSONDialect = .strict
    ) throws(JSONError) -> JSON {
        var parser = JSONParser(limits: limits, dialect: dialect)
        let nodes = try parser.parse(bytes.span)
        return JSON(
            document: JSONDocument(bytes: bytes, nodes: nodes, isPlain: parser.sawOnlyPlainJSON),
            index: 0)
    }

    /// What the value is.
    package var kind: Kind {
        switch node.kind {
        case .null: .null
        case .false, .true: .bool
        case .integer, .decimal: .number
        case .string: .string
        case .array: .array
        case .object: .object
        }
    }

    var node: JSONNode { document.nodes[index] }
    fileprivate var nextIndex: Int { Int(node.end) }
}

// MARK: - Reading scalars

extension JSON {
    /// Whether the value is `null`.
    package var isNull: Bool { node.kind == .null }

    /// The value of `true` or `false`, nil for everything else.
    package var bool: Bool? {
        switch node.kind {
        case .true: true
        case .false: false
        default: nil
        }
    }

    /// A number written without fraction and exponent that fits 64 bits, exactly.
    package var int: Int? {
        let node = self.node
        guard node.kind == .integer else { return nil }
        return parseInteger(document.bytes, node)
    }

    /// Any number; beyond the range of `Double` an infinity.
    package var double: Double? {
        let node = self.node
        switch node.kind {
        case .integer:
            if let exact = parseInteger(document.bytes, node) { return Double(exact) }
            return Double(String(decoding: rawBytes, as: UTF8.self))
        case .decimal: return Double(String(decoding: rawBytes, as: UTF8.self))
        default: return nil
        }
    }

    /// The text of a string; escapes of lone surrogates read as U+FFFD.
    package var string: String? {
        let node = self.node
        guard node.kind == .string else { return nil }
        return document.string(of: node)
    }

    /// The text of a string as UTF-8, for what is too large or too raw for `String`.
    package var bytes: [UInt8]? {
        let node = self.node
        guard node.kind == .string else { return nil }
        return document.unescaped(node)
    }

    /// The value as it stands in the source text, a string without its quotes.
    package var rawBytes: ArraySlice<UInt8> { document.bytes[node.range] }

    /// Where the value starts in the source text, for messages about configuration files.
    package var sourceOffset: Int { Int(node.offset) }
}

// MARK: - Reading containers

extension JSON {
    /// The member of an object with this name, the first one if it is repeated; nil if the value
    /// is not an object or has no such member.
    package subscript(_ key: String) -> JSON? {
        guard let found = document.find(key, in: index) else { return nil }
        return JSON(document: document, index: found)
    }

    /// The element of an array at this place; nil if the value is not an array or is shorter.
    package subscript(_ position: Int) -> JSON? {
        guard position >= 0, node.kind == .array else { return nil }
        for (place, element) in elements.enumerated() where place == position { return element }
        return nil
    }

    /// The elements of an array in order; empty for everything else.
    package var elements: JSONElements {
        let node = self.node
        guard node.kind == .array else {
            return JSONElements(document: document, position: 0, end: 0)
        }
        return JSONElements(document: document, position: index + 1, end: Int(node.end))
    }

    /// The members of an object in order, repeated names included; empty for everything else.
    package var members: JSONMembers {
        let node = self.node
        guard node.kind == .object else {
            return JSONMembers(document: document, position: 0, end: 0)
        }
        return JSONMembers(document: document, position: index + 1, end: Int(node.end))
    }

    /// The same value in a document of its own, so that a small part does not keep a large
    /// message alive.
    package func detached() -> JSON {
        let copy = document.detachedCopy(of: index)
        return JSON(document: copy, index: 0)
    }
}

/// The elements of an array, in order.
package struct JSONElements: Sequence, IteratorProtocol, Sendable {
    let document: JSONDocument
    fileprivate var position: Int
    fileprivate let end: Int

    package mutating func next() -> JSON? {
        guard position < end else { return nil }
        let current = position
        position = Int(document.nodes[current].end)
        return JSON(document: document, index: current)
    }

    /// How many elements remain; takes time in proportion.
    package var count: Int { reduce(0) { count, _ in count + 1 } }
}

/// The members of an object, in order.
package struct JSONMembers: Sequence, IteratorProtocol, Sendable {
    let document: JSONDocument
    fileprivate var position: Int
    fileprivate let end: Int

    package mutating func next() -> (key: String, value: JSON)? {
        guard position < end else { return nil }
        let key = document.string(of: document.nodes[position])
        let value = JSON(document: document, index: position + 1)
        position = value.nextIndex
        return (key, value)
    }
}

// MARK: - Equality

extension JSON: Equatable {
    /// Whether both say the same: numbers by value, strings by text, objects in any order.
    package static func == (left: JSON, right: JSON) -> Bool {
        guard left.kind == right.kind else { return false }
        switch left.kind {
        case .null: return true
        case .bool: return left.bool == right.bool
        case .number:
            if let a = left.int, let b = right.int { return a == b }
            return left.double == right.double
        case .string: return left.bytes == right.bytes
        case .array: return left.elements.elementsEqual(right.elements, by: ==)
        case .object: return left.membersByName == right.membersByName
        }
    }

    private var membersByName: [String: JSON] {
        Dictionary(members.map { ($0.key, $0.value) }, uniquingKeysWith: { first, _ in first })
    }
}

extension JSON: CustomStringConvertible {
    package var description: String {
        var writer = JSONWriter()
        writer.write(self)
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}
