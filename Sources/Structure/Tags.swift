package import Languages
package import Syntax

// Structure is what syntax alone says of a text: definitions and references, outline, folds,
// selections, errors. Pure functions over a tree, its text and the language's queries: nothing
// here reads a file, waits or knows the protocol.

/// What a definition defines, as the queries' captures name it.
package enum DefinitionKind: String, Sendable, CaseIterable {
    case function, method, constructor
    case `class`, `struct`, `enum`, interface, type
    case enumMember = "enum_member"
    case module, namespace
    /// A block that adds members to a type, which its name refers to: it does not define it.
    case `extension`
    case field, property, variable, constant, macro
}

/// How a name is used, as the queries' captures name it.
package enum ReferenceKind: String, Sendable, CaseIterable {
    case call, type, `class`, value, `import`
}

/// One definition in a text.
package struct Definition: Hashable, Sendable {
    /// What it defines.
    package var kind: DefinitionKind
    /// The whole declaration, decorators included where the grammar allows.
    package var range: Range<Int>
    /// The identifier.
    package var nameRange: Range<Int>
    /// What a signature leaves out, as far as the language's query says.
    package var bodyRange: Range<Int>?
    /// The name of the type that it belongs to, where it stands outside that type.
    package var containerRange: Range<Int>?
    /// Which pattern of the query found it. Of those that define one name the first counts.
    var pattern = 0
}

/// One use of a name.
package struct Reference: Hashable, Sendable {
    /// How the name is used.
    package var kind: ReferenceKind
    /// The identifier.
    package var range: Range<Int>
    /// Which pattern of the query found it. Of those that find one name the first counts.
    var pattern = 0
}

/// The definitions and references of one text, in its order; an outer definition comes before
/// those inside it.
package struct Tags: Equatable, Sendable {
    /// What the text defines.
    package var definitions: [Definition] = []
    /// The names that it uses.
    package var references: [Reference] = []

    /// No tags.
    package init() {}

    /// What the language's query finds, in the whole text or in a part of it.
    package init(of tree: Tree, bytes: [UInt8], query: Query, within range: Range<Int>? = nil) {
        var reader = TagReader(query: query, bytes: bytes)
        query.forEachMatch(in: tree.root, bytes: bytes, range: range) { reader.read($0) }
        self = reader.tags
    }

    /// The query's findings for a language; empty when it has no tags query.
    package init(of tree: Tree, bytes: [UInt8], language: Language) {
        if let query = language.query(.tags) {
            self.init(of: tree, bytes: bytes, query: query)
        } else {
            self.init()
        }
    }

    /// Brings the tags into order, and leaves one for each name: that of the first pattern. A name
    /// that is defined is not used at the same place.
    mutating func settle() {
        definitions.sort { one, other in
            (one.nameRange.lowerBound, one.pattern) < (other.nameRange.lowerBound, other.pattern)
        }
        definitions.removeRepeated { $0.nameRange.lowerBound }
        references.sort { one, other in
            (one.range.lowerBound, one.pattern) < (other.range.lowerBound, other.pattern)
        }
        references.removeRepeated { $0.range.lowerBound }
        var defined = definitions.filter { $0.kind != .extension }[...]
        references.removeAll { reference in
            let start = reference.range.lowerBound
            defined = defined.drop { $0.nameRange.lowerBound < start }
            return defined.first?.nameRange.lowerBound == start
        }
        definitions.sort { one, other in
            one.range.lowerBound != other.range.lowerBound
                ? one.range.lowerBound < other.range.lowerBound
                : one.range.upperBound != other.range.upperBound
                    ? one.range.upperBound > other.range.upperBound
                    : one.nameRange.lowerBound < other.nameRange.lowerBound
        }
    }
}

extension Array {
    /// Leaves the first of elements in a row that have the same key.
    fileprivate mutating func removeRepeated(by key: (Element) -> Int) {
        var last: Int?
        removeAll { element in
            defer { last = key(element) }
            return last == key(element)
        }
    }
}
