package import Text

/// Why a text is not a fixture.
package struct FixtureError: Error, CustomStringConvertible {
    package let description: String
}

/// Files written down in one string. `//- path` on a line of its own starts a file, `$0` marks the
/// cursor, and a line of `^^^ label` marks the range above it:
///
///     //- src/one.py
///     def one():
///         ^^^ name
///         return $0
///
/// Marks are not part of the text. Without `//-` it is a single file, named `main`. A mark's columns
/// count Unicode scalars, as most editors show them.
package struct Fixture: Sendable {
    /// A range that a line of `^^^` marks.
    package struct Mark: Hashable, Sendable {
        /// What follows the `^^^`; often empty.
        package let label: String
        /// What it marks.
        package let range: Range<ByteOffset>
    }

    /// One file of a fixture.
    package struct File: Sendable {
        /// Its path, relative and with slashes.
        package let path: String
        /// Its text without marks.
        package internal(set) var bytes: [UInt8]
        /// Where `$0` was.
        package internal(set) var cursor: ByteOffset?
        /// What `^^^` marked, in order.
        package internal(set) var marks: [Mark]

        /// Its text without marks, as a string.
        package var text: String { String(decoding: bytes, as: UTF8.self) }

        /// The range with a label.
        package func range(_ label: String) throws -> Range<ByteOffset> {
            guard let mark = marks.first(where: { $0.label == label }) else {
                throw FixtureError(description: "\(path) marks no range with ^^^ \(label)")
            }
            return mark.range
        }
    }

    /// The files, in order; at least one.
    package let files: [File]

    /// Parses a fixture. `cursorMark` is for the languages in which `$0` means something.
    package init(_ source: String, cursorMark: String = "$0") throws {
        var parser = FixtureParser(cursorMark: Array(cursorMark.utf8))
        var line: [UInt8] = []
        for byte in source.utf8 {
            line.append(byte)
            if byte == UInt8(ascii: "\n") {
                try parser.add(line)
                line = []
            }
        }
        if !line.isEmpty { try parser.add(line) }
        files = parser.files.isEmpty ? [parser.makeFile("main")] : parser.files
    }

    /// The only file, or the first.
    package var file: File { files[0] }

    /// The file with a path.
    package func file(_ path: String) throws -> File {
        guard let file = files.first(where: { $0.path == path }) else {
            throw FixtureError(description: "the fixture has no file \(path)")
        }
        return file
    }

    /// The file that has the cursor, and where.
    package var cursor: (file: File, offset: ByteOffset) {
        get throws {
            for file in files {
                if let offset = file.cursor { return (file, offset) }
            }
            throw FixtureError(description: "the fixture has no cursor mark")
        }
    }
}

private struct FixtureParser {
    let cursorMark: [UInt8]
    var files: [Fixture.File] = []
    /// Where the last line that is text starts in the last file: the line that `^^^` looks at.
    private var lastLine: Int?
    private var hasCursor = false

    init(cursorMark: [UInt8]) {
        self.cursorMark = cursorMark
    }

    mutating func add(_ line: [UInt8]) throws {
        let text = String(decoding: line, as: UTF8.self)
        if text.hasPrefix("//- ") {
            let path = text.dropFirst(4).filter { !$0.isNewline }
            files.append(makeFile(String(path)))
            lastLine = nil
            return
        }
        if files.isEmpty { files.append(makeFile("main")) }
        if let carets = carets(line) {
            try mark(carets.columns, label: carets.label)
            return
        }
        try addText(line)
    }

    func makeFile(_ path: String) -> Fixture.File {
        Fixture.File(path: path, bytes: [], cursor: nil, marks: [])
    }

    private mutating func addText(_ line: [UInt8]) throws {
        let last = files.count - 1
        lastLine = files[last].bytes.count
        guard let at = index(of: cursorMark, in: line) else {
            files[last].bytes += line
            return
        }
        let rest = Array(line[(at + cursorMark.count)...])
        if hasCursor || index(of: cursorMark, in: rest) != nil {
            throw FixtureError(description: "the fixture has two cursor marks")
        }
        hasCursor = true
        files[last].bytes += line[..<at]
        files[last].cursor = ByteOffset(files[last].bytes.count)
        files[last].bytes += rest
    }

    /// The columns and the label of a line that is nothing but blanks, carets and a word or more.
    private func carets(_ line: [UInt8]) -> (columns: Range<Int>, label: String)? {
        let blank = line.prefix { $0 == UInt8(ascii: " ") }.count
        let carets = line.dropFirst(blank).prefix { $0 == UInt8(ascii: "^") }.count
        guard carets > 0 else { return nil }
        let rest = line.dropFirst(blank + carets)
        guard let next = rest.first else { return (blank..<blank + carets, "") }
        guard next == UInt8(ascii: " ") || next == UInt8(ascii: "\n") else { return nil }
        let label = String(decoding: rest, as: UTF8.self).filter { !$0.isNewline }
        return (blank..<blank + carets, String(label.drop { $0 == " " }))
    }

    private mutating func mark(_ columns: Range<Int>, label: String) throws {
        let last = files.count - 1
        guard let lastLine else {
            throw FixtureError(description: "^^^ \(label) has no line above it")
        }
        let text = TextBuffer(files[last].bytes)
        let line = text.lines.line(at: lastLine)
        let range = PositionRange(
            start: Position(line: line, character: columns.lowerBound),
            end: Position(line: line, character: columns.upperBound))
        let width = text.position(
            of: ByteOffset(text.lines.contentRange(of: line, in: text.bytes.span).upperBound),
            encoding: .utf32
        ).character
        guard columns.upperBound <= width else {
            throw FixtureError(description: "^^^ \(label) reaches past the end of its line")
        }
        files[last].marks.append(
            Fixture.Mark(label: label, range: text.offsets(of: range, encoding: .utf32)))
    }

    private func index(of mark: [UInt8], in line: [UInt8]) -> Int? {
        guard !mark.isEmpty, line.count >= mark.count else { return nil }
        return (0...line.count - mark.count).first { line[$0...].starts(with: mark) }
    }
}
