import Base
import EditorClient
import JSON
import TestKit
import Testing
import Text

/// Outline, folds, selections and errors from syntax alone; and that they are silent where an editor
/// usually has a server of its own. Python is such a language; `pocket` is a user's own language
/// with the same grammar and without any server.
@Suite struct SyntaxFeatureTests {
    static let requests = [
        ("syntax.documentSymbols", "textDocument/documentSymbol"),
        ("syntax.folding", "textDocument/foldingRange"),
        ("syntax.selectionRanges", "textDocument/selectionRange"),
    ]

    @Test(arguments: requests, [false, true])
    func aFeatureSpeaksWhereItShould(
        feature: (setting: String, method: String), isOpen: Bool
    ) throws {
        for (value, speaksInPython, speaksInPocket) in [
            ("auto", false, true), ("on", true, true), ("off", false, false),
        ] {
            let client = try PipeClient(
                pocket + "//- a.py\n\(sample)//- a.pocket\n\(sample)",
                settings: ["\(feature.setting)=\(value)"])
            try client.initialize()
            for (path, speaks) in [("a.py", speaksInPython), ("a.pocket", speaksInPocket)] {
                if isOpen { try client.open(path, sample) }
                let params: JSONLiteral = [
                    "textDocument": ["uri": .string(client.uri(path))],
                    "positions": [["line": 1, "character": 5]],
                ]
                let answer = try client.request(feature.method, params)
                #expect(answer.isNull == !speaks, "\(path) \(value): \(answer)")
                #expect((answer.elements.count == 0) == !speaks)
            }
            try client.close()
        }
    }

    @Test func theOutlineIsATreeWhereTheClientWantsOne() throws {
        let client = try PipeClient(settings: ["syntax.documentSymbols=on"])
        try client.initialize([
            "textDocument": ["documentSymbol": ["hierarchicalDocumentSymbolSupport": true]]
        ])
        try client.open("a.py", "class É:\n  def m(self): pass\n\nX = 1\n")
        let answer = try client.request("textDocument/documentSymbol", client.document("a.py"))
        expect(
            answer.elements.map(\.description).joined(separator: "\n"),
            equals: """
                {"name":"É","kind":5,"range":{"start":{"line":0,"character":0},"end":{"line":1,"character":19}},"selectionRange":{"start":{"line":0,"character":6},"end":{"line":0,"character":7}},"children":[{"name":"m","kind":6,"range":{"start":{"line":1,"character":2},"end":{"line":1,"character":19}},"selectionRange":{"start":{"line":1,"character":6},"end":{"line":1,"character":7}}}]}
                {"name":"X","kind":14,"range":{"start":{"line":3,"character":0},"end":{"line":3,"character":5}},"selectionRange":{"start":{"line":3,"character":0},"end":{"line":3,"character":1}}}
                """)
        try client.close()
    }

    @Test func theOutlineIsFlatForOthers() throws {
        let client = try PipeClient(settings: ["syntax.documentSymbols=on"])
        try client.initialize(["general": ["positionEncodings": ["utf-8"]]])
        try client.open("a.py", "class É:\n  def m(self): pass\n\nX = 1\n")
        let answer = try client.request("textDocument/documentSymbol", client.document("a.py"))
        expect(
            answer.elements.map { $0.description.replacing(client.uri("a.py"), with: "<a.py>") }
                .joined(separator: "\n"),
            equals: """
                {"name":"É","kind":5,"location":{"uri":"<a.py>","range":{"start":{"line":0,"character":0},"end":{"line":1,"character":19}}}}
                {"name":"m","kind":6,"containerName":"É","location":{"uri":"<a.py>","range":{"start":{"line":1,"character":2},"end":{"line":1,"character":19}}}}
                {"name":"X","kind":14,"location":{"uri":"<a.py>","range":{"start":{"line":3,"character":0},"end":{"line":3,"character":5}}}}
                """)
        try client.close()
    }

    @Test func anAnswerIsForTheTextAsItIsInTheEditor() throws {
        let client = try PipeClient(
            "//- a.py\nON_DISK = 1\n", settings: ["syntax.documentSymbols=on"])
        try client.initialize()
        func names() throws -> [String] {
            try client.request("textDocument/documentSymbol", client.document("a.py"))
                .elements.compactMap { $0["name"]?.string }
        }
        #expect(try names() == ["ON_DISK"])
        try client.open("a.py", "OPENED = 1\n")
        #expect(try names() == ["OPENED"])
        try client.change("a.py", [(range(0, 0, 0, 6), "EDITED")])
        #expect(try names() == ["EDITED"])
        for _ in 0..<20 { try client.change("a.py", [(range(0, 0, 0, 0), "Z")]) }
        #expect(try names() == [String(repeating: "Z", count: 20) + "EDITED"])
        try client.closeDocument("a.py")
        #expect(try names() == ["ON_DISK"])
        try client.close()
    }

