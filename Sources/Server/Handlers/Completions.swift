import Base
import Completion
import LSP
import Languages
import Settings
import Structure
import Text

extension Session {
    func completion(_ params: CompletionParams, _ open: OpenRequest) {
        let uri = DocumentURI(params.uri)
        let settings = settings(for: uri)
        guard settings.completionEnabled, settings.completionWords,
            let request = completionRequest(uri, params.position)
        else { return open.succeedWithNull() }
        let usesInsertReplace = client.capabilities.completion.insertReplace
        answer(open) { () throws(ResponseError) in
            request.menu(usesInsertReplace: usesInsertReplace)
        }
    }

    func inlineCompletion(_ params: InlineCompletionParams, _ open: OpenRequest) {
        let uri = DocumentURI(params.uri)
        guard settings(for: uri).inlineCompletionEnabled,
            let request = completionRequest(uri, params.position)
        else { return open.succeedWithNull() }
        let selected = params.selectedCompletion
        answer(open) { () throws(ResponseError) in
            InlineCompletionList(items: request.inlineItems(selected: selected))
        }
    }

    /// The document and its neighbours as they are now; nil when it is not open.
    private func completionRequest(
        _ uri: DocumentURI, _ position: Position
    ) -> CompletionRequest? {
        // A place behind the end of the text has no line that a completion could stand on.
        guard let document = documents[uri], position.line < document.buffer.lines.count,
            let snapshot = documents[uri]?.snapshot()
        else { return nil }
        let others = documents.values.filter { other in
            other.uri != uri && other.languageID == document.languageID
        }
        let neighbours = others.sorted { $0.lastUse > $1.lastUse }
            .prefix(CompletionRequest.maximumNeighbours)
        return CompletionRequest(
            document: snapshot,
            neighbours: neighbours.compactMap { documents[$0.uri]?.snapshot() },
            position: position, encoding: client.encoding,
            boundsChecks: options.delays.boundsChecks)
    }
}

/// A completion that was asked for, with all that it needs, for a worker.
private struct CompletionRequest: Sendable {
    /// More open documents than these do not make a suggestion better, only later.
    static let maximumNeighbours = 16

    let document: DocumentSnapshot
    let neighbours: [DocumentSnapshot]
    let position: Position
    let encoding: PositionEncoding
    let boundsChecks: Bool

    private var input: CompletionInput {
        let buffer = document.buffer
        var input = CompletionInput(
            text: buffer, cursor: buffer.offset(of: position, encoding: encoding))
        input.language = document.language
        input.tree = document.tree
        input.index = document.index.value
        input.others = neighbours.map(\.index.value)
        if !boundsChecks { input.limits.parseNanoseconds = nil }
        return input
    }

    func menu(usesInsertReplace: Bool) -> CompletionList {
        var input = input
        input.definitions = document.tags.namedDefinitions(in: document.buffer.bytes)
        let menu = input.menuCompletions()
        let replace = range(menu.replaced)
        let insert = range(menu.inserted)
        let items = menu.items.enumerated().map { place, found in
            let text = String(decoding: found.text, as: UTF8.self)
            var item = CompletionItem(label: text)
            item.kind = found.kind.map(CompletionItem.Kind.init(definition:)) ?? .text
            // Ours go below those of a language's own server, in our order.
            item.sortText = "~" + String(10_000 + place)
            item.edit =
                usesInsertReplace
                ? .insertReplace(newText: text, insert: insert, replace: replace)
                : .single(ProtocolTextEdit(range: insert, newText: text))
            return item
        }
        return CompletionList(isIncomplete: menu.isIncomplete, items: items)
    }

    /// What the editor shows as ghost text. With an entry of its menu selected, only what extends
    /// that entry can be shown.
    func inlineItems(
        selected: InlineCompletionParams.SelectedCompletion?
    ) -> [InlineCompletionItem] {
        guard let found = input.inlineCompletion() else { return [] }
        let text = String(decoding: found.text, as: UTF8.self)
        if let selected, !text.hasPrefix(selected.text) { return [] }
        return [InlineCompletionItem(insertText: text, range: range(found.replaced))]
    }

    private func range(_ offsets: Range<ByteOffset>) -> PositionRange {
        document.buffer.positions(of: offsets, encoding: encoding)
    }
}

extension CompletionItem.Kind {
    /// What a definition is, as clients know it.
    fileprivate init(definition: DefinitionKind) {
        switch definition {
        case .function, .macro: self = .function
        case .method: self = .method
        case .constructor: self = .constructor
        case .class, .type, .extension: self = .class
        case .struct: self = .struct
        case .enum: self = .enum
        case .enumMember: self = .enumMember
        case .interface: self = .interface
        case .module, .namespace: self = .module
        case .field: self = .field
        case .property: self = .property
        case .variable: self = .variable
        case .constant: self = .constant
        }
    }
}
