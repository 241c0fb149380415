package import Base

// Secrets keeps what is secret out of prompts and logs: it finds keys, tokens and passwords in
// text, puts placeholders in their place, and knows the names of files that are never read at all.
// This module is pure. All searches take time in proportion to the text, whatever it says.
//
// Redact whole texts, before they are cut: half a token has no shape any more.

/// What kind of secret was found.
package enum SecretKind: String, Sendable, CaseIterable {
    /// One of the keys that we were given ourselves, whatever its shape.
    case ownKey = "KEY"
    /// A token or key in the shape that its vendor gives to all.
    case token = "TOKEN"
    case webToken = "JWT"
    case privateKey = "PRIVATE_KEY"
    /// In a URL, or beside a name that says so.
    case password = "PASSWORD"
    /// Random text beside a name that says that it is secret.
    case namedValue = "SECRET"

    /// How a person reads how many there were.
    package func described(count: Int) -> String {
        let name =
            switch self {
            case .ownKey: "own key"
            case .token: "token"
            case .webToken: "web token"
            case .privateKey: "private key"
            case .password: "password"
            case .namedValue: "secret value"
            }
        return "\(count) \(name)\(count == 1 ? "" : "s")"
    }
}

/// A secret and where it is.
package struct SecretFinding: Sendable, Equatable {
    package var range: Range<Int>
    package var kind: SecretKind
}

/// The secrets in a text, in order and apart from each other. `own` are keys that we were given.
package func findSecrets(in text: [UInt8], own: [Secret] = []) -> [SecretFinding] {
    let span = text.span
    var found = findPrivateKeys(in: span)
    found += findTokens(in: span)
    found += findPasswordsInURLs(in: span)
    found += findNamedValues(in: span)
    for secret in own { found += findCopies(of: secret, in: span) }
    return disjoint(found)
}

/// Overlapping findings become one, of the kind of the first: what is secret to anybody is secret.
private func disjoint(_ findings: [SecretFinding]) -> [SecretFinding] {
    let sorted = findings.sorted {
        ($0.range.lowerBound, $1.range.upperBound) < ($1.range.lowerBound, $0.range.upperBound)
    }
    var result: [SecretFinding] = []
    for finding in sorted {
        if let last = result.last, finding.range.lowerBound < last.range.upperBound {
            let end = max(last.range.upperBound, finding.range.upperBound)
            result[result.count - 1].range = last.range.lowerBound..<end
        } else {
            result.append(finding)
        }
    }
    return result
}

/// Where one of our own keys stands in a text. Shorter ones than eight bytes, which no service
/// gives, would be found by chance.
private func findCopies(of secret: Secret, in text: Span<UInt8>) -> [SecretFinding] {
    secret.withBytes { key in
        var found: [SecretFinding] = []
        guard key.count >= 8 else { return found }
        var at = 0
        while at + key.count <= text.count {
            if text[at] == key[0], text.starts(with: key, at: at) {
                found.append(SecretFinding(range: at..<at + key.count, kind: .ownKey))
                at += key.count
            } else {
                at += 1
            }
        }
        return found
    }
}

extension Span<UInt8> {
    /// Whether these bytes stand at a place.
    func starts(with other: Span<UInt8>, at place: Int) -> Bool {
        guard place + other.count <= count else { return false }
        for offset in other.indices where self[place + offset] != other[offset] { return false }
        return true
    }

    /// The first place at or behind `place`, and before `end`, of a byte that is not in the set.
    func end(of set: ByteSet, from place: Int, before end: Int) -> Int {
        var at = place
        let end = Swift.min(end, count)
        while at < end, set.contains(self[at]) { at += 1 }
        return at
    }
}

/// A set of ASCII bytes.
struct ByteSet: Sendable {
    private let low: UInt64
    private let high: UInt64

    init(_ characters: String) {
        var bits: (low: UInt64, high: UInt64) = (0, 0)
        for byte in characters.utf8 where byte < 128 {
            if byte < 64 {
                bits.low |= 1 << UInt64(byte)
            } else {
                bits.high |= 1 << UInt64(byte - 64)
            }
        }
        (low, high) = bits
    }

    func contains(_ byte: UInt8) -> Bool {
        byte < 64
            ? low & 1 << UInt64(byte) != 0 : byte < 128 && high & 1 << UInt64(byte - 64) != 0
    }

    static let digits = "0123456789"
    static let lower = "abcdefghijklmnopqrstuvwxyz"
    static let upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

    static let letters = ByteSet(lower + upper)
    static let alphanumeric = ByteSet(digits + lower + upper)
    static let word = ByteSet(digits + lower + upper + "_")
    /// What base64 and its variant for URLs are made of, without the padding.
    static let token = ByteSet(digits + lower + upper + "_-")
    static let base64 = ByteSet(digits + lower + upper + "+/=")
    static let hex = ByteSet(digits + "abcdefABCDEF")
    static let upperAndDigits = ByteSet(digits + upper)
    static let dotted = ByteSet(digits + lower + upper + "_-.")
    static let blanks = ByteSet(" \t")
}
