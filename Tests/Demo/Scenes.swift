import Base
import EditorClient
import JSON
import LSP
import Text

func start(_ stage: Stage) throws {
    let answer = try stage.editor.initialize(
        [
            "general": ["positionEncodings": ["utf-8"]],
            "textDocument": [
                "diagnostic": [:],
                "documentSymbol": ["hierarchicalDocumentSymbolSupport": true],
                "codeAction": [
                    "isPreferredSupport": true,
                    "codeActionLiteralSupport": ["codeActionKind": ["valueSet": ["quickfix"]]],
                ],
            ],
            "workspace": [
                "applyEdit": true,
                "workspaceEdit": [
                    "documentChanges": true, "changeAnnotationSupport": ["groupsOnLabel": false],
                ],
            ],
        ], folders: [stage.workspace])
    let wait = Instant.now.milliseconds(since: stage.started)
    guard let name = answer["serverInfo"]?["name"]?.string,
        let version = answer["serverInfo"]?["version"]?.string
    else { throw Disappointment("the server says what it is") }
    guard answer["capabilities"]?["positionEncoding"]?.string == "utf-8" else {
        throw Disappointment("the server counts positions in UTF-8 for an editor that can")
    }
    stage.screen.say("\(name) \(version) was ready \(shown(wait)) ms after it was started.")
    try stage.openFile()
    stage.screen.say(
        "The editor opens \(Project.openFile), \(stage.text.lines.count) lines of Python.")
}

func showDiagnostic(_ stage: Stage) throws {
    guard let found = try stage.diagnostics().first, let json = found["range"],
        let message = found["message"]?.string
    else { throw Disappointment("a diagnostic for the missing bracket") }
    let range = try PositionRange(from: json)
    let line = range.start.line
    stage.screen.say("The server has parsed it, and says what does not fit:")
    for number in max(0, line - 1)...line { stage.screen.source(number, stage.line(number)) }
    let width = range.end.line == line ? range.end.character - range.start.character : 1
    stage.screen.mark(range.start.character, width, message)
    stage.error = range
}

func repair(_ stage: Stage) throws {
    guard let place = stage.error else { throw Disappointment("a place to repair") }
    let answer = try stage.ask(
        "textDocument/codeAction", [("range", place.literal), ("context", ["diagnostics": []])])
    guard let action = answer.elements.first(where: { $0["edit"] != nil }),
        let title = action["title"]?.string, let change = action["edit"]?["documentChanges"]?[0],
        change["textDocument"]?["uri"]?.string == stage.uri
    else { throw Disappointment("a code action with an edit of the open file") }
    stage.screen.say(
        "Changes were made to a copy, and parsed. Only what leaves fewer errors is here:")
    for (number, action) in answer.elements.enumerated() {
        let title = action["title"]?.string ?? ""
        stage.screen.say("  \(number + 1) " + stage.screen.style(title, .blue))
    }
    let before = stage.text.bytes
    try stage.apply(change["edits"].map { try $0.elements.map(ProtocolTextEdit.init(from:)) } ?? [])
    stage.screen.say("The first one, \(title), as the editor applies it:")
    let diff = unifiedDiff(
        from: before, named: "a", to: stage.text.bytes, named: "b", context: 1)
    stage.screen.diff(String(decoding: diff, as: UTF8.self))
    guard try stage.diagnostics().isEmpty else {
        throw Disappointment("no diagnostics after the repair")
    }
    stage.screen.say(stage.screen.style("No errors are left.", .green))
}

