import Base
import Completion
import JSON
import LSP
import Models
import Settings
import Text

// Where an edit goes on: looked for once nobody types, and offered as an inline completion at the
// place, as a code action, and by a command that goes there.

/// What is expected next, for certain versions of certain documents.
struct ExpectedEdits {
    var edits: [NextEdit] = []
    /// The versions that the edits are for.
    var versions: [String: Int] = [:]
}

extension Session {
    /// The text has changed: what was expected is for another text now.
    func planNextEdits(_ uri: DocumentURI) {
        completions.expected = ExpectedEdits()
        completions.editQuestion?.cancel()
        completions.editQuestion = nil
        guard settings(for: uri).nextEditEnabled else { return }
        let pause = max(
            options.delays.nextEdit, completions.rhythm.delayMilliseconds(factor: 1))
        let due = Instant.now.adding(milliseconds: options.delays.completionPause ?? pause)
        timers.set(.nextEdit, at: due) { session in session.findNextEdits(uri) }
    }

    private func findNextEdits(_ uri: DocumentURI) {
        guard let edit = completions.edits.edits.last, edit.path == uri.spelling,
            let (document, neighbours, _) = snapshots(uri, Position(line: 0, character: 0))
        else { return }
        let boundsChecks = options.delays.boundsChecks
        let versions = Dictionary(
            uniqueKeysWithValues: ([document] + neighbours).map { ($0.uri.spelling, $0.version) })
        _ = compute(.background, key: "next edit") {
            nextEdits(
                after: edit, in: document.edited, others: neighbours.map(\.edited),
                parseNanoseconds: boundsChecks ? 200_000_000 : nil)
        } then: { session, found in
            session.expect(found, versions)
        }
        askEditModel(uri, document)
    }

    /// Takes in what is expected, unless the texts have moved on.
    private func expect(_ found: [NextEdit], _ versions: [String: Int]) {
        let isCurrent = versions.allSatisfy { name, version in
            documents[DocumentURI(name)].map { $0.version == version } ?? true
        }
        guard isCurrent else { return }
        completions.expected.versions = versions
        let known = Set(completions.expected.edits)
        completions.expected.edits += found.filter { !known.contains($0) }
    }

    /// The edits that are expected in a document as it is now.
    private func expectedEdits(in uri: DocumentURI) -> [NextEdit] {
        guard let document = documents[uri],
            completions.expected.versions[uri.spelling] == document.version
        else { return [] }
        return completions.expected.edits.filter { $0.document == uri.spelling }
    }
}

extension DocumentSnapshot {
    /// The document as next edits are looked for in it. Blocks: for workers.
    fileprivate var edited: EditedDocument {
        EditedDocument(
            name: uri.spelling, text: buffer, tree: tree, tags: tags, language: language)
    }
}

// MARK: - What the editor gets

extension Session {
    /// An edit that is expected on the cursor's line, as an inline completion.
    func expectedItem(for question: InlineQuestion) -> InlineCompletionItem? {
        let buffer = question.document.buffer
        let line = buffer.lines.line(at: question.cursor)
        guard question.selected == nil,
            let next = expectedEdits(in: question.document.uri).first(where: { next in
                let range = next.edit.range
                return buffer.lines.line(at: range.lowerBound.value) == line
                    && buffer.lines.line(at: range.upperBound.value) == line
                    && !next.edit.replacement.contains(UInt8(ascii: "\n"))
            })
        else { return nil }
        // Editors want the cursor in what is replaced.
        let range = next.edit.range.offsets
        let start = min(range.lowerBound, question.cursor)
        let end = max(range.upperBound, question.cursor)
        let text =
            buffer.bytes[start..<range.lowerBound] + next.edit.replacement
            + buffer.bytes[range.upperBound..<end]
        return InlineCompletionItem(
            insertText: String(decoding: text, as: UTF8.self),
            range: buffer.positions(of: Range<ByteOffset>(start..<end), encoding: client.encoding))
    }

