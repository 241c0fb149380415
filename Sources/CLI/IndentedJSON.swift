internal import JSON

/// JSON laid out for people: two spaces a level, one member a line; an array of scalars that fits
/// stays on its line.
func indentedJSON(_ literal: JSONLiteral) -> String {
    laidOut(literal, indent: "") + "\n"
}

/// JSON on one line, without spaces.
func compactJSON(_ literal: JSONLiteral) -> String {
    var writer = JSONWriter()
    writer.write(literal)
    return String(decoding: writer.bytes, as: UTF8.self)
}

private func laidOut(_ literal: JSONLiteral, indent: String) -> String {
    let deeper = indent + "  "
    switch literal {
    case .object(let members) where !members.isEmpty:
        let lines = members.map { name, value in
            deeper + compactJSON(.string(name)) + ": " + laidOut(value, indent: deeper)
        }
        return "{\n" + lines.joined(separator: ",\n") + "\n" + indent + "}"
    case .array(let elements) where !elements.isEmpty:
        let short = "[" + elements.map(compactJSON).joined(separator: ", ") + "]"
        if short.utf8.count <= 70, elements.allSatisfy({ !$0.isContainer }) { return short }
        let lines = elements.map { deeper + laidOut($0, indent: deeper) }
        return "[\n" + lines.joined(separator: ",\n") + "\n" + indent + "]"
    default:
        return compactJSON(literal)
    }
}

extension JSONLiteral {
    fileprivate var isContainer: Bool {
        switch self {
        case .object, .array, .json: true
        case .null, .bool, .int, .double, .string: false
        }
    }
}
