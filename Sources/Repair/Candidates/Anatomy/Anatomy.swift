internal import Languages
internal import Structure
internal import Syntax

/// A text as the templates see it: its syntax tree without what they have no use for, each node
/// with its role. Parts are numbered in the order of the text, an outer one before those inside.
struct Anatomy {
    /// One node.
    struct Part {
        let role: Role
        let slot: Slot?
        let range: Range<Int>
        /// The part around it; the first has none.
        let parent: Int?
        /// The statement, or clause of one, that it belongs to: itself, or around it.
        let site: Int?
        /// The function around it.
        let function: Int?
        /// Whether names are bound here, not read.
        let isBinding: Bool
        /// Whether it stands in a type.
        let isInType: Bool
        /// Behind the last part that stands in it.
        fileprivate(set) var end: Int
    }

    private(set) var parts: [Part] = []
    let bytes: [UInt8]

    /// Nil when the language has no query for repairs.
    init?(of tree: Tree, bytes: [UInt8], language: Language, scopes: Scopes) {
        guard let query = language.query(.repair) else { return nil }
        self.bytes = bytes
        var reader = RoleReader(query: query)
        query.forEachMatch(in: tree.root, bytes: bytes) { reader.read($0) }
        var walk = PartWalk(reader: reader, names: Set(scopes.uses))
        walk.go(through: tree)
        parts = walk.parts
    }

    subscript(part: Int) -> Part { parts[part] }

    /// The text of a part.
    func text(_ part: Int) -> String { text(parts[part].range) }

    /// The text of a range.
    func text(_ range: Range<Int>) -> String {
        String(decoding: bytes[range.clamped(to: 0..<bytes.count)], as: UTF8.self)
    }

    /// The parts right below, in the order of the text.
    func children(_ part: Int) -> [Int] {
        var found: [Int] = []
        var next = part + 1
        while next < parts[part].end {
            found.append(next)
            next = parts[next].end
        }
        return found
    }

    /// Those with a slot.
    func children(_ part: Int, _ slot: Slot) -> [Int] {
        children(part).filter { parts[$0].slot == slot }
    }

    /// The first of them.
    func child(_ part: Int, _ slot: Slot) -> Int? {
        var next = part + 1
        while next < parts[part].end {
            if parts[next].slot == slot { return next }
            next = parts[next].end
        }
        return nil
    }

    /// The part itself and all in it.
    func within(_ part: Int) -> Range<Int> { part..<parts[part].end }

    /// The role of the part around a part.
    func parentRole(_ part: Int) -> Role? { parts[part].parent.map { parts[$0].role } }

    /// The parts around a part, from the inside.
    func ancestors(_ part: Int) -> some Sequence<Int> {
        sequence(first: part) { parts[$0].parent }.dropFirst()
    }
}

/// Collects what the query says of nodes. Of the patterns that say something of one node, the first
/// of the file counts.
private struct RoleReader {
    /// Nodes of one kind never have the same range.
    struct Key: Hashable {
        let range: Range<Int>
        let kind: NodeKind
    }

    private enum Meaning {
        case role(Role), slot(Slot)
    }

    private let meanings: [Meaning?]
    private(set) var roles: [Key: (role: Role, pattern: Int)] = [:]
    private(set) var slots: [Key: (slot: Slot, pattern: Int)] = [:]

    init(query: Query) {
        meanings = query.captureNames.map { name in
            Role(rawValue: name).map { .role($0) } ?? Slot(rawValue: name).map { .slot($0) }
        }
    }

    mutating func read(_ match: borrowing QueryCursor) {
        let pattern = match.patternIndex
        for place in 0..<match.captureCount {
            guard let meaning = meanings[match.captureIndex(at: place)] else { continue }
            let key = Key(range: match.byteRange(at: place), kind: match.kind(at: place))
            switch meaning {
            case .role(let role):
                if let known = roles[key], known.pattern <= pattern { continue }
                roles[key] = (role, pattern)
            case .slot(let slot):
                if let known = slots[key], known.pattern <= pattern { continue }
                slots[key] = (slot, pattern)
            }
        }
    }
}

/// Goes through a tree and keeps what has a role or a slot.
private struct PartWalk {
    let reader: RoleReader
    /// Where names are read.
    let names: Set<Range<Int>>
    private(set) var parts: [Anatomy.Part] = []
    /// The parts around the node, with their depths in the tree.
    private var open: [(part: Int, depth: Int)] = []

    init(reader: RoleReader, names: Set<Range<Int>>) {
        self.reader = reader
        self.names = names
    }

    mutating func go(through tree: Tree) {
        var cursor = TreeCursor(tree)
        var isOver = false
        while !isOver {
            close(to: cursor.depth)
            if !cursor.isExtra || !cursor.isNamed { add(cursor) }
            isOver = !cursor.goToNext()
        }
        close(to: -1)
    }

    private mutating func close(to depth: Int) {
        while let last = open.last, last.depth >= depth {
            parts[last.part].end = parts.count
            open.removeLast()
        }
    }

    private mutating func add(_ cursor: borrowing TreeCursor) {
        let range = cursor.byteRange
        let key = RoleReader.Key(range: range, kind: cursor.kind)
        let slot = reader.slots[key]?.slot
        var role = reader.roles[key]?.role
        if role == nil, cursor.isLeaf, names.contains(range) { role = .name }
        guard role != nil || slot != nil, !range.isEmpty else { return }
        let parent = open.last.map(\.part)
        let around = parent.map { parts[$0] }
        let isSite = slot == .statement || slot == .alternative && role == .branch
        let isBinding =
            slot == .target
            || (around?.isBinding ?? false)
                && [.tuple, .list, .group, .spread, .map].contains(around?.role ?? .plain)
        let index = parts.count
        parts.append(
            Anatomy.Part(
                role: role ?? .plain, slot: slot, range: range, parent: parent,
                site: isSite ? index : around?.site,
                function: around.flatMap { $0.role == .function ? parent : $0.function },
                isBinding: isBinding,
                isInType: slot == .type || around?.isInType ?? false, end: index + 1))
        open.append((index, cursor.depth))
    }
}
