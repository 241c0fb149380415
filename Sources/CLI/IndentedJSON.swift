internal import JSON

/// JSON laid out for people: two spaces a level, one member a line; an array of scalars that fits
/// stays on its line.
func indentedJSON(_ literal: JSONLiteral) -> String {
    laidOut(literal, indent: "") + "\n"
}

/// JSON on one line, with spaces where a person would put them.
func oneLineJSON(_ literal: JSONLiteral) -> String {
    switch literal {
    case .object(let members):
        let texts = members.map { oneLineJSON(.string($0)) + ": " + oneLineJSON($1) }
        return "{" + texts.joined(separator: ", ") + "}"
    case .array(let elements):
        return "[" + elements.map(oneLineJSON).joined(separator: ", ") + "]"
    default:
        var writer = JSONWriter()
        writer.write(literal)
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}

private func laidOut(_ literal: JSONLiteral, indent: String) -> String {
    let deeper = indent + "  "
    switch literal.expanded {
    case .object(let members) where !members.isEmpty:
        let lines = members.map { name, value in
            deeper + oneLineJSON(.string(name)) + ": " + laidOut(value, indent: deeper)
        }
        return "{\n" + lines.joined(separator: ",\n") + "\n" + indent + "}"
    case .array(let elements) where !elements.isEmpty:
        let short = oneLineJSON(.array(elements))
        if short.utf8.count <= 70, elements.allSatisfy({ !$0.expanded.isContainer }) {
            return short
        }
        let lines = elements.map { deeper + laidOut($0, indent: deeper) }
        return "[\n" + lines.joined(separator: ",\n") + "\n" + indent + "]"
    default:
        return oneLineJSON(literal)
    }
}

extension JSONLiteral {
    fileprivate var isContainer: Bool {
        switch self {
        case .object, .array: true
        case .null, .bool, .int, .double, .string, .json: false
        }
    }

    /// A value that was taken over, with its members or elements one by one.
    fileprivate var expanded: JSONLiteral {
        guard case .json(let value) = self else { return self }
        switch value.kind {
        case .object: return .object(value.members.map { ($0.key, .json($0.value)) })
        case .array: return .array(value.elements.map { .json($0) })
        case .null, .bool, .number, .string: return self
        }
    }
}
