import Base
import Secrets
import Testing

@Suite("Files that are never read")
struct UnreadFilesTests {
    private let files = UnreadFiles(secret: UnreadFiles.usualSecretNames, excluded: ["Dist/"])

    @Test(
        "Names that say they hold secrets, in upper or lower case, wherever they are",
        arguments: [
            ".env", ".env.local", "deploy/.ENV.production", "id_ed25519", "home/.ssh/config",
            "server.pem", "TLS.KEY", "a/credentials", "config/Credentials.yml", "secrets.json",
            ".netrc", ".npmrc", "vault.kdbx", "/home/me/.aws/config", "terraform.tfstate",
            "x/service-account-prod.json", ".docker/config.json",
        ])
    func secret(path: String) {
        #expect(files.isSecret(.init(path)))
        #expect(files.excludes(file: .init(path)))
    }

    @Test(
        "Names that do not",
        arguments: [
            "environment.py", ".env.example", "keyboard.c", "secret_santa.py",
            "key.rs",
            "docs/rsa.md", "config.json", "dist/a.js",
        ])
    func harmless(path: String) {
        #expect(!files.excludes(file: .init(path)))
    }

    @Test("What the user leaves out is not secret, but not read either")
    func excluded() {
        #expect(files.excludes(file: "Dist/a.js") && !files.isSecret("Dist/a.js"))
    }
}
