internal import Base
internal import CTreeSitter

/// Parses texts of one grammar, one after the other.
///
/// The library can stop a parse for a timeout or a flag and go on later, but 0.20.7 crashes when
/// that happens at the wrong token, and gives another tree for ambiguous text. So a parse is given
/// up in a way that the library cannot get wrong: the text ends early, what comes of it is thrown
/// away, and the job begins anew on another thread.
///
/// Only a parse that would never end is stopped by the library's timeout: on some texts (Swift's
/// `{a((){h` is one) 0.20.7 recovers from an error at their end for ever. It then crashes where it
/// has just read the end of an extra that is a rule, such as a comment in Rust: no parse that moves
/// on takes so long.
///
/// Every parse has a parser of the library to itself. One costs less than a microsecond, and some
/// grammars (Swift's) carry state from an unfinished string into the next text.
package struct Parser: ~Copyable, Sendable {
    /// No text longer than this is parsed: offsets in trees have 32 bits, and a tree takes many
    /// times the memory of its text.
    package static let maximumByteCount = Int(Int32.max)

    /// How long a parse may take before it counts as one that never ends: a second, and many times
    /// what the slowest grammars take.
    fileprivate static func patienceMicroseconds(forByteCount count: Int) -> UInt64 {
        1_000_000 + 10 * UInt64(count)
    }

    /// What the texts are parsed by.
    package let grammar: Grammar

    /// A parser of one grammar.
    package init(grammar: Grammar) {
        self.grammar = grammar
    }

    /// Parses a text. With `old`, the tree of an earlier text moved along by `Tree.edited`, what
    /// has not changed is taken from there. When the budget (no limit if nil) is spent before the
    /// end, the answer is a job that any thread can do.
    package mutating func parse(
        _ bytes: [UInt8], old: Tree? = nil, budgetNanoseconds: Int64? = nil
    ) -> ParseOutcome {
        guard bytes.count <= Parser.maximumByteCount else { return .impossible }
        let limit = ParseLimit(budgetNanoseconds: budgetNanoseconds)
        return run(bytes, old: old, until: limit)
            ?? .unfinished(ParseJob(grammar: grammar, bytes: bytes, old: old))
    }

    /// What came of it, or nil when the limit was reached first.
    fileprivate mutating func run(
        _ bytes: [UInt8], old: Tree?, until limit: ParseLimit
    ) -> ParseOutcome? {
        let grammar = self.grammar
        let old = old.flatMap { $0.grammar === grammar ? $0 : nil }
        let parsed = DeepStack.run(size: DeepStack.needed(forByteCount: bytes.count)) {
            ParserHandle(grammar: grammar).parse(bytes, old: old, until: limit)
        }
        // Nothing at all: there is no stack deep enough, or the parse came to no end.
        guard case let parsed?? = parsed else { return .impossible }
        if parsed.isGivenUp { return nil }
        // A node whose children could not be counted is shorter than its text (see
        // `LibraryMemory`), and so is the whole then.
        return parsed.tree.root.endByte == bytes.count ? .finished(parsed.tree) : .impossible
    }
}

/// What came of a parse.
package enum ParseOutcome: Sendable {
    case finished(Tree)
    /// The budget was spent first.
    case unfinished(ParseJob)
    /// The text, or one node of it, is larger than a tree can hold; or the parse came to no end.
    case impossible
}

