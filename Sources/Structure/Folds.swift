package import Languages
package import Syntax
private import Text

/// A part of a text that an editor can fold away.
package struct Fold: Hashable, Sendable {
    package enum Kind: Sendable {
        case code, comment, imports
    }

    package var kind: Kind
    /// The first line stays visible, all up to and with the last is hidden.
    package var lines: ClosedRange<Int>
}

/// The folds that the language's query finds, in the order of the text, one for each first line
/// (the largest). Comments and imports that follow each other line by line fold as one.
package func folds(of tree: Tree, bytes: [UInt8], language: Language, limit: Int) -> [Fold] {
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
    var found: [Fold] = []
    query.forEachMatch(in: tree.root, bytes: bytes) { match in
        for place in 0..<match.captureCount {
            guard let kind = kinds[match.captureIndex(at: place)] else { continue }
            var lines = match.lines(at: place)
            if match.captureIndex(at: place) == body {
                lines = match.headLine(at: place)...lines.upperBound
            }
            found.append(Fold(kind: kind, lines: lines))
        }
    }
    found.sort {
        ($0.lines.lowerBound, -$0.lines.upperBound) < ($1.lines.lowerBound, -$1.lines.upperBound)
    }
    return Array(joined(found).filter { $0.lines.count > 1 }.prefix(limit))
}

/// Joins runs of comments and of imports, and keeps one fold a first line.
private func joined(_ folds: [Fold]) -> [Fold] {
    var result: [Fold] = []
    /// Where in `result` the last fold of a kind stands; other kinds may come between.
    var open: [Fold.Kind: Int] = [:]
    var lastStart = -1
    for fold in folds {
        if fold.kind != .code, let place = open[fold.kind],
            result[place].lines.upperBound + 1 >= fold.lines.lowerBound
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

extension QueryCursor {
    /// The line on which the node before a captured one ends: a body without a bracket of its own
    /// folds from the line of what opens it.
    fileprivate borrowing func headLine(at place: Int) -> Int {
        let node = node(at: place)
        let first = node.startPoint.row
        return min(first, node.previousSibling?.endPoint.row ?? first)
    }

    /// The lines of a captured node. A node that ends at the very start of a line does not reach
    /// into it.
    fileprivate borrowing func lines(at place: Int) -> ClosedRange<Int> {
        let node = node(at: place)
        let first = node.startPoint.row
        let end = node.endPoint
        let last = end.column == 0 && end.row > first ? end.row - 1 : end.row
        return first...max(first, last)
    }
}
