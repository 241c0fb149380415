import Languages
import Syntax
import TestKit
import Testing
import Text

// What the queries of a language say of a text, in few enough lines to be read and checked by a
// person. Where several patterns match one name, the first pattern of the file counts, and a
// definition before a reference: so the features read them as well.

/// Definitions, one a line, as `first–last kind name`, then references, one line a source line.
func checkTags(
    _ language: String, _ source: String, _ expected: String,
    sourceLocation: SourceLocation = #_sourceLocation
) throws {
    let reading = try Reading(language, .tags, source)
    expect(reading.tags().joined(separator: "\n"), equals: expected, sourceLocation: sourceLocation)
}

/// Scopes with the line they end on, what is bound (`kind=name`), and what is used, one line a
/// source line.
func checkScopes(
    _ language: String, _ source: String, _ expected: String,
    sourceLocation: SourceLocation = #_sourceLocation
) throws {
    let reading = try Reading(language, .scopes, source)
    expect(
        reading.scopes().joined(separator: "\n"), equals: expected, sourceLocation: sourceLocation)
}

/// Imports, documentation or tests: one line a match, the outer node as its range of lines. Some
/// test macros make a text that has errors to the grammar.
func checkMatches(
    _ language: String, _ kind: QueryKind, _ source: String, hasErrors: Bool = false,
    _ expected: String, sourceLocation: SourceLocation = #_sourceLocation
) throws {
    let reading = try Reading(language, kind, source, hasErrors: hasErrors)
    expect(
        reading.matches().joined(separator: "\n"), equals: expected, sourceLocation: sourceLocation)
}

/// What folds over several lines, or is a kind of its own, as `first–last`, on one line a kind.
func checkFolds(
    _ language: String, _ source: String, _ expected: String,
    sourceLocation: SourceLocation = #_sourceLocation
) throws {
    let reading = try Reading(language, .folds, source)
    expect(
        reading.folds().joined(separator: "\n"), equals: expected, sourceLocation: sourceLocation)
}

private struct Reading {
    private var found: [Match] = []

