internal import JSON
internal import Secrets

/// Checks one source's values against the table of keys.
struct LayerReader {
    var layer: SettingsLayer
    var problems: [SettingProblem] = []
    private let table: SettingsTable

    /// A client can send a million unknown keys; nobody reads more problems than this.
    private static let maximumProblems = 50
    init(source: SettingSource, table: SettingsTable = .all) {
        layer = SettingsLayer(source: source)
        self.table = table
    }

    mutating func readRoot(_ json: JSON) {
        switch json.kind {
        case _ where json.saysNothing:
            return
        case .object:
            // Clients send the section under its name, beside sections of other servers.
            guard let section = json["tenon"] else { return readMembers(of: json, prefix: "") }
            switch section.kind {
            case .object: readMembers(of: section, prefix: "")
            case _ where section.saysNothing: return
            default: report("tenon", "tenon: expected an object, got \(described(section))")
            }
        default:
            report("", "expected an object of settings, got \(described(json))")
        }
    }

    /// Reads `key=value`; the key's type says how the value is written.
    mutating func readAssignment(_ assignment: String) {
        let parts = assignment.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty else {
            return report("", "expected KEY=VALUE, got '\(assignment)'")
        }
        let path = String(parts[0])
        guard let declaration = table.byPath[path] else { return reportUnknown(path) }
        let text = String(parts[1])
        switch declaration.type {
        case .string, .choice, .url, .path:
            store(checked(.string(text), declaration.type, path), declaration)
        case .list where !text.hasPrefix("["):
            let items = text.isEmpty ? [] : text.split(separator: ",").map(String.init)
            store(.list(items.map { .string($0) }), declaration)
        case .bool, .int, .double, .list, .map, .record:
            guard let json = try? JSON.parse(Array(text.utf8), limits: .configuration) else {
                return report(
                    path, "\(path): expected \(declaration.type.expectation), got '\(text)'")
            }
            store(value(json, declaration.type, path), declaration)
        }
    }

    private mutating func readMembers(of object: JSON, prefix: String) {
        for (name, value) in object.members {
            let path = prefix + name
            if let declaration = table.byPath[path] {
                read(value, declaration)
            } else if table.groups.contains(path) {
                if value.kind == .object {
                    readMembers(of: value, prefix: path + ".")
                } else if !value.saysNothing {
                    report(path, "\(path): expected an object, got \(described(value))")
                }
            } else if path != "$schema" {
                reportUnknown(path)
            }
        }
    }

    private mutating func read(_ json: JSON, _ declaration: SettingDeclaration) {
        // Editors write null for "not set".
        if json.kind == .null { return }
        if declaration.trust == .user, layer.source.trust == .repository {
            return report(
                declaration.path,
                "\(declaration.path) can only be set in your own configuration "
                    + "(~/.config/tenon/config.json or the editor's settings)")
        }
        store(value(json, declaration.type, declaration.path), declaration)
    }

    private mutating func store(_ value: SettingValue?, _ declaration: SettingDeclaration) {
        if let value { layer.values[declaration.path] = value }
    }

    /// The value with its type checked; nil after a problem was reported.
    private mutating func value(
        _ json: JSON, _ type: SettingType, _ path: String
    ) -> SettingValue? {
        var found: SettingValue?
        switch type {
        case .bool: found = json.bool.map { .bool($0) }
        case .int(let range): found = json.int.flatMap { range.contains($0) ? .int($0) : nil }
        case .double(let range):
            found = json.double.flatMap { range.contains($0) ? .double($0) : nil }
        case .string, .choice, .url, .path:
            found = json.string.flatMap { type.allows($0) ? .string($0) : nil }
        case .list(let element): return list(json, of: element, path)
        case .map(let element): return map(json, of: element, path)
        case .record(let fields): return record(json, fields, path)
        }
        if found == nil {
            report(path, "\(path): expected \(type.expectation), got \(described(json))")
        }
        return found
    }

    private mutating func list(
        _ json: JSON, of type: SettingType, _ path: String
    ) -> SettingValue? {
        guard json.kind == .array else {
            report(path, "\(path): expected a list, got \(describedKind(json))")
            return nil
        }
        var values: [SettingValue] = []
        for (index, element) in json.elements.enumerated() {
            guard let value = value(element, type, "\(path)[\(index)]") else { return nil }
            values.append(value)
        }
        return .list(values)
    }

    private mutating func map(_ json: JSON, of type: SettingType, _ path: String) -> SettingValue? {
        guard json.kind == .object else {
            report(path, "\(path): expected an object, got \(describedKind(json))")
            return nil
        }
        var values: [String: SettingValue] = [:]
        // One bad member costs that member alone.
        for (name, member) in json.members {
            if let value = value(member, type, "\(path).\(name)") { values[name] = value }
        }
        return .map(values)
    }

