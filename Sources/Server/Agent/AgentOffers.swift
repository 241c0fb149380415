import Actions
import Agent
import Base
import JSON
import LSP
import Languages
import Structure
import Syntax
import Text

/// The code actions that start an agent. What is offered is worked out from the syntax tree and the
/// settings alone: no model is asked, no file is read.
struct AgentOffers: Sendable {
    /// Who can propose changes.
    let proposers: [Proposer]
    /// Whether the client shows actions that cannot be taken, with why.
    let showsDisabled: Bool
    /// The kinds that are wanted; nil for all.
    let only: [CodeActionKind]?
    /// Whether the user asked, and is not just passing by.
    let isAsked: Bool

    static let noModel =
        "this needs a model: set models.providers and models.chat (see 'tenon models')"

    /// The actions for a range of a document, and for the diagnostics in it. Blocks for as long as
    /// the document has to be parsed: for workers.
    func actions(
        _ document: DocumentSnapshot, _ params: CodeActionParams, encoding: PositionEncoding
    ) -> [CodeAction] {
        let offsets = document.buffer.offsets(of: params.range, encoding: encoding).offsets
        var actions: [CodeAction] = []
        if isWanted(.quickFix) {
            actions += params.diagnostics.prefix(3).compactMap { fix($0, document) }
            actions += [untilTestPasses(offsets, document)].compactMap(\.self)
        }
        // Whoever only moves the cursor is not to see a light everywhere.
        guard isAsked else { return actions }
        if isWanted(.quickFix), !proposers.contains(.model), canSearch(document) {
            actions.append(action("Fix the failing tests", .quickFix, .fix, document, []))
        }
        let rewrites = AgentOffers.rewrites.filter { isWanted($0.kind) }
        let shownRewrites = proposers.contains(.model) || showsDisabled ? rewrites : []
        let explains = isWanted(AgentOffers.explain)
        if explains {
            if proposers.contains(.model) {
                actions += params.diagnostics.prefix(3).map { explain($0, document) }
            }
            actions.append(explain("this repository", [("about", "repository")], document))
        }
        guard explains || !shownRewrites.isEmpty, let place = place(offsets, document) else {
            return actions
        }
        if explains {
            let about: [(String, JSONLiteral)] = [("about", "code"), ("range", place.range)]
            actions.append(explain(place.name, about, document))
        }
        for offer in shownRewrites {
            actions.append(
                action(
                    "\(offer.title) \(place.name)", offer.kind, offer.goal, document,
                    [("range", place.range)], missing: modelMissing))
        }
        return actions
    }

    /// Nil when a model can be asked.
    private var modelMissing: String? {
        proposers.contains(.model) ? nil : AgentOffers.noModel
    }

    /// Whether the embedded search may find something in a document's language.
    private func canSearch(_ document: DocumentSnapshot) -> Bool {
        proposers.contains(.embedded) && document.language?.description.repair != nil
    }

    private struct Rewrite {
        let title: String
        let kind: CodeActionKind
        let goal: AgentGoal
    }

    private static func refactor(_ name: String) -> CodeActionKind {
        CodeActionKind(rawValue: "refactor.rewrite.tenon.\(name)")
    }

    private static let rewrites = [
        Rewrite(title: "Fix", kind: .quickFix, goal: .fix),
        Rewrite(title: "Simplify", kind: refactor("simplify"), goal: .simplify),
        Rewrite(title: "Optimise", kind: refactor("optimise"), goal: .optimise),
        Rewrite(title: "Document", kind: refactor("document"), goal: .document),
        Rewrite(title: "Add types to", kind: refactor("types"), goal: .addTypes),
        Rewrite(title: "Write tests for", kind: refactor("tests"), goal: .writeTests),
    ]

    private static let explain = CodeActionKind(rawValue: "refactor.tenon.explain")

    /// What an error means, in plain words.
    private func explain(_ diagnostic: Diagnostic, _ document: DocumentSnapshot) -> CodeAction {
        let text = diagnostic.message.text
        let first = text.split(separator: "\n").first.map(String.init) ?? ""
        var action = explain(
            "\"\(String(first.prefix(60)))\"",
            [("about", "error"), ("text", .string(text)), ("range", literal(diagnostic.range))],
            document)
        action.diagnostics = [diagnostic]
        return action
    }