    /// The edits that are expected, as code actions: on the cursor's line, at the next place, and
    /// at all places of the document at once.
    func expectedActions(_ params: CodeActionParams) -> [CodeAction] {
        let uri = DocumentURI(params.uri)
        let isWanted = params.only.map { kinds in
            kinds.contains { CodeActionKind.quickFix.isWithin($0) }
        }
        guard isWanted ?? true, let document = documents[uri] else { return [] }
        let edits = expectedEdits(in: uri)
        guard let first = edits.first else { return [] }
        let lines = params.range.start.line...max(params.range.start.line, params.range.end.line)
        let here = edits.first {
            lines.contains(document.buffer.lines.line(at: $0.edit.range.lowerBound.value))
        }
        let line = document.buffer.lines.line(at: first.edit.range.lowerBound.value)
        var actions: [CodeAction?] = []
        if let here {
            actions.append(action("Apply the same edit here", [here], document))
        } else {
            actions.append(action("Apply the same edit in line \(line + 1)", [first], document))
        }
        let all = disjoint(edits)
        if all.count > 1 {
            actions.append(
                action("Apply the same edit at \(all.count) places", all, document))
        }
        return actions.compactMap(\.self)
    }

    /// Without those that touch an earlier one.
    private func disjoint(_ edits: [NextEdit]) -> [NextEdit] {
        var kept: [NextEdit] = []
        for next in edits
        where !kept.contains(where: {
            $0.edit.range.lowerBound <= next.edit.range.upperBound
                && next.edit.range.lowerBound <= $0.edit.range.upperBound
        }) {
            kept.append(next)
        }
        return kept
    }

    private func action(
        _ title: String, _ edits: [NextEdit], _ document: Document
    ) -> CodeAction? {
        let proposal = ProposedEdit(
            label: title, uri: document.uri, version: document.version,
            edits: edits.map { next in
                ProtocolTextEdit(
                    range: document.buffer.positions(
                        of: next.edit.range, encoding: client.encoding),
                    newText: String(decoding: next.edit.replacement, as: UTF8.self))
            })
        return proposal.workspaceEdit(for: client.capabilities).map {
            CodeAction(title: title, kind: .quickFix, edit: $0)
        }
    }

    /// `tenon.nextEdit`: goes to where an edit is expected, and answers what it is.
    func goToNextEdit(_ open: OpenRequest) {
        let place = completions.expected.edits.first { next in
            let uri = DocumentURI(next.document)
            return documents[uri]?.version == completions.expected.versions[next.document]
        }
        guard let place, let document = documents[DocumentURI(place.document)] else {
            return open.succeedWithNull()
        }
        let range = document.buffer.positions(of: place.edit.range, encoding: client.encoding)
        let answer = ExpectedPlace(uri: document.uri.spelling, range: range, next: place)
        guard client.capabilities.window.showDocument else { return open.succeed(answer) }
        let params = ShowDocumentParams(
            uri: document.uri.spelling, external: false, takeFocus: true, selection: range)
        ask(.showDocument(params)) { _, _ in open.succeed(answer) }
    }
}

/// Where an edit is expected, and which.
private struct ExpectedPlace: JSONEncodable {
    let uri: String
    let range: PositionRange
    let next: NextEdit

    func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("uri", uri)
            writer.member("range", range)
            writer.member("newText", String(decoding: next.edit.replacement, as: UTF8.self))
            writer.member("reason", next.reason.rawValue)
        }
    }
}

// MARK: - Models

extension Session {
    /// Asks a model where the edit goes on near the cursor.
    private func askEditModel(_ uri: DocumentURI, _ document: DocumentSnapshot) {
        guard completions.focuses[uri]?.mayBeShown == true,
            !models.desk.providers(for: .edit).isEmpty
        else { return }
        let line = completions.focuses[uri]?.visitedLine ?? 0
        let region = EditRegion(document.buffer, around: line)
        var request = EditRequest(
            path: promptPath(of: uri), before: region.before, region: region.text,
            after: region.after, cursor: region.cursor, maximumTokens: 512)
        request.viewed = completions.ring.files(apartFrom: region.text[...]).suffix(3)
        request.edits = editsForModels
        let cancellation = Cancellation()
        completions.editQuestion = cancellation
        let answer = Lock(ModelAnswer())
        let (desk, mailbox, version) = (models.desk, mailbox, document.version)
        _ = workers.submit(.request) { [request] in
            // The embedded engine has looked by itself.
            desk.nextEdit(
                request, in: uri, cancellation: cancellation, embedded: { done in done(nil) }
            ) { event in
                let now = answer.withLock { answer -> ModelAnswer in
                    answer.apply(event)
                    return answer
                }
                guard case .success = now.outcome, !now.text.isEmpty else { return }
                mailbox.post { session in
                    session.editModelAnswered(uri, version, region, now.text)
                }
            }
        }
    }

