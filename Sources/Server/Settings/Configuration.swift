import Base
import JSON
import LSP
import Languages
import Models
import Settings

/// The settings in force, and the requests that wait until the config files have been read.
struct Configuration {
    var stack = SettingsStack()
    /// Whether the config files have been read.
    fileprivate(set) var isReady = false
    fileprivate var waiting: [(Session) -> Void] = []
    /// Counts the times that the config files were read: only the latest reading counts.
    fileprivate var latestReading = 0
    /// The same for what the client was asked: its answers may come in any order.
    fileprivate var latestQuestion = 0
    /// What the user has been told already.
    fileprivate var reported: Set<SettingProblem> = []
}

extension Session {
    /// Runs feature work once the config files have been read, which takes a few milliseconds
    /// after `initialize`: an editor that asks at once gets the answer that the user configured.
    func whenConfigured(_ work: @escaping (Session) -> Void) {
        if configuration.isReady {
            work(self)
        } else {
            configuration.waiting.append(work)
        }
    }

    /// The settings for a document.
    func settings(for document: DocumentURI) -> Settings {
        configuration.stack.settings(folder: folders.folder(of: document)?.string)
    }

    /// Whether a syntax feature speaks up in a language. `auto` is silent where the editor usually
    /// has a server of its own: its user must not see everything twice.
    func isOn(_ feature: FeatureSwitch, for language: Language?) -> Bool {
        guard let language else { return false }
        return switch feature {
        case .on: true
        case .off: false
        case .auto: !language.hasUsualServer
        }
    }

    /// Takes in what is known before the first message.
    func start() {
        configuration.stack.set(options.commandLine)
        Log.level = configuration.stack.settings().logLevel
        if let process = options.clientProcess { watchParent(Int(process)) }
    }

    /// Takes in what `initialize` brought, and has the config files read.
    func configure(initializationOptions: JSON?) {
        if let initializationOptions {
            apply(SettingsLayer.reading(initializationOptions, source: .initializationOptions))
        }
        reloadConfigFiles()
    }

    /// Reads the user's and the repositories' files on a worker.
    func reloadConfigFiles() {
        let userFile = options.directories.config / userConfigName
        let folders = folders.paths
        configuration.latestReading += 1
        let reading = configuration.latestReading
        let isAccepted = compute(.request, key: "settings") {
            ConfigFiles.read(userFile: userFile, folders: folders)
        } then: { session, files in
            guard reading == session.configuration.latestReading else { return }
            session.applyConfigFiles(files)
        }
        guard !isAccepted else { return }
        timers.set(.settingsReload, at: Instant.now.adding(milliseconds: 100)) { session in
            session.reloadConfigFiles()
        }
    }

    private func applyConfigFiles(_ files: ConfigFiles) {
        apply(files.user)
        for (folder, layer) in files.folders { apply(layer, folder: folder) }
        configurationChanged()
        configuration.isReady = true
        let waiting = configuration.waiting
        configuration.waiting = []
        for work in waiting { work(self) }
    }

    func didChangeConfiguration(_ params: DidChangeConfigurationParams) {
        if client.capabilities.workspace.configuration {
            askForConfiguration()
        } else {
            apply(SettingsLayer.reading(params.settings, source: .client))
            configurationChanged()
        }
    }

    /// Asks the client for its settings: one answer for all, and one for each folder.
    func askForConfiguration() {
        guard client.capabilities.workspace.configuration else { return }
        let folders = folders.all
        let items =
            [ConfigurationItem(section: "tenon")]
            + folders.map { ConfigurationItem(scopeURI: $0.spelling, section: "tenon") }
        configuration.latestQuestion += 1
        let question = configuration.latestQuestion
        ask(.configuration(items)) { session, result in
            guard question == session.configuration.latestQuestion,
                case .success(let json) = result
            else { return }
            for (place, value) in json.elements.prefix(items.count).enumerated() {
                let folder = place == 0 ? nil : folders[place - 1].path?.string
                if place > 0, folder == nil { continue }
                session.apply(SettingsLayer.reading(value, source: .client), folder: folder)
            }
            session.configurationChanged()
        }
    }

    private func apply(
        _ read: (layer: SettingsLayer, problems: [SettingProblem]), folder: String? = nil
    ) {
        configuration.stack.set(read.layer, folder: folder)
        for problem in read.problems where configuration.reported.insert(problem).inserted {
            Log.warning("settings: \(problem)")
            notify(.showMessage(MessageParams(.warning, "Tenon settings: \(problem)")))
        }
    }

    /// Makes new settings take effect where something is already shown.
    private func configurationChanged() {
        applyLogSettings()
        let models = ModelConfiguration(
            configuration.stack.settings(), directories: options.directories)
        self.models.desk.use(models.roster)
        reconfigureCompletions()
        reconfigureLearning()
        index.reset()
        resetMaps()
        workspaceModels.reset()
        for uri in documents.keys { scheduleDiagnostics(uri, soon: true) }
    }
}

extension Session {
    /// The file is opened once: a log that moves while it is written is of no use.
    private func applyLogSettings() {
        let settings = configuration.stack.settings()
        Log.level = settings.logLevel
        let named = settings.logFile
        let directories = options.directories
        log.openFile(
            named.isEmpty ? directories.state / "tenon.log" : directories.expanding(named))
    }
}

/// The config files as they are on disk now.
private struct ConfigFiles: Sendable {
    typealias Layer = (layer: SettingsLayer, problems: [SettingProblem])

    let user: Layer
    let folders: [(folder: String, layer: Layer)]

    static func read(userFile: Path, folders: [Path]) -> ConfigFiles {
        ConfigFiles(
            user: read(userFile, source: .user(file: userFile.string)),
            folders: folders.map { folder in
                let file = folder / repositoryConfigName
                return (folder.string, read(file, source: .repository(file: file.string)))
            })
    }

    /// A file that is not there says nothing; one that cannot be read is a problem.
    private static func read(_ file: Path, source: SettingSource) -> Layer {
        do throws(Files.ReadError) {
            let bytes = try Files.read(file, limit: configMaximumBytes)
            return SettingsLayer.reading(file: bytes, source: source)
        } catch {
            if case .system(let reason) = error, [ENOENT, ENOTDIR].contains(reason.code) {
                return (SettingsLayer(source: source), [])
            }
            let problem = SettingProblem(source: source, path: "", message: "\(error)")
            return (SettingsLayer(source: source), [problem])
        }
    }
}
