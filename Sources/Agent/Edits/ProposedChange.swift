/// What a model wants changed, all together or not at all.
package struct ProposedEdits: Sendable, Equatable {
    package var changes: [ProposedChange]
    /// What of its answer could not be read.
    package var problems: [EditProblem] = []

    /// Changes that were read without a problem.
    package init(changes: [ProposedChange] = []) {
        self.changes = changes
    }

    /// With all texts of files made into others.
    func mapped(_ text: ([UInt8]) -> [UInt8]) -> ProposedEdits {
        var result = self
        result.changes = changes.map { change in
            switch change {
            case .replace(let path, var replacement):
                replacement.quote = text(replacement.quote)
                replacement.replacement = text(replacement.replacement)
                return .replace(path: path, replacement)
            case .write(let path, let content): return .write(path: path, content: text(content))
            case .create(let path, let content): return .create(path: path, content: text(content))
            case .patch(let path, let hunks):
                return .patch(path: path, hunks: hunks.map { $0.mapped(text) })
            case .delete, .rename: return change
            }
        }
        return result
    }
}

/// One change of a file that a model asks for. Every way in which models write edits is read into
/// these, and `Draft` alone makes them.
package enum ProposedChange: Sendable, Equatable {
    /// A passage, quoted from the file, becomes another.
    case replace(path: ProjectPath, Replacement)
    /// The file gets this content, whether it is there or not.
    case write(path: ProjectPath, content: [UInt8])
    /// A file that must not be there yet.
    case create(path: ProjectPath, content: [UInt8])
    /// Hunks of a patch, in the order of the file.
    case patch(path: ProjectPath, hunks: [PatchHunk])
    case delete(path: ProjectPath)
    case rename(path: ProjectPath, to: ProjectPath)

    /// The file that it begins with.
    package var path: ProjectPath {
        switch self {
        case .replace(let path, _), .write(let path, _), .create(let path, _),
            .patch(let path, _), .delete(let path), .rename(let path, _):
            path
        }
    }
}

/// A passage that becomes another.
package struct Replacement: Sendable, Equatable {
    /// What the model quotes from the file.
    package var quote: [UInt8]
    package var replacement: [UInt8]
    /// Replace all places where the quote stands, instead of refusing more than one.
    package var everywhere: Bool

    /// The replacement of one passage.
    package init(quote: [UInt8], replacement: [UInt8], everywhere: Bool = false) {
        self.quote = quote
        self.replacement = replacement
        self.everywhere = everywhere
    }
}

/// A hunk of a patch: lines that stay, go and come, without their line ends.
package struct PatchHunk: Sendable, Equatable {
    package enum Line: Sendable, Equatable {
        case kept([UInt8])
        case removed([UInt8])
        case added([UInt8])
    }

    package var lines: [Line]
    /// Lines that come before the hunk, such as the head of the function that it is in, from the
    /// outside in.
    package var anchors: [[UInt8]]
    /// The line of the old file that it says it starts at, counted from 0. Models count badly, so
    /// it only decides between places that fit equally well.
    package var line: Int?
    /// It says that it reaches to the end of the file.
    package var isAtEnd: Bool

    /// A hunk whose place is known by its lines alone.
    package init(
        lines: [Line], anchors: [[UInt8]] = [], line: Int? = nil, isAtEnd: Bool = false
    ) {
        self.lines = lines
        self.anchors = anchors
        self.line = line
        self.isAtEnd = isAtEnd
    }

    func mapped(_ text: ([UInt8]) -> [UInt8]) -> PatchHunk {
        var result = self
        result.anchors = anchors.map(text)
        result.lines = lines.map { line in
            switch line {
            case .kept(let bytes): .kept(text(bytes))
            case .removed(let bytes): .removed(text(bytes))
            case .added(let bytes): .added(text(bytes))
            }
        }
        return result
    }

    /// The lines that the old file must have.
    var old: [[UInt8]] {
        lines.compactMap { line in
            switch line {
            case .kept(let text), .removed(let text): text
            case .added: nil
            }
        }
    }
}
