internal import JSON
package import Models

/// Something that the model may do while it works on a task. Reading is free; changes go to the
/// draft; what runs, runs in the sandbox.
package enum AgentTool: Sendable, Equatable {
    case search(pattern: String, folder: ProjectPath?, isRegularExpression: Bool)
    case list(folder: ProjectPath?)
    /// Lines are counted from 1; nil for the whole file.
    case read(path: ProjectPath, lines: ClosedRange<Int>?)
    case symbol(name: String, SymbolQuestion)
    case edit(ProposedEdits)
    /// Some tests by their names, or all.
    case runTests(names: [String])
    case runCommand(String)
    case diagnostics(path: ProjectPath?)
    /// The model is done, and says what it did.
    case finish(summary: String)

    /// Reads a call. What does not fit is told to the model, which may then call again.
    package init(_ call: ToolCall) throws(ToolProblem) {
        guard let name = ToolName(rawValue: call.name) else {
            throw ToolProblem(
                "there is no tool `\(call.name.prefix(80))`; there are \(ToolName.list)")
        }
        switch call.arguments {
        case .malformed(_, let problem):
            throw ToolProblem("the arguments are not a JSON object: \(problem)")
        case .object(let arguments):
            do throws(JSONDecodingError) {
                self = try AgentTool.read(name, arguments)
            } catch {
                throw ToolProblem("\(name.rawValue): \(error)")
            }
        }
    }

    /// Whether it changes nothing and runs nothing.
    package var isReading: Bool {
        switch self {
        case .search, .list, .read, .symbol, .diagnostics: true
        case .edit, .runTests, .runCommand, .finish: false
        }
    }
}

/// What may be asked about a symbol.
package enum SymbolQuestion: String, Sendable, CaseIterable {
    case definition, callers, callees, tests
}

/// Why a call was not carried out, in words for the model.
package struct ToolProblem: Error, Equatable, Sendable, CustomStringConvertible {
    package let description: String

    init(_ description: String) {
        self.description = description
    }
}

/// The names of the tools, as the model calls them.
enum ToolName: String, CaseIterable {
    case search
    case listFiles = "list_files"
    case readFile = "read_file"
    case symbol
    case editFile = "edit_file"
    case createFile = "create_file"
    case deleteFile = "delete_file"
    case renameFile = "rename_file"
    case applyPatch = "apply_patch"
    case runTests = "run_tests"
    case runCommand = "run_command"
    case diagnostics
    case finish

    static var list: String { allCases.map { "`\($0.rawValue)`" }.joined(separator: ", ") }
}

extension AgentTool {
    private static func read(
        _ name: ToolName, _ arguments: JSON
    ) throws(JSONDecodingError) -> AgentTool {
        switch name {
        case .search:
            return .search(
                pattern: try arguments.required("pattern"),
                folder: try arguments.optionalPath("folder"),
                isRegularExpression: try arguments.optional("is_regex") ?? false)
        case .listFiles: return .list(folder: try arguments.optionalPath("folder"))
        case .readFile:
            return .read(path: try arguments.path("path"), lines: try arguments.lines())
        case .symbol:
            let question: String = try arguments.optional("question") ?? "definition"
            guard let known = SymbolQuestion(rawValue: question) else {
                let all = SymbolQuestion.allCases.map(\.rawValue).joined(separator: ", ")
                throw JSONDecodingError(path: "question", problem: "expected one of \(all)")
            }
            return .symbol(name: try arguments.required("name"), known)
        case .editFile, .createFile, .deleteFile, .renameFile:
            return .edit(ProposedEdits(changes: [try change(name, arguments)]))
        case .applyPatch:
            let patch: String = try arguments.required("patch")
            return .edit(edits(inPatch: patch))
        case .runTests:
            return .runTests(names: try arguments.optional("names", as: [String].self) ?? [])
        case .runCommand: return .runCommand(try arguments.required("command"))
        case .diagnostics: return .diagnostics(path: try arguments.optionalPath("path"))
        case .finish: return .finish(summary: try arguments.optional("summary") ?? "")
        }
    }

    private static func change(
        _ name: ToolName, _ arguments: JSON
    ) throws(JSONDecodingError) -> ProposedChange {
        let path = try arguments.path("path")
        switch name {
        case .createFile: return .create(path: path, content: try arguments.text("content"))
        case .deleteFile: return .delete(path: path)
        case .renameFile: return .rename(path: path, to: try arguments.path("new_path"))
        default:
            return .replace(
                path: path,
                Replacement(
                    quote: try arguments.text("old_text"),
                    replacement: try arguments.text("new_text"),
                    everywhere: try arguments.optional("replace_all") ?? false))
        }
    }

    /// A patch in whatever format it is: the tool's name means one, and models write another.
    private static func edits(inPatch patch: String) -> ProposedEdits {
        var edits = (EditFormat.detected(in: patch) ?? .applyPatch).changes(in: patch)
        if edits.changes.isEmpty, edits.problems.isEmpty {
            let reason = "no `*** Begin Patch` and no unified diff in it"
            edits.problems.append(EditProblem(path: "", reason: reason))
        }
        return edits
    }
}

extension JSON {
    fileprivate func path(_ key: String) throws(JSONDecodingError) -> ProjectPath {
        let written: String = try required(key)
        do throws(EditProblem) {
            return try ProjectPath(written)
        } catch {
            throw JSONDecodingError(path: key, problem: error.reason)
        }
    }

    /// A folder; nil where it is not given, or is the project's root.
    fileprivate func optionalPath(_ key: String) throws(JSONDecodingError) -> ProjectPath? {
        guard let written: String = try optional(key) else { return nil }
        return ["", ".", "./", "/"].contains(written) ? nil : try path(key)
    }

    fileprivate func text(_ key: String) throws(JSONDecodingError) -> [UInt8] {
        Array(try required(key).utf8)
    }

    private func required(_ key: String) throws(JSONDecodingError) -> String {
        try required(key, as: String.self)
    }

    /// `first_line` and `last_line`, in either order, from 1.
    fileprivate func lines() throws(JSONDecodingError) -> ClosedRange<Int>? {
        let first: Int? = try optional("first_line")
        let last: Int? = try optional("last_line")
        guard first != nil || last != nil else { return nil }
        let start = max(first ?? 1, 1)
        let end = max(last ?? Int.max, 1)
        return min(start, end)...max(start, end)
    }
}
