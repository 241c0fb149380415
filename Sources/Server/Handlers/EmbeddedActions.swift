import Actions
import Base
import JSON
import LSP
import Languages
import RepoMap
import Structure
import Text

/// The code actions that need no model and no tests: the form of documentation, from the signature;
/// the import of a name that a diagnostic calls unknown, from the map.
///
/// A client that can wait for an action's edit gets it when the action is chosen.
struct EmbeddedActions: Sendable {
    let client: ClientShape
    /// The kinds that are wanted; nil for all.
    let only: [CodeActionKind]?
    /// Whether documentation is offered: where a model would write it, the form is not.
    let offersSkeletons: Bool
    /// The map as far as it is there, and the document's place in it; nil where there is none.
    let map: (reader: MapReader, path: String)?

    /// Blocks for as long as the document has to be parsed: for workers.
    func actions(_ document: DocumentSnapshot, _ params: CodeActionParams) -> [CodeAction] {
        var actions: [CodeAction] = []
        if isWanted(.quickFix) {
            for diagnostic in params.diagnostics.prefix(3) {
                actions += imports(for: diagnostic, document)
            }
        }
        let kind = CodeActionKind(rawValue: "refactor.rewrite.tenon.document")
        if offersSkeletons, isWanted(kind) {
            let place = document.buffer.offsets(of: params.range, encoding: client.encoding)
            let make = EmbeddedEdit.skeleton(offset: place.lowerBound.value)
            actions += [offer(make, document, kind)].compactMap(\.self)
        }
        return actions
    }

    private func isWanted(_ kind: CodeActionKind) -> Bool {
        only?.contains { kind.isWithin($0) } ?? true
    }

    /// An action now, or one whose edit comes later.
    private func offer(
        _ make: EmbeddedEdit, _ document: DocumentSnapshot, _ kind: CodeActionKind
    ) -> CodeAction? {
        guard let title = make.title(document) else { return nil }
        var action = CodeAction(title: title, kind: kind)
        if client.resolvesEdits {
            action.data = JSON(make.data(document))
        } else {
            action.edit = make.edit(document, client)
            if action.edit == nil { return nil }
        }
        return action
    }

    private func imports(
        for diagnostic: Diagnostic, _ document: DocumentSnapshot
    ) -> [CodeAction] {
        guard let map, let language = document.language,
            let name = unknownName(diagnostic, document)
        else { return [] }
        let family = LanguageFamily(languageId: language.id)
        let found = map.reader.current.imports(of: name, into: map.path, family: family)
        let form = language.description.repair?.forms[.importName]
        return found.prefix(3).compactMap { one in
            let made = form.map {
                $0.replacing("{a}", with: name).replacing("{b}", with: one.module)
            }
            guard let statement = one.statement ?? made else { return nil }
            var action = offer(.importing(statement), document, .quickFix)
            action?.diagnostics = [diagnostic]
            return action
        }
    }

    /// The name at a diagnostic's place, where the diagnostic says that it is not known.
    private func unknownName(_ diagnostic: Diagnostic, _ document: DocumentSnapshot) -> String? {
        guard EmbeddedActions.saysUnknown(diagnostic) else { return nil }
        let buffer = document.buffer
        let place = buffer.offsets(of: diagnostic.range, encoding: client.encoding).offsets
        let rest = buffer.bytes[place.lowerBound...].prefix { byte in
            byte == UInt8(ascii: "_") || byte == UInt8(ascii: "$") || byte >= 0x80
                || (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
        }
        let name = String(decoding: rest, as: UTF8.self)
        return !name.isEmpty && diagnostic.message.text.contains(name) ? name : nil
    }

    /// Whether a diagnostic is about a name that is not known, in the words of usual servers.
    static func saysUnknown(_ diagnostic: Diagnostic) -> Bool {
        let words = diagnostic.message.text.lowercased()
        return [
            "undefined", "not defined", "undeclared", "not declared", "cannot find", "unresolved",
            "unknown", "not found", "cannot resolve", "could not find", "cannot be resolved",
        ].contains { words.contains($0) }
    }
}

/// An edit that is worked out from a document when it is wanted.
enum EmbeddedEdit: Sendable {
    case skeleton(offset: Int)
    case importing(String)

