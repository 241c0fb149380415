package import JSON
package import Text

/// A number of the protocol: 32 bits, nothing else (`integer`).
struct ProtocolInteger: JSONDecodable {
    let value: Int

    init(from json: JSON) throws(JSONDecodingError) {
        guard let value = json.int, let small = Int32(exactly: value) else {
            throw json.mismatch("32-bit integer")
        }
        self.value = Int(small)
    }
}

/// A number of the protocol that is not negative (`uinteger`: 0 to 2^31 - 1).
struct ProtocolUnsigned: JSONDecodable {
    let value: Int

    init(from json: JSON) throws(JSONDecodingError) {
        guard let value = json.int, value >= 0, value <= Int(Int32.max) else {
            throw json.mismatch("integer from 0 to 2147483647")
        }
        self.value = value
    }
}

/// An enumeration of the protocol that no one may add to.
package protocol ProtocolEnumeration: RawRepresentable, JSONDecodable, JSONEncodable, Sendable {}

extension ProtocolEnumeration where RawValue == Int {
    package init(from json: JSON) throws(JSONDecodingError) {
        guard let number = json.int else { throw json.mismatch("integer") }
        guard let value = Self(rawValue: number) else {
            throw json.invalid("\(number) is not a value of \(Self.self)")
        }
        self = value
    }

    package func encode(to writer: inout JSONWriter) { writer.write(rawValue) }
}

extension ProtocolEnumeration where RawValue == String {
    package init(from json: JSON) throws(JSONDecodingError) {
        guard let text = json.string else { throw json.mismatch("string") }
        guard let value = Self(rawValue: text) else {
            throw json.invalid("\"\(text)\" is not a value of \(Self.self)")
        }
        self = value
    }

    package func encode(to writer: inout JSONWriter) { writer.write(rawValue) }
}

/// Names a task whose progress is reported.
package typealias ProgressToken = RequestID

extension Position: JSONDecodable, JSONEncodable {
    package init(from json: JSON) throws(JSONDecodingError) {
        self.init(
            line: try json.required("line", as: ProtocolUnsigned.self).value,
            character: try json.required("character", as: ProtocolUnsigned.self).value)
    }

    package func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("line", line)
            writer.member("character", character)
        }
    }
}

extension PositionRange: JSONDecodable, JSONEncodable {
    package init(from json: JSON) throws(JSONDecodingError) {
        self.init(start: try json.required("start"), end: try json.required("end"))
    }

    package func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("start", start)
            writer.member("end", end)
        }
    }
}

/// A range in a document.
package struct Location: Hashable, Sendable {
    /// The document.
    package var uri: String
    /// The range in it.
    package var range: PositionRange

    /// All of its parts.
    package init(uri: String, range: PositionRange) {
        self.uri = uri
        self.range = range
    }
}

extension Location: JSONDecodable, JSONEncodable {
    package init(from json: JSON) throws(JSONDecodingError) {
        self.init(uri: try json.required("uri"), range: try json.required("range"))
    }

    package func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("uri", uri)
            writer.member("range", range)
        }
    }
}

/// Text for people, plain or Markdown.
package struct MarkupContent: Hashable, Sendable {
    /// How the text is marked up.
    package enum Kind: String, ProtocolEnumeration {
        case plaintext, markdown
    }

    /// How the text is marked up.
    package var kind: Kind
    /// The text.
    package var value: String

    /// All of its parts.
    package init(_ kind: Kind, _ value: String) {
        self.kind = kind
        self.value = value
    }
}

extension MarkupContent: JSONDecodable, JSONEncodable {
    package init(from json: JSON) throws(JSONDecodingError) {
        self.init(try json.required("kind"), try json.required("value"))
    }

    package func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("kind", kind)
            writer.member("value", value)
        }
    }
}

/// Text that may be a plain string or marked up.
package enum ProtocolText: Hashable, Sendable {
    case plain(String)
    case markup(MarkupContent)

    /// The text without its kind.
    package var text: String {
        switch self {
        case .plain(let text): text
        case .markup(let content): content.value
        }
    }
}

extension ProtocolText: JSONDecodable, JSONEncodable {
    package init(from json: JSON) throws(JSONDecodingError) {
        if let text = json.string {
            self = .plain(text)
        } else {
            guard json.kind == .object else { throw json.mismatch("string or markup") }
            self = .markup(try MarkupContent(from: json))
        }
    }

    package func encode(to writer: inout JSONWriter) {
        switch self {
        case .plain(let text): writer.write(text)
        case .markup(let content): writer.write(content)
        }
    }
}

/// A command that the client shows and sends back through `workspace/executeCommand`.
package struct Command: Equatable, Sendable {
    /// What the user reads.
    package var title: String
    /// Its name.
    package var command: String
    /// Sent back as they are.
    package var arguments: [JSON]?

    /// All of its parts.
    package init(title: String, command: String, arguments: [JSON]? = nil) {
        self.title = title
        self.command = command
        self.arguments = arguments
    }
}

extension Command: JSONDecodable, JSONEncodable {
    package init(from json: JSON) throws(JSONDecodingError) {
        self.init(
            title: try json.required("title"), command: try json.required("command"),
            arguments: try json.optional("arguments"))
    }

    package func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("title", title)
            writer.member("command", command)
            writer.member("arguments", ifPresent: arguments)
        }
    }
}

extension JSON {
    /// The `uri` of the member `textDocument`, which nearly all params have.
    func documentURI() throws(JSONDecodingError) -> String {
        try required("textDocument", as: JSON.self).required("uri")
    }

    /// The member if it fits, nil if not: for what we do not rely on.
    func lenient<Value: JSONDecodable>(_ key: String, as type: Value.Type = Value.self) -> Value? {
        do {
            return try optional(key)
        } catch {
            return nil
        }
    }
}
