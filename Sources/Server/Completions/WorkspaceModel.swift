import Base
import Completion
import LSP
import Languages
import RepoMap
import Secrets
import Settings
import Text

/// What the embedded model knows of the folders. The loop owns it.
struct WorkspaceModels {
    fileprivate struct Folder {
        let model: WorkspaceModel
        var isRunning = false
        /// Whether files may differ from what the model has read.
        var isStale = true
        let cancellation = Cancellation()
    }

    fileprivate var folders: [Path: Folder] = [:]

    /// Files were changed, made or removed: the next use looks.
    mutating func filesChanged() {
        for folder in folders.keys { folders[folder]?.isStale = true }
    }

    /// Forgets everything: other files or languages count from now on.
    mutating func reset() {
        for folder in folders.values { folder.cancellation.cancel() }
        folders = [:]
    }
}

extension Session {
    /// What the embedded model knows at a document, as it is now.
    func embeddedModel(for uri: DocumentURI) -> EmbeddedModel {
        guard let document = documents[uri], let folder = folders.folder(of: uri),
            let path = uri.path?.relative(to: folder)
        else { return .ofOpenDocuments }
        let open = documents.keys.compactMap { $0.path?.relative(to: folder)?.string }
        return workspaceModel(of: folder).index.model(
            for: path.string, family: WorkspaceModel.family(of: document.languageID), open: open)
    }

    /// Has the files read that a document has around it, before somebody asks what they say.
    func prepareModel(for uri: DocumentURI) {
        if let folder = folders.folder(of: uri) { _ = workspaceModel(of: folder) }
    }

    /// Never waits: the first call has the folder's files read in the background, and later ones
    /// what has changed of them.
    private func workspaceModel(of folder: Path) -> WorkspaceModel {
        let known = workspaceModels.folders[folder]
        let state =
            known ?? WorkspaceModels.Folder(model: WorkspaceModel(modelScope(of: folder)))
        workspaceModels.folders[folder] = state
        if state.isStale, !state.isRunning { readWorkspace(folder) }
        return state.model
    }

    private func readWorkspace(_ folder: Path) {
        guard let state = workspaceModels.folders[folder] else { return }
        workspaceModels.folders[folder]?.isStale = false
        let (model, cancellation) = (state.model, state.cancellation)
        let isRunning = compute(.background) {
            model.update(cancellation: cancellation)
        } then: { session, _ in
            // After a reset another model may have taken its place.
            guard session.workspaceModels.folders[folder]?.model === model else { return }
            session.workspaceModels.folders[folder]?.isRunning = false
        }
        workspaceModels.folders[folder]?.isRunning = isRunning
        if !isRunning { workspaceModels.folders[folder]?.isStale = true }
    }

    private func modelScope(of folder: Path) -> WorkspaceModel.Scope {
        let settings = configuration.stack.settings(folder: folder.string)
        return WorkspaceModel.Scope(
            folder: folder, languages: languages, maximumFileBytes: settings.indexMaxFileBytes,
            excluded: UnreadFiles(
                secret: settings.secretPatterns, excluded: settings.indexExclude))
    }
}

/// A folder's files as the embedded model has read them.
final class WorkspaceModel: Sendable {
    /// What is read, and how.
    struct Scope: Sendable {
        let folder: Path
        let languages: LanguageRegistry
        let maximumFileBytes: Int
        /// What is never read: vendored, generated, secret.
        let excluded: UnreadFiles
    }

    private struct State: Sendable {
        var index = EmbeddedIndex()
        var stamps: [String: FileStamp] = [:]
    }

    private let scope: Scope
    private let state = Lock(State())

    private static let maximumFiles = 50_000
    /// A stamp that no file has.
    private static let unknown = FileStamp(size: -1, seconds: 0, nanoseconds: 0, inode: 0)

    init(_ scope: Scope) {
        self.scope = scope
    }

    /// The index as it is now.
    var index: EmbeddedIndex { state.withLock { $0.index } }

    /// The languages that learn from one another have one family.
    static func family(of languageID: String) -> String {
        switch languageID {
        case "javascript", "typescript", "tsx", "javascriptreact", "typescriptreact": "javascript"
        case "c", "cpp": "c"
        default: languageID
        }
    }

    /// Brings the index up to date with the disk. Git's ignored files, secret ones and what no
    /// person wrote are not read. One worker at a time does this.
    func update(cancellation: Cancellation) {
        let (index, known) = state.withLock { ($0.index, $0.stamps) }
        var stamps: [String: FileStamp] = [:]
        var changed: [EmbeddedIndex.Source] = []
        var tokens = index.tokenCount
        for path in WorkspaceFiles(in: scope.folder, limit: Self.maximumFiles).paths {
            if cancellation.isCancelled { return }
            guard tokens < EmbeddedIndex.mostTokens, !scope.excluded.excludes(file: path),
                let language = scope.languages.language(fileName: path.name),
                let stamp = Files.stamp(ofFile: scope.folder.appending(path))
            else { continue }
            if known[path.string] == stamp {
                stamps[path.string] = stamp
                continue
            }
            // What was just written may change again without another stamp.
            stamps[path.string] = stamp.isFresh ? Self.unknown : stamp
            let bytes = text(of: path)
            // Even one that says nothing takes the place of what was there before.
            changed.append(
                EmbeddedIndex.Source(
                    path: path.string, family: Self.family(of: language.id), bytes: bytes))
            tokens += bytes.count / 4
        }
        let removed = known.keys.filter { stamps[$0] == nil }
        if changed.isEmpty, removed.isEmpty { return }
        let updated = index.updated(changed, removed: Array(removed))
        state.withLock { [stamps] state in
            state.index = updated
            state.stamps = stamps
        }
    }

    /// A file's text; empty for what no person wrote.
    private func text(of path: Path) -> [UInt8] {
        let place = scope.folder.appending(path)
        guard let bytes = try? Files.read(place, limit: scope.maximumFileBytes),
            SourceJudgement(name: path.name, bytes: bytes) == .source
        else { return [] }
        return repairedUTF8(bytes)
    }
}
