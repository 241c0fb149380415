internal import CTreeSitter

/// A compiled tree-sitter query: patterns over the nodes of one grammar.
///
/// It never changes once compiled, so any thread may run it, each with its own `QueryCursor`.
@safe package final class Query: @unchecked Sendable {
    package let grammar: Grammar
    /// The names of the captures without `@`, by index.
    package let captureNames: [String]
    /// Predicates that are not understood and have no effect, one message each.
    package let warnings: [String]
    /// How many patterns it has.
    package let patternCount: Int

    /// The predicates of each pattern.
    let predicates: [[QueryPredicate]]
    private let handle: QueryHandle

    /// Compiles the source of a query (a `.scm` file).
    package init(_ source: String, grammar: Grammar) throws(QueryError) {
        let handle = try QueryHandle(source, grammar: grammar)
        captureNames = handle.captureNames
        patternCount = handle.patternCount
        self.grammar = grammar
        var compiler = PredicateCompiler(captureCount: captureNames.count)
        var predicates: [[QueryPredicate]] = []
        for pattern in 0..<handle.patternCount {
            let line = lineNumber(ofByte: handle.startByte(ofPattern: pattern), in: source)
            predicates.append(
                try compiler.compile(handle.predicates(ofPattern: pattern), line: line))
        }
        self.predicates = predicates
        warnings = compiler.warnings
        self.handle = handle
    }

    /// The index of a capture, if the query has it.
    package func capture(named name: String) -> Int? {
        captureNames.firstIndex(of: name)
    }

    /// For the calls of the C library, while this object is alive.
    var pointer: OpaquePointer { unsafe handle.pointer }
}

/// Why a query does not compile, and where.
package struct QueryError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong.
    package enum Kind: Hashable, Sendable {
        case syntax, unknownNode, unknownField, unknownCapture, impossiblePattern, predicate
        case wrongLanguage
    }

    /// What is wrong.
    package let kind: Kind
    /// The line in the source, from 1.
    package let line: Int
    /// The column in bytes, from 1.
    package let column: Int
    /// The same in words.
    package let message: String

    package var description: String { "line \(line), column \(column): \(message)" }
}

/// Sole owner of one query of the C library.
@safe private struct QueryHandle: ~Copyable {
    let pointer: OpaquePointer

    init(_ source: String, grammar: Grammar) throws(QueryError) {
        if let (offset, message) = QuerySource.problem(in: source.utf8) {
            throw QueryError(.syntax, message, at: offset, in: source)
        }
        var source = source
        var offset: UInt32 = 0
        var error = TSQueryErrorNone
        let query = source.withUTF8 { bytes in
            unsafe bytes.withMemoryRebound(to: CChar.self) { characters in
                unsafe ts_query_new(
                    grammar.pointer, characters.baseAddress, UInt32(clamping: characters.count),
                    &offset, &error)
            }
        }
        guard let query = unsafe query else {
            throw QueryError(error, at: Int(offset), in: source)
        }
        unsafe pointer = query
    }

    deinit {
        unsafe ts_query_delete(pointer)
    }

    var patternCount: Int { Int(unsafe ts_query_pattern_count(pointer)) }

    var captureNames: [String] {
        let count = unsafe ts_query_capture_count(pointer)
        return (0..<count).map { index in
            var length: UInt32 = 0
            return unsafe text(ts_query_capture_name_for_id(pointer, index, &length))
        }
    }

    func startByte(ofPattern pattern: Int) -> Int {
        Int(unsafe ts_query_start_byte_for_pattern(pointer, UInt32(clamping: pattern)))
    }

    /// The predicates of a pattern as they stand in the source, name and arguments.
    func predicates(ofPattern pattern: Int) -> [[PredicateArgument]] {
        var count: UInt32 = 0
        let steps = unsafe ts_query_predicates_for_pattern(
            pointer, UInt32(clamping: pattern), &count)
        var predicates: [[PredicateArgument]] = []
        var current: [PredicateArgument] = []
        for step in unsafe Array(UnsafeBufferPointer(start: steps, count: Int(count))) {
            switch step.type {
            case TSQueryPredicateStepTypeCapture:
                current.append(.capture(Int(step.value_id)))
            case TSQueryPredicateStepTypeString:
                var length: UInt32 = 0
                let value = unsafe ts_query_string_value_for_id(pointer, step.value_id, &length)
                let bytes = unsafe UnsafeRawBufferPointer(start: value, count: Int(length))
                current.append(.string(unsafe Array(bytes)))
            default:
                predicates.append(current)
                current = []
            }
        }
        return predicates
    }
}

extension QueryError {
    fileprivate init(_ error: TSQueryError, at offset: Int, in source: String) {
        let word = QueryError.word(at: offset, in: source)
        let (kind, message): (Kind, String) =
            switch error {
            case TSQueryErrorNodeType: (.unknownNode, "the grammar has no node `\(word)`")
            case TSQueryErrorField: (.unknownField, "the grammar has no field `\(word)`")
            case TSQueryErrorCapture: (.unknownCapture, "no capture `@\(word)` in this pattern")
            case TSQueryErrorStructure:
                (.impossiblePattern, "this pattern can never match: `\(word)`")
            case TSQueryErrorLanguage: (.wrongLanguage, "the grammar does not fit the library")
            default: (.syntax, "not a query: `\(word)`")
            }
        self.init(kind, message, at: offset, in: source)
    }

    fileprivate init(_ kind: Kind, _ message: String, at offset: Int, in source: String) {
        let before = source.utf8.prefix(offset)
        self.kind = kind
        self.message = message
        line = 1 + before.count { $0 == UInt8(ascii: "\n") }
        column = 1 + before.reversed().prefix { $0 != UInt8(ascii: "\n") }.count
    }

    /// The word or mark at an offset, for a message.
    private static func word(at offset: Int, in source: String) -> String {
        let rest = Array(source.utf8.dropFirst(offset).prefix(80))
        let word = rest.prefix { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "."),
                UInt8(ascii: "-"):
                true
            default: false
            }
        }
        let shown = word.isEmpty ? rest.prefix { $0 != UInt8(ascii: "\n") } : word
        return String(decoding: shown.prefix(40), as: UTF8.self)
    }
}

/// The line of a byte in a source, from 1.
private func lineNumber(ofByte offset: Int, in source: String) -> Int {
    1 + source.utf8.prefix(offset).count { $0 == UInt8(ascii: "\n") }
}
