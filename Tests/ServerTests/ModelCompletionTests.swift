import Base
import EditorClient
import JSON
import ModelServer
import Server
import TestKit
import Testing
import Text

/// Completions with a model, through the whole server, with a model server that plays from a script.
@Suite struct ModelCompletionTests {
    @Test func theModelFillsIn() throws {
        let world = try World(says: "compute(first, second)<|endoftext|>")
        try world.client.open("a.py", "def compute(first, second): pass\nresult = \n")
        #expect(try world.inline(1, 9) == ["compute(first, second)"])
        let body = try #require(world.server.exchanges.first?.request.json)
        #expect(body["input_prefix"]?.string == "def compute(first, second): pass\nresult = ")
        #expect(body["input_suffix"]?.string == "\n")
        try world.close()
    }

    @Test func whatIsTypedOfAnAnswerCostsNoQuestion() throws {
        let answer = "result = compute(first)\nprint(result)"
        let world = try World(says: answer)
        try world.client.open("a.py", "x = 1\n\n")
        #expect(try world.inline(1, 0, isInvoked: false) == [answer])
        try world.type("res", at: 1, 0)
        #expect(try world.inline(1, 3, isInvoked: false) == [answer])
        // Past its first line too.
        try world.type("ult = compute(first)\npr", at: 1, 3)
        #expect(try world.inline(2, 2, isInvoked: false) == ["print(result)"])
        // And back.
        try world.delete(2, 1, 2, 2)
        #expect(try world.inline(2, 1, isInvoked: false) == ["print(result)"])
        let asked = world.server.exchanges.map { $0.request.json["input_prefix"]?.string ?? "" }
        #expect(asked.filter { $0 == "x = 1\n" }.count == 1)
        // What follows the whole of it is asked ahead, and nothing else.
        #expect(asked.allSatisfy { ["x = 1\n", "x = 1\n" + answer].contains($0) })
        try world.close()
    }

    @Test func whatFollowsAnAnswerIsAskedAhead() throws {
        let world = try World(says: "compute(first)")
        try world.client.open("a.py", "result = \n")
        _ = try world.inline(0, 9, isInvoked: false)
        world.server.play(ModelScript(ScriptedAnswer(text: [".value"])))
        try world.type("c", at: 0, 9)
        _ = try world.inline(0, 10, isInvoked: false)
        // Once it has begun to be taken.
        #expect(world.server.wait { $0.count == 2 && $0[1].isOver ? true : nil } != nil)
        try world.client.settle()
        try world.type("ompute(first)", at: 0, 10)
        #expect(try world.inline(0, 23, isInvoked: false).first?.hasSuffix(".value") == true)
        #expect(world.server.exchanges.count == 2)
        try world.close()
    }

    @Test func whoAsksByHandGetsAlternatives() throws {
        let world = try World(says: "compute(first)")
        try world.client.open("a.py", "result = \n")
        _ = try world.inline(0, 9, isInvoked: false)
        world.server.play(
            ModelScript(ScriptedAnswer(text: ["other(second)"])),
            ModelScript(ScriptedAnswer(text: ["third(one)"])))
        let shown = try world.inline(0, 9)
        #expect(shown.first == "compute(first)")
        #expect(Set(shown) == ["compute(first)", "other(second)", "third(one)"])
        let heat = world.server.exchanges.compactMap { $0.request.json["temperature"]?.double }
        #expect(heat.sorted() == [0, 0.5, 0.8])
        try world.close()
    }

    @Test func aListOfAlternativesIsADocument() throws {
        let world = try World(says: "compute(first)")
        try world.client.open("a.py", "result = \n")
        try world.client.settle()
        let answer = try world.client.request(
            "workspace/executeCommand",
            [
                "command": "tenon.completionPanel",
                "arguments": [.string(world.client.uri("a.py")), ["line": 0, "character": 9]],
            ])
        _ = try world.client.expect("window/showMessage")
        expect(
            answer["text"]?.string ?? "",
            equals: """
                # Completions for a.py, line 1

                ## 1

                ```
                compute(first)
                ```

                """)
        try world.close()
    }

