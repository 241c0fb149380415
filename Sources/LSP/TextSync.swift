package import JSON
package import Text

/// `textDocument/didOpen`.
package struct DidOpenParams: Sendable {
    /// The document, as the client spells it.
    package var uri: String
    /// The client's name of the language.
    package var languageID: String
    /// Grows with every change.
    package var version: Int
    /// The whole text.
    package var text: [UInt8]
}

extension DidOpenParams: JSONDecodable {
    package init(from json: JSON) throws(JSONDecodingError) {
        let document = try json.required("textDocument", as: JSON.self)
        uri = try document.required("uri")
        languageID = try document.required("languageId")
        version = try document.required("version", as: ProtocolInteger.self).value
        text = try document.requiredBytes("text")
    }
}

/// `textDocument/didChange`.
package struct DidChangeParams: Sendable {
    /// The document, as the client spells it.
    package var uri: String
    /// Grows with every change. Null or absent before protocol 3.16, and in some clients still:
    /// dropping the change for that would leave us with another text than the client.
    package var version: Int?
    /// To be applied in this order, each to the result of the one before.
    package var changes: [ContentChange]
}

extension DidChangeParams: JSONDecodable {
    package init(from json: JSON) throws(JSONDecodingError) {
        let document = try json.required("textDocument", as: JSON.self)
        uri = try document.required("uri")
        version = try document.optional("version", as: ProtocolInteger.self)?.value
        changes = try json.required("contentChanges")
    }
}

extension ContentChange: JSONDecodable {
    /// `rangeLength` is deprecated and redundant, so it is not even looked at. Numbers out of
    /// range are clamped: dropping the change would leave us with another text than the client.
    package init(from json: JSON) throws(JSONDecodingError) {
        self.init(
            range: try json.optional("range", as: ClampedRange.self)?.range,
            text: try json.requiredBytes("text"))
    }
}

private struct ClampedRange: JSONDecodable {
    let range: PositionRange

    init(from json: JSON) throws(JSONDecodingError) {
        range = PositionRange(
            start: try json.required("start", as: ClampedPosition.self).position,
            end: try json.required("end", as: ClampedPosition.self).position)
    }
}

private struct ClampedPosition: JSONDecodable {
    let position: Position

    init(from json: JSON) throws(JSONDecodingError) {
        position = Position(
            line: try Self.clamp(json.required("line")),
            character: try Self.clamp(json.required("character")))
    }

    private static func clamp(_ number: JSON) throws(JSONDecodingError) -> Int {
        guard let value = number.double else { throw number.mismatch("integer") }
        return Int(min(max(value, 0), Double(Int32.max)))
    }
}

/// `textDocument/didClose`.
package struct DidCloseParams: Sendable {
    /// The document, as the client spells it.
    package var uri: String
}

extension DidCloseParams: JSONDecodable {
    package init(from json: JSON) throws(JSONDecodingError) { uri = try json.documentURI() }
}

/// `textDocument/didSave`.
package struct DidSaveParams: Sendable {
    /// The document, as the client spells it.
    package var uri: String
    /// The saved text, if the server asked for it.
    package var text: [UInt8]?
}

extension DidSaveParams: JSONDecodable {
    package init(from json: JSON) throws(JSONDecodingError) {
        uri = try json.documentURI()
        text = try json.optional("text", as: UTF8Text.self)?.bytes
    }
}

/// `textDocument/willSave`.
package struct WillSaveParams: Sendable {
    /// Why it is saved.
    package enum Reason: Int, ProtocolEnumeration {
        case manual = 1
        case afterDelay = 2
        case focusOut = 3
    }

    /// The document, as the client spells it.
    package var uri: String
    /// Why it is saved.
    package var reason: Reason
}

extension WillSaveParams: JSONDecodable {
    package init(from json: JSON) throws(JSONDecodingError) {
        uri = try json.documentURI()
        reason = try json.required("reason")
    }
}

/// A string kept as UTF-8: a document's text never becomes a `String`.
private struct UTF8Text: JSONDecodable {
    let bytes: [UInt8]

    init(from json: JSON) throws(JSONDecodingError) {
        guard let bytes = json.bytes else { throw json.mismatch("string") }
        self.bytes = bytes
    }
}

extension JSON {
    fileprivate func requiredBytes(_ key: String) throws(JSONDecodingError) -> [UInt8] {
        try required(key, as: UTF8Text.self).bytes
    }
}
