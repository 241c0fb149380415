internal import EditorClient
internal import JSON

/// A session as text: who said what, in order, with the params laid out for people. What differs
/// from machine to machine is replaced by names.
package struct Transcript {
    /// What is replaced by what, such as the temporary folder.
    private let names: [(text: String, name: String)]
    private var lines: [String] = []

    package init(replacing names: [(text: String, name: String)] = []) {
        self.names = names
    }

    package var text: String {
        lines.joined(separator: "\n")
    }

    mutating func add(_ message: JSON, from side: Editor.Side) {
        let id = message["id"].map { " \($0)" } ?? ""
        let content: (name: String, body: JSON?)
        if let method = message["method"]?.string {
            content = (method, message["params"])
        } else if let error = message["error"] {
            content = ("error", error)
        } else {
            content = ("result", message["result"])
        }
        let arrow =
            switch side {
            case .editor: "-->"
            case .server: "<--"
            }
        lines.append("\(arrow) \(content.name)\(id)")
        guard let body = content.body else { return }
        lines += layOut(renamed(.json(body)), indent: "    ")
    }

    /// A value on one line where it fits, else its parts on lines of their own.
    private func layOut(_ value: JSONLiteral, indent: String, before: String = "") -> [String] {
        let whole = indent + before + oneLine(value)
        if whole.unicodeScalars.count <= 92 { return [whole] }
        switch value {
        case .object(let members):
            let inside = members.enumerated().flatMap { place, member in
                layOut(member.1, indent: indent + "  ", before: "\(quoted(member.0)): ")
            }
            return [indent + before + "{"] + inside + [indent + "}"]
        case .array(let elements):
            let inside = elements.flatMap { layOut($0, indent: indent + "  ") }
            return [indent + before + "["] + inside + [indent + "]"]
        case .null, .bool, .int, .double, .string, .json:
            return [whole]
        }
    }

    private func oneLine(_ value: JSONLiteral) -> String {
        switch value {
        case .object(let members):
            "{" + members.map { "\(quoted($0.0)): \(oneLine($0.1))" }.joined(separator: ", ") + "}"
        case .array(let elements):
            "[" + elements.map(oneLine).joined(separator: ", ") + "]"
        case .null, .bool, .int, .double, .string, .json:
            JSON(value).description
        }
    }

    private func quoted(_ name: String) -> String { JSON(.string(name)).description }

    /// The value as a literal, with the names in its strings.
    private func renamed(_ value: JSONLiteral) -> JSONLiteral {
        guard case .json(let json) = value else { return value }
        switch json.kind {
        case .object:
            return .object(json.members.map { (renamed($0.key), renamed(.json($0.value))) })
        case .array: return .array(json.elements.map { renamed(.json($0)) })
        case .string: return .string(renamed(json.string ?? ""))
        case .null, .bool, .number: return value
        }
    }

    private func renamed(_ text: String) -> String {
        names.reduce(text) { text, name in text.replacing(name.text, with: name.name) }
    }
}
