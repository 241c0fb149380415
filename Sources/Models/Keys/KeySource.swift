internal import Base

/// Where a provider's key comes from. Never the key itself: this is what stands in settings, and
/// may be shown.
package enum KeySource: Sendable, Hashable {
    /// A variable of the environment.
    case environment(String)
    /// A file that only its owner may read: an absolute path.
    case file(String)
    /// A program with its arguments that writes the key to its standard output, such as
    /// `pass show anthropic`. No shell has a part in it.
    case command([String])
    /// The system's keyring, by the attributes that `secret-tool` looks entries up by.
    case keyring([Attribute])

    package struct Attribute: Sendable, Hashable {
        package var name: String
        package var value: String

        package init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }
}

extension KeySource: CustomStringConvertible {
    /// For people. Arguments of a command are left out: they may be secret in part.
    package var description: String {
        switch self {
        case .environment(let name): "environment variable \(name)"
        case .file(let path): path
        case .command(let words): "command \(words.first ?? "")"
        case .keyring: "system keyring"
        }
    }
}

/// Why there is no key. It never says anything of what was found.
package enum KeyError: Error, Sendable, Equatable, CustomStringConvertible {
    case variableMissing(String)
    case fileUnreadable(String, reason: String)
    case fileExposed(String, reason: String)
    case commandFailed(String, reason: String)
    case keyringFailed(reason: String)
    /// What was found is no key: empty, with blanks in it, or far too long.
    case unusable(source: String, reason: String)

    package var description: String {
        switch self {
        case .variableMissing(let name):
            "the environment variable \(name) is not set; set it where your editor is started"
        case .fileUnreadable(let path, let reason): "the key file \(path) \(reason)"
        case .fileExposed(let path, let reason):
            "the key file \(path) is not used, because \(reason); chmod 600 \(path)"
        case .commandFailed(let program, let reason):
            "the key command \(program) \(reason); run it in a terminal to see more"
        case .keyringFailed(let reason): "the system keyring gave no key: secret-tool \(reason)"
        case .unusable(let source, let reason): "what \(source) gave is no key: it \(reason)"
        }
    }
}
