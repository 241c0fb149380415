/// One line `ok` or `not ok` of the Test Anything Protocol, with what belongs to it.
struct TAPPoint {
    var isOK: Bool
    var name: String
    /// What stands behind a `#`, that it is skipped or still to be done, in small letters, and why.
    var directive: (kind: String, reason: String)?
    /// How many levels of subtests it lies in.
    var depth: Int
    /// The indented block between `---` and `...` behind it, without that indentation.
    var block: [Line] = []
    /// The comments above it, up to the test before, without their mark.
    var before: [Line] = []
    /// The comments behind it, up to the next test.
    var comments: [Line] = []
}

/// Reads the Test Anything Protocol, nested as node writes it, with the diagnostics that bats and
/// busted give in comments.
struct TAPDocument {
    var points: [TAPPoint] = []
    /// How many tests the outermost plan (`1..4`) announces.
    var plan: Int?
    /// The words behind `Bail out!`.
    var bailOut: String?

    init(_ output: [UInt8]) {
        /// The comments since the last test.
        var comments: [Line] = []
        /// Where an open block is indented, while one is.
        var blockIndentation: Int?
        for line in lines(of: output) {
            let indentation = line.indentation
            let content = line.dropFirst(indentation)
            if let start = blockIndentation {
                if indentation == start, content.elementsEqual("...".utf8) {
                    blockIndentation = nil
                } else {
                    points[points.count - 1].block.append(line.dropFirst(min(start, indentation)))
                }
            } else if content.elementsEqual("---".utf8), !points.isEmpty {
                blockIndentation = indentation
            } else if var point = TAPDocument.point(content, depth: indentation / 4) {
                point.before = comments
                comments = []
                points.append(point)
            } else if let comment = content.dropping(prefix: "#") {
                let text = comment.dropping(prefix: " ") ?? comment
                comments.append(text)
                if !points.isEmpty { points[points.count - 1].comments.append(text) }
            } else if indentation == 0, let count = content.dropping(prefix: "1..") {
                plan = count.leadingInteger?.value ?? plan
            } else if let reason = content.dropping(prefix: "Bail out!") {
                bailOut = reason.trimmed.string
            }
        }
    }

    /// `not ok 3 - name # SKIP reason`. A `#` in a name is escaped, or stands for nothing special.
    private static func point(_ line: Line, depth: Int) -> TAPPoint? {
        let isOK = line.starts(with: "ok ")
        guard let rest = line.dropping(prefix: isOK ? "ok " : "not ok "),
            let (_, behind) = rest.leadingInteger
        else { return nil }
        var name = behind.trimmed
        if let title = name.dropping(prefix: "- ") { name = title }
        var point = TAPPoint(isOK: isOK, name: "", depth: depth)
        var from = name
        while let (before, after) = from.cut(at: "# ") {
            let word = after.prefix { $0.isWord }
            let kind = word.string.lowercased()
            if kind == "skip" || kind == "todo" {
                let isWhole = before.startIndex == name.startIndex
                point.directive = (kind, after.dropFirst(word.count).trimmed.string)
                // busted writes the name behind the directive.
                name =
                    isWhole && before.trimmed.isEmpty
                    ? after.dropFirst(word.count).trimmed
                    : name[name.startIndex..<before.endIndex].trimmed
                break
            }
            from = after
        }
        point.name = unescaped(name)
        return point
    }

    private static func unescaped(_ name: Line) -> String {
        var plain: [UInt8] = []
        var isEscaped = false
        for byte in name {
            if !isEscaped, byte == UInt8(ascii: "\\") {
                isEscaped = true
                continue
            }
            if isEscaped, byte != UInt8(ascii: "#"), byte != UInt8(ascii: "\\") {
                plain.append(UInt8(ascii: "\\"))
            }
            isEscaped = false
            plain.append(byte)
        }
        if isEscaped { plain.append(UInt8(ascii: "\\")) }
        return String(decoding: plain, as: UTF8.self)
    }
}

extension TAPPoint {
    /// A red test that is marked as still to be done is no failure: it is one more that is skipped.
    var status: TestStatus {
        switch directive?.kind {
        case "skip": .skipped
        case "todo" where !isOK: .skipped
        default: isOK ? .passed : .failed
        }
    }

    /// A value of the block: `key: 'text'`, or the lines below `key: |-`.
    func value(_ key: String) -> [Line]? {
        guard let place = block.firstIndex(where: { $0.starts(with: key + ":") }) else {
            return nil
        }
        let inline = block[place].dropFirst(key.utf8.count + 1).trimmed
        if inline.first != UInt8(ascii: "|") { return [TAPPoint.unquoted(inline)] }
        return block[(place + 1)...].prefix { $0.indentation > 0 || $0.isEmpty }
            .map { $0.dropFirst(min(2, $0.indentation)) }
    }

    private static func unquoted(_ value: Line) -> Line {
        guard value.count > 1, let quote = value.first, quote == value.last,
            quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"")
        else { return value }
        return value.dropFirst().dropLast()
    }
}

extension TAPDocument {
    /// What the plan promised and the run did not keep.
    var problems: [String] {
        var problems: [String] = []
        let told = points.count { $0.depth == 0 }
        if let plan, plan != told { problems.append("\(plan) tests were planned, \(told) told") }
        if let bailOut { problems.append("the run stopped itself: \(bailOut)") }
        return problems
    }
}
