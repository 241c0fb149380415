import Base
import Completion
import JSON
import LSP
import RepoMap
import Structure
import Text

/// A menu that was asked for, with all that it needs, for a worker.
struct MenuRequest: Sendable {
    let document: DocumentSnapshot
    let neighbours: [DocumentSnapshot]
    let model: EmbeddedModel
    let position: Position
    let encoding: PositionEncoding
    let boundsChecks: Bool
    let usesInsertReplace: Bool
    /// The map of the folder, as far as it has been made; nil outside of all folders.
    let map: MapReader?
    let names: SymbolCache

    private static let mostSymbols = 20

    private var input: CompletionInput {
        let buffer = document.buffer
        var input = CompletionInput(
            text: buffer, cursor: buffer.offset(of: position, encoding: encoding))
        input.language = document.language
        input.tree = document.tree
        input.index = document.index.value
        input.others = neighbours.map(\.index.value)
        input.model = model
        if !boundsChecks { input.limits.parseNanoseconds = nil }
        return input
    }

    /// The words of the open documents, then the names that the repository defines.
    var list: CompletionList {
        var input = input
        input.definitions = document.tags.namedDefinitions(in: document.buffer.bytes)
        let menu = input.menuCompletions()
        let ranges = (range(menu.inserted), range(menu.replaced))
        var known: Set<String> = []
        var items = menu.items.enumerated().map { place, found in
            let text = String(decoding: found.text, as: UTF8.self)
            known.insert(text)
            // Ours go below those of a language's own server, in our order.
            return item(text, found.kind, sort: "~" + String(10_000 + place), ranges)
        }
        guard let map else { return CompletionList(isIncomplete: menu.isIncomplete, items: items) }
        let typed = Array(document.buffer.bytes[menu.inserted.offsets])
        let symbols = names.names(of: map.current)
            .symbols(startingWith: typed, limit: MenuRequest.mostSymbols)
        for (place, symbol) in symbols.enumerated() where !known.contains(symbol.name) {
            var item = item(symbol.name, symbol.kind, sort: "~" + String(20_000 + place), ranges)
            item.data = JSON([
                "symbol": .string(symbol.name), "folder": .string(map.scope.folder.string),
            ])
            items.append(item)
        }
        let isCut = symbols.count == MenuRequest.mostSymbols || typed.count < 2
        return CompletionList(isIncomplete: menu.isIncomplete || isCut, items: items)
    }

    private func item(
        _ text: String, _ kind: DefinitionKind?, sort: String,
        _ ranges: (insert: PositionRange, replace: PositionRange)
    ) -> CompletionItem {
        var item = CompletionItem(label: text)
        item.kind = kind.map(CompletionItem.Kind.init(definition:)) ?? .text
        item.sortText = sort
        item.edit =
            usesInsertReplace
            ? .insertReplace(newText: text, insert: ranges.insert, replace: ranges.replace)
            : .single(ProtocolTextEdit(range: ranges.insert, newText: text))
        return item
    }

    private func range(_ offsets: Range<ByteOffset>) -> PositionRange {
        document.buffer.positions(of: offsets, encoding: encoding)
    }
}

/// The names of the latest index that somebody asked for: sorting them takes time.
final class SymbolCache: Sendable {
    private let known = Lock<(index: MapIndex, names: SymbolNames)?>(nil)

    /// The names of an index. Blocks: for workers.
    func names(of index: MapIndex) -> SymbolNames {
        if let found = known.withLock({ $0 }), found.index === index { return found.names }
        let names = SymbolNames(index)
        known.withLock { $0 = (index, names) }
        return names
    }
}

extension CompletionItem {
    /// Lines that are proposed, as an item of the menu: the first one as its name, all of them
    /// beside it.
    init(lines item: InlineCompletionItem, typed: String, place: Int, documentation: Bool) {
        let lines = item.insertText.split(separator: "\n", maxSplits: 1)
        let first = lines.first.map { String($0.prefix(60)) } ?? ""
        self.init(
            label: lines.count > 1 || first.count < (lines.first?.count ?? 0) ? first + " …" : first
        )
        kind = .snippet
        detail = "Tenon"
        // Clients leave out what does not begin with what is typed.
        filterText = typed.isEmpty ? item.insertText : typed
        sortText = "~" + String(place)
        insertTextMode = .asIs
        edit = .single(ProtocolTextEdit(range: item.range, newText: item.insertText))
        command = item.command
        if documentation {
            self.documentation = .markup(
                MarkupContent(.markdown, "```\n\(item.insertText)\n```"))
        } else {
            self.documentation = .plain(item.insertText)
        }
    }

    /// The item of a name with what the map knows of it. Blocks: for workers.
    func resolved(in map: MapReader) -> CompletionItem {
        guard let name = data?["symbol"]?.string else { return self }
        let index = map.current
        guard let id = index.definitions(meant: name).first else { return self }
        let (path, definition) = index.described(id)
        var item = self
        item.detail = definition.signature
        item.documentation = .plain("\(path):\(definition.line + 1)")
        return item
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
