internal import CTreeSitter
package import Text

/// One node of a syntax tree. It keeps its tree alive.
///
/// Every node costs a reference count; a walk over many nodes uses `TreeCursor`, which does not.
@safe package struct Node: @unchecked Sendable {
    /// The tree that the node belongs to.
    package let tree: Tree

    let raw: TSNode

    init(_ raw: TSNode, in tree: Tree) {
        unsafe self.raw = raw
        self.tree = tree
    }

    /// What it is.
    package var kind: NodeKind { NodeKind(id: unsafe ts_node_symbol(raw)) }
    /// The name of the node's kind, such as `function_definition`.
    package var kindName: String { tree.grammar.name(of: kind) }
    /// Where it starts, without the space before it.
    package var startByte: Int { Int(unsafe ts_node_start_byte(raw)) }
    /// Where it ends.
    package var endByte: Int { Int(unsafe ts_node_end_byte(raw)) }
    /// Where it starts, as the library counts.
    package var startPoint: BytePoint { BytePoint(unsafe ts_node_start_point(raw)) }
    /// Where it ends, as the library counts.
    package var endPoint: BytePoint { BytePoint(unsafe ts_node_end_point(raw)) }
    /// The bytes of the text that the node covers.
    package var byteRange: Range<Int> { startByte..<max(startByte, endByte) }
    /// Whether the node has a name in the grammar, unlike punctuation and keywords.
    package var isNamed: Bool { unsafe ts_node_is_named(raw) }
    /// Whether the parser made the node up to go on.
    package var isMissing: Bool { unsafe ts_node_is_missing(raw) }
    /// Whether the node may stand anywhere, as comments do.
    package var isExtra: Bool { unsafe ts_node_is_extra(raw) }
    /// Whether the node covers text that the parser could not use.
    package var isError: Bool { kind == .error }
    /// Whether the node is or holds a syntax error.
    package var hasError: Bool { unsafe ts_node_has_error(raw) }

    /// How many children it has, punctuation included.
    package var childCount: Int { Int(unsafe ts_node_child_count(raw)) }
    /// How many named children it has.
    package var namedChildCount: Int { Int(unsafe ts_node_named_child_count(raw)) }

    /// The child at an index, in time linear in the index.
    package func child(at index: Int) -> Node? {
        unsafe wrap(ts_node_child(raw, UInt32(clamping: index)))
    }

    /// The named child at an index, in time linear in the index.
    package func namedChild(at index: Int) -> Node? {
        unsafe wrap(ts_node_named_child(raw, UInt32(clamping: index)))
    }

    /// The first child that plays the given part.
    package func child(in field: FieldID) -> Node? {
        unsafe wrap(ts_node_child_by_field_id(raw, field.id))
    }

    /// The first child that plays the given part, such as `name`.
    package func child(named field: String) -> Node? {
        tree.grammar.field(named: field).flatMap { child(in: $0) }
    }

    /// All children, in order.
    package var children: [Node] {
        var children: [Node] = []
        var cursor = TreeCursor(at: self)
        guard cursor.goToFirstChild() else { return [] }
        repeat { children.append(cursor.node) } while cursor.goToNextSibling()
        return children
    }

    /// The parent, in time linear in the depth and the width of the tree above: to climb further
    /// than once, use `ancestors`.
    package var parent: Node? { unsafe wrap(ts_node_parent(raw)) }

    /// The smallest node in this one that covers the range.
    package func descendant(covering range: Range<Int>) -> Node {
        let found = unsafe ts_node_descendant_for_byte_range(
            raw, UInt32(clamping: range.lowerBound), UInt32(clamping: range.upperBound))
        return unsafe wrap(found) ?? self
    }

    /// The smallest named node in this one that covers the range.
    package func namedDescendant(covering range: Range<Int>) -> Node {
        let found = unsafe ts_node_named_descendant_for_byte_range(
            raw, UInt32(clamping: range.lowerBound), UInt32(clamping: range.upperBound))
        return unsafe wrap(found) ?? self
    }

    /// The node's part of the text that its tree was parsed from.
    package func text(in bytes: [UInt8]) -> ArraySlice<UInt8> {
        let start = min(startByte, bytes.count)
        return bytes[start..<max(start, min(endByte, bytes.count))]
    }

    private func wrap(_ raw: TSNode) -> Node? {
        unsafe ts_node_is_null(raw) ? nil : unsafe Node(raw, in: tree)
    }
}

extension Node: Equatable {
    /// Whether both are the same node of one tree.
    package static func == (left: Node, right: Node) -> Bool {
        unsafe ts_node_eq(left.raw, right.raw)
    }
}
