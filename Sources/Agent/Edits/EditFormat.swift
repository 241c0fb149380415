/// How a model writes edits where it does not call a tool for them.
package enum EditFormat: String, Sendable, CaseIterable {
    /// Blocks of `<<<<<<< SEARCH`, `=======`, `>>>>>>> REPLACE` under a file's path.
    case searchReplace = "search-replace"
    /// A unified diff.
    case unifiedDiff = "unified-diff"
    /// `*** Begin Patch` and its sections.
    case applyPatch = "apply-patch"
    /// The whole file in a fence under its path.
    case wholeFile = "whole-file"

    /// Reads the changes out of an answer.
    package func changes(in answer: String) -> ProposedEdits {
        switch self {
        case .searchReplace: SearchReplaceReader.read(answer)
        case .unifiedDiff: UnifiedDiffReader.read(answer)
        case .applyPatch: ApplyPatchReader.read(answer)
        case .wholeFile: WholeFileReader.read(answer)
        }
    }

    /// Which format an answer is in, whatever was asked for; nil where it has no edits.
    package static func detected(in answer: String) -> EditFormat? {
        let lines = AnswerLines(answer).lines
        if lines.contains(where: { $0.begins(with: "*** Begin Patch") }) { return .applyPatch }
        if lines.contains(where: SearchReplaceReader.isSearch) { return .searchReplace }
        let hasHunks = lines.contains { $0.begins(with: "@@") }
        if hasHunks, lines.contains(where: { $0.begins(with: "+++ ") }) { return .unifiedDiff }
        return WholeFileReader.read(answer).changes.isEmpty ? nil : .wholeFile
    }

    /// The format in which models of this name make the fewest mistakes.
    package static func suited(to model: String) -> EditFormat {
        let name = model.lowercased()
        if name.contains("gpt-5") || name.contains("gpt-4.1") || name.contains("codex") {
            return .applyPatch
        }
        return .searchReplace
    }

    /// How to write it, for the prompt.
    package var instructions: String {
        switch self {
        case .searchReplace:
            """
            Write each change as a block under the path of its file:

            path/of/file
            <<<<<<< SEARCH
            lines copied exactly from the file, enough of them to be found once
            =======
            the lines that take their place
            >>>>>>> REPLACE

            An empty SEARCH part makes a new file. Leave no code out.
            """
        case .unifiedDiff:
            """
            Write the changes as one unified diff in a ```diff fence, with `--- a/path` and \
            `+++ b/path` lines and three lines of context. `/dev/null` stands for a file that is \
            not there.
            """
        case .applyPatch:
            """
            Write the changes as one patch:

            *** Begin Patch
            *** Update File: path/of/file
            @@ the line of the class or function that the change is in
             a line that stays
            -a line that goes
            +a line that comes
            *** End Patch

            `*** Add File: path` with `+` lines makes a file, `*** Delete File: path` removes one, \
            and `*** Move to: path` under `*** Update File:` renames it.
            """
        case .wholeFile:
            """
            Write each changed file whole, in a fence under its path. Leave no code out.
            """
        }
    }
}
