package import JSON

/// What one source says: values that were checked against the table of keys, and nothing else.
package struct SettingsLayer: Sendable, Equatable {
    package let source: SettingSource
    var values: [String: SettingValue] = [:]

    /// How many keys have a value here.
    package var keyCount: Int { values.count }

    /// An empty layer.
    package init(source: SettingSource) {
        self.source = source
    }

    /// Reads the text of a config file: JSON in which comments and trailing commas are allowed. A
    /// bad value or key is a problem and the rest still counts.
    package static func reading(
        file bytes: [UInt8], source: SettingSource
    ) -> (layer: SettingsLayer, problems: [SettingProblem]) {
        // An empty file says nothing, which is fine.
        if bytes.allSatisfy({ [0x20, 0x09, 0x0A, 0x0D].contains($0) }) {
            return (SettingsLayer(source: source), [])
        }
        do {
            let json = try JSON.parse(bytes, limits: .configuration, dialect: .withComments)
            return reading(json, source: source)
        } catch {
            let problem = SettingProblem(source: source, path: "", message: "\(error)")
            return (SettingsLayer(source: source), [problem])
        }
    }

    /// Reads what a client sent: an object of settings, perhaps under `tenon`; null and an absent
    /// value say nothing. Anything else is a problem, and never fatal.
    package static func reading(
        _ json: JSON, source: SettingSource
    ) -> (layer: SettingsLayer, problems: [SettingProblem]) {
        // Most clients start a server so, and the table of keys takes as long to make as all else
        // before the server's first answer.
        if json.saysNothing { return (SettingsLayer(source: source), []) }
        var reader = LayerReader(source: source)
        reader.readRoot(json)
        return (reader.layer, reader.problems)
    }

    /// Reads `key=value` assignments of the command line, the last one of a key wins.
    package static func reading(
        assignments: [String]
    ) -> (layer: SettingsLayer, problems: [SettingProblem]) {
        if assignments.isEmpty { return (SettingsLayer(source: .commandLine), []) }
        var reader = LayerReader(source: .commandLine)
        for assignment in assignments { reader.readAssignment(assignment) }
        return (reader.layer, reader.problems)
    }
}

/// Where settings come from.
package enum SettingSource: Sendable, Hashable {
    /// A repository's `tenon.json`; the name is for messages.
    case repository(file: String)
    /// The user's own config file; the name is for messages.
    case user(file: String)
    case initializationOptions
    /// `workspace/configuration` and `workspace/didChangeConfiguration`.
    case client
    case commandLine

    /// The order of trust, lowest first.
    var rank: Int {
        switch self {
        case .repository: 0
        case .user: 1
        case .initializationOptions: 2
        case .client: 3
        case .commandLine: 4
        }
    }

    var trust: SettingTrust {
        if case .repository = self { .repository } else { .user }
    }
}

extension SettingSource: CustomStringConvertible {
    package var description: String {
        switch self {
        case .repository(let file), .user(let file): file
        case .initializationOptions: "initializationOptions"
        case .client: "workspace configuration"
        case .commandLine: "--set"
        }
    }
}

/// Something wrong in one source. The value of the layer below stays in force.
package struct SettingProblem: Error, Sendable, Hashable, CustomStringConvertible {
    package let source: SettingSource
    /// The dotted path of the key; empty for the source as a whole.
    package let path: String
    /// What is wrong, with the path.
    package let message: String

    package init(source: SettingSource, path: String, message: String) {
        self.source = source
        self.path = path
        self.message = message
    }

    /// One line: source, path, what is wrong.
    package var description: String {
        "\(source): \(message)"
    }
}

/// The name of a repository's file, at the root of a workspace folder.
package let repositoryConfigName = "tenon.json"

/// The name of the user's file, in Tenon's configuration folder.
package let userConfigName = "config.json"

/// No config file is larger; what is, is refused.
package let configMaximumBytes = 1 << 20
