import JSON
import LSP
import TestKit
import Testing
import Text

private func capabilities(_ text: String) throws -> ClientCapabilities {
    try ClientCapabilities(from: JSON.parse(Array(text.utf8)))
}

@Suite struct ClientCapabilitiesTests {
    /// What Neovim 0.11 says, in part.
    @Test func readsWhatAClientSays() throws {
        let client = try capabilities(
            #"""
            {"general":{"positionEncodings":["utf-8","x","utf-16"]},
             "window":{"workDoneProgress":true,"showDocument":{"support":true},
               "showMessage":{"messageActionItem":{"additionalPropertiesSupport":true}}},
             "workspace":{"applyEdit":true,"configuration":true,
               "workspaceEdit":{"documentChanges":true,"resourceOperations":["rename","create"]},
               "didChangeWatchedFiles":{"dynamicRegistration":false,"relativePatternSupport":true},
               "symbol":{"resolveSupport":{"properties":["location.range"]}}},
             "textDocument":{
               "documentSymbol":{"hierarchicalDocumentSymbolSupport":true},
               "foldingRange":{"lineFoldingOnly":true,"rangeLimit":50,
                 "foldingRange":{"collapsedText":true}},
               "completion":{"completionItem":{"snippetSupport":true,
                   "documentationFormat":["markdown","x","plaintext"],
                   "resolveSupport":{"properties":["documentation"]},
                   "tagSupport":{"valueSet":[1]}},
                 "completionList":{"itemDefaults":["editRange"]}},
               "codeAction":{"dataSupport":true,"resolveSupport":{"properties":["edit"]},
                 "codeActionLiteralSupport":{"codeActionKind":{"valueSet":["","quickfix"]}}},
               "publishDiagnostics":{"relatedInformation":true,"tagSupport":{"valueSet":[1,2]}},
               "diagnostic":{"dynamicRegistration":true}}}
            """#)
        #expect(client.general.positionEncodings == [.utf8, .utf16])
        #expect(client.window.workDoneProgress && client.window.showDocument)
        #expect(client.window.showMessageRequest)
        #expect(client.workspace.applyEdit && client.workspace.documentChanges)
        #expect(client.workspace.resourceOperations == ["rename", "create"])
        #expect(!client.workspace.changeAnnotations && !client.workspace.watchedFilesRegistration)
        #expect(client.workspace.watchedFilesRelativePattern && client.workspace.configuration)
        #expect(client.workspace.symbolResolveProperties == ["location.range"])
        #expect(client.textDocument.hierarchicalSymbols && client.textDocument.lineFoldingOnly)
        #expect(client.textDocument.foldingRangeLimit == 50 && client.textDocument.collapsedText)
        #expect(client.completion.documentationFormats == [.markdown, .plaintext])
        #expect(client.completion.snippets && client.completion.deprecatedTag)
        #expect(client.completion.itemDefaults == ["editRange"])
        #expect(client.completion.resolveProperties == ["documentation"])
        #expect(!client.completion.inlineCompletion)
        #expect(client.codeAction.literals && client.codeAction.data)
        #expect(client.codeAction.kinds == ["", "quickfix"])
        #expect(client.codeAction.resolveProperties == ["edit"])
        #expect(client.diagnostics.relatedInformation && client.diagnostics.tags == [1, 2])
        #expect(client.diagnostics.pull && client.diagnostics.pullRegistration)
        #expect(!client.diagnostics.version)
    }

    /// Real clients: lsp-mode 10 has a null, an old Neovim an array where an object belongs.
    @Test func badPartsCountAsAbsent() throws {
        let client = try capabilities(
            #"""
            {"callHierarchy":[],"general":[],"window":null,"workspace":{"applyEdit":"yes",
              "workspaceEdit":7,"didChangeWatchedFiles":[true],"configuration":true},
             "textDocument":{"inlineCompletion":null,"codeAction":{"resolveSupport":["edit"]},
              "foldingRange":{"rangeLimit":"many"},
              "completion":{"completionItem":{"documentationFormat":"markdown"}}}}
            """#)
        #expect(client.workspace.configuration)
        #expect(!client.workspace.applyEdit && !client.workspace.documentChanges)
        #expect(!client.completion.inlineCompletion && client.completion.isPresent)
        #expect(client.codeAction.isPresent && client.codeAction.resolveProperties == [])
        #expect(client.completion.documentationFormats == [])
        #expect(client.textDocument.foldingRangeLimit == nil)
        #expect(throws: JSONDecodingError.self) { try capabilities("[]") }
    }

    @Test func nothingInThemIsEverRefused() {
        let names = [
            "general", "window", "workspace", "textDocument", "completion", "completionItem",
            "codeAction", "resolveSupport", "properties", "valueSet", "positionEncodings",
            "workspaceEdit", "publishDiagnostics", "tagSupport", "foldingRange",
            "dynamicRegistration",
        ]
        func value(_ random: inout Random, depth: Int) -> JSONLiteral {
            switch random.int(below: depth > 4 ? 5 : 8) {
            case 0: .null
            case 1: .bool(true)
            case 2: .int(random.int(in: -2...3))
            case 3: .string(random.text(pieces: 2))
            case 4: .array([.string("utf-8"), .null])
            default:
                .object(
                    (0..<5).map { _ in (random.element(of: names), value(&random, depth: depth + 1))
                    })
            }
        }
        forAll(count: 500) { random in
            let members = names.prefix(4).map { ($0, value(&random, depth: 0)) }
            _ = try ClientCapabilities(from: JSON(.object(members)))
        }
    }
}
