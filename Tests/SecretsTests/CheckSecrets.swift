import Secrets
import TestKit
import Testing

/// Checks what a text becomes when its secrets are replaced, and that they can be put back.
func check(
    _ text: String, redacted expected: String, sourceLocation: SourceLocation = #_sourceLocation
) {
    var redactor = Redactor()
    let bytes = Array(text.utf8)
    let redacted = redactor.redact(bytes)
    expect(
        String(decoding: redacted, as: UTF8.self), equals: expected, sourceLocation: sourceLocation)
    #expect(redactor.restore(redacted) == bytes, sourceLocation: sourceLocation)
}

/// Checks that nothing in a text is taken for a secret.
func checkHarmless(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) {
    check(text, redacted: text, sourceLocation: sourceLocation)
}

extension Random {
    /// Random characters out of a set.
    mutating func characters(_ count: Int, of set: String) -> String {
        let all = Array(set.utf8)
        return String(decoding: (0..<count).map { _ in element(of: all) }, as: UTF8.self)
    }

    /// Letters and digits, at least one of them a digit.
    mutating func key(_ count: Int) -> String {
        characters(count - 2, of: letters + digits) + characters(2, of: digits)
    }
}

let digits = "0123456789"
let lower = "abcdefghijklmnopqrstuvwxyz"
let upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
let letters = lower + upper
let hex = digits + "abcdef"
