internal import Syntax
internal import Text

/// A node that says something is wrong.
struct ErrorSite {
    /// Where: empty for something that is missing.
    let range: Range<Int>
    /// The token that the parser had to make up, if it can be written down.
    let missing: String?
    /// Where the node starts that a missing token belongs to.
    let parentStart: Int

    /// The most sites that are looked at for one question.
    private static let most = 4
    /// The most nodes that are looked at.
    private static let mostNodes = 20_000

    /// The sites that touch the asked lines or so many lines around them, the nearest first.
    static func near(
        _ asked: Range<Int>, lines: Int, in text: TextBuffer, tree: Tree
    ) -> [ErrorSite] {
        guard tree.root.hasError, tree.byteCount == text.count else { return [] }
        let first = text.lines.line(at: asked.lowerBound)
        let last = text.lines.line(at: asked.upperBound)
        let area =
            text.lines.start(
                of: max(0, first - max(lines, 0)))..<text.lines.contentRange(
                of: min(last + max(lines, 0), text.lines.count - 1), in: text.bytes.span
            ).upperBound
        var sites = all(in: area, tree: tree)
        // What is inside another error comes after it, and says more precisely where.
        func distance(_ site: ErrorSite) -> Int {
            if site.range.touches(asked) { return 0 }
            return site.range.upperBound < asked.lowerBound
                ? asked.lowerBound - site.range.upperBound
                : site.range.lowerBound - asked.upperBound
        }
        let order = sites.indices.sorted {
            (distance(sites[$0]), sites[$0].range.count, $0)
                < (distance(sites[$1]), sites[$1].range.count, $1)
        }
        sites = order.prefix(most).map { sites[$0] }
        return sites
    }

    private static func all(in area: Range<Int>, tree: Tree) -> [ErrorSite] {
        var sites: [ErrorSite] = []
        var cursor = TreeCursor(tree)
        var starts = [cursor.startByte]
        for _ in 0..<mostNodes {
            starts.removeLast(starts.count - cursor.depth)
            let parentStart = starts.last ?? 0
            starts.append(cursor.startByte)
            let isNear = cursor.byteRange.touches(area)
            if isNear, cursor.isMissing {
                let token = cursor.isNamed ? nil : cursor.node.kindName
                let isWritten = token?.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F } ?? false
                sites.append(
                    ErrorSite(
                        range: cursor.byteRange, missing: isWritten ? token : nil,
                        parentStart: parentStart))
            } else if isNear, cursor.kind == .error {
                sites.append(
                    ErrorSite(
                        range: cursor.byteRange, missing: nil, parentStart: cursor.startByte))
            }
            if cursor.startByte > area.upperBound { break }
            let isWorthIt = isNear && cursor.hasError
            guard isWorthIt ? cursor.goToNext() : cursor.goToNextOutside() else { break }
        }
        return sites
    }
}
