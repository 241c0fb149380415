/// The values that stand beside a name that says they are secret: `api_key = "…"`,
/// `"token": "…"`, `Password=…;`, `Authorization: Bearer …`, `--token …`. A value has to look like
/// one: most code that speaks of passwords holds none.
func findNamedValues(in text: Span<UInt8>) -> [SecretFinding] {
    var found: [SecretFinding] = []
    var at = 0
    while at < text.count {
        guard nameBytes.contains(text[at]) else {
            at += 1
            continue
        }
        let start = at
        at = text.end(of: nameBytes, from: at, before: text.count)
        guard let name = SecretName(text, start..<at),
            let value = Value(text, after: start..<at)
        else { continue }
        if isSecret(text, value, name) {
            found.append(
                SecretFinding(
                    range: value.range, kind: name == .password ? .password : .namedValue))
        }
    }
    return found
}

private let nameBytes = ByteSet.token

/// What a name says of the value beside it.
private enum SecretName {
    /// A person may have made it up: it need not look random.
    case password
    case key

    /// Judges by how the name ends, whatever joins its words: `client_secret`, `clientSecret2`.
    init?(_ text: Span<UInt8>, _ range: Range<Int>) {
        // No word that counts is longer.
        var word = foldedWord(text, range.suffix(24))[...]
        while let last = word.last, last < 65 { word = word.dropLast() }
        guard let last = word.last, SecretName.lastBytes.contains(last) else { return nil }
        if SecretName.passwords.contains(where: { word.ends(with: $0) }) {
            self = .password
        } else if SecretName.keys.contains(where: { word.ends(with: $0) }) {
            self = .key
        } else {
            return nil
        }
    }

    private static let passwords = words([
        "password", "passwd", "passphrase", "pwd", "passwort", "contrasena", "motdepasse",
    ])
    private static let keys = words([
        "secret", "token", "apikey", "accesskey", "secretkey", "privatekey", "authkey",
        "encryptionkey", "signingkey", "masterkey", "accountkey", "sharedkey", "clientkey",
        "webhookkey", "sessionkey", "deploykey", "servicekey", "credential", "credentials", "auth",
        "authorization", "connectionstring", "cookie", "jwt", "bearer", "salt",
    ])
    private static let lastBytes = Set((passwords + keys).compactMap(\.last))

    private static func words(_ list: [String]) -> [[UInt8]] { list.map { Array($0.utf8) } }
}

extension ArraySlice<UInt8> {
    fileprivate func ends(with other: [UInt8]) -> Bool {
        count >= other.count && suffix(other.count).elementsEqual(other)
    }
}

/// What stands beside a name.
private struct Value {
    var range: Range<Int>
    /// Whether it is a literal; else it may as well be code.
    var isQuoted: Bool
    /// Whether it is part of a list of settings, as in a connection string or on a command line.
    var isSetting = false
    /// Whether only a comma parts it from the name, as arguments are, but also words in a list.
    var isListed = false

    /// Names and values are on one line, and near each other.
    init?(_ text: Span<UInt8>, after name: Range<Int>) {
        var at = name.upperBound
        if at < text.count, text[at] == UInt8(ascii: "\\") { at += 1 }
        let isQuotedName = at < text.count && quotes.contains(text[at])
        if isQuotedName { at += 1 }
        if at < text.count, text[at] == UInt8(ascii: "]") { at += 1 }
        let joint = text.end(of: .blanks, from: at, before: at + 32)
        let isOption = name.count > 3 && text.starts(with: optionMark.span, at: name.lowerBound)
        let operators = isQuotedName ? quotedNameOperators : Value.operators
        let operatorEnd = text.end(of: operators, from: joint, before: joint + 3)
        guard operatorEnd > joint || (isOption && joint > at) else { return nil }
        // `Secret::new` is a path.
        if operatorEnd - joint == 2, text[joint] == UInt8(ascii: ":"),
            text[joint + 1] == UInt8(ascii: ":")
        {
            return nil
        }
        at = text.end(of: .blanks, from: operatorEnd, before: operatorEnd + 32)
        if operatorEnd - joint == 1, text[joint] == UInt8(ascii: ":") {
            at = Value.behindType(text, at)
        }
        at = Value.behindScheme(text, at)
        guard at < text.count else { return nil }
        if let quoted = Value.literal(text, at) {
            range = Value.behindScheme(text, quoted.lowerBound)..<quoted.upperBound
            isQuoted = true
            isListed = operatorEnd > joint && text[joint] == UInt8(ascii: ",")
            if range.isEmpty { return nil }
            return
        }
        let end = Value.bareEnd(text, at)
        guard end > at, end == text.count || Value.follows(text[end]) else { return nil }
        range = at..<end
        isQuoted = false
        isSetting = isOption || Value.isInSettings(text, name, at, end)
    }

    private static let operators = ByteSet("=:>")

    /// `: String = "…"` has the value behind the type.
    private static func behindType(_ text: Span<UInt8>, _ at: Int) -> Int {
        let end = text.end(of: typeBytes, from: at, before: at + 48)
        guard end < text.count, text[end] == UInt8(ascii: "="), end > at else { return at }
        return text.end(of: .blanks, from: end + 1, before: end + 33)
    }

