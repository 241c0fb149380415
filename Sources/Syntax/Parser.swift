internal import CTreeSitter
internal import Synchronization

/// Parses texts of one grammar, one after the other.
@safe package struct Parser: ~Copyable, Sendable {
    /// No text longer than this is parsed: offsets in trees have 32 bits, and a tree takes many
    /// times the memory of its text.
    package static let maximumByteCount = Int(Int32.max)

    package let grammar: Grammar
    private var handle: ParserHandle

    package init(grammar: Grammar) {
        self.grammar = grammar
        handle = ParserHandle(grammar: grammar)
    }

    /// Parses a text. With `old`, the tree of an earlier text moved along by `Tree.edited`, what
    /// has not changed is taken from there. When the budget (no limit if nil) is spent before the
    /// end, the rest is a job that can be finished on any thread.
    package mutating func parse(
        _ bytes: [UInt8], old: Tree? = nil, budgetNanoseconds: UInt64? = nil
    ) -> ParseOutcome {
        guard bytes.count <= Parser.maximumByteCount else { return .tooLarge }
        let old = old.flatMap { $0.grammar === grammar ? $0 : nil }
        handle.reset()
        if let tree = handle.run(bytes, old: old, budgetNanoseconds: budgetNanoseconds, flag: nil) {
            return .finished(Tree(tree, grammar: grammar, byteCount: bytes.count))
        }
        var unfinished = ParserHandle(grammar: grammar)
        swap(&handle, &unfinished)
        return .unfinished(ParseJob(unfinished, grammar: grammar, bytes: bytes, old: old))
    }
}

/// What came of a parse.
package enum ParseOutcome: Sendable {
    case finished(Tree)
    /// The budget was spent first.
    case unfinished(ParseJob)
    /// The text is longer than `Parser.maximumByteCount`.
    case tooLarge
}

/// A parse that has begun and not ended. Any thread may go on with it, one at a time.
@safe package final class ParseJob: Sendable {
    private let grammar: Grammar
    private let bytes: [UInt8]
    private let old: Tree?
    private let flag = CancellationFlag()
    private let handle: Mutex<ParserHandle>

    fileprivate init(
        _ handle: consuming sending ParserHandle, grammar: Grammar, bytes: [UInt8], old: Tree?
    ) {
        self.handle = Mutex(handle)
        self.grammar = grammar
        self.bytes = bytes
        self.old = old
    }

    /// Goes on for the budget, or to the end if nil. Answers nil when the budget is spent or the
    /// job is cancelled.
    package func resume(budgetNanoseconds: UInt64? = nil) -> Tree? {
        handle.withLock { handle in
            guard !flag.isSet,
                let tree = handle.run(
                    bytes, old: old, budgetNanoseconds: budgetNanoseconds, flag: flag)
            else { return nil }
            return Tree(tree, grammar: grammar, byteCount: bytes.count)
        }
    }

    /// Makes `resume` answer nil soon, now and ever after.
    package func cancel() {
        flag.set()
    }

    package var isCancelled: Bool { flag.isSet }
}

/// Sole owner of one parser of the C library.
@safe private struct ParserHandle: ~Copyable, @unchecked Sendable {
    private let pointer: OpaquePointer

    init(grammar: Grammar) {
        unsafe pointer = ts_parser_new()
        // It refuses a wrong ABI only, which the loader has checked.
        _ = unsafe ts_parser_set_language(pointer, grammar.pointer)
    }

    deinit {
        unsafe ts_parser_delete(pointer)
    }

    /// Forgets an unfinished parse.
    mutating func reset() {
        unsafe ts_parser_reset(pointer)
    }

    /// Begins a parse, or goes on with the unfinished one, which has to be of the same text.
    mutating func run(
        _ bytes: [UInt8], old: Tree?, budgetNanoseconds: UInt64?, flag: CancellationFlag?
    ) -> TreeHandle? {
        // Zero means no limit to the C library, so the smallest budget is a microsecond.
        let budgetMicroseconds = budgetNanoseconds.map { max(1, $0 / 1000) } ?? 0
        unsafe ts_parser_set_timeout_micros(pointer, budgetMicroseconds)
        unsafe ts_parser_set_cancellation_flag(pointer, flag?.address)
        defer { unsafe ts_parser_set_cancellation_flag(pointer, nil) }
        let tree = unsafe bytes.withUnsafeBytes { buffer in
            // An empty array has no address, which the library would read as no input.
            let text = unsafe buffer.assumingMemoryBound(to: CChar.self)
            return unsafe withExtendedLifetime(old) {
                unsafe ts_parser_parse_string(
                    pointer, old?.pointer, text.baseAddress, UInt32(clamping: text.count))
            }
        }
        return unsafe tree.map { unsafe TreeHandle($0) }
    }
}

/// A flag that the C library reads while it parses.
@safe private final class CancellationFlag: @unchecked Sendable {
    private let cell: UnsafeMutablePointer<Atomic<Int>>

    init() {
        unsafe cell = .allocate(capacity: 1)
        unsafe cell.initialize(to: Atomic(0))
    }

    deinit {
        unsafe cell.deinitialize(count: 1)
        unsafe cell.deallocate()
    }

    var isSet: Bool { unsafe cell.pointee.load(ordering: .relaxed) != 0 }

    func set() {
        unsafe cell.pointee.store(1, ordering: .relaxed)
    }

    /// `Atomic<Int>` has the layout of `Int`, which is that of `size_t`.
    var address: UnsafePointer<Int> {
        unsafe UnsafeRawPointer(cell).assumingMemoryBound(to: Int.self)
    }
}
