package import Models
internal import JSON

/// The tools as the model gets to know them.
package enum ToolCatalog {
    /// What the model is offered. A model that edits by a text format of its own gets no tools for
    /// edits, and one that may run nothing gets none for running. To a small window the
    /// descriptions themselves are a burden: it gets what no change can do without.
    package static func tools(editsByTools: Bool, mayRun: Bool, isSmall: Bool) -> [Tool] {
        ToolName.allCases.filter { name in
            switch name {
            case .editFile, .createFile: editsByTools
            case .deleteFile, .renameFile, .applyPatch: editsByTools && !isSmall
            case .runTests: mayRun
            case .runCommand: mayRun && !isSmall
            case .search, .readFile, .finish: true
            case .listFiles, .symbol, .diagnostics: !isSmall
            }
        }.map(\.tool)
    }
}

/// An argument of a tool.
private struct Parameter {
    let name: String
    let type: String
    let summary: String
    var isRequired = false
}

extension ToolName {
    fileprivate var tool: Tool {
        let properties = parameters.map { parameter in
            (
                parameter.name,
                JSONLiteral.object(
                    [
                        ("type", .string(parameter.type)),
                        ("description", .string(parameter.summary)),
                    ] + (parameter.type == "array" ? [("items", ["type": "string"])] : []))
            )
        }
        let required = parameters.filter(\.isRequired).map { JSONLiteral.string($0.name) }
        return Tool(
            name: rawValue, summary: summary,
            parameters: JSON([
                "type": "object", "properties": .object(properties), "required": .array(required),
            ]))
    }

    private var summary: String {
        switch self {
        case .search: "Search the project's files for a text; answers `path:line: text`."
        case .listFiles: "List the files and folders in a folder of the project."
        case .readFile: "Read a file, or some of its lines."
        case .symbol: "Ask the index about a symbol: where it is defined, what calls it."
        case .editFile: "Replace a passage of a file. The old text must stand there exactly once."
        case .createFile: "Make a new file."
        case .deleteFile: "Delete a file."
        case .renameFile: "Rename or move a file."
        case .applyPatch: "Change several files by one patch, all or nothing."
        case .runTests: "Run the tests, or some of them, on what you have changed."
        case .runCommand: "Run a shell command on a copy of what you have changed, without network."
        case .diagnostics: "List the syntax errors and linter findings of the changed files."
        case .finish: "Say that you are done. The change is then checked; you hear what fails."
        }
    }

    private var parameters: [Parameter] {
        let path = Parameter(
            name: "path", type: "string", summary: "Relative to the project's root.",
            isRequired: true)
        func text(_ name: String, _ summary: String) -> Parameter {
            Parameter(name: name, type: "string", summary: summary, isRequired: true)
        }
        let folder = Parameter(
            name: "folder", type: "string", summary: "Where; the whole project if left out.")
        switch self {
        case .search:
            return [
                text("pattern", "What to look for."), folder,
                Parameter(
                    name: "is_regex", type: "boolean", summary: "It is a regular expression."),
            ]
        case .listFiles: return [folder]
        case .readFile:
            return [
                path, Parameter(name: "first_line", type: "integer", summary: "From 1."),
                Parameter(name: "last_line", type: "integer", summary: "Included."),
            ]
        case .symbol:
            let questions = SymbolQuestion.allCases.map(\.rawValue).joined(separator: ", ")
            return [
                text("name", "The symbol's name."),
                Parameter(name: "question", type: "string", summary: "One of \(questions)."),
            ]
        case .editFile:
            return [
                path, text("old_text", "Copied exactly, with enough lines to be found once."),
                text("new_text", "What takes its place."),
                Parameter(name: "replace_all", type: "boolean", summary: "Replace every place."),
            ]
        case .createFile: return [path, text("content", "All of it.")]
        case .deleteFile: return [path]
        case .renameFile: return [path, text("new_path", "Relative to the project's root.")]
        case .applyPatch: return [text("patch", EditFormat.applyPatch.instructions)]
        case .runTests:
            return [
                Parameter(name: "names", type: "array", summary: "Tests; all if left out.")
            ]
        case .runCommand: return [text("command", "For `sh -c`.")]
        case .diagnostics:
            return [
                Parameter(
                    name: "path", type: "string", summary: "A file; all changed ones if left out.")
            ]
        case .finish: return [text("summary", "What was wrong and what you changed.")]
        }
    }
}