/// A parse that is yet to be done, on any thread.
package final class ParseJob: Sendable {
    private let grammar: Grammar
    private let bytes: [UInt8]
    private let old: Tree?
    private let cancellation = Cancellation()

    /// The parse of a text, with the tree of an earlier text moved along by `Tree.edited`.
    package init(grammar: Grammar, bytes: [UInt8], old: Tree? = nil) {
        self.grammar = grammar
        self.bytes = bytes
        self.old = old
    }

    /// Does it. Answers nil when the budget (no limit if nil) is spent, when the job is cancelled,
    /// and when the text is too large.
    package func run(budgetNanoseconds: Int64? = nil) -> Tree? {
        guard !cancellation.isCancelled, bytes.count <= Parser.maximumByteCount else { return nil }
        var parser = Parser(grammar: grammar)
        var limit = ParseLimit(budgetNanoseconds: budgetNanoseconds)
        limit.cancellation = cancellation
        guard case .finished(let tree)? = parser.run(bytes, old: old, until: limit) else {
            return nil
        }
        return tree
    }

    /// Makes `run` answer nil soon, now and ever after.
    package func cancel() {
        cancellation.cancel()
    }
}

/// Sole owner of one parser of the C library.
@safe private struct ParserHandle: ~Copyable {
    private let pointer: OpaquePointer
    private let grammar: Grammar

    init(grammar: Grammar) {
        self.grammar = grammar
        unsafe pointer = ts_parser_new()
        // It refuses a wrong ABI only, which the loader has checked.
        _ = unsafe ts_parser_set_language(pointer, grammar.pointer)
    }

    deinit {
        unsafe ts_parser_delete(pointer)
    }

    /// What the library makes of a text, and whether it was given up before its end; nil when the
    /// parse came to no end.
    func parse(
        _ bytes: [UInt8], old: Tree?, until limit: ParseLimit
    ) -> (tree: Tree, isGivenUp: Bool)? {
        unsafe bytes.withUnsafeBufferPointer { text in
            var source = unsafe ParseSource(text: text, limit: limit)
            unsafe ts_parser_set_timeout_micros(
                pointer, Parser.patienceMicroseconds(forByteCount: text.count))
            let tree = unsafe withUnsafeMutablePointer(to: &source) { source in
                let input = unsafe TSInput(
                    payload: source, read: readSource, encoding: TSInputEncodingUTF8)
                return unsafe withExtendedLifetime(old) {
                    unsafe ts_parser_parse(pointer, old?.pointer, input)
                }
            }
            guard let tree = unsafe tree else { return nil }
            let handle = unsafe TreeHandle(tree)
            return unsafe (
                Tree(handle, grammar: grammar, byteCount: bytes.count), source.isGivenUp
            )
        }
    }
}

/// When to give up a parse.
private struct ParseLimit {
    private let deadline: Instant?
    var cancellation: Cancellation?

    init(budgetNanoseconds: Int64?) {
        deadline = budgetNanoseconds.map { Instant.now.adding(nanoseconds: $0) }
    }

    var isReached: Bool {
        if let cancellation, cancellation.isCancelled { return true }
        if let deadline, Instant.now > deadline { return true }
        return false
    }
}

/// What the library reads the text from, a piece at a time.
@unsafe private struct ParseSource {
    /// Small enough that the limit is looked at often even where parsing is slow.
    static let pieceSize = 1024

    let text: UnsafeBufferPointer<UInt8>
    let limit: ParseLimit
    /// Whether the limit was reached. From then on the text is over.
    var isGivenUp = false
}

/// Called by the library for the text from an offset on.
private func readSource(
    payload: UnsafeMutableRawPointer?, offset: UInt32, point: TSPoint,
    count: UnsafeMutablePointer<UInt32>?
) -> UnsafePointer<CChar>? {
    guard let source = unsafe payload?.assumingMemoryBound(to: ParseSource.self) else { return nil }
    let text = unsafe source.pointee.text
    let start = min(Int(offset), text.count)
    if unsafe !source.pointee.isGivenUp {
        unsafe source.pointee.isGivenUp = source.pointee.limit.isReached
    }
    let isOver = unsafe source.pointee.isGivenUp
    unsafe count?.pointee = isOver ? 0 : UInt32(min(text.count - start, ParseSource.pieceSize))
    return unsafe text.baseAddress.map {
        unsafe UnsafeRawPointer($0 + start).assumingMemoryBound(to: CChar.self)
    }
}
