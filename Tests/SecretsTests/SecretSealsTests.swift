import Base
import Secrets
import TestKit
import Testing

@Suite("Texts that are kept without their secrets")
struct SecretSealsTests {
    private let token = "ghp_a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8"
    private let own = Secret("my-own-key-0123".utf8)

    private func sealed(_ text: String) -> String {
        String(decoding: SecretSeals.sealed(Array(text.utf8), own: [own]), as: UTF8.self)
    }

    @Test("Secrets are marks, and the same one is the same mark everywhere")
    func seals() {
        let text = sealed("a = '\(token)'; b = 'my-own-key-0123'; c = '\(token)'")
        #expect(!text.contains(token) && !text.contains("my-own-key"))
        let parts = text.split(separator: "'").map(String.init)
        #expect(parts[1] == parts[5] && parts[1] != parts[3])
        #expect(SecretSeals.isSealed(Array(text.utf8)))
        #expect(sealed("nothing SEALED_ SEALED_0123456") == "nothing SEALED_ SEALED_0123456")
        #expect(!SecretSeals.isSealed(Array("SEALED_0123456g SEALED_0123456".utf8)))
    }

    @Test("Who has the file has the text; others have the marks")
    func opens() {
        let text = "x('\(token)', 'my-own-key-0123')\n"
        let kept = Array(sealed(text).utf8)
        var seals = SecretSeals()
        #expect(seals.opened(kept) == kept)
        seals.learn(from: Array("TOKEN = \"\(token)\"".utf8), own: [])
        #expect(SecretSeals.isSealed(seals.opened(kept)))
        seals.learn(from: Array("my-own-key-0123".utf8), own: [own])
        #expect(seals.opened(kept) == Array(text.utf8))
        #expect(seals.opened(Array("SEALED_SEALED_00000000".utf8)).count == 22)
    }
}
