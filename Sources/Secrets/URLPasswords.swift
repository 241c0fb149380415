/// The passwords in `scheme://user:password@host`.
func findPasswordsInURLs(in text: Span<UInt8>) -> [SecretFinding] {
    var found: [SecretFinding] = []
    var at = 0
    while at + 3 < text.count {
        guard text[at] == UInt8(ascii: ":"), text.starts(with: separator.span, at: at) else {
            at += 1
            continue
        }
        let start = at + separator.count
        // The scan ends at the slash of the next URL at the latest, so no byte is seen often.
        let end = text.end(of: authority, from: start, before: start + 1024)
        if let password = password(text, start..<end) {
            found.append(SecretFinding(range: password, kind: .password))
        }
        at = start
    }
    return found
}

private let separator = Array("://".utf8)

/// What may stand before the path, passwords with odd characters included. Brackets and braces are
/// those of a description.
private let authority = ByteSet(
    ByteSet.digits + ByteSet.lower + ByteSet.upper + "-._~!$&*+,=:@%?#")

/// What lies between the first colon and the last at-sign.
private func password(_ text: Span<UInt8>, _ range: Range<Int>) -> Range<Int>? {
    var colon: Int?
    var host: Int?
    for at in range {
        if text[at] == UInt8(ascii: ":"), colon == nil { colon = at }
        if text[at] == UInt8(ascii: "@") { host = at }
    }
    guard let colon, let host, colon + 1 < host else { return nil }
    let password = colon + 1..<host
    return isPlaceholder(text, password) ? nil : password
}

/// Whether what stands where a secret would is only a word for it, or the name of a variable.
func isPlaceholder(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
    guard let first = range.first, let last = range.last else { return true }
    if interpolationStarts.contains(text[first]) || text[last] == UInt8(ascii: "}") { return true }
    if !hasTwoDifferent(text, range) { return true }
    let folded = foldedWord(text, range.prefix(24))
    return placeholders.contains(folded)
        || placeholderParts.contains { part in contains(text, range, part) }
}

private let interpolationStarts = ByteSet("${<%*[#")

private func hasTwoDifferent(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
    for at in range where text[at] != text[range.lowerBound] { return true }
    return false
}

/// The letters and digits in lower case, without what joins words.
func foldedWord(_ text: Span<UInt8>, _ range: Range<Int>) -> [UInt8] {
    var word: [UInt8] = []
    for at in range {
        let byte = text[at]
        if ByteSet.alphanumeric.contains(byte) { word.append(byte < 65 ? byte : byte | 32) }
    }
    return word
}

private let placeholders: Set<[UInt8]> = Set(
    [
        "pass", "passwd", "password", "pwd", "pw", "secret", "token", "key", "user", "username",
        "pass1", "pass2", "passwd1", "password1", "p", "foo", "bar", "test", "none", "null",
    ].map { Array($0.utf8) })

/// What only holds a place has one of these in it.
private let placeholderParts = [
    "example", "placeholder", "changeme", "change_me", "change-me", "dummy", "redacted", "your",
    "xxxx", "XXXX", "EXAMPLE", "****", "...", "${", "{{",
].map { Array($0.utf8) }

private func contains(_ text: Span<UInt8>, _ range: Range<Int>, _ part: [UInt8]) -> Bool {
    guard range.count >= part.count else { return false }
    for at in range.lowerBound...range.upperBound - part.count
    where text[at] == part[0] && text.starts(with: part.span, at: at) {
        return true
    }
    return false
}
