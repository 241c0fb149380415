import Base
import LSP
import Languages
import Settings

extension Session {
    func didChangeWorkspaceFolders(_ params: DidChangeWorkspaceFoldersParams) {
        for folder in params.removed {
            let uri = DocumentURI(folder.uri)
            folders.remove(uri)
            if let path = uri.path { configuration.stack.remove(folder: path.string) }
        }
        for folder in params.added { folders.add(DocumentURI(folder.uri)) }
        reloadConfigFiles()
        askForConfiguration()
        index.reset()
        resetMaps()
        workspaceModels.reset()
    }

    func didChangeWatchedFiles(_ params: DidChangeWatchedFilesParams) {
        let uris = params.changes.map { DocumentURI($0.uri) }
        if uris.contains(where: { $0.name == repositoryConfigName }) { reloadConfigFiles() }
        if !uris.isEmpty { index.fileChanged() }
        mapFilesChanged(params.changes)
        workspaceModels.filesChanged()
    }

    /// Asks to be told of changed files and settings, where the client offers that.
    func registerDynamically() {
        var registrations: [Registration] = []
        let workspace = client.capabilities.workspace
        if workspace.didChangeConfigurationRegistration {
            registrations.append(
                Registration(id: "tenon-configuration", .didChangeConfiguration(section: "tenon")))
        }
        if workspace.watchedFilesRegistration {
            registrations.append(
                Registration(id: "tenon-files", .didChangeWatchedFiles(watchers)))
        }
        guard !registrations.isEmpty else { return }
        ask(.registerCapability(registrations)) { _, result in
            if case .failure(let error) = result {
                Log.warning("the editor refused to report changes: \(error.message)")
            }
        }
    }

    /// The repository's config, and the sources of the languages that we have queries for.
    private var watchers: [FileSystemWatcher] {
        let extensions = languages.all.filter { $0.hasQuery(.tags) }
            .flatMap(\.description.extensions).sorted()
        return [
            FileSystemWatcher(pattern: "**/\(repositoryConfigName)"),
            FileSystemWatcher(pattern: "**/*.{\(extensions.joined(separator: ","))}"),
        ]
    }
}
