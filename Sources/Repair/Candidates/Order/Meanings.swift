internal import Syntax

/// Compares pieces of code by what they do, as far as that is cheap: layout, comments, parentheses
/// and the direction of a comparison do not count.
struct Meanings {
    private let groups: Set<NodeKind>
    private let comparisons: Set<NodeKind>
    private let negations: Set<NodeKind>
    /// Deeper expressions are compared by their text.
    private static let mostDepth = 100

    /// Learns from a text which nodes are what.
    init(_ anatomy: Anatomy, tree: Tree) {
        var kinds: [Role: Set<NodeKind>] = [:]
        for part in anatomy.parts
        where [.group, .comparison, .not].contains(part.role)
            && (kinds[part.role]?.count ?? 0) < 4
        {
            let node = tree.root.namedDescendant(covering: part.range)
            if node.byteRange == part.range { kinds[part.role, default: []].insert(node.kind) }
        }
        groups = kinds[.group] ?? []
        comparisons = kinds[.comparison] ?? []
        negations = kinds[.not] ?? []
    }

    /// A number that is the same for pieces that mean the same.
    func meaning(of tree: Tree, _ range: Range<Int>, bytes: [UInt8]) -> Int {
        let whole = tree.root.namedDescendant(covering: range)
        guard whole.byteRange != range else { return meaning(whole, bytes, 0) }
        var hasher = Hasher()
        for child in whole.children
        where child.endByte > range.lowerBound && child.startByte < range.upperBound {
            hasher.combine(meaning(child, bytes, 0))
        }
        return hasher.finalize()
    }

    private func meaning(_ node: Node, _ bytes: [UInt8], _ depth: Int) -> Int {
        var hasher = Hasher()
        let children = node.children.filter { !$0.isExtra }
        guard depth < Meanings.mostDepth, !children.isEmpty else {
            hasher.combine(node.kind.id)
            hasher.combine(node.text(in: bytes))
            return hasher.finalize()
        }
        if groups.contains(node.kind), children.count == 3 {
            return meaning(children[1], bytes, depth + 1)
        }
        var parts = children.map { meaning($0, bytes, depth + 1) }
        if comparisons.contains(node.kind), children.count == 3 {
            let sign = String(decoding: children[1].text(in: bytes), as: UTF8.self)
            if let mirrored = Operators.mirrored[sign], sign.hasPrefix(">") {
                parts = [parts[2], mirrored.hashValue, parts[0]]
            } else if Operators.symmetric.contains(sign) {
                parts = [min(parts[0], parts[2]), sign.hashValue, max(parts[0], parts[2])]
            } else {
                parts[1] = sign.hashValue
            }
        } else if negations.contains(node.kind), let opposite = opposite(node, bytes, depth) {
            return opposite
        }
        hasher.combine(node.kind.id)
        for part in parts { hasher.combine(part) }
        return hasher.finalize()
    }

    /// The meaning of a comparison of equality under a negation, which is its opposite.
    private func opposite(_ node: Node, _ bytes: [UInt8], _ depth: Int) -> Int? {
        guard var inner = node.children.last(where: \.isNamed) else { return nil }
        while groups.contains(inner.kind), let next = inner.children.first(where: \.isNamed) {
            inner = next
        }
        let parts = inner.children
        guard comparisons.contains(inner.kind), parts.count == 3 else { return nil }
        let sign = String(decoding: parts[1].text(in: bytes), as: UTF8.self)
        guard Operators.symmetric.contains(sign), let other = Operators.bounds[sign]?.first else {
            return nil
        }
        let (one, two) = (
            meaning(parts[0], bytes, depth + 1), meaning(parts[2], bytes, depth + 1)
        )
        var hasher = Hasher()
        hasher.combine(inner.kind.id)
        hasher.combine(min(one, two))
        hasher.combine(other.hashValue)
        hasher.combine(max(one, two))
        return hasher.finalize()
    }
}
