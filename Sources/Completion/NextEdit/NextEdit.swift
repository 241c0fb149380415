package import Languages
package import Structure
package import Syntax
package import Text

/// A place where an edit probably goes on, and what it would do there.
package struct NextEdit: Sendable, Hashable {
    /// Why it is expected.
    package enum Reason: String, Sendable, CaseIterable {
        /// The same was edited at a place like this one.
        case sameEdit
        /// What is called here takes other arguments now.
        case callSite
        /// A model says so.
        case model
    }

    /// The document, as `EditHistory` names it.
    package let document: String
    package let edit: TextEdit
    package let reason: Reason

    /// What a model proposes.
    package init(document: String, edit: TextEdit, reason: Reason) {
        self.document = document
        self.edit = edit
        self.reason = reason
    }
}

/// An open document as next edits are looked for in it.
package struct EditedDocument: Sendable {
    package let name: String
    package let text: TextBuffer
    package let tree: Tree?
    package let tags: Tags
    package let language: Language?

    /// All of its parts; the tree and the tags are those of this text.
    package init(name: String, text: TextBuffer, tree: Tree?, tags: Tags, language: Language?) {
        self.name = name
        self.text = text
        self.tree = tree
        self.tags = tags
        self.language = language
    }
}

/// Where an edit goes on in the document that was edited and in others, the nearest behind it
/// first. Each of them leaves no more syntax errors than there are.
package func nextEdits(
    after edit: EditHistory.Edit, in edited: EditedDocument, others: [EditedDocument],
    parseNanoseconds: Int64?
) -> [NextEdit] {
    guard edit.path == edited.name, edit.range.upperBound <= edited.text.count else { return [] }
    var found: [NextEdit] = []
    if let signature = SignatureChange(edit, in: edited) {
        for document in [edited] + others {
            found += signature.callSites(in: document).map {
                NextEdit(document: document.name, edit: $0, reason: .callSite)
            }
        }
    }
    if let repeated = RepeatedEdit(edit, in: edited) {
        found += repeated.places(in: edited).map {
            NextEdit(document: edited.name, edit: $0, reason: .sameEdit)
        }
    }
    let sound = ([edited] + others).flatMap { document in
        admitted(found.filter { $0.document == document.name }, document, parseNanoseconds)
    }
    return inOrder(sound, behind: edit)
}

/// The edits that add no syntax error to a document.
private func admitted(
    _ edits: [NextEdit], _ document: EditedDocument, _ parseNanoseconds: Int64?
) -> [NextEdit] {
    guard !edits.isEmpty,
        var trial = SyntaxTrial(
            text: document.text, tree: document.tree, budgetNanoseconds: parseNanoseconds)
    else { return edits }
    let allowed = trial.errors
    return edits.prefix(mostTrials).filter { edit in
        trial.errors(after: EditSet(edit.edit)).map { $0 <= allowed } ?? false
    }
}

private let mostTrials = 20

private func inOrder(_ edits: [NextEdit], behind edit: EditHistory.Edit) -> [NextEdit] {
    func rank(_ next: NextEdit) -> (Int, Int) {
        let place = next.edit.range.lowerBound.value
        if next.document != edit.path { return (2, place) }
        return (place >= edit.range.upperBound ? 0 : 1, place)
    }
    var seen: Set<TextEdit> = []
    return edits.enumerated().sorted { one, other in
        let (first, second) = (rank(one.element), rank(other.element))
        return first != second ? first < second : one.offset < other.offset
    }.map(\.element).filter { $0.document != edit.path || seen.insert($0.edit).inserted }
}
