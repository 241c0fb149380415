import EditorClient
import JSON
import TestKit
import Testing

/// Syntax errors reach the editor, pushed or pulled, and are taken back.
@Suite struct DiagnosticsTests {
    @Test(arguments: [
        ("auto", false, true), ("on", true, true), ("off", false, false),
    ])
    func errorsAreToldWhereTheyShould(
        value: String, speaksInPython: Bool, speaksInPocket: Bool
    ) throws {
        for pulls in [false, true] {
            let client = try PipeClient(
                """
                //- .config/tenon/languages/pocket/language.json
                {"grammar": "python", "extensions": ["pocket"]}
                """, settings: ["syntax.diagnostics=\(value)"])
            try client.initialize(pulls ? ["textDocument": ["diagnostic": [:]]] : [:])
            for (path, speaks) in [("a.py", speaksInPython), ("a.pocket", speaksInPocket)] {
                try client.open(path, broken)
                try client.settle()
                #expect(
                    client.hasReceived("textDocument/publishDiagnostics") == (speaks && !pulls))
                if speaks, !pulls {
                    let params = try client.expect("textDocument/publishDiagnostics")
                    #expect(params["uri"]?.string == client.uri(path))
                    #expect((params["diagnostics"]?.elements.count ?? 0) > 0)
                }
                let report = try client.request("textDocument/diagnostic", client.document(path))
                #expect(report["kind"]?.string == "full")
                #expect((report["items"]?.elements.count == 0) == !speaks)
            }
            try client.close()
        }
    }

    @Test func errorsGoWhenTheyAreMended() throws {
        let client = try client()
        try client.open("a.py", broken)
        #expect(try client.expectDiagnostics(of: "a.py") > 0)
        try client.change("a.py", [(nil, sound)])
        #expect(try client.expectDiagnostics(of: "a.py") == 0)
        // Nothing is said twice.
        try client.change("a.py", [(nil, sound)])
        try client.settle()
        try client.close()
    }

    @Test func errorsGoWithTheDocument() throws {
        let client = try client()
        try client.open("a.py", broken)
        #expect(try client.expectDiagnostics(of: "a.py") > 0)
        try client.closeDocument("a.py")
        #expect(try client.expectDiagnostics(of: "a.py") == 0)
        try client.close()
    }

    @Test func errorsGoWhenTheDocumentIsOpenedAnewWithoutThem() throws {
        let client = try client()
        try client.open("a.py", broken)
        #expect(try client.expectDiagnostics(of: "a.py") > 0)
        try client.open("a.py", sound)
        #expect(try client.expectDiagnostics(of: "a.py") == 0)
        try client.close()
    }

    @Test func errorsGoWhenTheUserSwitchesThemOff() throws {
        let client = try PipeClient()
        try client.initialize(options: ["syntax": ["diagnostics": "on"]])
        try client.open("a.py", broken)
        #expect(try client.expectDiagnostics(of: "a.py") > 0)
        for (value, hasErrors) in [("off", false), ("on", true), ("auto", false)] {
            try client.notify(
                "workspace/didChangeConfiguration",
                ["settings": ["tenon": ["syntax": ["diagnostics": .string(value)]]]])
            #expect(try (client.expectDiagnostics(of: "a.py") > 0) == hasErrors)
        }
        try client.close()
    }

    @Test func aDocumentWithoutErrorsIsNotSpokenOf() throws {
        let client = try client()
        try client.open("a.py", sound)
        try client.settle()
        try client.closeDocument("a.py")
        try client.settle()
        try client.close()
    }

    @Test func anAnswerForATextThatHasGoneIsDropped() throws {
        let client = try client()
        let hold = try client.holdWorkers()
        try client.open("a.py", broken)
        try client.closeDocument("a.py")
        hold.release()
        try client.settle()
        try client.close()
    }

    @Test(arguments: [false, true])
    func theVersionIsNamedToClientsThatWantIt(wantsIt: Bool) throws {
        let client = try PipeClient(settings: ["syntax.diagnostics=on"])
        try client.initialize([
            "textDocument": ["publishDiagnostics": ["versionSupport": .bool(wantsIt)]]
        ])
        try client.open(uri: client.uri("a.py"), broken, version: 17)
        let params = try client.expect("textDocument/publishDiagnostics")
        #expect(params["version"]?.int == (wantsIt ? 17 : nil))
        try client.close()
    }

    @Test func whatIsPulledIsOfferedToClientsThatPull() throws {
        for pulls in [false, true] {
            let client = try PipeClient()
            let capabilities = try client.initialize(
                pulls ? ["textDocument": ["diagnostic": [:]]] : [:])
            #expect((capabilities["diagnosticProvider"] != nil) == pulls)
            try client.close()
        }
    }

    @Test func whatIsNotOpenHasNoErrors() throws {
        let client = try client()
        let report = try client.request("textDocument/diagnostic", client.document("a.py"))
        #expect(report["items"]?.elements.count == 0)
        try client.close()
    }

    private func client() throws -> PipeClient {
        let client = try PipeClient(settings: ["syntax.diagnostics=on"])
        try client.initialize()
        return client
    }
}

private let broken = "def f(:\n  pass\n"
private let sound = "def f():\n  pass\n"

extension PipeClient {
    /// The number of errors that are shown next.
    fileprivate func expectDiagnostics(of path: String) throws -> Int {
        let params = try expect("textDocument/publishDiagnostics")
        #expect(params["uri"]?.string == uri(path))
        return try #require(params["diagnostics"]?.elements.count)
    }
}
