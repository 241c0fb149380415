package import JSON
package import Text

/// What a symbol is.
package enum SymbolKind: Int, ProtocolEnumeration {
    case file = 1
    case module, namespace, package, `class`, method, property, field, constructor, `enum`
    case interface, function, variable, constant, string, number, boolean, array, object, key
    case null, enumMember, `struct`, event, `operator`, typeParameter
}

/// One entry of a document's outline.
package struct DocumentSymbol: Hashable, Sendable {
    /// What the user calls it.
    package var name: String
    /// For example its signature.
    package var detail: String?
    /// The icon.
    package var kind: SymbolKind
    /// Shown struck through.
    package var isDeprecated: Bool
    /// The whole declaration.
    package var range: PositionRange
    /// Its name, inside `range`.
    package var selectionRange: PositionRange
    /// How many symbols contain it: it belongs to the nearest one before it that is less deep.
    package var depth: Int

    /// All of its parts.
    package init(
        name: String, detail: String? = nil, kind: SymbolKind, isDeprecated: Bool = false,
        range: PositionRange, selectionRange: PositionRange, depth: Int
    ) {
        self.name = name
        self.detail = detail
        self.kind = kind
        self.isDeprecated = isDeprecated
        self.range = range
        self.selectionRange = selectionRange
        self.depth = depth
    }
}

/// The answer to `textDocument/documentSymbol`.
package enum DocumentSymbolResult: Hashable, Sendable {
    /// Each symbol after the one that contains it; written as a tree.
    case outline([DocumentSymbol])
    /// For clients without hierarchical symbols.
    case flat([SymbolInformation])
}

extension DocumentSymbolResult: JSONEncodable {
    /// Symbols deeper than this are written as if they were this deep, because clients' parsers
    /// recurse.
    private static let deepest = 100

    package func encode(to writer: inout JSONWriter) {
        switch self {
        case .flat(let symbols): writer.array(symbols)
        case .outline(let symbols):
            // The tree is opened and closed step by step: no recursion on what a file says.
            var open = 0
            writer.beginArray()
            for (place, symbol) in symbols.enumerated() {
                let depth = min(max(symbol.depth, 0), Self.deepest, open)
                while open > depth {
                    writer.endArray()
                    writer.endObject()
                    open -= 1
                }
                writer.beginObject()
                symbol.encodeMembers(to: &writer)
                if place + 1 < symbols.count, symbols[place + 1].depth > depth,
                    depth < Self.deepest
                {
                    writer.key("children")
                    writer.beginArray()
                    open += 1
                } else {
                    writer.endObject()
                }
            }
            while open > 0 {
                writer.endArray()
                writer.endObject()
                open -= 1
            }
            writer.endArray()
        }
    }
}

extension DocumentSymbol {
    fileprivate func encodeMembers(to writer: inout JSONWriter) {
        // The protocol forbids an empty name.
        writer.member("name", name.isEmpty ? "?" : name)
        writer.member("detail", ifPresent: detail)
        writer.member("kind", kind)
        if isDeprecated { writer.member("tags", [1]) }
        writer.member("range", range)
        writer.member("selectionRange", selectionRange)
    }
}

/// A symbol of a document, for clients without hierarchical symbols.
package struct SymbolInformation: Hashable, Sendable {
    /// What the user calls it.
    package var name: String
    /// The icon.
    package var kind: SymbolKind
    /// Shown struck through.
    package var isDeprecated: Bool
    /// What it belongs to.
    package var container: String?
    /// Where its declaration is.
    package var location: Location

    /// All of its parts.
    package init(
        name: String, kind: SymbolKind, isDeprecated: Bool = false, container: String? = nil,
        location: Location
    ) {
        self.name = name
        self.kind = kind
        self.isDeprecated = isDeprecated
        self.container = container
        self.location = location
    }
}

extension SymbolInformation: JSONEncodable {
    package func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("name", name)
            writer.member("kind", kind)
            if isDeprecated { writer.member("tags", [1]) }
            writer.member("containerName", ifPresent: container)
            writer.member("location", location)
        }
    }
}

/// `workspace/symbol`.
package struct WorkspaceSymbolParams: Sendable {
    /// What was typed; empty for everything.
    package var query: String
    /// Names the progress that the client shows for this request, if it wants any.
    package var workDoneToken: ProgressToken?
}

extension WorkspaceSymbolParams: JSONDecodable {
    package init(from json: JSON) throws(JSONDecodingError) {
        query = try json.required("query")
        workDoneToken = try json.optional("workDoneToken")
    }
}

/// One answer to `workspace/symbol`: in this form old and new clients understand it.
package typealias WorkspaceSymbol = SymbolInformation
