internal import CTreeSitter
package import Text

/// The syntax tree of one text.
///
/// A tree never changes once it is made: an edit makes a new one, which shares what it can. All
/// reads of the C library are free of writes (checked in the source of 0.20.7: no caches in tree,
/// node or cursor), and the counters of shared parts are atomic, so any thread may hold and read
/// a tree.
@safe package final class Tree: @unchecked Sendable {
    /// The grammar that parsed it.
    package let grammar: Grammar
    /// The length of the text that it was parsed from.
    package let byteCount: Int
    /// Whether a part of it is nested so deeply that a query, which takes time for every pair of a
    /// node and one around it, might take minutes. Queries find nothing in such a tree.
    package let isTooDeep: Bool

    private let handle: TreeHandle

    /// The tree of a parse.
    convenience init(_ handle: consuming TreeHandle, grammar: Grammar, byteCount: Int) {
        let isTooDeep = handle.isTooDeep(byteCount: byteCount)
        self.init(handle, grammar: grammar, byteCount: byteCount, isTooDeep: isTooDeep)
    }

    private init(
        _ handle: consuming TreeHandle, grammar: Grammar, byteCount: Int, isTooDeep: Bool
    ) {
        self.handle = handle
        self.grammar = grammar
        self.byteCount = byteCount
        self.isTooDeep = isTooDeep
    }

    /// The node of the whole text.
    package var root: Node {
        unsafe Node(ts_tree_root_node(pointer), in: self)
    }

    /// This tree moved along with edits of its text, in the order they were made: good for
    /// reparsing, and for comparing with the reparsed tree, and for nothing else.
    package func edited(by edits: some Sequence<AppliedEdit>) -> Tree {
        let copy = unsafe TreeHandle(ts_tree_copy(pointer))
        var byteCount = byteCount
        for edit in edits {
            let edit = edit.clamped(to: byteCount)
            copy.edit(edit)
            byteCount += edit.newEnd - edit.oldEnd
        }
        return Tree(copy, grammar: grammar, byteCount: byteCount, isTooDeep: isTooDeep)
    }

    /// The ranges in which the structure of `newer` differs from that of this tree, which has to
    /// be the edited tree that `newer` was parsed from. Bytes in the edits themselves may change
    /// without being part of a range.
    package func changedRanges(to newer: Tree) -> [Range<Int>] {
        guard grammar === newer.grammar else { return [0..<newer.byteCount] }
        var count: UInt32 = 0
        let ranges = unsafe ts_tree_get_changed_ranges(pointer, newer.pointer, &count)
        defer { unsafe LibraryMemory.release(ranges) }
        return (0..<Int(count)).compactMap { index in
            guard let range = unsafe ranges?[index] else { return nil }
            let start = min(Int(range.start_byte), newer.byteCount)
            return start..<max(start, min(Int(range.end_byte), newer.byteCount))
        }
    }

    /// For the calls of the C library, while this object is alive.
    var pointer: OpaquePointer { unsafe handle.pointer }
}

/// Sole owner of one tree of the C library.
@safe struct TreeHandle: ~Copyable {
    let pointer: OpaquePointer

    init(_ pointer: OpaquePointer) {
        unsafe self.pointer = pointer
    }

    borrowing func edit(_ edit: AppliedEdit) {
        var input = TSInputEdit(
            start_byte: UInt32(clamping: edit.start.value),
            old_end_byte: UInt32(clamping: edit.oldEnd.value),
            new_end_byte: UInt32(clamping: edit.newEnd.value),
            start_point: edit.startPoint.raw,
            old_end_point: edit.oldEndPoint.raw,
            new_end_point: edit.newEndPoint.raw)
        unsafe ts_tree_edit(pointer, &input)
    }

    deinit {
        unsafe ts_tree_delete(pointer)
    }

    /// Looks at the depth in places so close to each other that a nest between them does no harm.
    borrowing func isTooDeep(byteCount: Int) -> Bool {
        let root = unsafe ts_tree_root_node(pointer)
        var cursor = unsafe ts_tree_cursor_new(root)
        defer { unsafe ts_tree_cursor_delete(&cursor) }
        let distance = max(8192, byteCount / 256)
        for place in stride(from: distance / 2, to: byteCount, by: distance) {
            unsafe ts_tree_cursor_reset(&cursor, root)
            let goal = UInt32(clamping: place)
            for depth in 1... {
                guard unsafe ts_tree_cursor_goto_first_child_for_byte(&cursor, goal) >= 0 else {
                    break
                }
                if depth > TreeHandle.maximumDepth { return true }
            }
        }
        return false
    }

    /// Written code has depths of some dozens, generated code of some hundreds.
    private static let maximumDepth = 2000
}

extension AppliedEdit {
    /// The edit with its offsets in order and within a text of the given length, which the C
    /// library takes for granted.
    fileprivate func clamped(to byteCount: Int) -> AppliedEdit {
        var edit = self
        edit.start = min(max(start, 0), ByteOffset(byteCount))
        edit.oldEnd = min(max(oldEnd, edit.start), ByteOffset(byteCount))
        edit.newEnd = min(max(newEnd, edit.start), ByteOffset(Parser.maximumByteCount))
        edit.oldEndPoint = max(oldEndPoint, startPoint)
        edit.newEndPoint = max(newEndPoint, startPoint)
        return edit
    }
}

extension BytePoint {
    init(_ raw: TSPoint) {
        self.init(row: Int(raw.row), column: Int(raw.column))
    }

    fileprivate var raw: TSPoint {
        TSPoint(row: UInt32(clamping: row), column: UInt32(clamping: column))
    }
}