    private func editModelAnswered(
        _ uri: DocumentURI, _ version: Int, _ region: EditRegion, _ text: [UInt8]
    ) {
        guard documents[uri]?.version == version, let document = documents[uri]?.snapshot() else {
            return
        }
        completions.editQuestion = nil
        let boundsChecks = options.delays.boundsChecks
        _ = compute(.background, key: "model's edit") {
            region.edits(
                to: text, in: document, parseNanoseconds: boundsChecks ? 200_000_000 : nil)
        } then: { session, found in
            session.expect(found, [uri.spelling: version])
        }
    }

    /// The latest edits of what models may see, the newest last.
    private var editsForModels: [RecentEdit] {
        completions.edits.edits.suffix(5).compactMap { edit in
            let uri = DocumentURI(edit.path)
            guard completions.focuses[uri]?.mayBeShown == true,
                let lines = documents[uri].flatMap({ edit.lines(in: $0.buffer) })
            else { return nil }
            let diff = unifiedDiff(
                from: lines.original, named: "a", to: lines.updated, named: "b")
            // The first two lines name the files.
            let hunks = diff.split(
                separator: UInt8(ascii: "\n"), maxSplits: 2, omittingEmptySubsequences: false)
            return RecentEdit(
                path: promptPath(of: uri), original: lines.original, updated: lines.updated,
                hunks: hunks.count > 2 ? Array(hunks[2]) : [])
        }
    }
}

/// The lines that a model may rewrite, with what stands around them.
private struct EditRegion: Sendable {
    let range: Range<Int>
    let text: [UInt8]
    let before: [UInt8]
    let after: [UInt8]
    let cursor: Int

    private static let reach = 10
    private static let context = 80

    init(_ buffer: TextBuffer, around line: Int) {
        let last = buffer.lines.count - 1
        let line = min(max(0, line), last)
        func bytes(_ first: Int, _ end: Int) -> Range<Int> {
            let start = buffer.lines.start(of: max(0, first))
            let stop = buffer.lines.range(of: min(last, end), in: buffer.bytes.span).upperBound
            return start..<max(start, stop)
        }
        range = bytes(line - EditRegion.reach, line + EditRegion.reach)
        text = Array(buffer.bytes[range])
        let whole = bytes(line - EditRegion.context, line + EditRegion.context)
        before = Array(buffer.bytes[whole.lowerBound..<range.lowerBound])
        after = Array(buffer.bytes[range.upperBound..<max(whole.upperBound, range.upperBound)])
        let content = buffer.lines.contentRange(of: line, in: buffer.bytes.span)
        cursor = content.upperBound - range.lowerBound
    }

    /// What the model's text comes to. One that would leave more syntax errors is none. Blocks.
    func edits(
        to new: [UInt8], in document: DocumentSnapshot, parseNanoseconds: Int64?
    ) -> [NextEdit] {
        let edits = EditSet.difference(from: text, to: new).edits.map { edit in
            TextEdit(
                edit.range.lowerBound + range.lowerBound..<edit.range.upperBound + range.lowerBound,
                edit.replacement)
        }
        guard !edits.isEmpty, let whole = try? EditSet(edits) else { return [] }
        let place = ProposalPlace(
            text: document.buffer, cursor: range.lowerBound, tree: document.tree, others: [],
            parseNanoseconds: parseNanoseconds)
        guard place.admits(whole) else { return [] }
        return edits.map {
            NextEdit(document: document.uri.spelling, edit: $0, reason: .model)
        }
    }
}
