internal import CTreeSitter
package import Text

/// A place in a syntax tree that moves from node to node, without a reference count for each.
///
/// All moves take constant stack, however deep the tree.
@safe package struct TreeCursor: ~Copyable {
    private var raw: TSTreeCursor
    private let start: Node
    /// How many nodes below the starting node the cursor is.
    package private(set) var depth = 0

    /// Starts at a node, and never leaves it.
    package init(at node: Node) {
        unsafe raw = ts_tree_cursor_new(node.raw)
        start = node
    }

    /// Starts at the root of a tree.
    package init(_ tree: Tree) {
        self.init(at: tree.root)
    }

    deinit {
        var raw = unsafe raw
        unsafe ts_tree_cursor_delete(&raw)
    }

    /// The node here, which keeps its tree alive and costs a reference count.
    package var node: Node { unsafe Node(current, in: start.tree) }
    /// What the node here is.
    package var kind: NodeKind { NodeKind(id: unsafe ts_node_symbol(current)) }
    /// Where the node here starts, without the space before it.
    package var startByte: Int { Int(unsafe ts_node_start_byte(current)) }
    /// Where the node here ends.
    package var endByte: Int { Int(unsafe ts_node_end_byte(current)) }
    /// Where the node here starts, as the library counts.
    package var startPoint: BytePoint { BytePoint(unsafe ts_node_start_point(current)) }
    /// Where the node here ends, as the library counts.
    package var endPoint: BytePoint { BytePoint(unsafe ts_node_end_point(current)) }
    /// The bytes of the text that the node here covers.
    package var byteRange: Range<Int> {
        let node = unsafe current
        let start = Int(unsafe ts_node_start_byte(node))
        return start..<max(start, Int(unsafe ts_node_end_byte(node)))
    }
    /// Whether the node here has a name in the grammar.
    package var isNamed: Bool { unsafe ts_node_is_named(current) }
    /// Whether the parser made the node here up to go on.
    package var isMissing: Bool { unsafe ts_node_is_missing(current) }
    /// Whether the node here may stand anywhere, as comments do.
    package var isExtra: Bool { unsafe ts_node_is_extra(current) }
    /// Whether the node here is or holds a syntax error.
    package var hasError: Bool { unsafe ts_node_has_error(current) }
    /// Whether the node has no children.
    package var isLeaf: Bool { unsafe ts_node_child_count(current) == 0 }
    /// The part that the node here plays in its parent.
    package var field: FieldID? {
        let id = unsafe withUnsafePointer(to: raw) { unsafe ts_tree_cursor_current_field_id($0) }
        return id == 0 ? nil : FieldID(id: id)
    }

    /// Moves to the first child. Stays and answers false when there is none.
    package mutating func goToFirstChild() -> Bool {
        guard unsafe ts_tree_cursor_goto_first_child(&raw) else { return false }
        depth += 1
        return true
    }

    /// Moves to the next node with the same parent. Stays and answers false when there is none.
    package mutating func goToNextSibling() -> Bool {
        guard depth > 0 else { return false }
        return unsafe ts_tree_cursor_goto_next_sibling(&raw)
    }

    /// Moves to the parent. Stays and answers false at the node that the cursor started at.
    package mutating func goToParent() -> Bool {
        guard depth > 0 else { return false }
        depth -= 1
        if depth > 0 { return unsafe ts_tree_cursor_goto_parent(&raw) }
        // The library does not find back to a starting node that is visible by an alias only.
        unsafe ts_tree_cursor_reset(&raw, start.raw)
        return true
    }

    /// Moves to the first child that ends at or behind the offset. Stays and answers false when
    /// there is none.
    package mutating func goToFirstChild(endingAtOrAfter byte: Int) -> Bool {
        let index = unsafe ts_tree_cursor_goto_first_child_for_byte(&raw, UInt32(clamping: byte))
        guard index >= 0 else { return false }
        depth += 1
        return true
    }

    /// Moves to the next node in the order of their beginnings: into the children, else on.
    /// Answers false when the walk is over.
    package mutating func goToNext() -> Bool {
        goToFirstChild() || goToNextOutside()
    }

    /// Like `goToNext`, but passes by everything in the node here.
    package mutating func goToNextOutside() -> Bool {
        repeat {
            if goToNextSibling() { return true }
        } while goToParent()
        return false
    }

    private var current: TSNode {
        // The library forgets the alias of the node that a cursor starts at.
        if depth == 0 { return unsafe start.raw }
        return unsafe withUnsafePointer(to: raw) { unsafe ts_tree_cursor_current_node($0) }
    }
}
