package import JSON

extension JSON {
    /// The value for people: on one line where it fits, else its parts on lines of their own. What
    /// differs from machine to machine is replaced, in strings and names of members alike.
    package func laidOut(replacing names: [(text: String, name: String)] = []) -> String {
        JSONLayout(names: names).lines(of: self).joined(separator: "\n")
    }
}

/// Lays JSON out in lines.
struct JSONLayout {
    /// What is replaced by what.
    let names: [(text: String, name: String)]

    private static let width = 92

    /// The lines of a value, without their ends; `before` stands in front of it.
    func lines(of value: JSON, indent: String = "", before: String = "") -> [String] {
        let whole = indent + before + oneLine(value)
        if whole.unicodeScalars.count <= JSONLayout.width { return [whole] }
        switch value.kind {
        case .object:
            let inside = value.members.flatMap { name, member in
                lines(of: member, indent: indent + "  ", before: "\(quoted(name)): ")
            }
            return [indent + before + "{"] + inside + [indent + "}"]
        case .array:
            let inside = value.elements.flatMap { lines(of: $0, indent: indent + "  ") }
            return [indent + before + "["] + inside + [indent + "]"]
        case .null, .bool, .number, .string:
            return [whole]
        }
    }

    private func oneLine(_ value: JSON) -> String {
        switch value.kind {
        case .object:
            if let place = place(value) { return place }
            let members = value.members.map { "\(quoted($0.key)): \(oneLine($0.value))" }
            return "{" + members.joined(separator: ", ") + "}"
        case .array:
            return "[" + value.elements.map(oneLine).joined(separator: ", ") + "]"
        case .string:
            return quoted(value.string ?? "")
        case .null, .bool, .number:
            return value.description
        }
    }

    /// A position as `3:14` and a range as `3:14-3:15`.
    private func place(_ value: JSON) -> String? {
        guard value.members.count(where: { _ in true }) == 2 else { return nil }
        if let line = value["line"]?.int, let character = value["character"]?.int {
            return "\(line):\(character)"
        }
        guard let start = value["start"].flatMap(place), let end = value["end"].flatMap(place)
        else { return nil }
        return "\(start)-\(end)"
    }

    private func quoted(_ text: String) -> String {
        let renamed = names.reduce(text) { $0.replacing($1.text, with: $1.name) }
        return JSON(.string(renamed)).description
    }
}
