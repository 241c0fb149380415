/// A file's path within the project, as a model may name it: relative, with slashes, and with no
/// way out of the project or into its `.git`. Whether the file is there, and whether it is a link,
/// is for whoever reads or writes it to find out.
package struct ProjectPath: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// Normal: no empty parts, no `.`, no `..`.
    package let string: String

    /// The path that a model wrote; `./` at its start and doubled slashes are forgiven.
    package init(_ written: String) throws(EditProblem) {
        func refusal(_ reason: String) -> EditProblem {
            EditProblem(path: written, reason: reason)
        }
        let isPrintable = written.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
        guard isPrintable else { throw refusal("the path has control characters") }
        guard !written.hasPrefix("/"), !written.hasPrefix("~") else {
            throw refusal("the path must be relative to the project's root")
        }
        let parts = written.split(separator: "/").filter { $0 != "." }
        guard !parts.isEmpty else { throw refusal("the path names no file") }
        guard !parts.contains("..") else { throw refusal("the path must not contain `..`") }
        guard !parts.contains(where: { $0.lowercased() == ".git" }) else {
            throw refusal("`.git` is not part of the project")
        }
        string = parts.joined(separator: "/")
    }

    package var description: String { string }

    package static func < (left: ProjectPath, right: ProjectPath) -> Bool {
        left.string < right.string
    }
}

/// Why one change of a model's cannot be made, in words for the model.
package struct EditProblem: Error, Equatable, Sendable, CustomStringConvertible {
    /// As the model wrote it; empty when the change names no file.
    package let path: String
    /// What is wrong and what to do about it.
    package let reason: String

    /// A problem with a change of this file.
    package init(path: String, reason: String) {
        self.path = String(path.prefix(300))
        self.reason = reason
    }

    package var description: String { path.isEmpty ? reason : "\(path): \(reason)" }
}
