import JSON
import TestKit
import Testing
import Text

/// Documents follow the client's edits, whatever they are written in and wherever they lie.
@Suite struct TextSyncTests {
    @Test(arguments: PositionEncoding.allCases)
    func positionsCountTheUnitsOfTheEncoding(encoding: PositionEncoding) throws {
        let client = try client(encoding)
        // Two, three and four bytes; one, one and two 16-bit units.
        try client.open("a.txt", "aé漢😀b\nx")
        let width =
            switch encoding {
            case .utf8: 10
            case .utf16: 5
            case .utf32: 4
            }
        try client.change("a.txt", [(range(0, width, 0, width), "!")])
        #expect(try client.text(of: "a.txt") == "aé漢😀!b\nx")
        try client.change("a.txt", [(range(0, 1, 0, width), "")])
        #expect(try client.text(of: "a.txt") == "a!b\nx")
        try client.close()
    }

    @Test func aPlaceInsideACharacterIsItsStart() throws {
        let client = try client(.utf16)
        try client.open("a.txt", "x😀y")
        try client.change("a.txt", [(range(0, 2, 0, 2), "|")])
        #expect(try client.text(of: "a.txt") == "x|😀y")
        // From the middle of the pair to its end: the whole pair goes.
        try client.change("a.txt", [(range(0, 3, 0, 4), "")])
        #expect(try client.text(of: "a.txt") == "x|y")
        try client.close()
    }

