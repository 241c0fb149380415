/// Something that can be read from a JSON value.
package protocol JSONDecodable {
    init(from json: JSON) throws(JSONDecodingError)
}

/// A value that is not what the reader needs, with the way to it from the document's root.
package struct JSONDecodingError: Error, Equatable, Sendable, CustomStringConvertible {
    /// For example `params.textDocument.uri`; empty for the root itself.
    package let path: String
    /// For example `expected string, got number`.
    package let problem: String

    /// Both are cut to a length that fits a message: they may quote what a client sent.
    package init(path: String, problem: String) {
        self.path = path.shortened(to: 200)
        self.problem = problem.shortened(to: 200)
    }

    package var description: String { path.isEmpty ? problem : "\(path): \(problem)" }
}

extension JSON {
    /// The member, which must be there, may not be null unless `Value` reads null, and must fit.
    package func required<Value: JSONDecodable>(
        _ key: String, as type: Value.Type = Value.self
    ) throws(JSONDecodingError) -> Value {
        guard let found = document.find(key, in: index) else { throw missing(key) }
        return try Value(from: JSON(document: document, index: found))
    }

    /// The member if it is there and not null; if it is there, it must fit.
    package func optional<Value: JSONDecodable>(
        _ key: String, as type: Value.Type = Value.self
    ) throws(JSONDecodingError) -> Value? {
        guard let found = document.find(key, in: index) else {
            try requireObject()
            return nil
        }
        if document.nodes[found].kind == .null { return nil }
        return try Value(from: JSON(document: document, index: found))
    }

    /// The same for strings, by far the most common: without the detour through a protocol.
    package func required(_ key: String) throws(JSONDecodingError) -> String {
        guard let found = document.find(key, in: index) else { throw missing(key) }
        return try string(at: found)
    }

    /// The same for strings, by far the most common: without the detour through a protocol.
    package func optional(_ key: String) throws(JSONDecodingError) -> String? {
        guard let found = document.find(key, in: index) else {
            try requireObject()
            return nil
        }
        if document.nodes[found].kind == .null { return nil }
        return try string(at: found)
    }

    private func string(at index: Int) throws(JSONDecodingError) -> String {
        let node = document.nodes[index]
        guard node.kind == .string else {
            throw JSON(document: document, index: index).mismatch("string")
        }
        return document.string(of: node)
    }

    /// The member, which must be there but may be null.
    package func requiredOrNull<Value: JSONDecodable>(
        _ key: String, as type: Value.Type = Value.self
    ) throws(JSONDecodingError) -> Value? {
        guard document.find(key, in: index) != nil else { throw missing(key) }
        return try optional(key)
    }

    /// The member whatever it is, null included; nil if it is not there.
    package func any(_ key: String) -> JSON? { self[key] }

    /// Throws unless the value is an object.
    package func requireObject() throws(JSONDecodingError) {
        if node.kind != .object { throw mismatch("object") }
    }

    /// The error that says that this value is not what was wanted.
    package func mismatch(_ expected: String) -> JSONDecodingError {
        invalid("expected \(expected), got \(kindName)")
    }

    /// An error about this value in the reader's own words.
    package func invalid(_ problem: String) -> JSONDecodingError {
        JSONDecodingError(path: path, problem: problem)
    }

    /// The way to this value from the root of its document, as errors give it.
    package var path: String { document.path(to: index) }

    private func missing(_ key: String) -> JSONDecodingError {
        guard node.kind == .object else { return mismatch("object") }
        let path = self.path
        return JSONDecodingError(path: path.isEmpty ? key : "\(path).\(key)", problem: "missing")
    }

    private var kindName: String {
        switch node.kind {
        case .null: "null"
        case .true, .false: "boolean"
        case .integer, .decimal: "number"
        case .string: "string"
        case .array: "array"
        case .object: "object"
        }
    }
}

extension String {
    /// The text, cut after about this many bytes with a mark that something is missing.
    package func shortened(to limit: Int) -> String {
        if utf8.count <= limit { return self }
        // A cut inside a character leaves bytes that decode as U+FFFD, never a trap.
        return String(decoding: utf8.prefix(limit), as: UTF8.self) + "…"
    }
}

// MARK: - What the standard library has

extension JSON: JSONDecodable {
    package init(from json: JSON) { self = json }
}

extension Bool: JSONDecodable {
    package init(from json: JSON) throws(JSONDecodingError) {
        guard let value = json.bool else { throw json.mismatch("boolean") }
        self = value
    }
}

extension Int: JSONDecodable {
    package init(from json: JSON) throws(JSONDecodingError) {
        guard let value = json.int else { throw json.mismatch("integer") }
        self = value
    }
}

extension Double: JSONDecodable {
    package init(from json: JSON) throws(JSONDecodingError) {
        guard let value = json.double else { throw json.mismatch("number") }
        self = value
    }
}

extension String: JSONDecodable {
    package init(from json: JSON) throws(JSONDecodingError) {
        guard let value = json.string else { throw json.mismatch("string") }
        self = value
    }
}

extension Array: JSONDecodable where Element: JSONDecodable {
    package init(from json: JSON) throws(JSONDecodingError) {
        guard json.kind == .array else { throw json.mismatch("array") }
        self = []
        for element in json.elements { append(try Element(from: element)) }
    }
}

extension Dictionary: JSONDecodable where Key == String, Value: JSONDecodable {
    /// A repeated name counts with its first value.
    package init(from json: JSON) throws(JSONDecodingError) {
        try json.requireObject()
        self = [:]
        for (name, value) in json.members where self[name] == nil {
            self[name] = try Value(from: value)
        }
    }
}
