import Base
import EditorClient
import JSON
import Server
import TestKit
import Testing

/// Search in the whole workspace, and the folders that it consists of.
@Suite struct WorkspaceTests {
    @Test(arguments: [
        ("auto", ["in_pocket"]), ("on", ["in_pocket", "in_python"]), ("off", nil),
    ])
    func definitionsAreFoundWhereTheyShould(value: String, names: [String]?) throws {
        let client = try PipeClient(
            """
            //- .config/tenon/languages/pocket/language.json
            {"grammar": "python", "inherits": "python", "extensions": ["pocket"]}
            //- work/a.py
            in_python = 1
            //- work/deep/b.pocket
            in_pocket = 1
            """, settings: ["syntax.workspaceSymbols=\(value)"])
        try client.initialize(folders: ["work"])
        let answer = try client.request("workspace/symbol", ["query": "in_p"])
        #expect(answer.isNull == (names == nil))
        #expect(answer.elements.compactMap { $0["name"]?.string }.sorted() == names ?? [])
        try client.close()
    }

    @Test func foldersComeAndGo() throws {
        let client = try searching()
        #expect(try client.find("name") == ["one/a.py: name_one"])
        try client.changeFolders(added: ["two", "three"], removed: [])
        #expect(
            try client.find("name")
                == ["one/a.py: name_one", "three/a.py: name_three", "two/a.py: name_two"])
        try client.changeFolders(added: ["two"], removed: ["one", "three", "none"])
        #expect(try client.find("name") == ["two/a.py: name_two"])
        try client.changeFolders(added: [], removed: ["two"])
        #expect(try client.find("name") == [])
        try client.close()
    }

    @Test func aSearchSeesAFolderThatWasAddedDuringAnother() throws {
        let client = try searching()
        _ = try client.find("name")
        let hold = try client.holdWorkers()
        try client.changeFolders(added: [], removed: [])
        let first = try client.begin("workspace/symbol", ["query": "name"])
        try client.changeFolders(added: ["two"], removed: [])
        let second = try client.begin("workspace/symbol", ["query": "name"])
        hold.release()
        #expect(try client.answer(to: first)["result"] != nil)
        #expect(try client.answer(to: second)["result"]?.elements.count == 2)
        try client.close()
    }

    @Test func aSearchDoesNotWaitForALargeWorkspaceForEver() throws {
        let client = try PipeClient(
            "//- a.py\nname = 1\n", settings: ["syntax.workspaceSymbols=on"]
        ) { $0.delays.search = 0 }
        try client.initialize(folders: [""])
        try client.settle()
        let hold = try client.holdBackgroundWork()
        // There is no index, but what is open is known.
        try client.open("b.py", "name_of_b = 1\n")
        #expect(try client.find("name") == ["b.py: name_of_b"])
        hold.release()
        try client.settle()
        #expect(try client.find("name_of_b").count == 1)
        try client.close()
    }

    @Test func theOpenTextCountsAndNotTheFile() throws {
        let client = try searching()
        try client.open("one/a.py", "name_in_editor = 1\n")
        #expect(try client.find("name") == ["one/a.py: name_in_editor"])
        try client.open("untitled.py", "name_elsewhere = 1\n")
        #expect(
            try client.find("name") == ["one/a.py: name_in_editor", "untitled.py: name_elsewhere"])
        try client.closeDocument("one/a.py")
        try client.closeDocument("untitled.py")
        #expect(try client.find("name") == ["one/a.py: name_one"])
        try client.close()
    }

    @Test(arguments: [false, true])
    func changedFilesAreSeen(clientWatches: Bool) throws {
        let client = try PipeClient(
            "//- a.py\nold_name = 1\n", settings: ["syntax.workspaceSymbols=on"])
        try client.initialize([
            "workspace": [
                "didChangeWatchedFiles": ["dynamicRegistration": .bool(clientWatches)]
            ]
        ])
        #expect(try client.find("name") == ["a.py: old_name"])
        // Another length: the clock may be too coarse to tell.
        try client.folder.write("a.py", "quite_new_name = 1\n")
        try client.folder.write("b.py", "second_name = 1\n")
        if clientWatches {
            #expect(try client.find("name") == ["a.py: old_name"])
            try client.notify(
                "workspace/didChangeWatchedFiles",
                ["changes": [["uri": .string(client.uri("a.py")), "type": 2]]])
        }
        #expect(try client.find("name") == ["a.py: quite_new_name", "b.py: second_name"])
        Files.remove(client.folder.path / "b.py")
        try client.notify(
            "workspace/didChangeWatchedFiles",
            ["changes": [["uri": .string(client.uri("b.py")), "type": 3]]])
        #expect(try client.find("name") == ["a.py: quite_new_name"])
        try client.close()
    }

    @Test func theBestMatchesComeFirst() throws {
        let client = try PipeClient(
            """
            //- a.py
            f_i_n_d = 1
            x_find_me = 1
            FIND_OUT = 1
            a_xfindz_me = 1
            find = 1
            """, settings: ["syntax.workspaceSymbols=on"])
        try client.initialize()
        let answer = try client.request("workspace/symbol", ["query": " Find "])
        #expect(
            answer.elements.compactMap { $0["name"]?.string }
                == ["find", "FIND_OUT", "x_find_me", "a_xfindz_me", "f_i_n_d"])
        #expect(try client.request("workspace/symbol", ["query": "no such"]).elements.count == 0)
        #expect(try client.request("workspace/symbol", ["query": ""]).elements.count == 5)
        try client.close()
    }

    @Test func aSearchThatTakesAWhileShowsIt() throws {
        let client = try searching { $0.delays.searchProgress = 0 }
        let hold = try client.holdBackgroundWork()
        let id = try client.begin("workspace/symbol", ["query": "name", "workDoneToken": "t"])
        #expect(try client.expect("$/progress")["value"]?["kind"]?.string == "begin")
        hold.release()
        #expect(try client.answer(to: id)["result"]?.elements.count == 1)
        #expect(client.hasReceived("$/progress"))
        #expect(try client.expect("$/progress")["value"]?["kind"]?.string == "end")
        try client.close()
    }

    @Test func aSearchThatIsCancelledShowsNothingAfterwards() throws {
        let client = try searching { $0.delays.searchProgress = 0 }
        let hold = try client.holdBackgroundWork()
        let id = try client.begin("workspace/symbol", ["query": "name", "workDoneToken": "t"])
        #expect(try client.expect("$/progress")["value"]?["kind"]?.string == "begin")
        try client.notify("$/cancelRequest", ["id": .int(id)])
        #expect(try client.answer(to: id)["error"]?["code"]?.int == -32800)
        #expect(try client.expect("$/progress")["value"]?["kind"]?.string == "end")
        hold.release()
        try client.settle()
        try client.close()
    }

    @Test(arguments: [
        (#"{"rootUri": "<uri>", "rootPath": "/nonexistent"}"#, true),
        (#"{"rootUri": null, "rootPath": "<path>"}"#, true),
        (#"{"rootUri": null, "rootPath": "relative/path"}"#, false),
        (#"{"rootUri": null, "rootPath": null}"#, false),
        (#"{"rootUri": null, "workspaceFolders": []}"#, false),
        // Folders are the newer word.
        (#"{"rootUri": "<uri>", "workspaceFolders": []}"#, false),
        (#"{"rootUri": "untitled:x", "workspaceFolders": null}"#, false),
    ])
    func oldWaysToNameTheRootCount(params: String, isFound: Bool) throws {
        let client = try PipeClient(
            "//- a.py\nname = 1\n", settings: ["syntax.workspaceSymbols=on"])
        let text = params.replacing("<uri>", with: client.uri(""))
            .replacing("<path>", with: client.folder.path.string)
        let json = try JSON.parse(Array(text.utf8))
        let members: [(String, JSONLiteral)] = json.members.map { ($0.key, .json($0.value)) }
        _ = try client.request(
            "initialize", .object([("processId", nil), ("capabilities", [:])] + members))
        try client.notify("initialized", [:])
        #expect(try client.find("name") == (isFound ? ["a.py: name"] : []))
        try client.close()
    }

    @Test func aFolderBringsItsSettingsAndTakesThemAway() throws {
        let client = try PipeClient(
            "//- two/tenon.json\n{\"syntax\": {\"documentSymbols\": \"on\"}}\n")
        try client.initialize(folders: ["one"])
        func outlines() throws -> Bool {
            try client.open("two/a.py", "x = 1\n")
            let answer = try client.request(
                "textDocument/documentSymbol", client.document("two/a.py"))
            return !answer.isNull
        }
        #expect(try !outlines())
        try client.changeFolders(added: ["two"], removed: [])
        try client.settle()
        #expect(try outlines())
        try client.changeFolders(added: [], removed: ["two"])
        #expect(try !outlines())
        try client.close()
    }

    private func searching(
        configure: (inout PipeServer.Options) -> Void = { _ in }
    ) throws -> PipeClient {
        let client = try PipeClient(
            """
            //- one/a.py
            name_one = 1
            //- two/a.py
            name_two = 1
            //- three/a.py
            name_three = 1
            """, settings: ["syntax.workspaceSymbols=on"], configure: configure)
        try client.initialize(folders: ["one"])
        return client
    }
}

extension PipeClient {
    /// What a search finds: paths in the folder and names.
    fileprivate func find(_ query: String) throws -> [String] {
        try request("workspace/symbol", ["query": .string(query)]).elements.map { symbol in
            let uri = symbol["location"]?["uri"]?.string ?? "?"
            let path = DocumentURI(uri).path?.relative(to: folder.path)?.string ?? uri
            return "\(path): \(symbol["name"]?.string ?? "?")"
        }.sorted()
    }

    fileprivate func changeFolders(added: [String], removed: [String]) throws {
        try notify(
            "workspace/didChangeWorkspaceFolders",
            [
                "event": [
                    "added": workspaceFolders(added), "removed": workspaceFolders(removed),
                ]
            ])
    }
}
