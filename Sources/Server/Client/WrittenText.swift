import Base
import JSON
import LSP
import Secrets

/// A text for the user to read, and the file that it was written to.
struct WrittenText: Sendable {
    private let text: String
    /// Nil when it cannot be written, which is no reason not to answer.
    fileprivate let file: Path?

    /// Writes the text to a file of our own, without secrets. Blocks.
    init(_ text: String, in file: Path, own: [Secret]) {
        let text = redactedForLog(text, own: own)
        self.text = text
        do throws(SystemError) {
            try Files.createDirectories(file.parent)
            try Files.writeAtomically(file, Array(text.utf8), mode: 0o600)
            self.file = file
        } catch {
            Log.warning("\(error)")
            self.file = nil
        }
    }

    /// The file as the protocol names it.
    var uri: String? { file.map { DocumentURI(path: $0).spelling } }

    /// What the command that made it answers.
    func answer(isShown: Bool) -> some JSONEncodable & SendableMetatype {
        Answer(text: text, uri: uri, isShown: isShown)
    }

    private struct Answer: JSONEncodable {
        let text: String
        let uri: String?
        let isShown: Bool

        func encode(to writer: inout JSONWriter) {
            writer.object { writer in
                writer.member("text", text)
                writer.member("uri", ifPresent: uri)
                writer.member("shown", isShown)
            }
        }
    }
}

extension Session {
    /// Has the client show a text. One that cannot be asked to gets it in the answer, and its user
    /// is told where it is.
    func show(_ written: WrittenText, called name: String, _ open: OpenRequest) {
        show(written, called: name) { _, isShown in
            open.succeed(written.answer(isShown: isShown))
        }
    }

    /// The same, with something that follows once it is known whether it is shown.
    func show(
        _ written: WrittenText, called name: String, then finish: @escaping (Session, Bool) -> Void
    ) {
        guard let file = written.file else { return finish(self, false) }
        let told = MessageParams(.info, "\(name) is in \(file)")
        guard client.capabilities.window.showDocument else {
            notify(.showMessage(told))
            return finish(self, false)
        }
        let uri = DocumentURI(path: file).spelling
        let params = ShowDocumentParams(uri: uri, external: false, takeFocus: true)
        ask(.showDocument(params)) { session, answer in
            var isShown = false
            if case .success(let json) = answer { isShown = json["success"]?.bool ?? false }
            if !isShown { session.notify(.showMessage(told)) }
            finish(session, isShown)
        }
    }
}
