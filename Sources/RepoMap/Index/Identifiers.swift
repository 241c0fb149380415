internal import Structure
package import Syntax
package import Text

/// Where in a text which identifiers stand. After edits it is worked out from what it was: walking
/// through the tree of a long file takes longer than anything else that is done for a map.
package struct Identifiers: Sendable {
    private var names = NameTable()
    /// In the order of the text.
    private var places: [Place] = []
    /// How many names there were when all was read.
    private var readNames = 0

    private struct Place: Sendable {
        var name: UInt32
        /// The identifier's first byte.
        var start: UInt32
    }

    /// Names that stand nowhere any more are kept up to so many: each letter typed makes one.
    private static let maximumStale = 1000

    /// Of a whole text.
    package init(of tree: Tree, bytes: [UInt8]) {
        var kinds = IdentifierKinds(grammar: tree.grammar)
        read(tree, bytes, within: nil, &kinds)
        readNames = names.count
    }

    init(of tree: Tree, bytes: [UInt8], kinds: inout IdentifierKinds) {
        read(tree, bytes, within: nil, &kinds)
        readNames = names.count
    }

    /// The same as of the whole text, as far as `Tags.updated` is.
    package func updated(
        after edits: [AppliedEdit], old: Tree, new: Tree, bytes: [UInt8]
    ) -> Identifiers {
        guard names.count - readNames <= Identifiers.maximumStale,
            let dirty = DirtyRegion.all(after: edits, old: old, new: new)
        else { return Identifiers(of: new, bytes: bytes) }
        var result = self
        for edit in edits { result.shift(by: edit) }
        var kinds = IdentifierKinds(grammar: new.grammar)
        for range in dirty { result.renew(range, new, bytes, &kinds) }
        return result
    }

    /// By lines and names.
    package func occurrences(lines: LineIndex) -> Occurrences {
        var found = Occurrences()
        found.names = names.list
        found.uses.reserveCapacity(places.count)
        var line = 0
        for place in places {
            while line + 1 < lines.count, lines.start(of: line + 1) <= Int(place.start) {
                line += 1
            }
            found.uses.append(Occurrences.Use(name: place.name, line: UInt32(clamping: line)))
        }
        return found
    }

    private func range(of place: Place) -> Range<Int> {
        let start = Int(place.start)
        return start..<start + names.list.range(of: Int(place.name)).count
    }

    private mutating func shift(by edit: AppliedEdit) {
        let oldEnd = edit.oldEnd.value
        let growth = edit.newEnd.value - oldEnd
        for index in places.indices.reversed() {
            let start = Int(places[index].start)
            if start >= oldEnd {
                places[index].start = UInt32(clamping: start + growth)
            } else if start > edit.start.value {
                places[index].start = UInt32(clamping: edit.start.value)
            } else {
                break
            }
        }
    }

    /// Reads a part of the text anew.
    private mutating func renew(
        _ part: Range<Int>, _ tree: Tree, _ bytes: [UInt8], _ kinds: inout IdentifierKinds
    ) {
        let first = places.firstIndex { range(of: $0).upperBound >= part.lowerBound }
        let start = first ?? places.count
        let end =
            places[start...].firstIndex { Int($0.start) > part.upperBound } ?? places.count
        let behind = places[end...]
        places.removeSubrange(start...)
        read(tree, bytes, within: part, &kinds)
        places += behind
    }

    /// Adds the identifiers of a tree that touch a range.
    private mutating func read(
        _ tree: Tree, _ bytes: [UInt8], within part: Range<Int>?, _ kinds: inout IdentifierKinds
    ) {
        forEachIdentifier(of: tree, bytes: bytes, within: part, &kinds) { range in
            let name = names.insert(bytes.span.extracting(range))
            places.append(
                Place(name: UInt32(clamping: name), start: UInt32(clamping: range.lowerBound)))
        }
    }
}

private let maximumIdentifierBytes = 200

/// Goes through the leaves of a tree that are identifiers, or those of them that touch a range.
func forEachIdentifier(
    of tree: Tree, bytes: [UInt8], within part: Range<Int>?, _ kinds: inout IdentifierKinds,
    _ body: (Range<Int>) -> Void
) {
    var cursor = TreeCursor(tree)
    var isOver = false
    while !isOver {
        if let part {
            if cursor.endByte < part.lowerBound {
                isOver = !cursor.goToNextOutside()
                continue
            }
            if cursor.startByte > part.upperBound { return }
        }
        switch kinds.role(of: cursor.kind) {
        case .identifier where cursor.isLeaf:
            let range = cursor.byteRange
            if !range.isEmpty, range.count <= maximumIdentifierBytes,
                range.upperBound <= bytes.count
            {
                body(range)
            }
            isOver = !cursor.goToNextOutside()
        // Half of all nodes: not looking for children of theirs saves half of the time.
        case .token: isOver = !cursor.goToNextOutside()
        case .identifier, .other: isOver = !cursor.goToNext()
        }
    }
}

/// Which node kinds of a grammar are identifiers.
struct IdentifierKinds {
    /// What a node of some kind is, as far as identifiers are concerned.
    enum Role {
        /// An identifier, if it is a leaf.
        case identifier
        /// A sign or a keyword: always a leaf.
        case token
        case other
    }

    private let grammar: Grammar
    /// By kind: nil is not known yet.
    private var known: [Role?] = []

    init(grammar: Grammar) {
        self.grammar = grammar
    }

    mutating func role(of kind: NodeKind) -> Role {
        let index = Int(kind.id)
        if index < known.count, let answer = known[index] { return answer }
        guard kind != .error else { return .other }
        let answer = newRole(of: kind)
        while known.count <= index { known.append(nil) }
        known[index] = answer
        return answer
    }

    private func newRole(of kind: NodeKind) -> Role {
        guard grammar.isNamed(kind) else { return .token }
        let name = grammar.name(of: kind)
        return name.hasSuffix("identifier") || IdentifierKinds.others.contains(name)
            ? .identifier : .other
    }

    /// What grammars call identifiers otherwise.
    private static let others: Set<String> = [
        "constant", "name", "variable_name", "word", "identifier_pattern",
    ]
}
