internal import Text
internal import Verify

// This module computes. It reads and writes no file, starts no process, and asks no model: whoever
// drives it brings what was read and what was answered.

/// What the agent would make of the project: the files that differ from those on disk. Changes are
/// made all together or not at all.
package struct Draft: Sendable, Equatable {
    /// A file before and after; nil where there is none.
    package struct Change: Sendable, Equatable {
        package var original: [UInt8]?
        package var content: [UInt8]?

        /// A file that becomes another, comes or goes.
        package init(original: [UInt8]?, content: [UInt8]?) {
            self.original = original
            self.content = content
        }
    }

    /// What the project has under a path.
    package enum Reading: Sendable, Equatable {
        case absent
        case content([UInt8])
        /// It is there, but not for the agent: secret, binary, too large, not a plain file.
        case refused(String)
    }

    /// The files that differ.
    package private(set) var files: [ProjectPath: Change] = [:]

    /// The project as it is.
    package init() {}

    /// Takes back a change from where the draft was kept.
    mutating func restore(_ path: ProjectPath, _ change: Change) { files[path] = change }

    /// What of the draft the project does not have yet, by what is on disk now.
    package func remaining(in project: (ProjectPath) -> Reading) -> Draft {
        var rest = Draft()
        for (path, change) in files {
            let isThere =
                switch project(path) {
                case .content(let bytes): bytes == change.content
                case .absent: change.content == nil
                case .refused: false
                }
            if !isThere { rest.files[path] = change }
        }
        return rest
    }

    /// A file as the draft has it, or else as the project has it.
    package func reading(
        _ path: ProjectPath, in project: (ProjectPath) -> Reading
    ) -> Reading {
        guard let change = files[path] else { return project(path) }
        return change.content.map { .content($0) } ?? .absent
    }

    /// All changes as one unified diff, by path.
    package var diff: [UInt8] { patch.diff }

    /// Makes the changes, one after the other. With a problem in any of them, or in reading them,
    /// the draft stays as it was, and all problems are told.
    package mutating func apply(
        _ edits: ProposedEdits, to project: (ProjectPath) -> Reading
    ) throws(DraftRefusal) {
        var next = self
        var problems = edits.problems
        for change in edits.changes {
            do throws(EditProblem) {
                try next.make(change, project)
            } catch {
                problems.append(error)
            }
        }
        if next.files.count > Draft.fileLimit {
            problems.append(
                EditProblem(path: "", reason: "more than \(Draft.fileLimit) files would change"))
        }
        guard problems.isEmpty else { throw DraftRefusal(problems: problems) }
        next.files = next.files.filter { $0.value.content != $0.value.original }
        self = next
    }

    private static let fileLimit = 200
    private static let byteLimit = 4 << 20

    private mutating func make(
        _ change: ProposedChange, _ project: (ProjectPath) -> Reading
    ) throws(EditProblem) {
        let path = change.path
        switch change {
        case .replace(_, let replacement):
            let old = try content(of: path, project)
            try set(path, old, to: try Draft.replace(replacement, in: old, at: path))
        case .patch(_, let hunks):
            let old = try content(of: path, project)
            try set(path, old, to: try Draft.patch(hunks, old, at: path))
        case .write(_, let content):
            switch reading(path, in: project) {
            case .absent: try set(path, nil, to: content)
            case .content(let old): try set(path, old, to: content.withLineEnds(as: old))
            case .refused(let reason): throw EditProblem(path: path.string, reason: reason)
            }
        case .create(_, let content):
            guard reading(path, in: project) == .absent else {
                throw EditProblem(path: path.string, reason: "the file is already there; edit it")
            }
            try set(path, nil, to: content)
        case .delete: try set(path, try content(of: path, project), to: nil)
        case .rename(_, let target):
            let bytes = try content(of: path, project)
            guard reading(target, in: project) == .absent else {
                throw EditProblem(path: target.string, reason: "the file is already there")
            }
            try set(path, bytes, to: nil)
            try set(target, nil, to: bytes, movedFrom: bytes)
        }
    }

    private func content(
        of path: ProjectPath, _ project: (ProjectPath) -> Reading
    ) throws(EditProblem) -> [UInt8] {
        switch reading(path, in: project) {
        case .content(let bytes): return bytes
        case .absent: throw EditProblem(path: path.string, reason: "there is no such file")
        case .refused(let reason): throw EditProblem(path: path.string, reason: reason)
        }
    }

    /// Gives a file, which has been `old` so far, this content.
    private mutating func set(
        _ path: ProjectPath, _ old: [UInt8]?, to new: [UInt8]?, movedFrom source: [UInt8]? = nil
    ) throws(EditProblem) {
        if let new, new.count > Draft.byteLimit {
            throw EditProblem(
                path: path.string, reason: "the file would be larger than \(Draft.byteLimit) bytes")
        }
        if let new, let mark = ElisionMarks.first(in: new, notIn: old ?? source ?? []) {
            throw EditProblem(
                path: path.string,
                reason: "`\(mark)` stands for code that would be lost; write the code")
        }
        files[path, default: Change(original: old, content: nil)].content = new
    }

    private static func replace(
        _ replacement: Replacement, in old: [UInt8], at path: ProjectPath
    ) throws(EditProblem) -> [UInt8] {
        let edits: [TextEdit]
        do throws(PassageProblem) {
            edits = try PassageSearch(TextBuffer(old)).edits(for: replacement)
        } catch {
            throw EditProblem(path: path.string, reason: error.reason)
        }
        let new = old.applying(edits)
        guard new != old else {
            throw EditProblem(
                path: path.string, reason: "the replacement is the same as what is there")
        }
        return new
    }

    private static func patch(
        _ hunks: [PatchHunk], _ old: [UInt8], at path: ProjectPath
    ) throws(EditProblem) -> [UInt8] {
        var placement = HunkPlacement(TextBuffer(old))
        var edits: [TextEdit] = []
        for (number, hunk) in hunks.enumerated() {
            do throws(PassageProblem) {
                edits.append(try placement.edit(for: hunk))
            } catch {
                throw EditProblem(
                    path: path.string, reason: "hunk \(number + 1): \(error.reason)")
            }
        }
        return old.applying(edits)
    }
}

/// Why changes were not made, none of them.
package struct DraftRefusal: Error, Equatable, Sendable, CustomStringConvertible {
    package let problems: [EditProblem]

    /// In words for the model.
    package var description: String {
        let list = problems.map { "- \($0)" }.joined(separator: "\n")
        return "Nothing was changed:\n\(list)"
    }
}

extension [UInt8] {
    /// The text with these edits made, which are in the order of the text and disjoint.
    fileprivate func applying(_ edits: [TextEdit]) -> [UInt8] {
        var result: [UInt8] = []
        var done = 0
        for edit in edits {
            result += self[done..<edit.range.lowerBound.value]
            result += edit.replacement
            done = edit.range.upperBound.value
        }
        return result + self[done...]
    }

    /// The text with the line ends that another has, and with its last line ended if that one is.
    fileprivate func withLineEnds(as other: [UInt8]) -> [UInt8] {
        let end = TextBuffer(other).dominantLineEnd
        var text = withLineEnds(end)
        if !text.isEmpty, other.last == end.bytes.last, text.last != end.bytes.last {
            text += end.bytes
        }
        return text
    }
}
