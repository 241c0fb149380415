package import Languages
package import Syntax
package import Text

/// A part of a text that an editor can fold away.
package struct Fold: Hashable, Sendable {
    /// What it is, which some editors show or fold apart.
    package enum Kind: Sendable {
        case code, comment, imports
    }

    /// What it is.
    package var kind: Kind
    /// The first line stays visible, all up to and with the last is hidden.
    package var lines: ClosedRange<Int>
}

/// The folds that the language's query finds, in the order of the text, one for each first line
/// (the largest). Comments and imports that follow each other line by line fold as one. A bracket
/// or keyword that closes what folds stays visible.
package func folds(
    of tree: Tree, text: TextBuffer, language: Language, limit: Int
) -> [Fold] {
    guard let query = language.query(.folds) else { return [] }
    let kinds: [Fold.Kind?] = query.captureNames.map { name in
        switch name {
        case "fold", "fold.body": .code
        case "fold.comment": .comment
        case "fold.imports": .imports
        default: nil
        }
    }
    let body = query.capture(named: "fold.body")
    let folder = Folder(text: text)
    var found: [Fold] = []
    query.forEachMatch(in: tree.root, bytes: text.bytes) { match in
        for place in 0..<match.captureCount {
            let capture = match.captureIndex(at: place)
            var node = match.byteRange(at: place)
            if capture == body { node = folder.withHead(node) }
            guard let kind = kinds[capture], let fold = folder.fold(kind, node) else { continue }
            found.append(fold)
        }
    }
    found.sort {
        ($0.lines.lowerBound, -$0.lines.upperBound) < ($1.lines.lowerBound, -$1.lines.upperBound)
    }
    return Array(folder.joined(found).filter { $0.lines.count > 1 }.prefix(limit))
}

private struct Folder {
    let text: TextBuffer

    /// The fold of a node, perhaps of one line, which may still be joined with others.
    func fold(_ kind: Fold.Kind, _ node: Range<Int>) -> Fold? {
        let bytes = text.bytes
        let node = node.clamped(to: 0..<bytes.count)
        let end = node.last { bytes[$0] > 32 }.map { $0 + 1 } ?? node.lowerBound
        let first = text.lines.line(at: node.lowerBound)
        var last = text.lines.line(at: max(node.lowerBound, end - 1))
        switch kind {
        case .code:
            guard first < last else { return nil }
            if isCloser(startOfText(onLine: last)..<end) { last -= 1 }
        case .comment, .imports:
            // One behind code is about that code, and no part of a block.
            guard first < last || startOfText(onLine: first) >= node.lowerBound else { return nil }
        }
        return Fold(kind: kind, lines: first...max(first, last))
    }

    /// A body with the last byte of what opens it: one without a bracket of its own folds from the
    /// line of its head.
    func withHead(_ body: Range<Int>) -> Range<Int> {
        var start = min(body.lowerBound, text.count)
        while start > 0, text.bytes[start - 1] <= 32 { start -= 1 }
        return max(0, start - 1)..<max(start, body.upperBound)
    }

    /// Joins runs of comments and of imports, and keeps one fold a first line.
    func joined(_ folds: [Fold]) -> [Fold] {
        var result: [Fold] = []
        /// Where in `result` the last fold of a kind stands; other kinds may come between.
        var open: [Fold.Kind: Int] = [:]
        var lastStart = -1
        for fold in folds {
            if fold.kind != .code, let place = open[fold.kind],
                follows(fold, result[place])
            {
                let end = max(result[place].lines.upperBound, fold.lines.upperBound)
                result[place].lines = result[place].lines.lowerBound...end
                continue
            }
            if fold.lines.lowerBound == lastStart, fold.kind == .code { continue }
            lastStart = fold.lines.lowerBound
            open[fold.kind] = result.count
            result.append(fold)
        }
        return result
    }

    /// Whether one belongs to the other before it: on the next line, or with imports also behind
    /// blank lines.
    private func follows(_ fold: Fold, _ before: Fold) -> Bool {
        let between = before.lines.upperBound + 1
        if between >= fold.lines.lowerBound { return true }
        guard fold.kind == .imports, fold.lines.lowerBound - between <= 3 else { return false }
        return (between..<fold.lines.lowerBound).allSatisfy { line in
            startOfText(onLine: line)
                == text.lines.contentRange(of: line, in: text.bytes.span).upperBound
        }
    }

    /// The first byte of a line that is no space; its end when there is none.
    private func startOfText(onLine line: Int) -> Int {
        let content = text.lines.contentRange(of: line, in: text.bytes.span)
        return content.first { text.bytes[$0] > 32 } ?? content.upperBound
    }

    /// Whether a line up to a node's end holds nothing but what closes the node.
    private func isCloser(_ range: Range<Int>) -> Bool {
        guard !range.isEmpty, range.count <= 6 else { return false }
        let closer = text.bytes[range]
        if closer.allSatisfy({ ")]}>;,".utf8.contains($0) }) { return true }
        return closingWords.contains(String(decoding: closer, as: UTF8.self))
    }
}

private let closingWords: Set<String> = ["end", "fi", "done", "esac", "until", "endif", "#endif"]