    /// What the user reads; nil where there is nothing to do.
    fileprivate func title(_ document: DocumentSnapshot) -> String? {
        switch self {
        case .importing(let statement): return "Tenon: Add `\(statement)`"
        case .skeleton(let offset):
            guard let definition = document.tags.enclosing(offset),
                input(document).lacksDocumentation(definition)
            else { return nil }
            let name = document.buffer.bytes[definition.nameRange]
            return "Tenon: Document `\(String(decoding: name, as: UTF8.self))`"
        }
    }

    private func input(_ document: DocumentSnapshot) -> ActionInput {
        let end = document.buffer.end
        var input = ActionInput(text: document.buffer, range: end..<end)
        input.language = document.language
        input.tree = document.tree
        return input
    }

    private func action(_ document: DocumentSnapshot) -> Action? {
        switch self {
        case .importing(let statement):
            input(document).importing(statement, title: "Add `\(statement)`")
        case .skeleton(let offset):
            document.tags.enclosing(offset).flatMap { input(document).skeleton(for: $0) }
        }
    }

    /// The edit itself. Blocks: for workers.
    func edit(_ document: DocumentSnapshot, _ client: ClientShape) -> WorkspaceEdit? {
        guard let action = action(document) else { return nil }
        return ProposedEdit(
            label: action.title, uri: document.uri, version: document.version,
            edits: action.edits.edits.map { edit in
                ProtocolTextEdit(
                    range: document.buffer.positions(of: edit.range, encoding: client.encoding),
                    newText: String(decoding: edit.replacement, as: UTF8.self))
            }
        ).workspaceEdit(for: client.capabilities)
    }

    /// What comes back when the edit is wanted.
    fileprivate func data(_ document: DocumentSnapshot) -> JSONLiteral {
        let own: (String, JSONLiteral) =
            switch self {
            case .skeleton(let offset): ("documentation", .int(offset))
            case .importing(let statement): ("import", .string(statement))
            }
        return .object([
            ("uri", .string(document.uri.spelling)), ("version", .int(document.version)), own,
        ])
    }

    /// What a client sends back; nil for anything else.
    fileprivate init?(_ data: JSON) {
        if let offset = data["documentation"]?.int, offset >= 0 {
            self = .skeleton(offset: offset)
        } else if let statement = data["import"]?.string {
            self = .importing(statement)
        } else {
            return nil
        }
    }
}

extension ClientShape {
    /// Whether an action's edit may come when the action is chosen.
    fileprivate var resolvesEdits: Bool {
        let actions = capabilities.codeAction
        return actions.data && actions.resolveProperties.contains("edit")
    }
}

extension Session {
    /// What a document's embedded actions are worked out with.
    func embeddedActions(_ params: CodeActionParams, _ uri: DocumentURI) -> EmbeddedActions {
        var map: (reader: MapReader, path: String)?
        if params.diagnostics.contains(where: EmbeddedActions.saysUnknown),
            let folder = folders.folder(of: uri),
            let path = uri.path?.relative(to: folder)
        {
            map = (mapSoFar(of: folder), path.string)
        }
        return EmbeddedActions(
            client: client.shape, only: params.only,
            offersSkeletons: params.triggerKind == .invoked
                && !models.desk.proposers.contains(.model),
            map: map)
    }

    /// `codeAction/resolve`: the edit of an action that was chosen.
    func resolveCodeAction(_ action: CodeAction, _ open: OpenRequest) {
        guard let data = action.data, let make = EmbeddedEdit(data) else {
            return open.succeed(action)
        }
        let uri = DocumentURI(data["uri"]?.string ?? "")
        guard let document = documents[uri]?.snapshot(), document.version == data["version"]?.int
        else {
            return open.fail(.contentModified, "the document has changed: ask again")
        }
        let client = client.shape
        answer(open) { () throws(ResponseError) in
            guard let edit = make.edit(document, client) else {
                throw ResponseError(.requestFailed, "that would break the code here")
            }
            var action = action
            action.edit = edit
            return action
        }
    }
}
