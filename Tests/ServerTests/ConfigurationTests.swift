import Base
import EditorClient
import JSON
import TestKit
import Testing

/// Settings come from many places, take effect at once, and never do harm. Whether a setting is in
/// force shows in whether Python, which is silent by default, has an outline.
@Suite struct ConfigurationTests {
    @Test func withoutSettingsTheDefaultsCount() throws {
        let client = try PipeClient()
        try client.initialize()
        #expect(try !client.outlines("a.py"))
        try client.close()
    }

    @Test(arguments: [
        #"{"syntax": {"documentSymbols": "on"}}"#,
        #"{"tenon": {"syntax": {"documentSymbols": "on"}}}"#,
        #"{"tenon": {"syntax": {"documentSymbols": "on"}}, "other": {"x": 1}}"#,
    ])
    func initializationOptionsCount(options: String) throws {
        let client = try PipeClient()
        try client.initialize(options: .json(JSON.parse(Array(options.utf8))))
        #expect(try client.outlines("a.py"))
        try client.close()
    }

    @Test(arguments: ["null", "[]", "[1]", "1", #""on""#, "true", "{}", #"{"tenon": null}"#])
    func initializationOptionsOfAnyShapeAreSurvived(options: String) throws {
        let client = try PipeClient()
        try client.initialize(options: .json(JSON.parse(Array(options.utf8))))
        #expect(try !client.outlines("a.py"))
        if ["[1]", "1", #""on""#, "true"].contains(options) {
            let message = try client.expect("window/showMessage")["message"]?.string
            #expect(message?.contains("initializationOptions: expected an object") == true)
        }
        try client.close()
    }

    @Test func theUsersConfigFileCounts() throws {
        let client = try PipeClient(
            """
            //- .config/tenon/config.json
            {
                // Comments and trailing commas are fine.
                "syntax": {"documentSymbols": "on",},
            }
            """)
        try client.initialize(folders: [])
        #expect(try client.outlines("a.py"))
        try client.close()
    }

    @Test func theRepositorysConfigFileCountsInItsFolder() throws {
        let client = try PipeClient(
            """
            //- one/tenon.json
            /* The team's choice. */
            {"$schema": "./schema.json", "syntax": {"documentSymbols": "on"}}
            """)
        try client.initialize(folders: ["one", "two"])
        #expect(try client.outlines("one/deep/a.py"))
        #expect(try !client.outlines("two/a.py"))
        #expect(try !client.outlines("oneself/a.py"))
        try client.close()
    }

    @Test func theInnermostFolderCounts() throws {
        let client = try PipeClient(
            """
            //- tenon.json
            {"syntax": {"documentSymbols": "on"}}
            //- inner/tenon.json
            {"syntax": {"documentSymbols": "off"}}
            """)
        try client.initialize(folders: ["", "inner"])
        #expect(try client.outlines("a.py"))
        #expect(try !client.outlines("inner/a.py"))
        try client.close()
    }

    /// Each layer is added on top of those before it and says the opposite of the one below.
    @Test(arguments: 1...5)
    func layersWinInTheOrderOfTrust(count: Int) throws {
        func value(_ place: Int) -> JSONLiteral {
            place > count ? nil : ["documentSymbols": place % 2 == 1 ? "on" : "off"]
        }
        func text(_ place: Int) -> String { JSON(["syntax": value(place)]).description }
        let commandLine = count >= 5 ? ["syntax.documentSymbols=on"] : []
        let client = try PipeClient(
            "//- tenon.json\n\(text(1))\n//- .config/tenon/config.json\n\(text(2))\n",
            settings: commandLine)
        try client.initialize(options: ["syntax": value(3)])
        try client.notify(
            "workspace/didChangeConfiguration", ["settings": ["tenon": ["syntax": value(4)]]])
        #expect(try client.outlines("a.py") == (count % 2 == 1))
        try client.close()
    }

    @Test func theClientIsAskedAndAskedAgain() throws {
        let client = try PipeClient()
        client.editor.leavingOpen = ["workspace/configuration"]
        try client.initialize(["workspace": ["configuration": true]], folders: ["one", "two"])
        let first = try client.editor.expectRequest("workspace/configuration")
        expect(
            JSON(.json(first.params)).description
                .replacing(client.uri(""), with: "<folder>"),
            equals: """
                {"items":[{"section":"tenon"},{"scopeUri":"<folder>/one","section":"tenon"},{"scopeUri":"<folder>/two","section":"tenon"}]}
                """)
        // Nothing waits for the client's answer.
        #expect(try !client.outlines("one/a.py"))
        try client.editor.answer(first, [nil, ["syntax": ["documentSymbols": "on"]], nil])
        #expect(try client.outlines("one/a.py"))
        #expect(try !client.outlines("two/a.py"))

        try client.notify("workspace/didChangeConfiguration", ["settings": nil])
        let second = try client.editor.expectRequest("workspace/configuration")
        try client.editor.answer(second, [["syntax": ["documentSymbols": "on"]], nil, nil])
        #expect(try client.outlines("one/a.py"))
        #expect(try client.outlines("two/a.py"))
        try client.close()
    }

    @Test func ofTwoAnswersThatOfTheLaterQuestionCounts() throws {
        let client = try PipeClient()
        client.editor.leavingOpen = ["workspace/configuration"]
        try client.initialize(["workspace": ["configuration": true]])
        let first = try client.editor.expectRequest("workspace/configuration")
        try client.notify("workspace/didChangeConfiguration", ["settings": nil])
        let second = try client.editor.expectRequest("workspace/configuration")
        try client.editor.answer(second, [["syntax": ["documentSymbols": "on"]], nil])
        try client.editor.answer(first, [["syntax": ["documentSymbols": "off"]], nil])
        #expect(try client.outlines("a.py"))
        try client.close()
    }

    @Test(arguments: [
        "null", "{}", "1", #""on""#, "[]", "[null]", "[null, null, null, null]", "[[], 1]",
        #"[{"syntax": {"documentSymbols": "loud"}}, null]"#,
    ])
    func aConfigurationOfAnyShapeIsSurvived(answer: String) throws {
        let client = try PipeClient()
        client.answer("workspace/configuration") { _ in
            (try? JSON.parse(Array(answer.utf8))).map { .json($0) } ?? nil
        }
        try client.initialize(["workspace": ["configuration": true]])
        _ = try client.expect("workspace/configuration")
        try client.settle()
        if client.hasReceived("window/showMessage") {
            let message = try client.expect("window/showMessage")["message"]?.string
            #expect(message?.contains("workspace configuration: ") == true)
        }
        while client.hasReceived("window/showMessage") {
            _ = try client.expect("window/showMessage")
        }
        #expect(try !client.outlines("a.py"))
        try client.close()
    }

    @Test func aClientThatRefusesToTellKeepsTheDefaults() throws {
        let client = try PipeClient()
        try client.initialize(["workspace": ["configuration": true]])
        _ = try client.expect("workspace/configuration")
        #expect(try !client.outlines("a.py"))
        try client.close()
    }

    @Test func aPushedConfigurationReplacesTheOneBefore() throws {
        let client = try PipeClient()
        try client.initialize()
        for (settings, isOn): (JSONLiteral, Bool) in [
            (["tenon": ["syntax": ["documentSymbols": "on"]]], true),
            (["tenon": [:]], false),
            (["syntax": ["documentSymbols": "on"]], true),
            (["tenon": nil], false),
            (["tenon": ["syntax": ["documentSymbols": "on"]], "else": 1], true),
            (nil, false),
        ] {
            try client.notify("workspace/didChangeConfiguration", ["settings": settings])
            #expect(try client.outlines("a.py") == isOn, "\(JSON(settings))")
        }
        try client.close()
    }

    @Test func aRepositoryCannotSetWhatIsTheUsersAndSaysSo() throws {
        let client = try PipeClient(
            """
            //- tenon.json
            {"log": {"file": "/etc/passwd"}, "syntax": {"documentSymbols": "on"}}
            """)
        try client.initialize()
        let message = try client.expect("window/showMessage")
        #expect(message["type"]?.int == 2)
        expect(
            (message["message"]?.string ?? "")
                .replacing(client.folder.path.string, with: "<folder>"),
            equals: """
                Tenon settings: <folder>/tenon.json: log.file can only be set in your own configuration (~/.config/tenon/config.json or the editor's settings)
                """)
        // The rest of the file counts.
        #expect(try client.outlines("a.py"))
        try client.close()
    }

    @Test func oddValuesAreToldOnceAndTheValueBelowStaysInForce() throws {
        let client = try PipeClient(
            """
            //- .config/tenon/config.json
            {"syntax": {"documentSymbols": "on"}}
            """)
        try client.initialize()
        let odd: JSONLiteral = [
            "tenon": ["syntax": ["documentSymbols": "loud"], "complation": ["enabled": 1]]
        ]
        for _ in 0..<2 {
            try client.notify("workspace/didChangeConfiguration", ["settings": odd])
            #expect(try client.outlines("a.py"))
        }
        var messages: [String] = []
        for _ in 0..<2 {
            messages.append(try client.expect("window/showMessage")["message"]?.string ?? "")
        }
        expect(
            messages.joined(separator: "\n"),
            equals: """
                Tenon settings: workspace configuration: syntax.documentSymbols: expected one of auto, on, off, got string "loud"
                Tenon settings: workspace configuration: complation: unknown key; did you mean completion?
                """)
        try client.settle()
        try client.close()
    }

    @Test func aFileThatCannotBeReadIsToldWithItsPlace() throws {
        let client = try PipeClient(
            """
            //- tenon.json
            {"syntax": {"documentSymbols": "on"},
              ?}
            //- .config/tenon/config.json/oops
            a folder where a file should be
            """)
        try client.initialize()
        var messages: [String] = []
        for _ in 0..<2 {
            let message = try client.expect("window/showMessage")["message"]?.string ?? ""
            messages.append(message.replacing(client.folder.path.string, with: "<folder>"))
        }
        expect(
            messages.joined(separator: "\n"),
            equals: """
                Tenon settings: <folder>/.config/tenon/config.json: <folder>/.config/tenon/config.json is not a regular file
                Tenon settings: <folder>/tenon.json: line 2, column 3: expected a member's name in quotes, got '?'
                """)
        #expect(try !client.outlines("a.py"))
        try client.close()
    }

    @Test func aChangedFileOfTheRepositoryIsReadAgain() throws {
        let client = try PipeClient()
        try client.initialize()
        #expect(try !client.outlines("a.py"))
        for (text, isOn) in [(#"{"syntax.documentSymbols": 1}"#, false), (on, true), ("", false)] {
            try client.folder.write("tenon.json", text)
            try client.notify(
                "workspace/didChangeWatchedFiles",
                ["changes": [["uri": .string(client.uri("tenon.json")), "type": 2]]])
            try client.settle()
            #expect(try client.outlines("a.py") == isOn)
        }
        _ = try client.expect("window/showMessage")
        try client.close()
    }

    @Test func theFirstAnswersWaitForTheFiles() throws {
        let client = try PipeClient("//- tenon.json\n\(on)\n")
        let hold = try client.holdWorkers()
        try client.initialize()
        try client.open("a.py", "x = 1\n")
        let id = try client.begin("textDocument/documentSymbol", client.document("a.py"))
        // Edits do not wait; answers are for what is there when they are made.
        try client.change("a.py", [(nil, "y = 2\n")])
        hold.release()
        let symbols = try client.answer(to: id)["result"]
        #expect(symbols?[0]?["name"]?.string == "y")
        try client.close()
    }

    @Test func onlyTheLastReadingOfTheFilesCounts() throws {
        let client = try PipeClient("//- tenon.json\n\(on)\n")
        try client.initialize()
        #expect(try client.outlines("a.py"))
        let hold = try client.holdWorkers()
        // With the folder the setting goes, whatever was to be read of it.
        try client.notify(
            "workspace/didChangeWatchedFiles",
            ["changes": [["uri": .string(client.uri("tenon.json")), "type": 2]]])
        try client.notify(
            "workspace/didChangeWorkspaceFolders",
            ["event": ["added": [], "removed": client.workspaceFolders([""])]])
        hold.release()
        try client.settle()
        #expect(try !client.outlines("a.py"))
        try client.close()
    }

    private let on = #"{"syntax": {"documentSymbols": "on"}}"#
}

extension PipeClient {
    /// Whether a Python file has an outline, which needs the setting.
    fileprivate func outlines(_ path: String) throws -> Bool {
        try open(path, "def f(): pass\n", languageID: "python")
        let answer = try request("textDocument/documentSymbol", document(path))
        try closeDocument(path)
        return answer.elements.count == 1
    }
}
