import Base
import EditorClient
import JSON
import Server
import TestKit
import Testing

/// The map and its graph, as an editor gets them.
@Suite struct MapTests {
    private static let files = """
        //- main.py
        from lib.core import build
        build(1)
        //- lib/core.py
        def build(x): return helper(x)
        def helper(x): pass
        //- tests/test_core.py
        from lib.core import build
        def test_build(): assert build(1)
        """

    private func client() throws -> PipeClient { try PipeClient(MapTests.files) }

    private func command(_ name: String, _ argument: JSONLiteral) -> JSONLiteral {
        ["command": .string(name), "arguments": [argument]]
    }

    @Test func theMapIsShownAsADocument() throws {
        let client = try client()
        var shown: [String] = []
        client.answer("window/showDocument") { params in
            shown.append(params["uri"]?.string ?? "")
            return ["success": true]
        }
        try client.initialize(["window": ["showDocument": ["support": true]]])
        let answer = try client.request(
            "workspace/executeCommand",
            command("tenon.map", ["uri": .string(client.uri("main.py")), "budget": 100]))
        #expect(answer["shown"]?.bool == true)
        let text = try #require(answer["text"]?.string)
        #expect(text.hasPrefix("lib/core.py:\n def build(x)\n"))
        let path = try #require(answer["uri"]?.string.flatMap { DocumentURI($0).path })
        #expect(try client.expect("window/showDocument")["uri"]?.string == shown.first)
        #expect(shown == [answer["uri"]?.string])
        #expect(try Files.read(path, limit: 1 << 20) == Array(text.utf8))
        try client.close()
    }

    @Test func aClientThatShowsNothingIsToldWhereItIs() throws {
        let client = try client()
        try client.initialize()
        let answer = try client.request("workspace/executeCommand", command("tenon.map", [:]))
        #expect(answer["shown"]?.bool == false)
        #expect(answer["text"]?.string?.contains("def build(x)") == true)
        let told = try client.expect("window/showMessage")
        #expect(told["message"]?.string?.hasPrefix("The map is in ") == true)
        try client.close()
    }

    @Test func whatIsInTheEditorCounts() throws {
        let client = try client()
        try client.initialize()
        let ask = command("tenon.context", ["query": "callers", "symbol": "helper"])
        func callers() throws -> [String] {
            try client.request("workspace/executeCommand", ask)["answers"]?.elements
                .compactMap { $0["name"]?.string } ?? []
        }
        #expect(try callers() == ["build"])
        try client.open("lib/core.py", "def build(x): return 1\ndef helper(x): pass\n")
        #expect(try callers() == [])
        try client.change(
            "lib/core.py", [(nil, "def other(): helper(1)\ndef helper(x): pass\n")])
        #expect(try callers() == ["other"])
        try client.closeDocument("lib/core.py")
        #expect(try callers() == ["build"])
        try client.close()
    }

    @Test(arguments: [false, true])
    func changedFilesAreSeen(clientWatches: Bool) throws {
        let client = try client()
        client.answer("client/registerCapability") { _ in nil }
        try client.initialize(
            ["workspace": ["didChangeWatchedFiles": ["dynamicRegistration": .bool(clientWatches)]]])
        let ask = command("tenon.context", ["query": "tests", "symbol": "helper"])
        func tests() throws -> [String] {
            try client.request("workspace/executeCommand", ask)["answers"]?.elements
                .compactMap { $0["name"]?.string } ?? []
        }
        func change(_ path: String, _ type: Int) throws {
            try client.notify(
                "workspace/didChangeWatchedFiles",
                ["changes": [["uri": .string(client.uri(path)), "type": .int(type)]]])
        }
        #expect(try tests() == ["test_build"])
        try client.folder.write("lib/core.py", "def build(x): pass\ndef helper(x): pass\n")
        try change("lib/core.py", 2)
        #expect(try tests() == [])
        try client.folder.write(
            "tests/test_more.py", "from lib.core import helper\ndef test_more(): helper(1)\n")
        try change("tests/test_more.py", 1)
        #expect(try tests() == ["test_more"])
        Files.remove(client.folder.path / "tests/test_more.py")
        try change("tests/test_more.py", 3)
        #expect(try tests() == [])
        try client.close()
    }

