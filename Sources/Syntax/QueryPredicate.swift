/// A condition on the text of what a pattern captured.
enum QueryPredicate: Sendable {
    /// Each node of the capture has this text.
    case equals(capture: Int, text: [UInt8], isNegated: Bool)
    /// Each node of the one capture has the text of the other's first node.
    case same(capture: Int, other: Int, isNegated: Bool)
    /// Each node of the capture has one of these texts.
    case oneOf(capture: Int, texts: [[UInt8]], isNegated: Bool)
    /// Each node of the capture has a text in which the expression is found.
    case matches(capture: Int, expression: RegularExpression, isNegated: Bool)

    /// Whether it holds for a match. A capture that matched nothing holds any condition.
    func holds(for match: borrowing QueryCursor) -> Bool {
        switch self {
        case .equals(let capture, let text, let isNegated):
            return match.allTexts(of: capture) { $0.elementsEqual(text) != isNegated }
        case .same(let capture, let other, let isNegated):
            guard let place = match.place(ofCapture: other) else { return true }
            let expected = match.text(at: place)
            return match.allTexts(of: capture) { $0.elementsEqual(expected) != isNegated }
        case .oneOf(let capture, let choices, let isNegated):
            return match.allTexts(of: capture) { text in
                choices.contains { text.elementsEqual($0) } != isNegated
            }
        case .matches(let capture, let expression, let isNegated):
            return match.allTexts(of: capture) { expression.isFound(in: $0) != isNegated }
        }
    }
}

/// One argument of a predicate in a query's source; the first is its name.
enum PredicateArgument {
    case capture(Int)
    case string([UInt8])
}

/// Makes predicates of their source, and remembers what it does not understand.
struct PredicateCompiler {
    let captureCount: Int
    private(set) var warnings: [String] = []

    init(captureCount: Int) {
        self.captureCount = captureCount
    }

    /// The predicates of one pattern, which begins at a line of the source.
    mutating func compile(
        _ sources: [[PredicateArgument]], line: Int
    ) throws(QueryError) -> [QueryPredicate] {
        var predicates: [QueryPredicate] = []
        for source in sources {
            if let predicate = try compile(source, line: line) { predicates.append(predicate) }
        }
        return predicates
    }

    private mutating func compile(
        _ source: [PredicateArgument], line: Int
    ) throws(QueryError) -> QueryPredicate? {
        guard case .string(let nameBytes)? = source.first else {
            throw problem("a predicate begins with its name", line)
        }
        let name = String(decoding: nameBytes, as: UTF8.self)
        let arguments = source.dropFirst()
        let isNegated = name.hasPrefix("not-")
        switch name {
        case "eq?", "not-eq?":
            guard arguments.count == 2, case .capture(let capture)? = arguments.first else {
                throw problem("#\(name) takes a capture, and a capture or a string", line)
            }
            switch arguments[arguments.endIndex - 1] {
            case .string(let text):
                return .equals(capture: capture, text: text, isNegated: isNegated)
            case .capture(let other):
                return .same(capture: capture, other: other, isNegated: isNegated)
            }
        case "any-of?", "not-any-of?":
            guard case .capture(let capture)? = arguments.first, arguments.count > 1 else {
                throw problem("#\(name) takes a capture and strings", line)
            }
            var texts: [[UInt8]] = []
            for argument in arguments.dropFirst() {
                guard case .string(let text) = argument else {
                    throw problem("#\(name) takes a capture and strings", line)
                }
                texts.append(text)
            }
            return .oneOf(capture: capture, texts: texts, isNegated: isNegated)
        case "match?", "not-match?":
            guard arguments.count == 2, case .capture(let capture)? = arguments.first,
                case .string(let pattern) = arguments[arguments.endIndex - 1]
            else { throw problem("#\(name) takes a capture and a regular expression", line) }
            do {
                let expression = try RegularExpression(pattern)
                return .matches(capture: capture, expression: expression, isNegated: isNegated)
            } catch {
                throw problem("#\(name): \(error.message)", line)
            }
        case "set!":
            return nil
        default:
            warnings.append("line \(line): #\(name) is not understood and has no effect")
            return nil
        }
    }

    private func problem(_ message: String, _ line: Int) -> QueryError {
        QueryError(kind: .predicate, line: line, column: 1, message: message)
    }
}
