/// A language folder that the build put into the binary: the value of the generated
/// `embeddedFolders`.
struct EmbeddedFolder: Sendable {
    /// The folder's name under `Sources/Languages`, for messages.
    let name: String
    let files: [EmbeddedFile]

    func text(of name: String) -> String? {
        files.first { $0.name == name }?.text
    }
}

/// One file of such a folder. Its text is a literal: it stays in the binary's constant data.
struct EmbeddedFile: Sendable {
    let name: String
    let text: String
}
