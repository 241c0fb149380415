package import Models
package import Text

/// What else a prompt may show beside the text around the cursor.
package struct PromptSources: Sendable {
    /// Pieces of files that were looked at or edited, in a stable order.
    package var viewed: [ContextFile] = []
    /// The definitions of names around the cursor.
    package var definitions: [ContextFile] = []
    /// What the repository's map says for the cursor.
    package var map = ""
    /// The latest edits as a diff.
    package var edits: [UInt8] = []

    /// Nothing but the text itself.
    package init() {}
}

/// A part of a prompt, for people who want to know what a model was shown.
package struct PromptPart: Sendable, Hashable {
    /// What it is.
    package enum Kind: String, Sendable, CaseIterable {
        case viewed, definition, map, edits, prefix, suffix
    }

    package let kind: Kind
    /// The file that it is of.
    package let path: String
    package let tokens: Int
    /// Whether it had room.
    package let isShown: Bool
}

/// What prompts show beside the text around the cursor, chosen once and then kept byte for byte
/// while somebody types: servers remember what two prompts have in common at their beginning.
package struct PromptContext: Sendable {
    /// In the order of the prompt: what changes least comes first.
    package let files: [ContextFile]
    package let parts: [PromptPart]

    /// Nothing but the text itself.
    package init() {
        files = []
        parts = []
    }

    /// The sources that have room. Where they do not all have, the definitions and the map go
    /// before what was looked at, and that before the edits.
    package init(_ sources: PromptSources, budget: Int, count: TokenCount) {
        var offers = sources.viewed.map { Offer(.viewed, $0) }
        offers += sources.definitions.map { Offer(.definition, $0) }
        if !sources.map.isEmpty {
            let text = ContextFile(path: "repository-map.txt", text: Array(sources.map.utf8))
            offers.append(Offer(.map, text))
        }
        if !sources.edits.isEmpty {
            offers.append(
                Offer(.edits, ContextFile(path: "recent-edits.diff", text: sources.edits)))
        }
        var left = budget
        var taken: [Int: Bool] = [:]
        let sizes = offers.map { count.tokens($0.file.text[...]) + PromptContext.headerTokens }
        for kind in [PromptPart.Kind.definition, .map, .viewed, .edits] {
            // Of what was looked at the newest counts most.
            for index in offers.indices.reversed() where offers[index].kind == kind {
                taken[index] = sizes[index] <= left
                if sizes[index] <= left { left -= sizes[index] }
            }
        }
        files = offers.indices.filter { taken[$0] == true }.map { offers[$0].file }
        parts = offers.indices.map { index in
            PromptPart(
                kind: offers[index].kind, path: offers[index].file.path, tokens: sizes[index],
                isShown: taken[index] == true)
        }
    }

    private struct Offer {
        let kind: PromptPart.Kind
        let file: ContextFile

        init(_ kind: PromptPart.Kind, _ file: ContextFile) {
            self.kind = kind
            self.file = file
        }
    }

    /// What a file's name and the marks around it take.
    private static let headerTokens = 16
}

/// How the tokens of a prompt are shared out.
package struct PromptBudget: Sendable, Hashable {
    package let prefix: Int
    package let suffix: Int
    package let context: Int
    /// The answer's.
    package let answer: Int

    /// For a model that can attend to so many tokens; nil when nobody has said.
    ///
    /// llama.cpp itself cuts a prefix to 1536 tokens and a suffix to 510, and a cut that moves with
    /// every keystroke spoils its cache. The suffix comes behind what changes, so it is computed
    /// anew each time: it is short.
    package init(contextTokens: Int?, answer: Int = 128) {
        let room = max(256, (contextTokens ?? 4096) * 9 / 10 - answer)
        prefix = min(1400, room / 2)
        suffix = min(192, room / 8)
        context = min(4096, room - prefix - suffix)
        self.answer = answer
    }
}

/// What a request to fill in is made from.
package struct FIMPrompt: Sendable {
    package let request: FIMRequest
    package let window: PromptWindow
    package let parts: [PromptPart]

    /// The request for a cursor. `language` is as people spell it.
    package init(
        _ text: TextBuffer, cursor: Int, anchor: Int?, path: String, language: String,
        repository: String, context: PromptContext, budget: PromptBudget, count: TokenCount
    ) {
        let window = PromptWindow(
            text, cursor: cursor, anchor: anchor, prefixBudget: budget.prefix,
            suffixBudget: budget.suffix, count: count)
        var request = FIMRequest(
            prefix: Array(text.bytes[window.prefix]), suffix: Array(text.bytes[window.suffix]),
            path: path, maximumTokens: budget.answer)
        request.language = language
        request.repository = repository
        request.context = context.files
        self.request = request
        self.window = window
        parts =
            context.parts + [
                PromptPart(
                    kind: .prefix, path: path, tokens: window.prefixTokens, isShown: true),
                PromptPart(
                    kind: .suffix, path: path, tokens: window.suffixTokens, isShown: true),
            ]
    }
}

/// The identifiers in the lines around a line, each once, in the order of the text.
package func identifiers(in text: TextBuffer, around line: Int, reach: Int) -> [String] {
    let first = max(0, line - reach)
    let last = min(text.lines.count - 1, line + reach)
    guard first <= last else { return [] }
    let end = text.lines.range(of: last, in: text.bytes.span).upperBound
    var seen: Set<ArraySlice<UInt8>> = []
    return tokens(of: text.bytes[text.lines.start(of: first)..<end]).filter { token in
        token.count > 2 && token.first.map { ByteClass(byte: $0) } == .letter
            && seen.insert(token).inserted
    }.map { String(decoding: $0, as: UTF8.self) }
}