func fixTests(_ stage: Stage) throws {
    let place = try stage.place(behind: "def sort_lengths")
    stage.screen.say("\(Project.testFile) says that it has nothing to sort now and then:")
    for line in 0..<2 {
        stage.screen.source(place.line + line, stage.line(place.line + line))
    }
    let answer = try stage.ask(
        "textDocument/codeAction",
        [
            ("range", PositionRange(start: place, end: place).literal),
            ("context", ["diagnostics": [], "triggerKind": 1]),
        ])
    guard
        let command = answer.elements.map({ $0["command"] ?? $0 }).first(where: {
            $0["command"]?.string == "tenon.fix"
        }), let title = command["title"]?.string
    else { throw Disappointment("a code action that fixes; what came: \(answer)") }
    stage.screen.say(
        "No model is configured. What looks for a repair with "
            + stage.screen.style(
                title, .blue) + " needs none:")
    stage.screen.say(
        "it runs the tests in a sandbox, in a throw-away copy, with one small change after another."
    )
    let before = stage.text.bytes
    let (result, change) = try stage.run(command)
    for line in result["evidence"]?.elements.compactMap(\.string) ?? [] {
        stage.screen.say("  " + line)
    }
    guard result["verdict"]?.string == "verified", result["applied"]?.bool == true,
        change?["textDocument"]?["uri"]?.string == stage.uri
    else { throw Disappointment("a verified edit of the open file; what came: \(result)") }
    try stage.apply(
        change?["edits"].map { try $0.elements.map(ProtocolTextEdit.init(from:)) } ?? [])
    let diff = unifiedDiff(
        from: before, named: "a", to: stage.text.bytes, named: "b", context: 1)
    stage.screen.diff(String(decoding: diff, as: UTF8.self))
    guard String(decoding: stage.text.bytes, as: UTF8.self).contains("    if not ") else {
        throw Disappointment("a guard against an empty list")
    }
    stage.screen.say(stage.screen.style("The editor has applied it.", .green))
}

func completeWord(_ stage: Stage) throws {
    let end = try stage.place(behind: "for board in self.boards)\n")
    // The editor closes the bracket by itself, as most do.
    try stage.type("\n    def highest_price(self):\n        return max(board.pr)", at: end)
    let cursor = try stage.place(behind: "max(board.pr")
    stage.screen.say("Somebody writes one more method, and stops inside a word:")
    show(stage, cursor)
    let answer = try stage.ask("textDocument/completion", [("position", cursor.literal)])
    let items = (answer["items"] ?? answer).elements
    let labels = items.compactMap { $0["label"]?.string }
    for label in labels.prefix(3) {
        stage.screen.say("  " + stage.screen.style(label, .blue))
    }
    guard let first = items.first(where: { _ in true }), labels.first == "price",
        let edit = first["textEdit"]
    else { throw Disappointment("`price` as the first completion; what came: \(labels)") }
    try stage.apply([ProtocolTextEdit(from: edit)])
}

func completeLine(_ stage: Stage) throws {
    let cursor = try stage.type("() for board in ", at: stage.place(behind: "max(board.price"))
    let answer = try stage.ask(
        "textDocument/inlineCompletion",
        [("position", cursor.literal), ("context", ["triggerKind": 2])])
    guard let item = answer["items"]?[0] ?? answer[0], let new = item["insertText"]?.string,
        let json = item["range"]
    else { throw Disappointment("an inline completion") }
    let range = try PositionRange(from: json)
    let typed = cursor.character - range.start.character
    stage.screen.say("From what the open file has said before, without a model or a network:")
    show(stage, cursor, ghost: String(new.utf8.dropFirst(typed)) ?? new)
    try stage.apply([ProtocolTextEdit(range: range, newText: new)])
    guard new.contains("self.boards"), try stage.diagnostics().isEmpty else {
        throw Disappointment("a completion that parses; what came: \(new)")
    }
    stage.screen.say("What stands behind the cursor was offered. Taken, it parses.")
}

/// The line of the cursor with the cursor in it, and the line before.
private func show(_ stage: Stage, _ cursor: Position, ghost: String = "") {
    stage.screen.source(cursor.line - 1, stage.line(cursor.line - 1))
    let line = stage.line(cursor.line).utf8
    let before = String(line.prefix(cursor.character)) ?? ""
    let behind = String(line.dropFirst(cursor.character)) ?? ""
    stage.screen.source(
        cursor.line,
        before + stage.screen.style("|", .yellow) + stage.screen.style(ghost, .faint) + behind)
}

func showOutline(_ stage: Stage) throws {
    let answer = try stage.ask("textDocument/documentSymbol")
    var names: [String] = []
    func show(_ symbols: JSON, _ depth: Int) {
        for symbol in symbols.elements {
            let name = symbol["name"]?.string ?? ""
            let line = symbol["range"]?["start"]?["line"]?.int ?? 0
            names.append(name)
            stage.screen.source(line, String(repeating: "  ", count: depth) + name)
            if let children = symbol["children"] { show(children, depth + 1) }
        }
    }
    show(answer, 0)
    for expected in ["Board", "price", "Order", "highest_price"] where !names.contains(expected) {
        throw Disappointment("\(expected) in the outline; what came: \(names)")
    }
}