    @Test func promptsSayWhatIsElsewhereAndTheServerIsWarm() throws {
        let world = try World(
            says: "compute(first)",
            files: """
                //- lib.py
                def compute(first):
                    return first
                //- a.py
                from lib import compute
                result = compute
                """, context: 0)
        try world.client.open("a.py", "from lib import compute\nresult = compute\n")
        let warm = try #require(
            world.server.wait { exchanges in
                exchanges.first { exchange in
                    exchange.request.json["n_predict"]?.int == 0
                        && exchange.request.json["input_prefix"]?.string == ""
                        && exchange.request.json["input_suffix"]?.string?.hasPrefix("from lib")
                            == true
                }
            })
        let files = warm.request.json["input_extra"]?.elements.compactMap {
            $0["filename"]?.string
        }
        #expect(files?.contains("repository-map.txt") == true)
        try world.client.settle()
        // What was shown to it then is what it is shown now.
        _ = try world.inline(1, 16)
        let asked = try #require(
            world.server.exchanges.last { $0.request.json["n_predict"]?.int ?? 0 > 0 })
        #expect(asked.request.json["input_extra"] == warm.request.json["input_extra"])
        try world.close()
    }

    @Test func aMenuHasLinesWhereThereIsNoOtherPlace() throws {
        let world = try World(
            says: "result = compute(first)\nprint(result)", capabilities: menuOnly)
        try world.client.open("a.py", "x = 1\n\n")
        try world.client.settle()
        let answer = try world.client.request(
            "textDocument/completion", world.client.document("a.py", 1, 0))
        expect(
            try #require(answer["items"]?[0]).laidOut(
                replacing: [(world.client.uri("a.py"), "<a.py>")]),
            equals: """
                {
                  "label": "result = compute(first) …"
                  "kind": 15
                  "detail": "Tenon"
                  "documentation": "result = compute(first)\\nprint(result)"
                  "sortText": "~0"
                  "filterText": "result = compute(first)\\nprint(result)"
                  "insertTextMode": 1
                  "textEdit": {"range": 1:0-1:0, "newText": "result = compute(first)\\nprint(result)"}
                  "command": {
                    "title": ""
                    "command": "tenon.completionAccepted"
                    "arguments": ["<a.py>", 2]
                  }
                }
                """)
        try world.close()
    }

    @Test func aMenuDoesNotWaitForLines() throws {
        let gate = try Gate()
        let world = try World(
            says: "compute(first)", fault: .slowFirstRecord(gate), capabilities: menuOnly,
            menu: 0)
        try world.client.open("a.py", "result = \nresolved = 1\nre\n")
        try world.client.settle()
        let first = try world.client.request(
            "textDocument/completion", world.client.document("a.py", 2, 2))
        #expect(first["isIncomplete"]?.bool == true)
        #expect(first["items"]?[0]?["label"]?.string == "resolved")
        gate.open()
        _ = try eventually("the model's line") {
            let menu = try world.client.request(
                "textDocument/completion", world.client.document("a.py", 2, 2))
            let first = menu["items"]?[0]?["textEdit"]?["newText"]?.string
            return first == "recompute(first)" ? true : nil
        }
        try world.close()
    }

    private let menuOnly: JSONLiteral = ["textDocument": ["completion": [:]]]

    @Test func whereTheModelFailsTheEmbeddedOneSpeaks() throws {
        let world = try World(says: "", fault: .refusal(.serverError, headers: []))
        let text = String(repeating: "result = compute(first, second)\n", count: 6)
        try world.client.open("a.py", text + "result = com")
        #expect(try world.inline(6, 12) == ["compute"])
        // The user hears of it once.
        _ = try world.client.expect("window/showMessage")
        #expect(world.server.exchanges.count == 1)
        try world.close()
    }

    @Test func anEditTakesTheQuestionBack() throws {
        let gate = try Gate()
        let world = try World(says: "compute(first)", fault: .slowFirstRecord(gate))
        try world.client.open("a.py", "result = \n")
        try world.client.settle()
        let id = try world.beginInline(0, 9)
        #expect(world.server.wait { $0.first } != nil)
        try world.type("x", at: 0, 9)
        #expect(try world.client.answer(to: id)["error"]?["code"]?.int == -32801)
        #expect(world.server.wait { $0.first?.abandonedAt } != nil)
        gate.open()
        try world.close()
    }

    @Test func cancellingTakesTheQuestionBack() throws {
        let gate = try Gate()
        let world = try World(says: "compute(first)", fault: .slowFirstByte(gate))
        try world.client.open("a.py", "result = \n")
        try world.client.settle()
        let id = try world.beginInline(0, 9)
        #expect(world.server.wait { $0.first } != nil)
        try world.client.notify("$/cancelRequest", ["id": .int(id)])
        #expect(try world.client.answer(to: id)["error"]?["code"]?.int == -32800)
        #expect(world.server.wait { $0.first?.abandonedAt } != nil)
        gate.open()
        try world.close()
    }

    @Test func typingWhatTheModelSaysLetsItGoOn() throws {
        let gate = try Gate()
        let world = try World(says: "compute", "(first)", fault: .stall(after: 1, gate))
        try world.client.open("a.py", "result = \n")
        try world.client.settle()
        let first = try world.beginInline(0, 9, isInvoked: false)
        #expect(world.server.wait { $0.first?.sendTimes.count ?? 0 > 1 ? true : nil } != nil)
        // Until what was sent has been heard the answer may be taken back; so it is asked for.
        try world.waitUntilHeard("compute")
        try world.type("com", at: 0, 9)
        #expect(try world.client.answer(to: first)["error"]?["code"]?.int == -32801)
        let second = try world.beginInline(0, 12, isInvoked: false)
        try world.client.settle()
        gate.open()
        let answer = try world.client.answer(to: second)
        #expect(answer["result"]?["items"]?[0]?["insertText"]?.string == "compute(first)")
        #expect(world.server.exchanges.count == 1)
        try world.close()
    }

    @Test(arguments: [".env", "secrets.py"])
    func aFileThatMayHoldSecretsIsShownToNobody(path: String) throws {
        let world = try World(says: "compute(first)")
        try world.client.open(path, "KEY=\n")
        #expect(try world.inline(0, 4, in: path) == [])
        #expect(world.server.exchanges.isEmpty)
        try world.close()
    }

    @Test func whatTenonIgnoresIsShownToNobody() throws {
        let world = try World(
            says: "compute(first)",
            files: """
                //- .tenonignore
                private/
                """)
        try world.client.open("private/a.py", "result = \n")
        #expect(try world.inline(0, 9, in: "private/a.py") == [])
        #expect(world.server.exchanges.isEmpty)
        try world.close()
    }

    @Test func aSecretOfTheTextStaysHere() throws {
        let secret = "ghp_a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8"
        let world = try World(says: "print(REDACTED_TOKEN_1)")
        try world.client.open("a.py", "key = '\(secret)'\n\n")
        let shown = try world.inline(1, 0)
        let sent = try #require(world.server.exchanges.first?.request.body)
        #expect(!String(decoding: sent, as: UTF8.self).contains(secret))
        // What the model says of it is about the user's own text.
        #expect(shown.first?.contains("REDACTED") != true)
        try world.close()
    }

    @Test func whatTheMenuHasSelectedIsGoneOnFrom() throws {
        let world = try World(says: "(first)")
        try world.client.open("a.py", "result = com\n")
        #expect(try world.inline(0, 12, selected: (9, "compute")) == ["compute(first)"])
        let body = try #require(world.server.exchanges.first?.request.json)
        #expect(body["input_prefix"]?.string == "result = compute")
        try world.close()
    }

    @Test func aLongPauseAsksNobody() throws {
        let world = try World(says: "compute(first)", pause: .max)
        try world.client.open("a.py", "\n")
        try world.client.settle()
        var ids: [Int] = []
        for column in 0..<200 {
            try world.type("x", at: 0, column)
            ids.append(try world.beginInline(0, column + 1, isInvoked: false))
        }
        for id in ids.dropLast() {
            let answer = try world.client.answer(to: id)
            // Those that came before the next keystroke was here have an answer.
            #expect(answer["error"]?["code"]?.int == -32801 || answer["result"] != nil)
        }
        #expect(world.server.exchanges.isEmpty)
        // Only who asks by hand does not wait.
        try world.type("y", at: 0, 200)
        _ = try world.client.answer(to: try #require(ids.last))
        #expect(try world.inline(0, 201, isInvoked: true).count == 1)
        #expect(world.server.exchanges.count == 1)
        try world.close()
    }

    @Test func anExplanationSaysWhatWentIn() throws {
        let world = try World(says: "compute(first)<|endoftext|>")
        try world.client.open("a.py", "result = \n")
        _ = try world.inline(0, 9)
        let text = try world.explanation()
        for part in [
            "Shown, from played", "| prefix | a.py |", "| suffix | a.py |", "The server counted 12",
            "special tokens: took out",
        ] {
            #expect(text.contains(part), "\(part) in \(text)")
        }
        try world.close()
    }

    @Test func anExplanationSaysWhyThereIsNothing() throws {
        let world = try World(says: "y = = 2")
        try world.client.open("a.py", "x = 1\n\n")
        #expect(try world.inline(1, 0) == [])
        #expect(
            try world.explanation().contains("Nothing is shown: syntax: it adds a syntax error"))
        try world.close()
    }

    @Test func whatIsAcceptedAndKeptIsCounted() throws {
        let world = try World(says: "compute(first)", kept: 0)
        try world.client.open("a.py", "result = \n")
        let answer = try world.client.answer(to: world.beginInline(0, 9))
        let command = try #require(answer["result"]?["items"]?[0]?["command"])
        try world.type("compute(first)", at: 0, 9)
        _ = try world.client.request(
            "workspace/executeCommand",
            [
                "command": "tenon.completionAccepted",
                "arguments": .json(try #require(command["arguments"])),
            ])
        try world.client.settle()
        #expect(try world.status().contains("model 1 shown, 1 accepted, 0 partly, 1 kept"))
        try world.close()
    }

    @Test func whatIsTypedOfItIsCountedToo() throws {
        let world = try World(says: "compute(first)")
        try world.client.open("a.py", "result = \n")
        _ = try world.inline(0, 9, isInvoked: false)
        try world.type("compute", at: 0, 9)
        #expect(try world.status().contains("model 1 shown, 0 accepted, 1 partly, 0 kept"))
        // The same answer again is not another one.
        _ = try world.inline(0, 16, isInvoked: false)
        #expect(try world.status().contains("model 1 shown, 0 accepted, 1 partly, 0 kept"))
        try world.close()
    }

    @Test func nothingIsCountedWhereThatIsSwitchedOff() throws {
        let world = try World(says: "compute(first)", learns: false)
        try world.client.open("a.py", "result = \n")
        _ = try world.inline(0, 9)
        try world.type("compute(first)", at: 0, 9)
        #expect(try world.status().contains("Completions are not counted."))
        try world.close()
        #expect(!world.client.folder.files.contains { $0.name == "completions.db" })
    }
}

