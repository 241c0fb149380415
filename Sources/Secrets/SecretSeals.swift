package import Base

/// Puts back the secrets of texts that were kept without them. Who has the files in which they
/// stand has all that it takes.
package struct SecretSeals: Sendable {
    private var secrets: [String: [UInt8]] = [:]

    /// Those of no text.
    package init() {}

    /// A text for the disk: a mark stands for each secret. Equal secrets have equal marks. A mark
    /// is 32 bits, from which nobody can tell even a short password.
    package static func sealed(_ text: [UInt8], own: [Secret]) -> [UInt8] {
        var result: [UInt8] = []
        var copied = 0
        for finding in findSecrets(in: text, own: own) {
            result += text[copied..<finding.range.lowerBound]
            result += SecretSeals.mark(of: text[finding.range]).utf8
            copied = finding.range.upperBound
        }
        return copied == 0 ? text : result + text[copied...]
    }

    /// Takes in the secrets of a text.
    package mutating func learn(from text: [UInt8], own: [Secret]) {
        for finding in findSecrets(in: text, own: own) {
            let secret = text[finding.range]
            secrets[SecretSeals.mark(of: secret)] = Array(secret)
        }
    }

    /// A kept text as it was. Marks of secrets that are not known stay.
    package func opened(_ text: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        var copied = 0
        for start in SecretSeals.places(in: text) {
            let end = start + SecretSeals.markLength
            guard start >= copied,
                let secret = secrets[String(decoding: text[start..<end], as: UTF8.self)]
            else { continue }
            result += text[copied..<start] + secret
            copied = end
        }
        return copied == 0 ? text : result + text[copied...]
    }

    /// Whether a text has marks in it.
    package static func isSealed(_ text: [UInt8]) -> Bool { !places(in: text).isEmpty }

    private static let prefix = Array("SEALED_".utf8)
    private static let digits = 8
    private static var markLength: Int { prefix.count + digits }

    private static func mark(of secret: ArraySlice<UInt8>) -> String {
        let number = UInt32(truncatingIfNeeded: Array(secret).span.hash(seed: 0))
        let hexadecimal = String(number, radix: 16)
        return String(decoding: prefix, as: UTF8.self)
            + String(repeating: "0", count: digits - hexadecimal.count) + hexadecimal
    }

    private static func places(in text: [UInt8]) -> [Int] {
        guard text.count >= markLength else { return [] }
        let span = text.span
        return (0...(text.count - markLength)).filter { start in
            span[start] == prefix[0] && span.starts(with: prefix.span, at: start)
                && (start + prefix.count..<start + markLength).allSatisfy { at in
                    (48...57).contains(span[at]) || (97...102).contains(span[at])
                }
        }
    }
}
