internal import Syntax
internal import Text

/// An edit as a pattern: the tokens that were replaced, with what stood around them.
struct RepeatedEdit {
    /// What was there and what is there now, in whole tokens.
    private let old: [ArraySlice<UInt8>]
    private let new: [UInt8]
    /// The tokens before and behind on the same line, the nearest first.
    private let before: [ArraySlice<UInt8>]
    private let after: [ArraySlice<UInt8>]
    /// Where it is now.
    private let place: Range<Int>
    /// What kind of node holds it.
    private let kind: NodeKind?

    private static let reach = 4

    /// Nil for what is too small or too large to be done again elsewhere.
    init?(_ edit: EditHistory.Edit, in document: EditedDocument) {
        let bytes = document.text.bytes
        let updated = bytes[edit.range]
        // Only what differs, in whole words.
        let common = min(edit.original.count, updated.count)
        var head = 0
        while head < common, edit.original[head] == updated[updated.startIndex + head] { head += 1 }
        var tail = 0
        while tail < common - head,
            edit.original[edit.original.count - 1 - tail] == updated[updated.endIndex - 1 - tail]
        {
            tail += 1
        }
        var start = edit.range.lowerBound + head
        var end = edit.range.upperBound - tail
        var original = Array(edit.original[head..<edit.original.count - tail])
        let touchesWord = { (edge: UInt8?) in edge.map { ByteClass(byte: $0).isInWord } ?? false }
        if touchesWord(original.first) || touchesWord(bytes[start..<end].first) {
            while start > 0, ByteClass(byte: bytes[start - 1]).isInWord {
                start -= 1
                original.insert(bytes[start], at: 0)
            }
        }
        if touchesWord(original.last) || touchesWord(bytes[start..<end].last) {
            while end < bytes.count, ByteClass(byte: bytes[end]).isInWord {
                original.append(bytes[end])
                end += 1
            }
        }
        let new = Array(bytes[start..<end])
        guard new != original, new.count <= 200, original.count <= 200,
            !new.contains(where: Byte.isLineEnd), !original.contains(where: Byte.isLineEnd)
        else { return nil }
        old = tokens(of: original[...])
        self.new = new
        place = start..<end
        let line = document.text.lines.line(at: start)
        let content = document.text.lines.contentRange(of: line, in: bytes.span)
        before = Array(
            tokens(of: bytes[content.lowerBound..<start]).reversed().prefix(Self.reach))
        after = Array(
            tokens(of: bytes[end..<max(end, content.upperBound)]).prefix(Self.reach))
        kind = document.tree.map { $0.root.namedDescendant(covering: start..<end).kind }
        guard isTelling else { return nil }
    }

    /// Whether other places can be told from places that only look alike.
    private var isTelling: Bool {
        old.contains { isTellingToken($0) } || (before + after).contains { isTellingToken($0) }
    }

    /// The places where the same was and still is to be done.
    func places(in document: EditedDocument) -> [TextEdit] {
        let bytes = document.text.bytes
        let all = tokens(of: bytes[...])
        var found: [TextEdit] = []
        for index in all.indices.dropLast(max(0, old.count - 1)) {
            guard let candidate = candidate(at: index, all, bytes) else { continue }
            if candidate.overlaps(place) || candidate == place { continue }
            guard agrees(with: candidate, index, all, bytes) else { continue }
            if let kind, let tree = document.tree {
                let there = tree.root.namedDescendant(covering: candidate)
                // Inside a string or a comment the same letters are something else.
                guard there.kind == kind || old.count > 1 else { continue }
            }
            found.append(TextEdit(Range<ByteOffset>(candidate), new))
            if found.count >= RepeatedEdit.mostPlaces { break }
        }
        return found
    }

    private static let mostPlaces = 50

    /// The range that would be replaced if the edit began at a token.
    private func candidate(
        at index: Int, _ all: [ArraySlice<UInt8>], _ bytes: [UInt8]
    ) -> Range<Int>? {
        guard !old.isEmpty else {
            // An insertion, before the token here.
            guard index > 0, let first = before.first, all[index - 1].elementsEqual(first),
                !bytes[all[index - 1].endIndex...].starts(with: new)
            else { return nil }
            let place = all[index - 1].endIndex
            return place..<place
        }
        guard zip(all[index...], old).allSatisfy({ $0.elementsEqual($1) }) else { return nil }
        return all[index].startIndex..<all[index + old.count - 1].endIndex
    }

    /// Whether enough of what stands around is the same.
    private func agrees(
        with range: Range<Int>, _ index: Int, _ all: [ArraySlice<UInt8>], _ bytes: [UInt8]
    ) -> Bool {
        var agreeing = 0
        var isTelling = old.contains { isTellingToken($0) }
        for (distance, token) in before.enumerated() {
            let other = index - 1 - distance
            guard other >= 0, all[other].elementsEqual(token) else { break }
            agreeing += 1
            isTelling = isTelling || isTellingToken(token)
        }
        let behind = index + old.count
        for (distance, token) in after.enumerated() {
            guard behind + distance < all.count, all[behind + distance].elementsEqual(token) else {
                break
            }
            agreeing += 1
            isTelling = isTelling || isTellingToken(token)
        }
        // A name that was given another is the same name everywhere.
        let isRenaming = old.count == 1 && isTellingToken(old[0]) && tokens(of: new[...]).count == 1
        if isRenaming { return true }
        return isTelling && agreeing >= (old.isEmpty ? 2 : 1)
    }
}

/// Words, numbers and single signs, without blanks and line ends.
func tokens(of text: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    var tokens: [ArraySlice<UInt8>] = []
    var at = text.startIndex
    while at < text.endIndex {
        let byte = text[at]
        if Byte.isBlank(byte) || Byte.isLineEnd(byte) {
            at += 1
            continue
        }
        var end = at + 1
        if ByteClass(byte: byte).isInWord {
            while end < text.endIndex, ByteClass(byte: text[end]).isInWord { end += 1 }
        }
        tokens.append(text[at..<end])
        at = end
    }
    return tokens
}

/// Whether a token says what it is about: a name, not a bracket or a digit.
private func isTellingToken(_ token: ArraySlice<UInt8>) -> Bool {
    guard let first = token.first, ByteClass(byte: first) == .letter else { return false }
    return token.count > 1
}
