package import JSON

/// The JSON Schema (draft 7, which editors know) of a config file.
///
/// `.user` describes `~/.config/tenon/config.json`; `.repository` describes `tenon.json`, and
/// leaves out what that file may not set.
package func settingsSchema(for trust: SettingTrust) -> JSONLiteral {
    var root = SchemaNode()
    for declaration in SettingKeys.declarations
    where trust == .user || declaration.trust == .repository {
        root.insert(declaration, at: declaration.path.split(separator: ".").map(String.init)[...])
    }
    let file = trust == .user ? "~/.config/tenon/config.json" : "tenon.json"
    let head: [(String, JSONLiteral)] = [
        ("$schema", "http://json-schema.org/draft-07/schema#"),
        ("title", .string("Tenon settings (\(file))")),
    ]
    guard case .object(let body) = root.literal(extra: [("$schema", ["type": "string"])]) else {
        return .object(head)
    }
    return .object(head + body)
}

/// A group of keys, or one key.
private struct SchemaNode {
    var leaf: SettingDeclaration?
    var children: [(name: String, node: SchemaNode)] = []

    mutating func insert(_ declaration: SettingDeclaration, at path: ArraySlice<String>) {
        guard let name = path.first else { return leaf = declaration }
        let index = children.firstIndex { $0.name == name } ?? children.endIndex
        if index == children.endIndex { children.append((name, SchemaNode())) }
        children[index].node.insert(declaration, at: path.dropFirst())
    }

    /// The schema; `extra` are more properties that may stand here.
    func literal(extra: [(String, JSONLiteral)] = []) -> JSONLiteral {
        if let leaf {
            return .object(
                leaf.type.schema + [
                    ("description", .string(leaf.summary)), ("default", leaf.fallback.literal),
                ])
        }
        return [
            "type": "object", "additionalProperties": false,
            "properties": .object(extra + children.map { ($0.name, $0.node.literal()) }),
        ]
    }
}

extension SettingType {
    fileprivate var schema: [(String, JSONLiteral)] {
        switch self {
        case .bool: [("type", "boolean")]
        case .int(let range):
            [
                ("type", "integer"), ("minimum", .int(range.lowerBound)),
                ("maximum", .int(range.upperBound)),
            ]
        case .double(let range):
            [
                ("type", "number"), ("minimum", .double(range.lowerBound)),
                ("maximum", .double(range.upperBound)),
            ]
        case .string, .path: [("type", "string")]
        case .choice(let choices):
            [("type", "string"), ("enum", .array(choices.map { .string($0) }))]
        case .url: [("type", "string"), ("format", "uri"), ("pattern", "^https?://")]
        case .list(let element): [("type", "array"), ("items", .object(element.schema))]
        case .map(let element):
            [("type", "object"), ("additionalProperties", .object(element.schema))]
        case .record(let fields):
            [
                ("type", "object"), ("additionalProperties", false),
                ("properties", .object(fields.map { ($0.name, $0.schema) })),
                (
                    "required",
                    .array(fields.filter(\.isRequired).map { .string($0.name) })
                ),
            ]
        }
    }
}

extension SettingField {
    fileprivate var schema: JSONLiteral {
        .object(type.schema + [("description", .string(summary))])
    }
}

extension SettingValue {
    /// The value as JSON; maps in the order of their names.
    package var literal: JSONLiteral {
        switch self {
        case .bool(let value): .bool(value)
        case .int(let value): .int(value)
        case .double(let value): .double(value)
        case .string(let value): .string(value)
        case .list(let values): .array(values.map(\.literal))
        case .map(let values):
            .object(values.sorted { $0.key < $1.key }.map { ($0.key, $0.value.literal) })
        }
    }
}