/// A client whose server asks a model server that plays.
private struct World {
    let client: PipeClient
    let server: ModelServer

    init(
        says text: String..., fault: Fault? = nil, files: String = "", pause: Int = 0,
        context: Int = .max,
        capabilities: JSONLiteral = ["textDocument": ["inlineCompletion": [:]]],
        menu: Int = .max, kept: Int = .max, learns: Bool = true
    ) throws {
        let server = try ModelServer(
            .llamaCpp, ModelScript(ScriptedAnswer(text: text), fault: fault))
        self.server = server
        client = try PipeClient(
            files,
            settings: [
                """
                models.providers={"played": {"dialect": "llama.cpp", "model": "tiny", \
                "url": "\(server.baseURL)"}}
                """, #"models.fim=["played", "embedded"]"#, "completion.learning=\(learns)",
            ]
        ) { options in
            options.delays.completionPause = pause
            options.delays.completionContext = context
            options.delays.completionMenu = menu
            options.delays.completionKept = kept
        }
        try client.initialize(capabilities)
    }

    func beginInline(
        _ line: Int, _ character: Int, in path: String = "a.py", isInvoked: Bool = true,
        selected: (from: Int, text: String)? = nil
    ) throws -> Int {
        try client.settle()
        let place: JSONLiteral = ["line": .int(line), "character": .int(character)]
        var context: [(String, JSONLiteral)] = [("triggerKind", isInvoked ? 1 : 2)]
        if let selected {
            let start: JSONLiteral = ["line": .int(line), "character": .int(selected.from)]
            context.append(
                (
                    "selectedCompletionInfo",
                    ["range": ["start": start, "end": place], "text": .string(selected.text)]
                ))
        }
        return try client.begin(
            "textDocument/inlineCompletion",
            [
                "textDocument": ["uri": .string(client.uri(path))], "position": place,
                "context": .object(context),
            ])
    }

