internal import Base

/// One key with its Swift type: its declaration, and how a checked value is read.
package struct Setting<Value: Sendable>: Sendable {
    package let declaration: SettingDeclaration
    package let fallback: Value
    let read: @Sendable (SettingValue) -> Value?
}

/// Everything about a key that does not depend on its Swift type.
package struct SettingDeclaration: Sendable, Equatable {
    /// The dotted path, such as `completion.enabled`.
    package let path: String
    package let type: SettingType
    package let fallback: SettingValue
    package let trust: SettingTrust
    /// One sentence for the manual, the schema and the editor's hover.
    package let summary: String
}

/// Who may set a key.
package enum SettingTrust: Sendable, Equatable {
    /// Also a repository's `tenon.json`: harmless whatever it says.
    case repository
    /// Only the user. A repository can never choose where code is sent, name a key, or loosen the
    /// sandbox.
    case user
}

/// What values a key takes.
package indirect enum SettingType: Sendable, Equatable {
    case bool
    case int(ClosedRange<Int>)
    case double(ClosedRange<Double>)
    case string
    case choice([String])
    /// An absolute http or https URL.
    case url
    /// A file's path: absolute, or in the home folder with `~/`, or empty for none.
    case path
    case list(SettingType)
    /// An object with free names, every member of one type.
    case map(SettingType)
    /// An object with these members.
    case record([SettingField])
}

/// A member of a record.
package struct SettingField: Sendable, Equatable {
    package let name: String
    package let type: SettingType
    package let isRequired: Bool
    /// One sentence for the schema.
    package let summary: String

    init(_ name: String, _ type: SettingType, isRequired: Bool = false, _ summary: String) {
        self.name = name
        self.type = type
        self.isRequired = isRequired
        self.summary = summary
    }
}

/// A checked value.
package indirect enum SettingValue: Sendable, Equatable {
    case bool(Bool)
    case int(Int)
    case double(Double)
    case string(String)
    case list([SettingValue])
    /// The members of a map or of a record.
    case map([String: SettingValue])

    /// This value with `other` on top: maps are joined, anything else is replaced.
    func overlaid(by other: SettingValue) -> SettingValue {
        guard case .map(let lower) = self, case .map(let upper) = other else { return other }
        return .map(lower.merging(upper) { $0.overlaid(by: $1) })
    }
}

/// A syntax feature's switch.
package enum FeatureSwitch: String, Sendable, CaseIterable {
    /// On, but silent in a language for which the editor usually has a server of its own.
    case auto
    case on
    case off
}

/// What becomes of a change that was verified.
package enum ApplyMode: String, Sendable, CaseIterable {
    /// The user sees it first.
    case ask
    /// It is applied in the editor, whose undo takes it back.
    case auto
}

/// Which sandboxes will do.
package enum SandboxMode: String, Sendable, CaseIterable {
    case strict
    /// The reduced one too, where the strict one is impossible.
    case reduced
}

// The initialisers, one a Swift type. `path`, `default`, `trust`, `summary` read as a table's row.

extension Setting where Value == Bool {
    init(_ path: String, default fallback: Bool, trust: SettingTrust, _ summary: String) {
        self.init(
            declaration: SettingDeclaration(
                path: path, type: .bool, fallback: .bool(fallback), trust: trust, summary: summary),
            fallback: fallback,
            read: { if case .bool(let value) = $0 { value } else { nil } })
    }
}

extension Setting where Value == Int {
    init(
        _ path: String, _ range: ClosedRange<Int>, default fallback: Int, trust: SettingTrust,
        _ summary: String
    ) {
        self.init(
            declaration: SettingDeclaration(
                path: path, type: .int(range), fallback: .int(fallback), trust: trust,
                summary: summary),
            fallback: fallback,
            read: { if case .int(let value) = $0 { value } else { nil } })
    }
}

extension Setting where Value == String {
    init(
        _ path: String, type: SettingType = .string, default fallback: String, trust: SettingTrust,
        _ summary: String
    ) {
        self.init(
            declaration: SettingDeclaration(
                path: path, type: type, fallback: .string(fallback), trust: trust,
                summary: summary),
            fallback: fallback,
            read: { if case .string(let value) = $0 { value } else { nil } })
    }
}

extension Setting where Value == [String] {
    init(_ path: String, default fallback: [String], trust: SettingTrust, _ summary: String) {
        self.init(
            declaration: SettingDeclaration(
                path: path, type: .list(.string), fallback: .list(fallback.map { .string($0) }),
                trust: trust, summary: summary),
            fallback: fallback,
            read: { $0.strings })
    }
}

extension Setting where Value == Double {
    init(
        _ path: String, _ range: ClosedRange<Double>, default fallback: Double,
        trust: SettingTrust, _ summary: String
    ) {
        self.init(
            declaration: SettingDeclaration(
                path: path, type: .double(range), fallback: .double(fallback), trust: trust,
                summary: summary),
            fallback: fallback,
            read: { if case .double(let value) = $0 { value } else { nil } })
    }
}

extension Setting {
    /// A map of records by names that the user makes up; there are none by default.
    init<Record: Sendable>(
        _ path: String, records fields: [SettingField], trust: SettingTrust, _ summary: String,
        read: @escaping @Sendable ([String: SettingValue]) -> Record?
    ) where Value == [String: Record] {
        self.init(
            declaration: SettingDeclaration(
                path: path, type: .map(.record(fields)), fallback: .map([:]), trust: trust,
                summary: summary),
            fallback: [:],
            read: { value in
                guard case .map(let records) = value else { return nil }
                return records.compactMapValues { record in
                    if case .map(let members) = record { read(members) } else { nil }
                }
            })
    }
}

extension Setting where Value: RawRepresentable & CaseIterable, Value.RawValue == String {
    init(_ path: String, default fallback: Value, trust: SettingTrust, _ summary: String) {
        self.init(
            declaration: SettingDeclaration(
                path: path, type: .choice(Value.allCases.map(\.rawValue)),
                fallback: .string(fallback.rawValue), trust: trust, summary: summary),
            fallback: fallback,
            read: { if case .string(let name) = $0 { Value(rawValue: name) } else { nil } })
    }
}

extension Setting where Value == LogLevel {
    init(_ path: String, default fallback: LogLevel, trust: SettingTrust, _ summary: String) {
        self.init(
            declaration: SettingDeclaration(
                path: path, type: .choice(LogLevel.allCases.map(\.name)),
                fallback: .string(fallback.name), trust: trust, summary: summary),
            fallback: fallback,
            read: { if case .string(let name) = $0 { LogLevel(name: name) } else { nil } })
    }
}

extension SettingValue {
    /// The members of a list of strings.
    var strings: [String]? {
        guard case .list(let values) = self else { return nil }
        var strings: [String] = []
        for case .string(let string) in values { strings.append(string) }
        return strings.count == values.count ? strings : nil
    }
}
