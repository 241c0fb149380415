package import Base

/// What a regular file holds, as far as a change is concerned.
package struct FileContent: Equatable, Sendable {
    package let bytes: [UInt8]
    package let isExecutable: Bool

    package init(bytes: [UInt8], isExecutable: Bool) {
        self.bytes = bytes
        self.isExecutable = isExecutable
    }
}

/// What became of one regular file, with what it was before: a change fits only what it was made
/// for.
package struct FileChange: Equatable, Sendable, CustomStringConvertible {
    package enum Kind: Equatable, Sendable {
        case added(FileContent)
        case modified(from: FileContent, to: FileContent)
        case deleted(FileContent)
        /// The same content under another name; the change's path is the new one.
        case renamed(from: Path, FileContent)
    }

    /// Relative to the workspace.
    package let path: Path
    package let kind: Kind

    package init(path: Path, kind: Kind) {
        self.path = path
        self.kind = kind
    }

    package var description: String {
        switch kind {
        case .added: "added \(path.shown)"
        case .modified: "modified \(path.shown)"
        case .deleted: "deleted \(path.shown)"
        case .renamed(let from, _): "renamed \(from.shown) to \(path.shown)"
        }
    }

    /// The paths that it concerns: two for a renamed file.
    package var paths: [Path] {
        switch kind {
        case .added, .modified, .deleted: [path]
        case .renamed(let from, _): [from, path]
        }
    }
}

/// What changed, and what could not be taken for a change.
package struct FileChanges: Equatable, Sendable {
    /// Something that stays in the workspace: no patch can contain it.
    package struct Problem: Equatable, Sendable, CustomStringConvertible {
        package enum Reason: Error, Equatable {
            /// A link, a device, a FIFO or a socket.
            case notAFile
            case tooLarge(limit: Int)
            /// The original changed after the workspace was made.
            case originalChanged
            case unreadable(SystemError)
            /// There are more changes than a patch may have; those from here on are left out.
            case tooMany(limit: Int)
        }

        package let path: Path
        package let reason: Reason

        package var description: String {
            let name = path.shown
            return switch reason {
            case .notAFile: "\(name) is not a regular file"
            case .tooLarge(let limit): "\(name) is larger than \(limit) bytes"
            case .originalChanged: "\(name) was changed meanwhile"
            case .unreadable(let error):
                "\(name) cannot be read: \(SystemError.text(of: error.code))"
            case .tooMany(let limit): "\(name) and what follows: more than \(limit) changes"
            }
        }
    }

    /// Sorted by path.
    package let changes: [FileChange]
    package let problems: [Problem]
}

extension Path {
    /// For people: a name that a command chose may hold what a terminal would obey.
    var shown: String {
        var plain = PlainText()
        return String(decoding: plain.strip(bytes) + plain.finish(), as: UTF8.self)
    }
}