    /// The matches of a query in the order of their patterns. The text must have no syntax error,
    /// unless one is announced.
    init(_ id: String, _ kind: QueryKind, _ source: String, hasErrors: Bool = false) throws {
        let language = try TestLanguages.named(id)
        let query = try #require(
            language.query(kind), "\(kind.fileName) of \(id): \(TestLanguages.registry.problems)")
        let bytes = Array(source.utf8)
        var parser = Parser(grammar: try language.grammar())
        guard case .finished(let tree) = parser.parse(bytes) else {
            Issue.record("parsing did not finish")
            return
        }
        #expect(tree.root.hasError == hasErrors, "syntax errors of the fixture")
        query.forEachMatch(in: tree.root, bytes: bytes) { match in
            let captures = (0..<match.captureCount).map { place in
                Capture(
                    name: query.captureNames[match.captureIndex(at: place)],
                    node: match.node(at: place), bytes: bytes)
            }
            found.append(
                Match(
                    pattern: match.patternIndex,
                    captures: captures.filter { !$0.name.hasPrefix("_") }))
        }
        found.sort { $0.pattern < $1.pattern }
    }

    func tags() -> [String] {
        let bodies = found.flatMap(\.captures).filter { $0.name == "locals" }.map(\.range)
        var claimed: Set<Range<Int>> = []
        var definitions: [(at: Range<Int>, text: String)] = []
        for match in found {
            guard let node = match.first(startingWith: "definition."),
                let name = match.first(startingWith: "name"), claimed.insert(name.range).inserted,
                !match.isLocalInBody || !bodies.contains(where: { $0.contains(node.range) })
            else { continue }
            let container = match.first(startingWith: "container").map { " of \($0.text)" } ?? ""
            definitions.append(
                (name.range, "\(node.lines) \(node.kind) \(name.text)\(container)"))
        }
        var references: [Capture] = []
        for match in found {
            for capture in match.captures where capture.name.hasPrefix("reference.") {
                if claimed.insert(capture.range).inserted { references.append(capture) }
            }
        }
        return definitions.sorted { $0.at.lowerBound < $1.at.lowerBound }.map(\.text)
            + byLine(references) { "\($0.kind) \($0.text)" }
    }

    func scopes() -> [String] {
        var claimed: Set<Range<Int>> = []
        var shown: [Capture] = []
        for match in found {
            for capture in match.captures {
                if capture.name == "scope" || claimed.insert(capture.range).inserted {
                    shown.append(capture)
                }
            }
        }
        return byLine(shown) { capture in
            switch capture.name {
            case "scope": "{\(capture.lastLine)"
            case "use": capture.text
            default: "\(capture.kind)=\(capture.text)"
            }
        }
    }

    func matches() -> [String] {
        var claimed: Set<Range<Int>> = []
        let lines = found.compactMap { match -> (at: Int, text: String)? in
            guard let outer = match.captures.first(where: { $0.isOuter }) else { return nil }
            let isOneOfMany = outer.name == "import"
            guard isOneOfMany || claimed.insert(outer.range).inserted else { return nil }
            let inner = match.captures.filter { !$0.isOuter }
            let parts = inner.map { "\($0.kind) \($0.text)" }
            return (
                inner.first?.range.lowerBound ?? outer.range.lowerBound,
                (["\(outer.lines) \(outer.name)"] + parts).joined(separator: ", ")
            )
        }
        // Matches of one place stay in the order of their patterns.
        return lines.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }
            .map(\.element.text)
    }

    func folds() -> [String] {
        var lines: [String: [Capture]] = [:]
        for capture in found.flatMap(\.captures) {
            guard capture.name != "fold" || capture.lastLine > capture.line else { continue }
            guard lines[capture.name]?.contains(where: { $0.lines == capture.lines }) != true
            else { continue }
            lines[capture.name, default: []].append(capture)
        }
        return lines.sorted { $0.key < $1.key }.map { name, captures in
            let sorted = captures.sorted { ($0.line, $0.lastLine) < ($1.line, $1.lastLine) }
            return wrapped("\(name): ", sorted.map(\.lines), separator: " ")
        }
    }

    /// One line of output for each line of the text that has a capture, in the order of the text.
    private func byLine(_ captures: [Capture], _ describe: (Capture) -> String) -> [String] {
        let sorted = captures.sorted {
            ($0.range.lowerBound, -$0.range.upperBound) < (
                $1.range.lowerBound, -$1.range.upperBound
            )
        }
        return Dictionary(grouping: sorted, by: \.line).sorted { $0.key < $1.key }
            .map { line, captures in
                wrapped("\(line): ", captures.map(describe), separator: ", ")
            }
    }
}

/// The parts behind a heading, on as many lines as a source file's width asks for.
private func wrapped(_ heading: String, _ parts: [String], separator: String) -> String {
    let width = 84
    var lines = [heading]
    for (index, part) in parts.enumerated() {
        let text = index + 1 < parts.count ? part + separator : part
        if lines[lines.count - 1].utf8.count + text.utf8.count > width { lines.append("    ") }
        lines[lines.count - 1] += text
    }
    return lines.map { line in
        String(line.reversed().drop { $0 == " " }.reversed())
    }.joined(separator: "\n")
}

private struct Match {
    let pattern: Int
    let captures: [Capture]

    func first(startingWith prefix: String) -> Capture? {
        captures.first { $0.name.hasPrefix(prefix) }
    }

    /// Whether it defines what is local when it stands in a body.
    var isLocalInBody: Bool {
        switch first(startingWith: "definition.")?.kind {
        case "variable", "constant": true
        case "function": first(startingWith: "body") == nil
        default: false
        }
    }
}

private struct Capture {
    let name: String
    let range: Range<Int>
    /// The lines on which the node starts and ends, from 1.
    let line: Int
    let lastLine: Int
    /// The first line of its text.
    let text: String

    init(name: String, node: Node, bytes: [UInt8]) {
        self.name = name
        range = node.byteRange
        line = node.startPoint.row + 1
        lastLine = node.endPoint.row + 1
        let first = bytes[range].prefix { $0 != UInt8(ascii: "\n") }
        text =
            String(decoding: first.prefix(40), as: UTF8.self)
            + (first.count > 40 || first.count < range.count ? "…" : "")
    }

    var lines: String { line == lastLine ? "\(line)" : "\(line)–\(lastLine)" }
    /// What stands behind the last dot of the capture's name.
    var kind: String { name.split(separator: ".").last.map(String.init) ?? name }
    /// Whether it is the node that the others of its match belong to.
    var isOuter: Bool { ["import", "documented", "test", "suite"].contains(name) }
}
