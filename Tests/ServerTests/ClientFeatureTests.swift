import Base
import EditorClient
import JSON
import TestKit
import Testing

/// What is asked of a client, and what is only asked of one that offers it.
@Suite struct ClientFeatureTests {
    @Test(arguments: [(false, false), (true, false), (false, true), (true, true)])
    func onlyWhatIsOfferedIsRegistered(watching: Bool, configuration: Bool) throws {
        let client = try PipeClient()
        try client.initialize([
            "workspace": [
                "didChangeWatchedFiles": ["dynamicRegistration": .bool(watching)],
                "didChangeConfiguration": ["dynamicRegistration": .bool(configuration)],
            ]
        ])
        try client.settle()
        #expect(client.hasReceived("client/registerCapability") == (watching || configuration))
        if watching || configuration {
            let params = try client.expect("client/registerCapability")
            let methods = params["registrations"]?.elements.compactMap { $0["method"]?.string }
            #expect(
                methods == (configuration ? ["workspace/didChangeConfiguration"] : [])
                    + (watching ? ["workspace/didChangeWatchedFiles"] : []))
            let ids = params["registrations"]?.elements.compactMap { $0["id"]?.string } ?? []
            #expect(Set(ids).count == methods?.count)
        }
        try client.close()
    }

    @Test func theFilesToWatchAreTheConfigAndTheSources() throws {
        let client = try PipeClient()
        try client.initialize([
            "workspace": ["didChangeWatchedFiles": ["dynamicRegistration": true]]
        ])
        let params = try client.expect("client/registerCapability")
        let watchers = params["registrations"]?[0]?["registerOptions"]?["watchers"]
        let patterns = watchers?.elements.compactMap { $0["globPattern"]?.string } ?? []
        #expect(patterns.first == "**/tenon.json")
        #expect(patterns.last?.contains("py") == true)
        try client.close()
    }

    @Test func aClientThatRefusesARegistrationIsServedAllTheSame() throws {
        let client = try PipeClient()
        client.editor.answering = [:]
        try client.initialize([
            "workspace": ["didChangeConfiguration": ["dynamicRegistration": true]]
        ])
        _ = try client.expect("client/registerCapability")
        try client.settle()
        #expect(client.hasLogged("the editor refused to report changes"))
        try client.close()
    }

    @Test func answersThatNobodyAskedForAreIgnored() throws {
        let client = try PipeClient()
        try client.initialize()
        for answer in [
            #"{"jsonrpc":"2.0","id":1,"result":null}"#, #"{"jsonrpc":"2.0","id":"x","result":1}"#,
            #"{"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"what?"}}"#,
            #"{"id":-5,"error":null}"#,
        ] {
            try client.send(body: answer)
        }
        try client.settle()
        try client.close()
    }

    @Test func whatIsTracedIsUpToTheClient() throws {
        let client = try PipeClient()
        try client.initialize(more: [("trace", "messages")])
        #expect(
            try client.expect("$/logTrace")["message"]?.string
                == "Received notification 'initialized'")
        _ = try client.failure("no/such")
        try client.settle()
        #expect(!client.hasReceived("$/logTrace"))
        try client.notify("$/setTrace", ["value": "verbose"])
        #expect(
            try client.expect("$/logTrace")["message"]?.string
                == "Received notification '$/setTrace'")
        let id = try client.begin("textDocument/documentSymbol", client.document("a"))
        #expect(try client.answer(to: id)["result"]?.isNull == true)
        #expect(
            try client.expect("$/logTrace")["message"]?.string
                == "Received request 'textDocument/documentSymbol - (\(id))'")
        try client.notify("$/setTrace", ["value": "off"])
        _ = try client.expect("$/logTrace")
        try client.notify("$/setTrace", ["value": 5])
        try client.notify("$/setTrace", ["value": "no such"])
        _ = try client.request("textDocument/documentSymbol", client.document("a"))
        try client.close()
    }

    @Test func theLogGoesToTheClientAndToTheFile() throws {
        let client = try PipeClient()
        try client.initialize(more: [("clientInfo", ["name": "Pipe Dream", "version": "1"])])
        try client.open("a.txt", "text")
        try client.change(uri: "gone:1", [(nil, "")])
        try client.settle()
        #expect(client.hasLogged("Pipe Dream connected, positions in utf-16"))
        #expect(client.hasLogged("a change of gone:1, which is not open, was ignored"))
        try client.close()
    }

    @Test func theLogFileIsWhereTheUserWantsIt() throws {
        let client = try PipeClient()
        // A pipe, so that reading waits for what is written, however late that is.
        let file = client.folder.path / "log"
        #expect(unsafe mkfifo(file.string, 0o600) == 0)
        try client.initialize(
            options: ["log": ["file": .string(file.string)]],
            more: [("clientInfo", ["name": "Pen Pal"])])
        let log = try FileDescriptor.open(file, O_RDONLY)
        var bytes: [UInt8] = []
        var isFound = false
        while !isFound, try log.read(into: &bytes, limit: 4096) > 0 {
            isFound = String(decoding: bytes, as: UTF8.self).contains("info Pen Pal connected")
        }
        #expect(isFound)
        try client.close()
    }
}

/// A server must not outlive its client.
@Suite struct ClientProcessTests {
    @Test func theServerEndsWithTheProcessThatInitializeNames() throws {
        let process = try ChildProcess("sleep", ["1000"])
        let client = try PipeClient()
        let id = try client.begin(
            "initialize",
            ["processId": .int(Int(process.identifier)), "rootUri": nil, "capabilities": [:]])
        #expect(try client.answer(to: id)["result"] != nil)
        kill(process.identifier, SIGKILL)
        #expect(try client.exitCode() == 1)
    }

    @Test func theServerEndsWithTheProcessThatTheCommandLineNames() throws {
        let process = try ChildProcess("sleep", ["1000"])
        let client = try PipeClient { $0.clientProcess = process.identifier }
        kill(process.identifier, SIGKILL)
        #expect(try client.exitCode() == 1)
    }

    @Test(arguments: [0, -1, 2_147_483_647, 4_194_305])
    func aProcessThatIsNotThereMayBeInAnotherNamespace(identifier: Int) throws {
        let client = try PipeClient()
        let id = try client.begin(
            "initialize",
            ["processId": .int(identifier), "rootUri": nil, "capabilities": [:]])
        #expect(try client.answer(to: id)["result"] != nil)
        try client.notify("initialized", [:])
        try client.settle()
        try client.close()
    }
}
