import Secrets
import TestKit
import Testing

@Suite("Private keys")
struct PrivateKeyTests {
    private static let line = String(repeating: "MIIEvgIBADANBgkqhkiG9w0BAQEFAASC", count: 2)

    @Test("The body goes, the armour stays")
    func armour() {
        check(
            """
            -----BEGIN RSA PRIVATE KEY-----
            \(Self.line)
            \(Self.line)
            Zm9vYmFyCg==
            -----END RSA PRIVATE KEY-----
            after
            """,
            redacted: """
                -----BEGIN RSA PRIVATE KEY-----
                REDACTED_PRIVATE_KEY_1
                -----END RSA PRIVATE KEY-----
                after
                """)
    }

    @Test("In code each line's literal stays a literal")
    func literals() {
        check(
            """
            key = "-----BEGIN PRIVATE KEY-----\\n" +
                "\(Self.line)\\n" +
                "Zm9vYmFyCg==\\n" + "-----END PRIVATE KEY-----"
            one = "-----BEGIN PRIVATE KEY-----\\n\(Self.line)\\nZm9v\\n-----END PRIVATE KEY-----"
            """,
            redacted: """
                key = "-----BEGIN PRIVATE KEY-----\\n" +
                    "REDACTED_PRIVATE_KEY_1\\n" +
                    "REDACTED_PRIVATE_KEY_2\\n" + "-----END PRIVATE KEY-----"
                one = "-----BEGIN PRIVATE KEY-----\\nREDACTED_PRIVATE_KEY_3\\n-----END PRIVATE KEY-----"
                """)
    }

    @Test("A key of which the text has only one end is found")
    func halves() {
        check(
            "\(Self.line)\n\(Self.line)\n-----END OPENSSH PRIVATE KEY-----",
            redacted: "REDACTED_PRIVATE_KEY_1\n-----END OPENSSH PRIVATE KEY-----")
        check(
            "-----BEGIN PGP PRIVATE KEY BLOCK-----\n\n\(Self.line)\n\(Self.line)",
            redacted: "-----BEGIN PGP PRIVATE KEY BLOCK-----\n\nREDACTED_PRIVATE_KEY_1")
    }

    @Test("Public keys, certificates and programs that read keys are left alone")
    func harmless() {
        checkHarmless(
            "-----BEGIN CERTIFICATE-----\n\(Self.line)\n-----END CERTIFICATE-----\n"
                + "-----BEGIN PUBLIC KEY-----\n\(Self.line)\n-----END PUBLIC KEY-----\n")
        checkHarmless(
            """
            const begin = "-----BEGIN PRIVATE KEY-----";
            const length = begin.length + someOtherLength1;
            const end = "-----END PRIVATE KEY-----";
            """)
    }
}
