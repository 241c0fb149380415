/// How a family of models wants the text around the cursor laid out, for servers that do not know
/// it themselves.
///
/// A layout is text with `{prefix}`, `{suffix}`, `{path}`, `{language}`, `{repository}` and
/// `{context}` in it. No token for the beginning of a sequence is among it: servers put that there.
package struct FIMTemplate: Sendable, Equatable {
    package let name: String
    /// The layout of one file alone.
    let plain: Layout
    /// The layout with pieces of other files, where the family has one.
    let repository: RepositoryLayout?
    /// Where an answer ends, most telling first: some servers take only a few.
    package let stops: [String]
    /// What the model's tokenizer takes for a mark of its own, and users' text must not hold.
    let marks: [String]

    struct RepositoryLayout: Sendable, Equatable {
        /// With `{context}` where the other files go.
        var whole: Layout
        /// Each of them: `{path}` and `{text}`.
        var file: Layout
    }

    init(
        _ name: String, _ plain: Layout, repository: RepositoryLayout? = nil, stops: [String],
        marks: [String] = []
    ) {
        self.name = name
        self.plain = plain
        self.repository = repository
        self.stops = stops
        self.marks = stops + marks
    }

    /// A layout in the user's own words, for a model that no family fits; nil when it does not
    /// name both texts. What of it looks like a mark ends the answer.
    package init?(custom text: String) {
        let layout = Layout(stringLiteral: text)
        guard layout.pieces.contains(.prefix), layout.pieces.contains(.suffix) else { return nil }
        let marks = layout.pieces.flatMap { piece -> [String] in
            guard case .literal(let literal) = piece else { return [] }
            return literal.split { " \n\t".contains($0) }.map(String.init).filter {
                $0.utf8.count > 2 && ["<", "["].contains($0.prefix(1))
            }
        }
        self.init("custom", layout, stops: marks)
    }

    /// Whether pieces of other files have a place in it.
    package var takesContext: Bool { repository != nil }

    /// The prompt. Marks in the texts are broken by a blank, so that they are only text.
    package func prompt(for request: FIMRequest) -> [UInt8] {
        let breaker = MarkBreaker(marks: marks)
        guard let repository, !request.context.isEmpty else {
            return plain.filled(request, context: [], breaker)
        }
        let context = request.context.flatMap { file in
            repository.file.filled(path: file.path, text: file.text, breaker)
        }
        return repository.whole.filled(request, context: context, breaker)
    }
}

/// Text with places in it.
struct Layout: Sendable, Equatable, ExpressibleByStringLiteral {
    enum Piece: Sendable, Equatable {
        case literal(String)
        case prefix, suffix, path, language, repository, context, text
    }

    let pieces: [Piece]

    private static let places: [String: Piece] = [
        "prefix": .prefix, "suffix": .suffix, "path": .path, "language": .language,
        "repository": .repository, "context": .context, "text": .text,
    ]

    /// Braces around anything but the name of a place are text.
    init(stringLiteral text: String) {
        var pieces: [Piece] = []
        var literal = ""
        var rest = text[...]
        while let open = rest.firstIndex(of: "{") {
            literal += rest[..<open]
            rest = rest[open...]
            guard let close = rest.firstIndex(of: "}"),
                let place = Layout.places[String(rest[rest.index(after: open)..<close])]
            else {
                literal += "{"
                rest = rest.dropFirst()
                continue
            }
            if !literal.isEmpty { pieces.append(.literal(literal)) }
            literal = ""
            pieces.append(place)
            rest = rest[rest.index(after: close)...]
        }
        literal += rest
        if !literal.isEmpty { pieces.append(.literal(literal)) }
        self.pieces = pieces
    }

    func filled(_ request: FIMRequest, context: [UInt8], _ breaker: MarkBreaker) -> [UInt8] {
        pieces.flatMap { piece -> [UInt8] in
            switch piece {
            case .literal(let text): Array(text.utf8)
            case .prefix: breaker.broken(request.prefix)
            case .suffix: breaker.broken(request.suffix)
            case .path: breaker.broken(Array(request.path.utf8))
            case .language: breaker.broken(Array(request.language.utf8))
            case .repository: breaker.broken(Array(request.repository.utf8))
            case .context: context
            case .text: []
            }
        }
    }

    func filled(path: String, text: [UInt8], _ breaker: MarkBreaker) -> [UInt8] {
        pieces.flatMap { piece -> [UInt8] in
            switch piece {
            case .literal(let literal): Array(literal.utf8)
            case .path: breaker.broken(Array(path.utf8))
            case .text: breaker.broken(text)
            case .prefix, .suffix, .language, .repository, .context: []
            }
        }
    }
}

/// Takes the meaning from marks that stand in users' texts: a tokenizer finds a mark only if it is
/// spelled exactly. The blank can be seen, so that nothing invisible comes back with an answer.
struct MarkBreaker: Sendable {
    private let marks: [[UInt8]]
    /// Whether a mark begins with a byte, by the byte.
    private let beginsMark: [Bool]

    init(marks: [String]) {
        self.marks = marks.map { Array($0.utf8.drop { $0 == UInt8(ascii: " ") }) }
            .filter { $0.count > 1 }
        var beginsMark = [Bool](repeating: false, count: 256)
        for mark in self.marks { beginsMark[Int(mark[0])] = true }
        self.beginsMark = beginsMark
    }

    func broken(_ text: [UInt8]) -> [UInt8] {
        guard text.contains(where: { beginsMark[Int($0)] }) else { return text }
        var result: [UInt8] = []
        result.reserveCapacity(text.count)
        for (index, byte) in text.enumerated() {
            result.append(byte)
            let rest = text[index...]
            if beginsMark[Int(byte)], marks.contains(where: { rest.starts(with: $0) }) {
                result.append(UInt8(ascii: " "))
            }
        }
        return result
    }
}