    /// The repository's structure explains code and itself without a model.
    private func explain(
        _ name: String, _ about: [(String, JSONLiteral)], _ document: DocumentSnapshot
    ) -> CodeAction {
        let title = "Explain \(name)"
        let argument = [("uri", JSONLiteral.string(document.uri.spelling))] + about
        return CodeAction(
            title: "Tenon: \(title)", kind: AgentOffers.explain,
            command: Command(
                title: title, command: ServerCommand.explain.rawValue,
                arguments: [JSON(.object(argument))]))
    }

    private func isWanted(_ kind: CodeActionKind) -> Bool {
        only?.contains { kind.isWithin($0) } ?? true
    }

    private func fix(_ diagnostic: Diagnostic, _ document: DocumentSnapshot) -> CodeAction? {
        guard modelMissing == nil || showsDisabled else { return nil }
        let message = diagnostic.message.text.split(separator: "\n").first.map(String.init) ?? ""
        var action = action(
            "Fix: \(String(message.prefix(80)))", .quickFix, .fix, document,
            [
                ("range", literal(diagnostic.range)),
                (
                    "diagnostic",
                    [
                        "line": .int(diagnostic.range.start.line),
                        "message": .string(diagnostic.message.text),
                    ]
                ),
            ], missing: modelMissing)
        action.diagnostics = [diagnostic]
        return action
    }

    /// For a place in a test.
    private func untilTestPasses(
        _ offsets: Range<Int>, _ document: DocumentSnapshot
    ) -> CodeAction? {
        let missing = canSearch(document) ? nil : modelMissing
        guard missing == nil || showsDisabled,
            let test = test(at: offsets.lowerBound, document)
        else { return nil }
        return action(
            "Fix until `\(test.last ?? "")` passes", .quickFix, .fix, document,
            [("test", .array(test.map { .string($0) }))], missing: missing)
    }

    private func action(
        _ title: String, _ kind: CodeActionKind, _ goal: AgentGoal, _ document: DocumentSnapshot,
        _ more: [(String, JSONLiteral)], missing: String? = nil
    ) -> CodeAction {
        let argument: [(String, JSONLiteral)] =
            [
                ("uri", .string(document.uri.spelling)), ("goal", .string(goal.rawValue)),
            ] + more
        return CodeAction(
            title: "Tenon: \(title)", kind: kind, disabledReason: missing,
            command: missing == nil
                ? Command(
                    title: title, command: ServerCommand.fix.rawValue,
                    arguments: [JSON(.object(argument))]) : nil)
    }

    private func literal(_ range: PositionRange) -> JSONLiteral {
        func literal(_ position: Position) -> JSONLiteral {
            ["line": .int(position.line), "character": .int(position.character)]
        }
        return ["start": literal(range.start), "end": literal(range.end)]
    }

    /// What a rewrite is about: the selection, or else the definition around the cursor.
    private func place(
        _ offsets: Range<Int>, _ document: DocumentSnapshot
    ) -> (name: String, range: JSONLiteral)? {
        func lines(_ range: Range<Int>) -> JSONLiteral {
            let index = document.buffer.lines
            let end = max(range.lowerBound, range.upperBound - 1)
            return [
                "start": ["line": .int(index.line(at: range.lowerBound)), "character": 0],
                "end": ["line": .int(index.line(at: end)), "character": 0],
            ]
        }
        if !offsets.isEmpty { return ("the selection", lines(offsets)) }
        guard let definition = document.tags.enclosing(offsets.lowerBound) else { return nil }
        let name = String(
            decoding: document.buffer.bytes[definition.nameRange], as: UTF8.self)
        return ("`\(name)`", lines(definition.range))
    }

    /// The test at a place, by its groups and its name; nil where there is none.
    private func test(at offset: Int, _ document: DocumentSnapshot) -> [String]? {
        guard let language = document.language, let tree = document.tree else { return nil }
        let bytes = document.buffer.bytes
        let cases = testCases(of: tree, bytes: bytes, language: language)
        let found = cases.lastIndex { test in
            !test.isSuite && test.range.contains(offset)
        }
        guard var place = found else { return nil }
        var names: [String] = []
        while true {
            let name = bytes[cases[place].nameRange]
            let quotes = Array("\"'`".utf8)
            let bare = name.drop { quotes.contains($0) }
                .prefix { !quotes.contains($0) }
            names.insert(String(decoding: bare, as: UTF8.self), at: 0)
            guard let group = cases[place].suite else { break }
            place = group
        }
        return names
    }
}
