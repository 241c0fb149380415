internal import CTreeSitter

/// The compiled grammar of one language, as `GrammarLoader` found it.
///
/// A grammar is code and tables in a shared library that is never unloaded, so the pointer is
/// good for the life of the process and may be read from any thread.
@safe package final class Grammar: @unchecked Sendable {
    /// The name it was loaded under, such as `python`.
    package let name: String
    /// The file it was loaded from.
    package let file: String
    /// The version of the table format, 13 or 14 here.
    package let abiVersion: Int
    /// The field names, by field id. Id 0 is no field.
    package let fieldNames: [String]

    let pointer: OpaquePointer
    private let kindNames: [String]
    private let namedKinds: [Bool]

    /// Takes a pointer that `GrammarLoader` has checked: not null, ABI in range.
    init(checked pointer: OpaquePointer, name: String, file: String) {
        // Every use of the library's memory needs a grammar, so this comes before all of them.
        _ = LibraryMemory.install
        unsafe self.pointer = pointer
        self.name = name
        self.file = file
        abiVersion = Int(unsafe ts_language_version(pointer))
        let kinds = unsafe ts_language_symbol_count(pointer)
        kindNames = (0..<kinds).map { kind in
            unsafe text(ts_language_symbol_name(pointer, TSSymbol(truncatingIfNeeded: kind)))
        }
        namedKinds = (0..<kinds).map { kind in
            unsafe ts_language_symbol_type(pointer, TSSymbol(truncatingIfNeeded: kind))
                == TSSymbolTypeRegular
        }
        let fields = unsafe ts_language_field_count(pointer)
        fieldNames = (0...fields).map { field in
            let id = TSFieldId(truncatingIfNeeded: field)
            return field == 0 ? "" : unsafe text(ts_language_field_name_for_id(pointer, id))
        }
    }

    /// The name of a node kind, such as `function_definition` or `(`.
    package func name(of kind: NodeKind) -> String {
        if kind == .error { return "ERROR" }
        let index = Int(kind.id)
        return index < kindNames.count ? kindNames[index] : ""
    }

    /// Whether nodes of the kind have a name in the grammar, unlike punctuation and keywords.
    package func isNamed(_ kind: NodeKind) -> Bool {
        if kind == .error { return true }
        let index = Int(kind.id)
        return index < namedKinds.count && namedKinds[index]
    }

    /// The kind that named nodes of this name have, if the grammar has such nodes.
    package func kind(named name: String) -> NodeKind? {
        kind(name, isNamed: true)
    }

    /// The kind that anonymous nodes with this text have, such as `(`.
    package func token(_ text: String) -> NodeKind? {
        kind(text, isNamed: false)
    }

    /// The name of a field, such as `body`.
    package func name(of field: FieldID) -> String {
        let index = Int(field.id)
        return index < fieldNames.count ? fieldNames[index] : ""
    }

    /// The id of a field, such as `name`.
    package func field(named name: String) -> FieldID? {
        guard let index = fieldNames.firstIndex(of: name), index > 0 else { return nil }
        return FieldID(id: UInt16(truncatingIfNeeded: index))
    }

    private func kind(_ name: String, isNamed: Bool) -> NodeKind? {
        var name = name
        let symbol = name.withUTF8 { bytes in
            unsafe bytes.withMemoryRebound(to: CChar.self) { characters in
                unsafe ts_language_symbol_for_name(
                    pointer, characters.baseAddress, UInt32(clamping: characters.count), isNamed)
            }
        }
        return symbol == 0 ? nil : NodeKind(id: symbol)
    }
}

/// What a node is, as a number that belongs to one grammar.
package struct NodeKind: Hashable, Sendable {
    /// The number.
    package let id: UInt16

    /// The one with a number, which may be of no use.
    package init(id: UInt16) {
        self.id = id
    }

    /// The kind of a node that covers text which the parser could not use.
    package static let error = NodeKind(id: .max)
}

/// The part that a node plays in its parent, as a number that belongs to one grammar.
package struct FieldID: Hashable, Sendable {
    /// The number.
    package let id: UInt16

    /// The one with a number, which may be of no use.
    package init(id: UInt16) {
        self.id = id
    }
}

/// A C string of the grammar or of a query as a Swift string; null is empty.
func text(_ pointer: UnsafePointer<CChar>?) -> String {
    guard let pointer = unsafe pointer else { return "" }
    return unsafe String(cString: pointer)
}
