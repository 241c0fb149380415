package import Base

/// Which files are never read into an index or a prompt: those whose names say that they hold
/// secrets, and those that the user leaves out.
package struct UnreadFiles: Sendable {
    private let secret: IgnorePatterns
    private let excluded: IgnorePatterns

    /// Both are lines of a `.gitignore`. For secret ones upper and lower case are the same.
    package init(secret: [String], excluded: [String] = []) {
        self.secret = IgnorePatterns(lines: secret.map { $0.lowercased() })
        self.excluded = IgnorePatterns(lines: excluded)
    }

    /// Whether the file is left out. A path relative to the workspace; for a file outside of it,
    /// the whole path.
    package func excludes(file path: Path) -> Bool {
        isSecret(path) || excluded.excludes(file: path)
    }

    /// Whether the file's name, or that of a folder above it, says that it holds secrets.
    package func isSecret(_ path: Path) -> Bool {
        secret.excludes(file: Path(bytes: path.bytes.map { (65...90).contains($0) ? $0 | 32 : $0 }))
    }

    /// The names that usually hold secrets.
    package static let usualSecretNames = [
        ".env", ".env.*", "!.env.example", "!.env.sample", "!.env.template", ".envrc", "*.pem",
        "*.key", "*.p8", "*.p12", "*.pfx", "*.ppk", "*.jks", "*.keystore", "*.kdbx", "*.kdb",
        "*.agekey", "*.gpg", "*.ovpn", "*.tfstate", "*.tfstate.*", "*.tfvars", "id_rsa*",
        "id_dsa*", "id_ecdsa*", "id_ed25519*", ".ssh/", ".gnupg/", ".aws/", ".azure/", ".kube/",
        ".docker/config.json", ".config/gcloud/", ".netrc", "_netrc", ".npmrc", ".yarnrc.yml",
        ".pypirc", ".pgpass", ".my.cnf", ".htpasswd", ".git-credentials", ".vault-token",
        ".terraformrc", "credentials", "credentials.*", "secrets.*", "service-account*.json",
        "service_account*.json", "client_secret*.json", "local.settings.json",
    ]
}
