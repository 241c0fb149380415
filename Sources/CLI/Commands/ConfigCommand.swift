internal import Base
internal import JSON
internal import Settings

/// `tenon config`: what the settings are, what they may be, and whether the files are right.
let configCommand: Command = Command(
    name: "config",
    summary: "Show and check the settings",
    subcommands: [configShowCommand, configCheckCommand, configSchemaCommand])

private let configShowCommand: Command = Command(
    name: "show",
    summary: "Show every setting that is in force in a folder, and where it comes from",
    discussion: ["An editor may set more when it starts the server; that is not known here."],
    positionals: [
        Positional(
            placeholder: "FOLDER", count: .optional, completion: .directory,
            summary: "The workspace folder; the current one when left out")
    ],
    run: { invocation, console throws(CommandFailure) in
        var stack = SettingsStack()
        for file in ConfigFile.inForce(folder: Path(invocation.positionals.first ?? ".")) {
            guard let (layer, problems) = file.read() else { continue }
            stack.set(layer)
            for problem in problems { console.complain("\(problem)") }
        }
        let settings = stack.settings()
        for declaration in SettingKeys.declarations {
            let (value, source) = settings.value(of: declaration)
            let origin = source.map(\.description) ?? "default"
            console.write("\(declaration.path) = \(oneLineJSON(value.literal))  # \(origin)\n")
        }
        return 0
    })

private let configCheckCommand: Command = Command(
    name: "check",
    summary: "Check config files",
    discussion: [
        "A file named tenon.json is held to what a repository may set, any other to what the "
            + "user may."
    ],
    positionals: [
        Positional(
            placeholder: "FILE", count: .any, completion: .file,
            summary: "The files; your own config and ./tenon.json when left out")
    ],
    exitCodes: [ExitCode(code: 1, meaning: "a file has problems, which standard output lists")],
    run: { invocation, console throws(CommandFailure) in
        let named = invocation.positionals.map { ConfigFile(path: Path($0)) }
        var failed = false
        for file in named.isEmpty ? ConfigFile.inForce(folder: Path(".")) : named {
            guard let (_, problems) = file.read() else {
                if named.isEmpty { continue }
                throw CommandFailure("\(file.path): there is no such file")
            }
            if problems.isEmpty { console.write("\(file.path): ok\n") }
            for problem in problems { console.write("\(problem)\n") }
            failed = failed || !problems.isEmpty
        }
        return failed ? 1 : 0
    })

private let configSchemaCommand: Command = Command(
    name: "schema",
    summary: "Print the JSON Schema of the settings, for editors",
    options: [
        Option(name: "repository", summary: "Only what a repository's tenon.json may set")
    ],
    run: { invocation, console throws(CommandFailure) in
        let schema = settingsSchema(for: invocation.has("repository") ? .repository : .user)
        console.write(indentedJSON(schema))
        return 0
    })

/// The settings in a folder, by the files that are there.
func settingsInForce(folder: Path, environment: Environment = .current) -> Settings {
    var stack = SettingsStack()
    for file in ConfigFile.inForce(folder: folder, environment: environment) {
        if let (layer, _) = file.read() { stack.set(layer) }
    }
    return stack.settings()
}

/// A file with settings.
struct ConfigFile {
    let path: Path

    /// The files that count for a workspace folder, whether they exist or not.
    static func inForce(folder: Path, environment: Environment = .current) -> [ConfigFile] {
        [
            ConfigFile(path: folder / repositoryConfigName),
            ConfigFile(path: Directories(environment: environment).config / userConfigName),
        ]
    }

    /// What it says and what is wrong with it; nil when there is no such file.
    func read() -> (layer: SettingsLayer, problems: [SettingProblem])? {
        let isRepository = path.name == repositoryConfigName
        let source: SettingSource =
            isRepository ? .repository(file: path.string) : .user(file: path.string)
        guard Files.kind(of: path) != nil else { return nil }
        do {
            let bytes = try Files.read(path, limit: configMaximumBytes)
            return SettingsLayer.reading(file: bytes, source: source)
        } catch {
            let problem = SettingProblem(source: source, path: "", message: "\(error)")
            return (SettingsLayer(source: source), [problem])
        }
    }
}
