import Base
import Secrets
import TestKit
import Testing

@Suite("Redaction")
struct RedactorTests {
    private static let token = "ghp_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8"

    @Test("A secret has one placeholder for good, and is counted each time")
    func stable() {
        var redactor = Redactor()
        let first = redactor.redact(Array("\(Self.token) a://b:sw0rdfish@c".utf8))
        let second = redactor.redact(Array("a://b:sw0rdfish@c \(Self.token)".utf8))
        #expect(
            String(decoding: first, as: UTF8.self)
                == "REDACTED_TOKEN_1 a://b:REDACTED_PASSWORD_2@c")
        #expect(
            String(decoding: second, as: UTF8.self)
                == "a://b:REDACTED_PASSWORD_2@c REDACTED_TOKEN_1")
        #expect(redactor.counts == [.token: 2, .password: 2])
        let answer = "let x = \"REDACTED_TOKEN_1\" // and REDACTED_TOKEN_9"
        #expect(
            redactor.restore(Array(answer.utf8))
                == Array("let x = \"\(Self.token)\" // and REDACTED_TOKEN_9".utf8))
    }

    @Test("Our own keys are found whatever their shape")
    func ownKeys() {
        var redactor = Redactor(own: [Secret("open sesame now".utf8), Secret("short".utf8)])
        let text = redactor.redact(
            Array("say open sesame now, open sesame nowopen sesame now short".utf8))
        #expect(
            String(decoding: text, as: UTF8.self)
                == "say REDACTED_KEY_1, REDACTED_KEY_1REDACTED_KEY_1 short")
    }

    @Test("Whatever a text says, it can be put back")
    func roundTrip() {
        let pieces = [
            Self.token, "REDACTED_TOKEN_1", "REDACTED_WORD_2", "REDACTED_", "7", "\n", " ", "\"",
            "password = \"", "a://b:", "@c", "-----BEGIN PRIVATE KEY-----", "own key 1234",
            "-----END PRIVATE KEY-----", String(repeating: "MIIEvgIB", count: 6), "=", ":", "é",
            "token", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.", "--secret ", "\\", "x9Zq",
        ]
        forAll(count: 2000) { random in
            var redactor = Redactor(own: [Secret("own key 1234".utf8)])
            for _ in 0..<3 {
                let text = (0..<random.int(in: 0...30)).map { _ in random.element(of: pieces) }
                let bytes = Array(text.joined().utf8)
                let redacted = redactor.redact(bytes)
                try #require(redactor.restore(redacted) == bytes)
                try #require(!String(decoding: redacted, as: UTF8.self).contains("own key 1234"))
            }
        }
    }

    @Test("What is remembered has a bound, and what is beyond it is redacted all the same")
    func bound() {
        var redactor = Redactor()
        let text = (0..<11_000).map { "a://b:pw\($0)@c\n" }.joined()
        let redacted = String(decoding: redactor.redact(Array(text.utf8)), as: UTF8.self)
        #expect(!redacted.contains(":pw"))
        #expect(redacted.hasSuffix("a://b:REDACTED_PASSWORD_0@c\n"))
    }

    @Test("A log line says what was there")
    func logLines() {
        #expect(
            redactedForLog("Incorrect API key provided: \(Self.token).")
                == "Incorrect API key provided: <1 token>.")
        #expect(redactedForLog("nothing here") == "nothing here")
        #expect(
            redactedForLog("my very own key", own: [Secret("very own key".utf8)])
                == "my <1 own key>")
    }

    /// Doubling a text may at most double the work; how often each byte is looked at is counted by
    /// nobody, so this compares texts of a size at which anything worse would take minutes.
    @Test(
        "Hostile texts take no longer than others",
        arguments: [
            "eyJ-", "sk-", "-----BEGIN PRIVATE KEY-----", "-----END PRIVATE KEY-----", "a://b:c",
            "token=\"", "token='token=\"", "password:", "--token ", "REDACTED_TOKEN_", "-----",
            "://",
            "eyJaaaaaaaaaaaaaaa.", "secret=aaaaaaaaaaaa1/", "AKIA", "-----BEGIN ", "token = `b\\",
            "hooks.slack.com/services/", "a:b@", "github_pat_a1_",
        ])
    func hostile(unit: String) {
        let text = Array(String(repeating: unit, count: 200_000 / unit.utf8.count).utf8)
        #expect(findSecrets(in: text).allSatisfy { $0.range.upperBound <= text.count })
    }
}
