private import Agent

extension FuzzTarget {
    /// A model's answer with edits in it, of a project of two files. Whichever way it is read, it is
    /// made whole or not at all, only within the project, and no change is hidden from people.
    static let patch = FuzzTarget(name: "patch") { input in
        var reader = InputReader(input)
        let first = utf8(reader.piece())
        let second = utf8(reader.piece())
        let answer = String(decoding: reader.bytes(input.count), as: UTF8.self)
        let project = [try ProjectPath("a.py"): first, try ProjectPath("b/c.py"): second]
        if let format = EditFormat.detected(in: answer) {
            try require(EditFormat.allCases.contains(format), "an unknown format")
        }
        for format in EditFormat.allCases {
            try make(format.changes(in: answer), of: project)
        }
    }

    private static func make(_ edits: ProposedEdits, of project: [ProjectPath: [UInt8]]) throws {
        let reading = { (path: ProjectPath) -> Draft.Reading in
            project[path].map { .content($0) } ?? .absent
        }
        var draft = Draft()
        do throws(DraftRefusal) {
            try draft.apply(edits, to: reading)
        } catch {
            try require(draft == Draft(), "refused, and yet changed")
            try require(!error.problems.isEmpty, "refused for no reason")
            return
        }
        try require(edits.problems.isEmpty, "made, though a part was not understood")
        for (path, change) in draft.files {
            try require(change.original == project[path], "\(path): not what the project has")
            try require(change.content != change.original, "\(path): no change")
            try require(try ProjectPath(path.string) == path, "\(path): the path is not normal")
        }
        try require(
            draft.diff.isEmpty == draft.files.values.allSatisfy(\.movesNoLine),
            "the diff that people are shown leaves something out")
    }

    /// What a project's file has: bytes that are not UTF-8 are refused before.
    private static func utf8(_ bytes: [UInt8]) -> [UInt8] {
        Array(String(decoding: bytes, as: UTF8.self).utf8)
    }
}

extension Draft.Change {
    /// An empty file that comes or goes has no line to show.
    fileprivate var movesNoLine: Bool { (original ?? []).isEmpty && (content ?? []).isEmpty }
}