    @Test func whatWasEditedAndWhatIsOpenCounts() throws {
        let client = try PipeClient(
            """
            //- main.py
            def run():
                ...
            //- a.py
            def one(x): pass
            //- b.py
            def two(x): pass
            //- c.py
            def six(x): pass
            """)
        client.answer("window/showDocument") { _ in ["success": true] }
        try client.initialize(["window": ["showDocument": ["support": true]]])
        // There is room for one.
        let ask = command(
            "tenon.map",
            ["uri": .string(client.uri("main.py")), "budget": 6, "tokensAs": "chars4"])
        func shown() throws -> String? {
            let answer = try client.request("workspace/executeCommand", ask)
            _ = try client.expect("window/showDocument")
            return answer["text"]?.string
        }
        #expect(try shown() == "a.py:\n def one(x)\n")
        try client.open("b.py", "def two(x): pass\n")
        #expect(try shown() == "b.py:\n def two(x)\n")
        try client.open("c.py", "def sin(x): pass\n")
        try client.change("c.py", [(range(0, 6, 0, 7), "x")])
        #expect(try shown() == "c.py:\n def six(x)\n")
        // The place of an edit goes on counting when its document is closed.
        try client.closeDocument("c.py")
        try client.closeDocument("b.py")
        #expect(try shown() == "c.py:\n def six(x)\n")
        try client.close()
    }

    @Test func theUserStopsAMapThatIsBeingMade() throws {
        let client = try PipeClient(MapTests.files) { $0.delays.searchProgress = 0 }
        client.answer("window/workDoneProgress/create") { _ in nil }
        client.answer("client/registerCapability") { _ in nil }
        client.answer("window/showDocument") { _ in ["success": true] }
        try client.initialize([
            "window": ["workDoneProgress": true, "showDocument": ["support": true]],
            "workspace": ["didChangeWatchedFiles": ["dynamicRegistration": true]],
        ])
        try client.settle()
        let hold = try client.holdBackgroundWork()
        let stopped = try client.begin("workspace/executeCommand", command("tenon.map", [:]))
        // The server asks for a token: a command's own would end with its answer.
        let token = try client.expect("window/workDoneProgress/create")["token"]
        #expect(try client.expect("$/progress")["value"]?["kind"]?.string == "begin")
        try client.notify(
            "window/workDoneProgress/cancel", ["token": token.map { .json($0) } ?? nil])
        #expect(try client.expect("$/progress")["value"]?["kind"]?.string == "end")
        hold.release()
        #expect(try client.answer(to: stopped)["result"]?["text"]?.string == "")
        // Who asks again wants it.
        let answer = try client.request("workspace/executeCommand", command("tenon.map", [:]))
        #expect(answer["text"]?.string?.contains("def build(x)") == true)
        for method in ["window/showDocument", "window/showDocument"] {
            _ = try client.expect(method)
        }
        _ = try client.expect("window/workDoneProgress/create")
        for kind in ["begin", "report", "end"] {
            #expect(try client.expect("$/progress")["value"]?["kind"]?.string == kind)
        }
        try client.close()
    }

    @Test func wrongArgumentsAreRefused() throws {
        let client = try client()
        try client.initialize()
        for (name, argument) in [
            ("tenon.map", ["budget": 0]), ("tenon.map", ["tokensAs": "words"]),
            ("tenon.context", ["query": "none", "symbol": "x"]), ("tenon.context", [:]),
        ] as [(String, JSONLiteral)] {
            #expect(
                try client.failure("workspace/executeCommand", command(name, argument)) == -32602)
        }
        try client.close()
    }
}
