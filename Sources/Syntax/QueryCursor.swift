internal import Base
internal import CTreeSitter

/// Runs queries over trees, one match at a time.
///
/// The cursor is on one match, whose captures are read by their place in it. Nodes are made when
/// they are asked for only, so that a run costs no reference counts.
@safe package struct QueryCursor: ~Copyable {
    /// How many matches may be in progress at once before the earliest is given up: the bound on
    /// time and memory for patterns that match in many ways.
    package static let defaultMatchLimit = 256
    /// A run that takes longer ends where it is. No text that is not hostile comes near.
    private static let maximumNanoseconds: Int64 = 10_000_000_000

    private let cursor: OpaquePointer
    private var match: TSQueryMatch
    private let query: Query
    private let tree: Tree
    private let bytes: [UInt8]
    private let isRunning: Bool
    private let deadline = Instant.now.adding(nanoseconds: maximumNanoseconds)
    private var matchCount = 0

    /// Begins at a node. With a range, only what intersects it is looked at; a match may reach
    /// beyond.
    package init(
        _ query: Query, on node: Node, bytes: [UInt8], range: Range<Int>? = nil,
        matchLimit: Int = defaultMatchLimit
    ) {
        self.query = query
        tree = node.tree
        self.bytes = bytes
        unsafe match = TSQueryMatch()
        unsafe cursor = ts_query_cursor_new()
        unsafe ts_query_cursor_set_match_limit(cursor, UInt32(clamping: max(1, matchLimit)))
        if let range {
            unsafe ts_query_cursor_set_byte_range(
                cursor, UInt32(clamping: range.lowerBound), UInt32(clamping: range.upperBound))
        }
        isRunning = node.tree.grammar === query.grammar && !node.tree.isTooDeep
        if isRunning {
            unsafe ts_query_cursor_exec(cursor, query.pointer, node.raw)
        }
    }

    deinit {
        unsafe ts_query_cursor_delete(cursor)
    }

    /// Moves to the next match whose predicates hold. Answers false when there is none.
    package mutating func next() -> Bool {
        guard isRunning else { return false }
        while unsafe ts_query_cursor_next_match(cursor, &match) {
            matchCount &+= 1
            if matchCount & 0xFF == 0, Instant.now > deadline { break }
            if predicatesHold() { return true }
        }
        unsafe match = TSQueryMatch()
        return false
    }

    /// Which pattern of the query matched.
    package var patternIndex: Int { Int(unsafe match.pattern_index) }
    /// How many nodes the match captured.
    package var captureCount: Int { Int(unsafe match.capture_count) }
    /// Whether matches were given up because of the limit.
    package var didExceedMatchLimit: Bool {
        unsafe ts_query_cursor_did_exceed_match_limit(cursor)
    }

    /// The capture's index in `Query.captureNames`.
    package func captureIndex(at place: Int) -> Int { Int(unsafe capture(at: place).index) }

    /// The node that was captured.
    package func node(at place: Int) -> Node { unsafe Node(capture(at: place).node, in: tree) }

    /// The kind of the node that was captured.
    package func kind(at place: Int) -> NodeKind {
        NodeKind(id: unsafe ts_node_symbol(capture(at: place).node))
    }

    /// The bytes of the node that was captured.
    package func byteRange(at place: Int) -> Range<Int> {
        let node = unsafe capture(at: place).node
        let start = Int(unsafe ts_node_start_byte(node))
        return start..<max(start, Int(unsafe ts_node_end_byte(node)))
    }

    /// The place of the first node with the capture index.
    package func place(ofCapture index: Int) -> Int? {
        (0..<captureCount).first { captureIndex(at: $0) == index }
    }

    /// The first node with the capture index.
    package func node(ofCapture index: Int) -> Node? {
        place(ofCapture: index).map { node(at: $0) }
    }

    private func capture(at place: Int) -> TSQueryCapture {
        precondition(place >= 0 && place < captureCount, "no capture at this place")
        // The pointer is good until the next match, and `match` is replaced along with it.
        return unsafe match.captures[place]
    }

    private func predicatesHold() -> Bool {
        for predicate in query.predicates[patternIndex] where !predicate.holds(for: self) {
            return false
        }
        return true
    }

    /// The bytes that a node covers.
    func text(at place: Int) -> ArraySlice<UInt8> {
        bytes[byteRange(at: place).clamped(to: 0..<bytes.count)]
    }

    /// Whether a condition holds for each node of a capture.
    func allTexts(of capture: Int, _ condition: (ArraySlice<UInt8>) -> Bool) -> Bool {
        for place in 0..<captureCount where captureIndex(at: place) == capture {
            guard condition(text(at: place)) else { return false }
        }
        return true
    }
}

extension Query {
    /// Calls `body` for each match at a node.
    package func forEachMatch<Failure>(
        in node: Node, bytes: [UInt8], range: Range<Int>? = nil,
        _ body: (borrowing QueryCursor) throws(Failure) -> Void
    ) throws(Failure) {
        var cursor = QueryCursor(self, on: node, bytes: bytes, range: range)
        while cursor.next() { try body(cursor) }
    }
}
