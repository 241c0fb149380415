import Base
import LSP
import Text
import Verify

/// Why a patch cannot be sent to the client, in words for the user.
struct EditRefusal: Error {
    let reason: String
}

extension Session {
    /// A proposal's patch as the client wants edits. It fits these documents; should the editor
    /// have moved on since, nothing is sent.
    func workspaceEdit(
        _ proposal: Proposal, in root: Path, documents snapshots: [DocumentSnapshot], asking: Bool
    ) throws(EditRefusal) -> WorkspaceEdit {
        let annotation = asking ? "tenon" : nil
        var changes: [WorkspaceEdit.Change] = []
        for file in proposal.patch.files {
            let uri = DocumentURI(path: root / file.path)
            let known = snapshots.first { $0.path(below: root) == file.path }
            // What nobody had open when this was made, and somebody has now, is another text.
            guard documents[known?.uri ?? uri]?.version == known?.version else {
                throw EditRefusal(
                    reason: "\(file.path) was edited this very moment: apply it again")
            }
            let spelling = known?.uri.spelling ?? uri.spelling
            guard let after = file.after else {
                changes.append(
                    .delete(
                        uri: spelling, recursive: false, ignoreIfMissing: true,
                        annotation: annotation))
                continue
            }
            if file.before == nil {
                changes.append(
                    .create(
                        uri: spelling, overwrite: false, ignoreIfExists: true,
                        annotation: annotation))
            }
            let buffer = known?.buffer ?? TextBuffer(file.before ?? [])
            let edits = EditSet.difference(from: buffer.bytes, to: after).edits.map { edit in
                ProtocolTextEdit(
                    range: buffer.positions(of: edit.range, encoding: client.encoding),
                    newText: String(decoding: edit.replacement, as: UTF8.self))
            }
            changes.append(
                .edit(
                    WorkspaceEdit.DocumentEdit(
                        uri: spelling, version: known?.version, edits: edits,
                        annotation: annotation)))
        }
        var edit = WorkspaceEdit(changes)
        if let annotation {
            edit.annotations[annotation] = ChangeAnnotation(
                label: proposal.title,
                description: proposal.evidence.lines.prefix(3).joined(separator: "; "),
                needsConfirmation: true)
        }
        guard let reduced = edit.reduced(for: client.capabilities.workspace) else {
            throw EditRefusal(
                reason: "this editor cannot create or delete files for a server; "
                    + "`tenon fix --apply` can")
        }
        return reduced
    }
}
