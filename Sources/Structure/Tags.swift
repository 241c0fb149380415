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
    case field, property, variable, constant, macro
}

/// How a name is used, as the queries' captures name it.
package enum ReferenceKind: String, Sendable, CaseIterable {
    case call, type, `class`, value, `import`
}

/// One definition in a text.
package struct Definition: Hashable, Sendable {
    package var kind: DefinitionKind
    /// The whole declaration, decorators included where the grammar allows.
    package var range: Range<Int>
    package var nameRange: Range<Int>
    /// What a signature leaves out, as far as the language's query says.
    package var bodyRange: Range<Int>?
}

/// One use of a name.
package struct Reference: Hashable, Sendable {
    package var kind: ReferenceKind
    package var range: Range<Int>
}

/// The definitions and references of one text, in its order; an outer definition comes before
/// those inside it.
package struct Tags: Equatable, Sendable {
    package var definitions: [Definition] = []
    package var references: [Reference] = []

    package init() {}

    /// What the language's query finds, in the whole text or in a part of it.
    package init(of tree: Tree, bytes: [UInt8], query: Query, within range: Range<Int>? = nil) {
        var reader = TagReader(query: query)
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

    mutating func sort() {
        definitions.sort { one, other in
            one.range.lowerBound != other.range.lowerBound
                ? one.range.lowerBound < other.range.lowerBound
                : one.range.upperBound != other.range.upperBound
                    ? one.range.upperBound > other.range.upperBound
                    : one.nameRange.lowerBound < other.nameRange.lowerBound
        }
        references.sort { $0.range.lowerBound < $1.range.lowerBound }
    }
}

/// Collects matches. Of all patterns that match one name, the first of the query counts; what a
/// body declares for itself does not.
private struct TagReader {
    private enum Role {
        case definition(DefinitionKind)
        case reference(ReferenceKind)
        case name
        case body
        case locals
        case other
    }

    private struct Found<Tag> {
        let tag: Tag
        let pattern: Int
    }

    private let roles: [Role]
    private var definitions: [Int: Found<Definition>] = [:]
    private var references: [Int: Found<Reference>] = [:]
    /// Where variables, constants and prototypes are local.
    private var locals: [Range<Int>] = []

    init(query: Query) {
        roles = query.captureNames.map { name in
            if name == "name" { return .name }
            if name == "body" { return .body }
            if name == "locals" { return .locals }
            let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
            guard parts.count == 2 else { return .other }
            if parts[0] == "definition", let kind = DefinitionKind(rawValue: parts[1]) {
                return .definition(kind)
            }
            if parts[0] == "reference", let kind = ReferenceKind(rawValue: parts[1]) {
                return .reference(kind)
            }
            return .other
        }
    }

    mutating func read(_ match: borrowing QueryCursor) {
        var defined: (kind: DefinitionKind, range: Range<Int>)?
        var name: Range<Int>?
        var body: Range<Int>?
        for place in 0..<match.captureCount {
            switch roles[match.captureIndex(at: place)] {
            case .definition(let kind): defined = (kind, match.byteRange(at: place))
            case .reference(let kind):
                add(Reference(kind: kind, range: match.byteRange(at: place)), match.patternIndex)
            case .name: name = match.byteRange(at: place)
            case .body: body = match.byteRange(at: place)
            case .locals: locals.append(match.byteRange(at: place))
            case .other: break
            }
        }
        guard let defined, let name, !name.isEmpty else { return }
        let definition = Definition(
            kind: defined.kind, range: defined.range, nameRange: name, bodyRange: body)
        let pattern = match.patternIndex
        if let known = definitions[name.lowerBound], known.pattern <= pattern { return }
        definitions[name.lowerBound] = Found(tag: definition, pattern: pattern)
    }

    private mutating func add(_ reference: Reference, _ pattern: Int) {
        let start = reference.range.lowerBound
        if let known = references[start], known.pattern <= pattern { return }
        references[start] = Found(tag: reference, pattern: pattern)
    }

    /// A name that is defined is not used at the same place.
    var tags: Tags {
        var tags = Tags()
        let bodies = outermost(locals)
        tags.definitions = definitions.values.map(\.tag).filter { definition in
            !definition.isLocalInBody || !bodies.haveOne(around: definition.range)
        }
        tags.references = references.values.map(\.tag).filter {
            definitions[$0.range.lowerBound] == nil
        }
        tags.sort()
        return tags
    }
}

extension Definition {
    /// Whether it is local when it stands in a body: not so functions with a body, types and
    /// members.
    fileprivate var isLocalInBody: Bool {
        switch kind {
        case .variable, .constant: true
        case .function: bodyRange == nil
        case .method, .constructor, .class, .struct, .enum, .interface, .type, .enumMember,
            .module, .namespace, .field, .property, .macro:
            false
        }
    }
}

/// The ranges that lie in no other, sorted. Ranges of nodes nest or are apart.
private func outermost(_ ranges: [Range<Int>]) -> [Range<Int>] {
    let sorted = ranges.sorted {
        ($0.lowerBound, -$0.upperBound) < ($1.lowerBound, -$1.upperBound)
    }
    var result: [Range<Int>] = []
    for range in sorted where range.upperBound > result.last?.upperBound ?? -1 {
        result.append(range)
    }
    return result
}

extension [Range<Int>] {
    /// Whether one of them, sorted and apart, holds all of a range.
    fileprivate func haveOne(around inner: Range<Int>) -> Bool {
        var low = startIndex
        var high = endIndex
        while low < high {
            let middle = low + (high - low) / 2
            if self[middle].lowerBound <= inner.lowerBound {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low > startIndex && self[low - 1].upperBound >= inner.upperBound
    }
}
