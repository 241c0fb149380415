internal import Text

/// A change of a project that is to be judged: whole files, before and after.
package struct Patch: Sendable, Equatable {
    /// One file of it.
    package struct File: Sendable, Equatable {
        /// Relative to the project.
        package let path: String
        /// Nil where there was none.
        package let before: [UInt8]?
        /// Nil where there is none any more.
        package let after: [UInt8]?

        package init(path: String, before: [UInt8]?, after: [UInt8]?) {
            self.path = path
            self.before = before
            self.after = after
        }

        func content(_ side: Side) -> [UInt8]? {
            switch side {
            case .before: before
            case .after: after
            }
        }
    }

    /// The two states that a patch lies between.
    package enum Side { case before, after }

    package let files: [File]

    package init(_ files: [File]) {
        self.files = files
    }

    /// As one unified diff.
    package var diff: [UInt8] {
        files.flatMap { file in
            unifiedDiff(
                from: file.before ?? [],
                named: file.before == nil ? "/dev/null" : "a/\(file.path)",
                to: file.after ?? [],
                named: file.after == nil ? "/dev/null" : "b/\(file.path)")
        }
    }

    /// The files that it leaves behind, changed.
    var changed: [File] { files.filter { $0.after != nil } }
}
