package import Base

/// Puts placeholders in the place of secrets, and secrets back in the place of placeholders.
///
/// A placeholder is a word (`REDACTED_TOKEN_1`), so code in which it stands is still code. The same
/// secret always gets the same one, so prompts keep their beginnings in common, and an answer that
/// uses it can be mapped back. Texts that already have such a word in them come back unharmed.
package struct Redactor: Sendable {
    /// How many secrets of each kind were replaced, all told.
    package private(set) var counts: [SecretKind: Int] = [:]

    /// Keys that are found whatever their shape.
    package var own: [Secret]
    private var placeholders: [[UInt8]: [UInt8]] = [:]
    private var originals: [[UInt8]: [UInt8]] = [:]

    /// What is kept in memory for mapping back has a bound; further secrets share one placeholder,
    /// and cannot be mapped back.
    private static let maximumRemembered = 10_000

    /// A redactor that also knows these keys, whatever their shape.
    package init(own: [Secret] = []) {
        self.own = own
    }

    /// The text with its secrets replaced.
    package mutating func redact(_ text: [UInt8]) -> [UInt8] {
        let pieces = replaced(in: text)
        guard !pieces.isEmpty else { return text }
        var result: [UInt8] = []
        result.reserveCapacity(text.count)
        var copied = 0
        for piece in pieces {
            result += text[copied..<piece.range.lowerBound]
            result += placeholder(for: Array(text[piece.range]), piece.kind)
            if let kind = piece.kind { counts[kind, default: 0] += 1 }
            copied = piece.range.upperBound
        }
        return result + text[copied...]
    }

    /// The text with its placeholders replaced by what they stand for. Only for what goes back
    /// into the user's own files.
    package func restore(_ text: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        var copied = 0
        for range in findPlaceholders(in: text) {
            guard let original = originals[Array(text[range])] else { continue }
            result += text[copied..<range.lowerBound]
            result += original
            copied = range.upperBound
        }
        return copied == 0 ? text : result + text[copied...]
    }

    /// What is replaced: the secrets, and the words that only look like placeholders.
    private func replaced(in text: [UInt8]) -> [(range: Range<Int>, kind: SecretKind?)] {
        var all = findSecrets(in: text, own: own).map { finding in
            // Digits right behind would be read as the placeholder's own.
            let digits = text[finding.range.upperBound...].prefix { isDigit($0) }
            return (finding.range.lowerBound..<digits.endIndex, SecretKind?.some(finding.kind))
        }
        let words = findPlaceholders(in: text)
        guard !all.isEmpty || !words.isEmpty else { return [] }
        all += words.map { ($0, nil) }
        all.sort { $0.0.lowerBound < $1.0.lowerBound }
        var joined: [(range: Range<Int>, kind: SecretKind?)] = []
        for (range, kind) in all {
            guard let last = joined.last, range.lowerBound < last.range.upperBound else {
                joined.append((range, kind))
                continue
            }
            let end = max(last.range.upperBound, range.upperBound)
            joined[joined.count - 1] = (last.range.lowerBound..<end, last.kind ?? kind)
        }
        return joined
    }

    /// The word for a secret. Kind nil is for a text that looks like a placeholder itself.
    private mutating func placeholder(for original: [UInt8], _ kind: SecretKind?) -> [UInt8] {
        if let known = placeholders[original] { return known }
        let isFull = placeholders.count >= Redactor.maximumRemembered
        let number = isFull ? 0 : placeholders.count + 1
        let word = Array("\(prefix)\(kind?.rawValue ?? "WORD")_\(number)".utf8)
        guard !isFull else { return word }
        placeholders[original] = word
        originals[word] = original
        return word
    }
}

/// A text for people (a log line, an error) without its secrets. What was there cannot be mapped
/// back.
package func redactedForLog(_ text: String, own: [Secret] = []) -> String {
    let bytes = Array(text.utf8)
    let findings = findSecrets(in: bytes, own: own)
    guard !findings.isEmpty else { return text }
    var result: [UInt8] = []
    var copied = 0
    for finding in findings {
        result += bytes[copied..<finding.range.lowerBound]
        result += Array("<\(finding.kind.described(count: 1))>".utf8)
        copied = finding.range.upperBound
    }
    return String(decoding: result + bytes[copied...], as: UTF8.self)
}

private let prefix = "REDACTED_"
private let prefixBytes = Array(prefix.utf8)
private let labels = (SecretKind.allCases.map(\.rawValue) + ["WORD"]).map { Array($0.utf8) }

private let digits = ByteSet(ByteSet.digits)

private func isDigit(_ byte: UInt8) -> Bool { digits.contains(byte) }

/// Where words in the form of a placeholder stand.
private func findPlaceholders(in text: [UInt8]) -> [Range<Int>] {
    var found: [Range<Int>] = []
    let span = text.span
    var at = 0
    while at < span.count {
        guard span[at] == UInt8(ascii: "R"), let end = placeholderEnd(in: span, at: at) else {
            at += 1
            continue
        }
        found.append(at..<end)
        at = end
    }
    return found
}

private func placeholderEnd(in text: Span<UInt8>, at start: Int) -> Int? {
    guard text.starts(with: prefixBytes.span, at: start) else { return nil }
    let labelStart = start + prefixBytes.count
    for label in labels where text.starts(with: label.span, at: labelStart) {
        let joint = labelStart + label.count
        guard joint < text.count, text[joint] == UInt8(ascii: "_") else { continue }
        let end = text.end(of: digits, from: joint + 1, before: text.count)
        if end > joint + 1 { return end }
    }
    return nil
}
