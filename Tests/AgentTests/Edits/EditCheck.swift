import Agent
import TestKit
import Testing
import Text

/// What a model's answer does to a project: the diff of each file, or what the model is told.
func check(
    _ project: [String: String], _ format: EditFormat, _ answer: String, _ expected: String,
    sourceLocation: SourceLocation = #_sourceLocation
) {
    expect(
        outcome(project, format.changes(in: answer)), equals: expected,
        sourceLocation: sourceLocation)
}

/// The same for changes that were read already.
func outcome(_ project: [String: String], _ edits: ProposedEdits) -> String {
    var draft = Draft()
    var lines: [String] = []
    do throws(DraftRefusal) {
        try draft.apply(edits) { read($0, in: project) }
    } catch {
        lines.append("\(error)\n")
    }
    for (path, file) in draft.files.sorted(by: { $0.key < $1.key }) {
        let old = Array((project[path.string] ?? "").utf8)
        switch file {
        case .deleted: lines.append("deleted \(path)\n")
        case .content(let new):
            let diff = unifiedDiff(from: old, named: path.string, to: new, named: path.string)
            let isNew = project[path.string] == nil
            lines.append((isNew ? "new " : "") + String(decoding: diff, as: UTF8.self))
        }
    }
    return lines.joined()
}

func read(_ path: ProjectPath, in project: [String: String]) -> Draft.Reading {
    if path.string.hasSuffix(".env") { return .refused("the file looks secret") }
    return project[path.string].map { .content(Array($0.utf8)) } ?? .absent
}
