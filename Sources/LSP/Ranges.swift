package import JSON
package import Text

/// `textDocument/selectionRange`.
package struct SelectionRangeParams: Sendable {
    /// The document, as the client spells it.
    package var uri: String
    /// Where selections start; each has one answer.
    package var positions: [Position]
    /// Names the progress that the client shows for this request, if it wants any.
    package var workDoneToken: ProgressToken?
}

extension SelectionRangeParams: JSONDecodable {
    package init(from json: JSON) throws(JSONDecodingError) {
        uri = try json.documentURI()
        positions = try json.required("positions")
        workDoneToken = try json.optional("workDoneToken")
    }
}

/// The steps in which a selection grows from one position.
package struct SelectionRange: Hashable, Sendable {
    /// The innermost range; the position itself if there is nothing else.
    package var range: PositionRange
    /// Each contains the one before it.
    package var parents: [PositionRange]

    /// All of its parts.
    package init(range: PositionRange, parents: [PositionRange]) {
        self.range = range
        self.parents = parents
    }
}

extension SelectionRange: JSONEncodable {
    /// More steps than this are left out in the middle, because clients' parsers recurse.
    private static let mostParents = 100

    package func encode(to writer: inout JSONWriter) {
        let kept =
            parents.count <= Self.mostParents
            ? parents[...] : parents[..<(Self.mostParents - 1)] + parents.suffix(1)
        writer.beginObject()
        writer.member("range", range)
        for parent in kept {
            writer.key("parent")
            writer.beginObject()
            writer.member("range", parent)
        }
        for _ in kept { writer.endObject() }
        writer.endObject()
    }
}

/// A part of a document that can be hidden.
package struct FoldingRange: Hashable, Sendable {
    /// What is folded; a client may know more kinds than the protocol names.
    package enum Kind: String, ProtocolEnumeration {
        case comment, imports, region
    }

    /// The line that stays visible.
    package var startLine: Int
    /// Nil for the line's end.
    package var startCharacter: Int?
    /// The last line that is hidden.
    package var endLine: Int
    /// Nil for the line's end.
    package var endCharacter: Int?
    /// For commands such as "fold all comments".
    package var kind: Kind?
    /// Shown in place of the range.
    package var collapsedText: String?

    /// All of its parts.
    package init(
        startLine: Int, startCharacter: Int? = nil, endLine: Int, endCharacter: Int? = nil,
        kind: Kind? = nil, collapsedText: String? = nil
    ) {
        self.startLine = startLine
        self.startCharacter = startCharacter
        self.endLine = endLine
        self.endCharacter = endCharacter
        self.kind = kind
        self.collapsedText = collapsedText
    }
}

extension FoldingRange: JSONEncodable {
    package func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("startLine", startLine)
            writer.member("startCharacter", ifPresent: startCharacter)
            writer.member("endLine", endLine)
            writer.member("endCharacter", ifPresent: endCharacter)
            writer.member("kind", ifPresent: kind)
            writer.member("collapsedText", ifPresent: collapsedText)
        }
    }
}