    /// `Bearer `, `Basic ` and `Token ` go before a secret and are none.
    private static func behindScheme(_ text: Span<UInt8>, _ at: Int) -> Int {
        for scheme in schemes where text.starts(with: scheme.span, at: at) {
            return at + scheme.count
        }
        return at
    }

    /// The inside of a string literal that begins here, perhaps after a letter that says of what
    /// kind it is. It has to end on its line.
    private static func literal(_ text: Span<UInt8>, _ start: Int) -> Range<Int>? {
        var at = text.end(of: literalMarks, from: start, before: start + 3)
        guard at < text.count, quotes.contains(text[at]) else { return nil }
        let quote = text[at]
        at += 1
        // A literal of three quotes.
        if at + 1 < text.count, text[at] == quote, text[at + 1] == quote { at += 2 }
        let contentStart = at
        while at < text.count, at - contentStart < 8192, text[at] != UInt8(ascii: "\n") {
            if text[at] == quote {
                // In a string in a string, the quote that ends it has a backslash before it.
                let isEscaped = at > contentStart && text[at - 1] == UInt8(ascii: "\\")
                return contentStart..<(isEscaped ? at - 1 : at)
            }
            at += 1
        }
        return nil
    }

    private static func bareEnd(_ text: Span<UInt8>, _ at: Int) -> Int {
        let end = text.end(of: bareBytes, from: at, before: at + 4096)
        return text.end(of: padding, from: end, before: end + 2)
    }

    /// Whether a value without quotes may end before this byte.
    private static func follows(_ byte: UInt8) -> Bool { bareEnds.contains(byte) }

    /// `…;Password=secret;…` and `?token=secret&…`.
    private static func isInSettings(
        _ text: Span<UInt8>, _ name: Range<Int>, _ at: Int, _ end: Int
    ) -> Bool {
        guard name.lowerBound > 0, at == name.upperBound + 1 else { return false }
        return settingJoints.contains(text[name.lowerBound - 1])
    }
}

private let quotes = ByteSet("\"'`")
private let quotedNameOperators = ByteSet("=:>,")
private let optionMark = Array("--".utf8)
private let typeBytes = ByteSet(ByteSet.digits + ByteSet.lower + ByteSet.upper + "_?!<>.[]| *&")
private let schemes = ["Bearer ", "bearer ", "Basic ", "basic ", "Token ", "token "].map {
    Array($0.utf8)
}
private let literalMarks = ByteSet("bBrRfFuU@$L\\")
private let bareBytes = ByteSet(ByteSet.digits + ByteSet.lower + ByteSet.upper + "_-+/.~")
private let padding = ByteSet("=")
private let bareEnds = ByteSet(" \t\r\n;,&\"'`)}]<|\\")
private let settingJoints = ByteSet(";&?")

private func isSecret(_ text: Span<UInt8>, _ value: Value, _ name: SecretName) -> Bool {
    let range = value.range
    guard !isPlaceholder(text, range), !isNumber(text, range) else { return false }
    for at in range where text[at] <= 32 || text[at] > 126 { return false }
    switch name {
    case .key:
        return range.count >= 16 && looksRandom(text, range) && !isReference(text, range)
    case .password where value.isQuoted && !value.isListed || value.isSetting:
        return range.count >= 6 && isPasswordLike(text, range)
    case .password:
        return range.count >= 12 && looksRandom(text, range) && !isReference(text, range)
    }
}

/// Whether it is a number with a point and an exponent, which has many digits and a letter.
private func isNumber(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
    text.end(of: numberBytes, from: range.lowerBound, before: range.upperBound) == range.upperBound
}

private let numberBytes = ByteSet(ByteSet.digits + ".eE+-_")

/// Letters and digits or signs: more than one class, as words and names have it.
private func isPasswordLike(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
    var (letters, digits, signs) = (false, false, false)
    for at in range {
        let byte = text[at]
        if ByteSet.letters.contains(byte) {
            letters = true
        } else if (48...57).contains(byte) {
            digits = true
        } else if !joints.contains(byte) {
            signs = true
        }
    }
    return letters && digits || letters && signs && !isCode(text, range)
}

/// What joins the words of names and paths.
private let joints = ByteSet("_-./: ")

/// Whether it has the brackets or the quotes of an expression or of markup.
private func isCode(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
    for at in range where codeBytes.contains(text[at]) { return true }
    return false
}

private let codeBytes = ByteSet("()[]{}<>\"'`=\\,;%")

/// Whether it is a URL, a path or a chain of members, which says where a secret is.
private func isReference(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
    var longest = 0
    var start = range.lowerBound
    for at in range where referenceJoints.contains(text[at]) {
        longest = max(longest, at - start)
        start = at + 1
    }
    longest = max(longest, range.upperBound - start)
    return longest < 12 && start > range.lowerBound
}

private let referenceJoints = ByteSet("/.:")