    @Test func aFileOnDiskMayBeAnything() throws {
        let client = try PipeClient(settings: [
            "syntax.documentSymbols=on", "index.maxFileBytes=1024",
        ])
        try client.folder.write("latin1.py", [0x58, 0x20, 0x3D, 0x20, 0x22, 0xE9, 0x22, 0x0A])
        try client.folder.write("large.py", String(repeating: "x = 1\n", count: 200))
        try client.folder.write("folder.py/x", "")
        #expect(unsafe mkfifo((client.folder.path / "fifo.py").string, 0o600) == 0)
        try client.initialize()
        let answer = try client.request(
            "textDocument/documentSymbol", client.document("latin1.py"))
        #expect(answer[0]?["name"]?.string == "X")
        for path in ["large.py", "folder.py", "fifo.py", "missing.py"] {
            let code = try client.failure("textDocument/documentSymbol", client.document(path))
            #expect(code == -32803, "\(path)")
        }
        try client.close()
    }

    @Test(arguments: [(5000, 3), (2, 2), (0, 0), (-1, 3), (Int.max, 3)])
    func theClientLimitsTheFolds(limit: Int, count: Int) throws {
        let client = try PipeClient(settings: ["syntax.folding=on"])
        try client.initialize(["textDocument": ["foldingRange": ["rangeLimit": .int(limit)]]])
        try client.open("a.py", String(repeating: "def f():\n  a\n  b\n\n", count: 3))
        let answer = try client.request("textDocument/foldingRange", client.document("a.py"))
        #expect(answer.elements.count == count)
        try client.close()
    }

    @Test func selectionsGrowOneForEachPlace() throws {
        let client = try PipeClient(settings: ["syntax.selectionRanges=on"])
        try client.initialize()
        try client.open("a.py", "f(a, b)\n")
        let answer = try client.request(
            "textDocument/selectionRange",
            [
                "textDocument": ["uri": .string(client.uri("a.py"))],
                "positions": [
                    ["line": 0, "character": 2], ["line": 99, "character": 99],
                    ["line": 0, "character": 2],
                ],
            ])
        #expect(answer.elements.count == 3)
        #expect(answer[0] == answer[2])
        var ends: [Int] = []
        var next = answer[0]
        while let range = next {
            ends.append(range["range"]?["end"]?["character"]?.int ?? -1)
            next = range["parent"]
        }
        #expect(ends.first == 3)
        #expect(ends.contains(7))
        try client.close()
    }

    @Test(arguments: [
        #"{"line": -1, "character": 0}"#, #"{"line": 0, "character": 2147483648}"#,
        #"{"line": 1.5, "character": 0}"#, #"{"line": "1", "character": 0}"#, "null", "[]",
    ])
    func placesThatAreNoneAreRefused(position: String) throws {
        let client = try PipeClient(settings: ["syntax.selectionRanges=on"])
        try client.initialize()
        try client.open("a.py", "x\n")
        let json = try JSON.parse(Array(position.utf8))
        let code = try client.failure(
            "textDocument/selectionRange",
            [
                "textDocument": ["uri": .string(client.uri("a.py"))],
                "positions": [.json(json)],
            ])
        #expect(code == -32602)
        try client.close()
    }

    @Test func whatTheEditorCallsADocumentCountsMost() throws {
        let client = try PipeClient(pocket)
        try client.initialize()
        for (path, languageID, speaks) in [
            ("a.txt", "pocket", true), ("a.pocket", "python", false), ("a.pocket", "", true),
            ("a.pocket", "plaintext", true), ("a", "", false), ("a.unknown", "unknown", false),
        ] {
            try client.open(path, sample, languageID: languageID)
            let answer = try client.request(
                "textDocument/documentSymbol", client.document(path))
            #expect(answer.isNull == !speaks, "\(path) \(languageID)")
            try client.closeDocument(path)
        }
        try client.close()
    }

    @Test func aMissingGrammarIsToldOnce() throws {
        let client = try PipeClient(settings: ["syntax.documentSymbols=on"]) {
            $0.grammars = "/nonexistent"
        }
        try client.initialize()
        for path in ["a.py", "b.py"] {
            try client.open(path, sample)
            try client.change(path, [(nil, sample)])
            let answer = try client.request(
                "textDocument/documentSymbol", client.document(path))
            #expect(answer.elements.count == 0)
        }
        let message = try client.expect("window/showMessage")
        #expect(message["type"]?.int == 2)
        let text = message["message"]?.string ?? ""
        #expect(text.hasPrefix("Tenon has no syntax features for Python: "), "\(text)")
        #expect(text.contains("tenon grammars add python"), "\(text)")
        // Everything that needs no grammar goes on.
        #expect(try client.text(of: "b.py") == sample)
        let completions = try client.request(
            "textDocument/completion", client.document("a.py", 0, 0))
        #expect(completions["items"] != nil)
        try client.settle()
        try client.close()
    }
}

private let pocket = """
    //- .config/tenon/languages/pocket/language.json
    {"name": "Pocket", "grammar": "python", "inherits": "python", "extensions": ["pocket"]}

    """

private let sample = "class A:\n  def method(self):\n    pass\n"
