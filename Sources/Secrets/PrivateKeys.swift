/// The bodies of private keys, between `-----BEGIN … PRIVATE KEY-----` and its end. The marks stay,
/// and so does what a program puts around each line (quotes, commas), so that code stays code. A
/// body of which only one mark is in the text is found too.
func findPrivateKeys(in text: Span<UInt8>) -> [SecretFinding] {
    var found: [SecretFinding] = []
    var previous = Mark(range: 0..<0, isPrivateKey: false, begins: false)
    while let mark = nextMark(in: text, from: previous.range.upperBound) {
        let between = previous.range.upperBound..<mark.range.lowerBound
        if previous.begins && previous.isPrivateKey || !mark.begins && mark.isPrivateKey {
            found += keyLines(in: text, between)
        }
        previous = mark
    }
    if previous.begins && previous.isPrivateKey {
        found += keyLines(in: text, previous.range.upperBound..<text.count)
    }
    return found
}

/// One of the lines that armour a key.
private struct Mark {
    var range: Range<Int>
    var isPrivateKey: Bool
    var begins: Bool
}

private let dashes = Array("-----".utf8)
private let begin = Array("BEGIN ".utf8)
private let end = Array("END ".utf8)
private let privateKey = Array("PRIVATE KEY".utf8)

/// The next mark of any kind of armour.
private func nextMark(in text: Span<UInt8>, from start: Int) -> Mark? {
    var at = start
    while at + 16 < text.count {
        guard text[at] == UInt8(ascii: "-"), text.starts(with: dashes.span, at: at) else {
            at += 1
            continue
        }
        let begins = text.starts(with: begin.span, at: at + 5)
        let labelStart = at + 5 + (begins ? begin.count : end.count)
        let labelEnd = text.end(of: label, from: labelStart, before: labelStart + 48)
        if begins || text.starts(with: end.span, at: at + 5),
            text.starts(with: dashes.span, at: labelEnd)
        {
            let isPrivateKey = (labelStart..<labelEnd).contains {
                text.starts(with: privateKey.span, at: $0)
            }
            return Mark(
                range: at..<labelEnd + 5, isPrivateKey: isPrivateKey, begins: begins)
        }
        at += 1
    }
    return nil
}

private let label = ByteSet(ByteSet.upper + ByteSet.digits + " ")

/// A line of a key is at least this long, but for the last; a word of a program is not.
private let fullLine = 40

/// The runs of base64 in a key's body. Lines that only line ends part (also those that a string
/// literal spells with a backslash) are one run.
private func keyLines(in text: Span<UInt8>, _ range: Range<Int>) -> [SecretFinding] {
    var found: [SecretFinding] = []
    var at = range.lowerBound
    // The body of a key without an end is not looked for in the whole rest of a file.
    let bound = min(range.upperBound, range.lowerBound + 65_536)
    while at < bound {
        guard ByteSet.base64.contains(text[at]) else {
            // The letter of an escape is no part of the key.
            at += text[at] == UInt8(ascii: "\\") ? 2 : 1
            continue
        }
        let start = at
        var lineEnd = text.end(of: .base64, from: at, before: bound)
        let isKey = lineEnd - start >= fullLine || (!found.isEmpty && lineEnd - start >= 4)
        while isKey, let next = nextLine(in: text, from: lineEnd, before: bound) {
            lineEnd = text.end(of: .base64, from: next, before: bound)
        }
        if isKey { found.append(SecretFinding(range: start..<lineEnd, kind: .privateKey)) }
        at = lineEnd
    }
    return found
}

/// Where the key goes on behind line ends and blanks; nil when it does not.
private func nextLine(in text: Span<UInt8>, from start: Int, before bound: Int) -> Int? {
    var at = start
    while at < bound {
        switch text[at] {
        case UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: " "), UInt8(ascii: "\t"):
            at += 1
        case UInt8(ascii: "\\") where at + 1 < bound && escapedLineEnds.contains(text[at + 1]):
            at += 2
        default:
            return at > start && ByteSet.base64.contains(text[at]) ? at : nil
        }
    }
    return nil
}

private let escapedLineEnds = ByteSet("nr")