    /// All or nothing: half of what somebody wrote about a server is another server.
    private mutating func record(
        _ json: JSON, _ fields: [SettingField], _ path: String
    ) -> SettingValue? {
        guard json.kind == .object else {
            report(path, "\(path): expected an object, got \(describedKind(json))")
            return nil
        }
        var values: [String: SettingValue] = [:]
        var isGood = true
        for (name, member) in json.members where !member.isNull {
            let place = "\(path).\(name)"
            if let field = fields.first(where: { $0.name == name }) {
                values[name] = value(member, field.type, place)
            } else {
                reportUnknown(place, among: fields.map { "\(path).\($0.name)" })
            }
            isGood = isGood && values[name] != nil
        }
        for field in fields where field.isRequired && json[field.name] == nil {
            report(path, "\(path).\(field.name) is missing")
            isGood = false
        }
        return isGood ? .map(values) : nil
    }

    /// The string, when the type allows it; for values that were never JSON.
    private mutating func checked(
        _ value: SettingValue, _ type: SettingType, _ path: String
    ) -> SettingValue? {
        guard case .string(let text) = value, !type.allows(text) else { return value }
        report(path, "\(path): expected \(type.expectation), got \(quoted(text))")
        return nil
    }

    private mutating func reportUnknown(_ path: String) {
        reportUnknown(path, among: table.suggestions)
    }

    private mutating func reportUnknown(_ path: String, among candidates: [String]) {
        // A guess is not free, and past the bound it would be thrown away.
        guard problems.count < LayerReader.maximumProblems else { return }
        let guess = nearest(to: path, among: candidates)
        report(path, "\(path): unknown key" + (guess.map { "; did you mean \($0)?" } ?? ""))
    }

    private mutating func report(_ path: String, _ message: String) {
        guard problems.count < LayerReader.maximumProblems else { return }
        let last = problems.count == LayerReader.maximumProblems - 1
        problems.append(
            SettingProblem(
                source: layer.source, path: path,
                message: last
                    ? "and more problems, which are not listed" : redactedForLog(message)))
    }
}

/// The declarations by path, with what is needed to find one's way among them.
struct SettingsTable: Sendable {
    static let all = SettingsTable(SettingKeys.declarations)

    let byPath: [String: SettingDeclaration]
    /// The paths that keys begin with, without the dot after them.
    let groups: Set<String>
    /// What a misspelt path may have meant.
    let suggestions: [String]

    init(_ declarations: [SettingDeclaration]) {
        var byPath: [String: SettingDeclaration] = [:]
        var groups: Set<String> = []
        for declaration in declarations {
            let path = declaration.path
            byPath[path] = declaration
            for dot in path.indices where path[dot] == "." { groups.insert(String(path[..<dot])) }
        }
        self.byPath = byPath
        self.groups = groups
        suggestions = byPath.keys.sorted() + groups.sorted()
    }
}

extension SettingType {
    /// What a message says was expected.
    package var expectation: String {
        switch self {
        case .bool: "true or false"
        case .int(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
        case .double(let range): "a number from \(range.lowerBound) to \(range.upperBound)"
        case .string: "a string"
        case .choice(let choices): "one of \(choices.joined(separator: ", "))"
        case .url: "a URL"
        case .path: "an absolute path, or one that begins with ~/"
        case .list: "a list"
        case .map, .record: "an object"
        }
    }

    /// Whether a string is a value of this type.
    func allows(_ text: String) -> Bool {
        switch self {
        case .string: true
        case .choice(let choices): choices.contains(text)
        case .url: isURL(text)
        // A relative path would mean another file for every folder that an editor is started in.
        case .path:
            !text.utf8.contains(0)
                && (text.isEmpty || text.hasPrefix("/") || text.hasPrefix("~/"))
        case .bool, .int, .double, .list, .map, .record: false
        }
    }
}

/// An absolute http or https URL with a host, and nothing in it that has to be encoded.
private func isURL(_ text: String) -> Bool {
    let lowered = text.lowercased()
    guard let scheme = ["https://", "http://"].first(where: { lowered.hasPrefix($0) }) else {
        return false
    }
    let rest = text.utf8.dropFirst(scheme.utf8.count)
    guard let first = rest.first, ![UInt8(ascii: "/"), UInt8(ascii: ":")].contains(first) else {
        return false
    }
    return rest.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\"") }
}

/// A value as a message shows it, cut to a length that a person reads.
private func described(_ json: JSON) -> String {
    switch json.kind {
    case .null: "null"
    case .bool: json.bool == true ? "true" : "false"
    case .number:
        json.int.map { "number \($0)" } ?? json.double.map { "number \($0)" } ?? "a number"
    case .string: "string " + quoted(json.string ?? "")
    case .array: "a list"
    case .object: "an object"
    }
}

/// The same without what a string says: where an object should stand, somebody may have written a
/// key.
private func describedKind(_ json: JSON) -> String {
    json.kind == .string ? "a string" : described(json)
}

private func quoted(_ text: String) -> String {
    let shown = text.unicodeScalars.prefix(40)
    return "\"" + String(String.UnicodeScalarView(shown))
        + (text.unicodeScalars.count > 40 ? "…" : "") + "\""
}

extension JSON {
    /// Null, or the empty list that Lua, and so Neovim, makes of an empty table.
    var saysNothing: Bool {
        kind == .null || kind == .array && elements.count == 0
    }
}
