// What the user chose, from one table of keys.
//
// `SettingKeys` declares every key once: type, default, who may set it, what it does. Typed access,
// checking, merging, the JSON Schema and the manual are all made from it. This module never touches
// the disk, the environment or the network: callers bring bytes and paths.

/// The settings in force at one place: a workspace folder, or files outside every folder.
///
/// `settings.completionEnabled` reads a key of `SettingKeys` with its type; never without a value.
@dynamicMemberLookup
package struct Settings: Sendable, Equatable {
    private static let keys = SettingKeys()
    private var entries: [String: Entry] = [:]

    private struct Entry: Sendable, Equatable {
        var value: SettingValue
        var source: SettingSource
    }

    /// The defaults.
    package init() {}

    package subscript<Value>(dynamicMember key: KeyPath<SettingKeys, Setting<Value>>) -> Value {
        let setting = Settings.keys[keyPath: key]
        return entries[setting.declaration.path].flatMap { setting.read($0.value) }
            ?? setting.fallback
    }

    /// The value of a key as data, and the layer it comes from (nil: the default).
    package func value(
        of declaration: SettingDeclaration
    ) -> (value: SettingValue, source: SettingSource?) {
        guard let entry = entries[declaration.path] else { return (declaration.fallback, nil) }
        return (entry.value, entry.source)
    }

    /// Lets the values of `layer` win over those that are here. Maps are joined, lists replaced.
    mutating func apply(_ layer: SettingsLayer) {
        for (path, value) in layer.values {
            let below = entries[path]?.value
            entries[path] = Entry(
                value: below?.overlaid(by: value) ?? value, source: layer.source)
        }
    }
}

/// The layers of settings that are known now, and what they come to. A value: the loop owns it.
///
/// The order of trust, lowest first: defaults, the repository's `tenon.json` (only what it may
/// set), the user's `config.json`, `initializationOptions`, the client's configuration, the command
/// line. A folder's layer wins over a shared one of the same source.
package struct SettingsStack: Sendable {
    private var shared: [SettingsLayer] = []
    private var folders: [String: [SettingsLayer]] = [:]
    private var mergedShared = Settings()
    private var mergedFolders: [String: Settings] = [:]

    package init() {}

    /// The settings for files in the workspace folder with this key (nil: in no folder). The key is
    /// whatever the caller tells folders apart by.
    package func settings(folder: String? = nil) -> Settings {
        folder.flatMap { mergedFolders[$0] } ?? mergedShared
    }

    /// Puts a layer in the place of the one with the same source, for one folder or for all.
    package mutating func set(_ layer: SettingsLayer, folder: String? = nil) {
        if let folder {
            SettingsStack.replace(layer, in: &folders[folder, default: []])
        } else {
            SettingsStack.replace(layer, in: &shared)
        }
        merge()
    }

    /// Takes away the layer with this source (its file is gone, say).
    package mutating func remove(_ source: SettingSource, folder: String? = nil) {
        if let folder {
            folders[folder]?.removeAll { $0.source == source }
        } else {
            shared.removeAll { $0.source == source }
        }
        merge()
    }

    /// Forgets a workspace folder.
    package mutating func remove(folder: String) {
        folders[folder] = nil
        merge()
    }

    private static func replace(_ layer: SettingsLayer, in layers: inout [SettingsLayer]) {
        layers.removeAll { $0.source == layer.source }
        layers.append(layer)
    }

    /// Merges anew. There are few layers and few keys, and they change seldom.
    private mutating func merge() {
        mergedShared = SettingsStack.merged(shared)
        mergedFolders = folders.mapValues { SettingsStack.merged(shared + $0) }
    }

    private static func merged(_ layers: [SettingsLayer]) -> Settings {
        var settings = Settings()
        // The offset keeps equal ranks in order: a folder's layer comes after the shared one.
        let ordered = layers.enumerated().sorted {
            ($0.element.source.rank, $0.offset) < ($1.element.source.rank, $1.offset)
        }
        for (_, layer) in ordered { settings.apply(layer) }
        return settings
    }
}

extension Settings {
    /// The command that runs the tests, where somebody has set one.
    package var ownTestCommand: String? { self.testsCommand.isEmpty ? nil : self.testsCommand }
}
