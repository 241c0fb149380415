import Agent
import TestKit
import Testing

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
    lines.append(String(decoding: draft.diff, as: UTF8.self))
    return lines.joined()
}

func read(_ path: ProjectPath, in project: [String: String]) -> Draft.Reading {
    if path.string.hasSuffix(".env") { return .refused("the file looks secret") }
    return project[path.string].map { .content(Array($0.utf8)) } ?? .absent
}