    @Test func halfASurrogatePairInTheTextBecomesTheReplacementCharacter() throws {
        let client = try client(.utf16)
        try client.send(
            body: #"{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":"#
                + #"{"uri":"untitled:1","languageId":"","version":1,"text":"a\ud83d.\ude00b"}}}"#)
        #expect(try client.text(ofURI: "untitled:1") == "a\u{FFFD}.\u{FFFD}b")
        try client.change(uri: "untitled:1", [(range(0, 3, 0, 4), "-")])
        #expect(try client.text(ofURI: "untitled:1") == "a\u{FFFD}.-b")
        try client.close()
    }

    @Test func changesApplyInTheirOrderEachToTheResultOfTheOneBefore() throws {
        let client = try client(.utf16)
        try client.open("a.txt", "one two")
        try client.change(
            "a.txt",
            [
                (range(0, 0, 0, 3), "1"), (range(0, 2, 0, 5), "2"), (nil, "new\ntext"),
                (range(1, 0, 1, 4), ""), (range(0, 3, 1, 0), "er"),
            ])
        #expect(try client.text(of: "a.txt") == "newer")
        try client.change("a.txt", [(nil, "")])
        #expect(try client.text(of: "a.txt") == "")
        try client.close()
    }

    @Test(arguments: [
        ("a\r\nb\r\nc", range(1, 1, 2, 0), "a\r\nbc"),
        ("a\rb\rc", range(1, 0, 1, 1), "a\rX\rc"),
        ("a\nb\r\nc\rd", range(3, 0, 3, 1), "a\nb\r\nc\rX"),
        // No position lies between \r and \n: past the line's end is before both.
        ("a\r\nb", range(0, 2, 0, 9), "aX\r\nb"),
        // Only the three line ends of the protocol end a line.
        ("a\u{2028}b\u{85}c\u{B}d", range(0, 6, 0, 7), "a\u{2028}b\u{85}c\u{B}X"),
    ])
    func lineEndsAreThoseOfTheProtocol(
        text: String, range: PositionRange, expected: String
    ) throws {
        let client = try client(.utf16)
        try client.open("a.txt", text)
        let replacement = expected.utf8.contains(UInt8(ascii: "X")) ? "X" : ""
        try client.change("a.txt", [(range, replacement)])
        let result = try client.text(of: "a.txt")
        #expect(result.map { Array($0.utf8) } == Array(expected.utf8))
        try client.close()
    }

    @Test(arguments: [
        (range(7, 0, 9, 9), "one\ntwo!"), (range(0, 99, 0, 99), "one!\ntwo"),
        (range(1, 3, 1, 0), "one\n!"), (range(1, 1, 0, 1), "o!wo"),
        (range(-1, -1, 0, 1), "!ne\ntwo"), (range(0, -5, 0, 0), "!one\ntwo"),
        (range(.max, .max, .max, .max), "one\ntwo!"),
        (range(.min, .min, .max, .max), "!"),
    ])
    func placesOutsideTheTextAreClamped(range: PositionRange, expected: String) throws {
        let client = try client(.utf16)
        try client.open("a.txt", "one\ntwo")
        try client.change("a.txt", [(range, "!")])
        #expect(try client.text(of: "a.txt") == expected)
        try client.close()
    }

    @Test func theRangeLengthOfOldClientsDoesNotCount() throws {
        let client = try client(.utf16)
        try client.open("a.txt", "one two")
        try client.notify(
            "textDocument/didChange",
            [
                "textDocument": ["uri": .string(client.uri("a.txt")), "version": 2],
                "contentChanges": [
                    [
                        "range": [
                            "start": ["line": 0, "character": 0],
                            "end": ["line": 0, "character": 3],
                        ],
                        "rangeLength": 99, "text": "1",
                    ]
                ],
            ])
        #expect(try client.text(of: "a.txt") == "1 two")
        try client.close()
    }

    @Test(arguments: [
        "untitled:Untitled-1", "vscode-notebook-cell:/a%20b.ipynb#W0sZmlsZQ%3D%3D",
        "git:/repo/a.py?%7B%22ref%22%3A%22~%22%7D", "file:///c%3A/Users/x/a.py",
        "file://server/share/a.py", "FILE:///x/A.PY", "no-scheme", "", "file:", "file:///",
        "file:///%zz/%", "file:///%ff%00", "\u{0}", "日本語:漢字",
    ])
    func anyURINamesADocument(uri: String) throws {
        let client = try client(.utf16)
        try client.open(uri: uri, "text", languageID: "python")
        try client.change(uri: uri, [(range(0, 4, 0, 4), "!")])
        #expect(try client.text(ofURI: uri) == "text!")
        for method in ["documentSymbol", "foldingRange"] {
            let answer = try client.request(
                "textDocument/\(method)", ["textDocument": ["uri": .string(uri)]])
            #expect(answer.isNull)
        }
        try client.notify("textDocument/didClose", ["textDocument": ["uri": .string(uri)]])
        try client.close()
    }

    @Test func allSpellingsOfAURINameOneDocument() throws {
        let client = try client(.utf16)
        try client.open(uri: "file:///w/a%20(1)%C3%A9.txt", "text")
        try client.change(uri: "file:///w/a%20%281%29%c3%a9.txt", [(range(0, 4, 0, 4), "!")])
        #expect(try client.text(ofURI: "file:///w/a (1)é.txt") == "text!")
        #expect(try client.text(ofURI: "FILE:///w/a%20(1)%c3%A9.txt") == "text!")
        #expect(try client.failsToRead("file:///w/A%20(1)%C3%A9.txt"))
        try client.close()
    }

    @Test func aDocumentIsWhatWasOpenedLast() throws {
        let client = try client(.utf16)
        try client.open("a.txt", "first")
        try client.closeDocument("a.txt")
        #expect(try client.failsToRead(client.uri("a.txt")))
        try client.open("a.txt", "second")
        #expect(try client.text(of: "a.txt") == "second")
        // Opened again without being closed: some clients do this on reload.
        try client.open("a.txt", "third")
        #expect(try client.text(of: "a.txt") == "third")
        try client.close()
    }

    @Test func changesOfWhatIsNotOpenAreIgnored() throws {
        let client = try client(.utf16)
        try client.change("a.txt", [(nil, "before")])
        try client.closeDocument("a.txt")
        try client.open("a.txt", "text")
        try client.closeDocument("a.txt")
        try client.change("a.txt", [(nil, "after")])
        try client.notify("textDocument/didSave", client.document("a.txt"))
        #expect(try client.failsToRead(client.uri("a.txt")))
        try client.close()
    }

    @Test func aVersionIsTakenAsItComes() throws {
        let client = try client(.utf16)
        try client.open("a.txt", "text")
        for version in [7, 3, 3, -1] {
            try client.change("a.txt", version: version, [(range(0, 0, 0, 0), "!")])
        }
        let answer = try client.request(
            "workspace/executeCommand",
            [
                "command": "tenon.debug.documentText",
                "arguments": [.string(client.uri("a.txt"))],
            ])
        #expect(answer["version"]?.int == -1)
        #expect(answer["text"]?.string == "!!!!text")
        try client.close()
    }

    @Test func aNotificationThatMakesNoSenseChangesNothing() throws {
        let client = try client(.utf16)
        try client.open("a.txt", "text")
        let uri = JSONLiteral.string(client.uri("a.txt"))
        let broken: [JSONLiteral] = [
            nil, [], [:], "x", ["textDocument": nil], ["textDocument": ["uri": 1]],
            ["textDocument": ["uri": uri, "version": 2], "contentChanges": [["text": 1]]],
            ["textDocument": ["uri": uri, "version": 2], "contentChanges": ["x", nil]],
            [
                "textDocument": ["uri": uri, "version": 2],
                "contentChanges": [
                    ["text": "half of a change is none"], ["range": ["start": 1], "text": ""],
                ],
            ],
        ]
        for params in broken {
            for method in ["didOpen", "didChange", "didClose", "didSave", "willSave"] {
                // A close that can be read is a close.
                if method == "didClose", case .object(let members) = params, members.count > 1 {
                    continue
                }
                try client.notify("textDocument/\(method)", params)
            }
        }
        #expect(try client.text(of: "a.txt") == "text")
        try client.close()
    }

    @Test func aHundredThousandLinesAreEditedInTheMiddle() throws {
        let client = try client(.utf16)
        try client.open("a.txt", String(repeating: "x\n", count: 100_000))
        for line in [50_000, 99_999, 0] {
            try client.change("a.txt", [(range(line, 0, line, 1), "é")])
        }
        let text = try #require(try client.text(of: "a.txt"))
        #expect(text.utf8.count == 200_003)
        #expect(text.hasPrefix("é\nx\n") && text.hasSuffix("x\né\n"))
        try client.close()
    }

    @Test(arguments: PositionEncoding.allCases)
    func randomEditsGiveTheTextThatTheClientHas(encoding: PositionEncoding) throws {
        let client = try client(encoding)
        forAll(count: 15) { random in
            var text = random.text()
            try client.open("a.txt", text)
            for version in 2..<8 {
                var changes: [(PositionRange?, String)] = []
                for _ in 0..<random.int(in: 0...3) {
                    let change = random.change(of: text, encoding)
                    changes.append((change.range, change.text))
                    text = change.result
                }
                try client.change("a.txt", version: version, changes)
            }
            let result = try client.text(of: "a.txt")
            try #require(result.map { Array($0.utf8) } == Array(text.utf8))
        }
        try client.close()
    }

    private func client(_ encoding: PositionEncoding) throws -> PipeClient {
        let client = try PipeClient()
        let capabilities = try client.initialize(
            ["general": ["positionEncodings": [.string(encoding.rawValue)]]])
        #expect(capabilities["positionEncoding"]?.string == encoding.rawValue)
        return client
    }
}

extension PipeClient {
    /// Whether the server says that the document is not open.
    fileprivate func failsToRead(_ uri: String) throws -> Bool {
        try failure(
            "workspace/executeCommand",
            ["command": "tenon.debug.documentText", "arguments": [.string(uri)]]) == -32602
    }
}
