/// Lines of a `.gitignore`, and whether a path matches them: the last line that matches decides.
/// Pure: what exists on disk is not asked.
package struct IgnorePatterns: Sendable {
    private struct Pattern: Sendable {
        let glob: [UInt8]
        let isNegated: Bool
        let isForDirectories: Bool
        /// With a slash inside it is matched from the root, else against any one name.
        let isAnchored: Bool
    }

    private let patterns: [Pattern]

    /// Blank lines and comments count for nothing.
    package init(lines: some Sequence<String>) {
        patterns = lines.compactMap(IgnorePatterns.pattern)
    }

    package init(file bytes: [UInt8]) {
        self.init(
            lines: bytes.split(separator: UInt8(ascii: "\n")).map {
                String(decoding: $0, as: UTF8.self)
            })
    }

    package var isEmpty: Bool { patterns.isEmpty }

    /// Whether a file is left out: because it or a folder above it matches. The path is relative
    /// to the folder that the patterns are for.
    package func excludes(file path: Path) -> Bool {
        var prefix: [UInt8] = []
        let names = path.bytes.split(separator: UInt8(ascii: "/"))
        for (place, name) in names.enumerated() {
            if !prefix.isEmpty { prefix.append(UInt8(ascii: "/")) }
            prefix.append(contentsOf: name)
            let isLast = place == names.count - 1
            // Nothing below an excluded folder can be taken back in, as with git.
            if matches(prefix, name: Array(name), isDirectory: !isLast) { return true }
        }
        return false
    }

    private func matches(_ path: [UInt8], name: [UInt8], isDirectory: Bool) -> Bool {
        for pattern in patterns.reversed() where isDirectory || !pattern.isForDirectories {
            if globMatches(pattern.glob[...], pattern.isAnchored ? path[...] : name[...]) {
                return !pattern.isNegated
            }
        }
        return false
    }

    private static func pattern(_ line: String) -> Pattern? {
        var glob = Array(line.utf8)
        if glob.last == UInt8(ascii: "\r") { glob.removeLast() }
        while glob.last == UInt8(ascii: " "), glob.dropLast().last != UInt8(ascii: "\\") {
            glob.removeLast()
        }
        guard let first = glob.first, first != UInt8(ascii: "#") else { return nil }
        let isNegated = first == UInt8(ascii: "!")
        if isNegated { glob.removeFirst() }
        let isForDirectories = glob.last == UInt8(ascii: "/")
        if isForDirectories { glob.removeLast() }
        let isAnchored = glob.contains(UInt8(ascii: "/"))
        if glob.first == UInt8(ascii: "/") { glob.removeFirst() }
        guard !glob.isEmpty else { return nil }
        return Pattern(
            glob: glob, isNegated: isNegated, isForDirectories: isForDirectories,
            isAnchored: isAnchored)
    }
}

/// Whether a glob matches a whole path: `*` and `?` stay within one name, `**` crosses folders.
///
/// Iterative, with one place to go back to for each kind of star, so that no pattern takes more
/// than about the product of the lengths.
private func globMatches(_ glob: ArraySlice<UInt8>, _ path: ArraySlice<UInt8>) -> Bool {
    let slash = UInt8(ascii: "/")
    let star = UInt8(ascii: "*")
    var (g, p) = (glob.startIndex, path.startIndex)
    /// Where to go on when the rest does not fit: glob position, path position.
    var single: (glob: Int, path: Int)?
    var double: (glob: Int, path: Int)?
    while true {
        if g < glob.endIndex, glob[g] == star {
            if g + 1 < glob.endIndex, glob[g + 1] == star {
                g += 2
                // `**/` also stands for no folder at all.
                if g < glob.endIndex, glob[g] == slash { g += 1 }
                double = (g, p)
                single = nil
            } else {
                g += 1
                single = (g, p)
            }
            continue
        }
        if g == glob.endIndex, p == path.endIndex { return true }
        if g < glob.endIndex, p < path.endIndex,
            let next = step(glob, g, path[p], isName: path[p] != slash)
        {
            g = next
            p += 1
            continue
        }
        if let back = single, back.path < path.endIndex, path[back.path] != slash {
            single = (back.glob, back.path + 1)
            (g, p) = (back.glob, back.path + 1)
        } else if let back = double, back.path < path.endIndex {
            single = nil
            double = (back.glob, back.path + 1)
            (g, p) = (back.glob, back.path + 1)
        } else {
            return false
        }
    }
}

/// The place behind one pattern element that matches the byte; nil when it does not match.
private func step(_ glob: ArraySlice<UInt8>, _ at: Int, _ byte: UInt8, isName: Bool) -> Int? {
    switch glob[at] {
    case UInt8(ascii: "?"):
        return isName ? at + 1 : nil
    case UInt8(ascii: "\\") where at + 1 < glob.endIndex:
        return glob[at + 1] == byte ? at + 2 : nil
    case UInt8(ascii: "["):
        guard let (members, end) = characterClass(glob, at) else {
            return byte == UInt8(ascii: "[") ? at + 1 : nil
        }
        return isName && members(byte) ? end : nil
    default:
        return glob[at] == byte ? at + 1 : nil
    }
}

/// `[a-z]` or `[!a-z]`: what is in it, and the place behind it; nil when it does not close.
private func characterClass(
    _ glob: ArraySlice<UInt8>, _ start: Int
) -> (members: (UInt8) -> Bool, end: Int)? {
    var at = start + 1
    var isNegated = false
    if at < glob.endIndex, [UInt8(ascii: "!"), UInt8(ascii: "^")].contains(glob[at]) {
        isNegated = true
        at += 1
    }
    var ranges: [ClosedRange<UInt8>] = []
    let first = at
    while at < glob.endIndex, glob[at] != UInt8(ascii: "]") || at == first {
        let low = glob[at]
        if at + 2 < glob.endIndex, glob[at + 1] == UInt8(ascii: "-"),
            glob[at + 2] != UInt8(ascii: "]")
        {
            if low <= glob[at + 2] { ranges.append(low...glob[at + 2]) }
            at += 3
        } else {
            ranges.append(low...low)
            at += 1
        }
    }
    guard at < glob.endIndex else { return nil }
    let members = ranges
    return ({ byte in members.contains { $0.contains(byte) } != isNegated }, at + 1)
}
