internal import EditorClient
internal import JSON

/// A session as text: who said what, in order, with the params laid out for people.
package struct Transcript {
    private let layout: JSONLayout
    private var lines: [String] = []

    /// An empty one; what differs from machine to machine is replaced by names.
    package init(replacing names: [(text: String, name: String)] = []) {
        layout = JSONLayout(names: names)
    }

    package var text: String {
        lines.joined(separator: "\n")
    }

    mutating func add(_ message: JSON, from side: Editor.Side) {
        let arrow =
            switch side {
            case .editor: "-->"
            case .server: "<--"
            }
        let id = message["id"].map { " \($0)" } ?? ""
        let content: (name: String, body: JSON?)
        if let method = message["method"]?.string {
            content = (method, message["params"])
        } else if let error = message["error"] {
            content = ("error", error)
        } else {
            content = ("result", message["result"])
        }
        lines.append("\(arrow) \(content.name)\(id)")
        if let body = content.body { lines += layout.lines(of: body, indent: "    ") }
    }
}