    /// The texts that are shown.
    func inline(
        _ line: Int, _ character: Int, in path: String = "a.py", isInvoked: Bool = true,
        selected: (from: Int, text: String)? = nil
    ) throws -> [String] {
        let id = try beginInline(
            line, character, in: path, isInvoked: isInvoked, selected: selected)
        return try client.answer(to: id)["result"]?["items"]?.elements.compactMap {
            $0["insertText"]?.string
        } ?? []
    }

    func type(_ text: String, at line: Int, _ character: Int) throws {
        let place = Position(line: line, character: character)
        try client.change("a.py", [(PositionRange(start: place, end: place), text)])
    }

    func delete(_ line: Int, _ from: Int, _ lastLine: Int, _ to: Int) throws {
        let range = PositionRange(
            start: Position(line: line, character: from),
            end: Position(line: lastLine, character: to))
        try client.change("a.py", [(range, "")])
    }

    /// Returns once the server has heard what the model said.
    func waitUntilHeard(_ text: String) throws {
        // What it has heard shows in the explanation.
        for _ in 0..<1000 where try !explanation().contains("has said so far: \(text)") {}
    }

    func explanation() throws -> String {
        let answer = try client.request(
            "workspace/executeCommand",
            ["command": "tenon.explainCompletion", "arguments": [.string(client.uri("a.py"))]])
        _ = try client.expect("window/showMessage")
        return answer["text"]?.string ?? ""
    }

    func status() throws -> String {
        let answer = try client.request(
            "workspace/executeCommand", ["command": "tenon.status", "arguments": []])
        _ = try client.expect("window/showMessage")
        return answer["text"]?.string ?? ""
    }

    func close() throws {
        try client.close()
    }
}
