package import Base
import Completion
import HTTP
package import JSON
import Languages
import Models
import RepoMap
import Secrets
package import Settings
import Text

/// One completion of a file on disk, in the way in which an editor would get it: for scripts and
/// measurements.
package struct OneCompletion: Sendable {
    /// The file, and its folder's.
    let scope: IndexScope
    let path: Path
    let settings: Settings
    let environment: Environment

    /// Why there is nothing to answer.
    package struct Failure: Error {
        package let message: String
    }

    /// What came of it.
    package struct Outcome: Sendable {
        /// The texts to insert at the place, the best first.
        package fileprivate(set) var texts: [String] = []
        fileprivate var source = CompletionReport.embedded
        fileprivate var confidence: Double?
        fileprivate var parts: [PromptPart] = []
        fileprivate var promptTokens: Int?
        fileprivate var cachedTokens: Int?
        fileprivate var raw: [UInt8]?
        fileprivate var records: [PassRecord] = []
        /// Why there is no text.
        package fileprivate(set) var reason: String?
        fileprivate var milliseconds = 0.0

        init() {}
    }

    /// A completion in a file of a folder; the path is relative to it.
    package init(
        _ path: Path, scope: IndexScope, settings: Settings, environment: Environment
    ) {
        self.path = path
        self.scope = scope
        self.settings = settings
        self.environment = environment
    }

    /// Files beside it that count as open.
    private static let mostNeighbours = 8

    /// The completion at a line and column, both from 1, columns in characters. `model` names a
    /// provider, or the embedded model; nil is what is configured. Blocks.
    package func run(
        line: Int, column: Int, model: String?
    ) throws(Failure) -> Outcome {
        let document = try read(path)
        let position = Position(line: max(0, line - 1), character: max(0, column - 1))
        let cursor = document.buffer.offset(of: position, encoding: .utf32).value
        let directories = Directories(environment: environment)
        let configuration = ModelConfiguration(settings, directories: directories)
        var providers =
            configuration.roster.orders[.fim]?.compactMap { answerer -> Provider? in
                if case .model(let provider) = answerer { provider } else { nil }
            } ?? []
        if let model {
            providers = configuration.providers.filter { $0.name == model }
            guard model == CompletionReport.embedded || !providers.isEmpty else {
                throw Failure(message: "there is no provider '\(model)' in models.providers")
            }
        }
        let neighbours = neighbours(of: document)
        let start = Instant.now
        var outcome =
            try providers.isEmpty
            ? embedded(document, neighbours, cursor)
            : asked(document, neighbours, cursor, providers)
        if outcome.texts.isEmpty, !providers.isEmpty {
            let other = embedded(document, neighbours, cursor)
            outcome.texts = other.texts
            if !other.texts.isEmpty { outcome.source = other.source }
        }
        outcome.milliseconds = Instant.now.milliseconds(since: start)
        return outcome
    }

    private func read(_ path: Path) throws(Failure) -> DocumentSnapshot {
        let place = scope.folder.appending(path)
        let bytes: [UInt8]
        do throws(Files.ReadError) {
            bytes = try Files.read(place, limit: scope.maximumFileBytes)
        } catch {
            throw Failure(message: "\(place): \(error)")
        }
        guard
            let language = scope.languages.language(
                languageId: nil, fileName: path.name,
                firstLine: bytes.prefix { $0 != UInt8(ascii: "\n") }.prefix(256))
        else { throw Failure(message: "\(place): its language is not known") }
        return DocumentSnapshot(
            uri: DocumentURI(path: place), buffer: TextBuffer(bytes), language: language)
    }

    private func neighbours(of document: DocumentSnapshot) -> [DocumentSnapshot] {
        let folder = path.parent
        let ending = path.fileExtension
        let beside = Files.list(scope.folder.appending(folder)).map { folder.appending($0) }
            .filter {
                $0 != path && $0.fileExtension == ending && !scope.excluded.excludes(file: $0)
            }
        return beside.sorted().prefix(OneCompletion.mostNeighbours).compactMap { try? read($0) }
    }

    private func embedded(
        _ document: DocumentSnapshot, _ neighbours: [DocumentSnapshot], _ cursor: Int
    ) -> Outcome {
        var outcome = Outcome()
        var input = CompletionInput(text: document.buffer, cursor: ByteOffset(cursor))
        input.language = document.language
        input.tree = document.tree
        input.index = document.index.value
        input.others = neighbours.map(\.index.value)
        input.model = embeddedModel(for: document, neighbours)
        input.limits.parseNanoseconds = nil
        if let found = input.inlineCompletion() {
            outcome.texts = [String(decoding: found.added, as: UTF8.self)]
            outcome.confidence = found.confidence
        } else {
            outcome.reason = "the embedded model is not sure enough of anything"
        }
        return outcome
    }

    /// What the folder's files say, read now.
    private func embeddedModel(
        for document: DocumentSnapshot, _ neighbours: [DocumentSnapshot]
    ) -> EmbeddedModel {
        let files = WorkspaceModel(
            WorkspaceModel.Scope(
                folder: scope.folder, languages: scope.languages,
                maximumFileBytes: scope.maximumFileBytes, excluded: scope.excluded))
        files.update(cancellation: Cancellation())
        return files.index.model(
            for: path.string, family: WorkspaceModel.family(of: document.language?.id ?? ""),
            open: neighbours.compactMap { $0.uri.path?.relative(to: scope.folder)?.string })
    }

    private func asked(
        _ document: DocumentSnapshot, _ neighbours: [DocumentSnapshot], _ cursor: Int,
        _ providers: [Provider]
    ) throws(Failure) -> Outcome {
        guard
            mayBeShown(
                document.uri, folder: scope.folder,
                unread: UnreadFiles(secret: settings.secretPatterns))
        else {
            throw Failure(
                message: "no model sees \(path): its name, git or a .tenonignore says so")
        }
        let repository = RepositoryIndex(scope)
        _ = repository.update(cancellation: Cancellation()) { _, _ in }
        let count = TokenCount(
            providers.first.flatMap { TokenMeasure(model: $0.model) } ?? .code)
        let line = document.buffer.lines.line(at: cursor)
        let gathering = ContextGathering(
            document: document, line: line,
            map: MapReader(scope, index: repository),
            moment: MapMoment(
                uri: document.uri, line: line, documents: [document] + neighbours, edits: []),
            open: [document] + neighbours,
            viewed: [], edits: [], count: count,
            budget: PromptBudget(contextTokens: providers.first?.contextTokens))
        let question = ModelQuestion(
            document: document, neighbours: neighbours, cursor: cursor, anchor: nil,
            context: gathering.context, path: path.string, repository: scope.folder.name,
            providers: providers, count: count, temperature: 0, boundsChecks: false)
        return answer(question, providers)
    }

    private func answer(_ question: ModelQuestion, _ providers: [Provider]) -> Outcome {
        let keys = KeyRing(reader: KeyReader(environment: environment))
        let desk = ModelDesk(
            client: ModelClient(http: HTTPClient(), keys: keys),
            meters: { Meters(store: nil, session: "") { Day(unixSeconds: WallClock.unixSeconds) } },
            tell: { _ in })
        desk.use(ModelRoster([.fim: providers.map { .model($0) }]))
        let prompt = question.prompt
        let answer = Monitor(ModelAnswer())
        desk.fillIn(
            prompt.request, in: question.document.uri, cancellation: Cancellation(),
            embedded: { done in done(nil) }
        ) { event in
            answer.update { $0.apply(event) }
        }
        let said = answer.wait { $0.outcome == nil ? nil : $0 } ?? ModelAnswer()
        var outcome = Outcome()
        outcome.source = providers.first?.name ?? ""
        outcome.parts = prompt.parts
        outcome.promptTokens = said.usage?.promptTokens
        outcome.cachedTokens = said.usage?.cachedTokens
        outcome.raw = said.text
        if case .failure(let fault) = said.outcome {
            outcome.reason = fault.message
            return outcome
        }
        let proposal = question.processed(said.text)
        outcome.records = proposal.records
        outcome.reason = proposal.rejection
        outcome.texts = proposal.text.map { [String(decoding: $0, as: UTF8.self)] } ?? []
        return outcome
    }
}

extension OneCompletion.Outcome {
    /// For programs.
    package var json: JSONLiteral {
        [
            "source": .string(source), "texts": .array(texts.map { .string($0) }),
            "confidence": confidence.map { .double($0) } ?? .null,
            "reason": reason.map { .string($0) } ?? .null,
            "milliseconds": .double((milliseconds * 1000).rounded() / 1000),
            "prompt": .array(
                parts.map { part in
                    [
                        "kind": .string(part.kind.rawValue), "path": .string(part.path),
                        "tokens": .int(part.tokens), "shown": .bool(part.isShown),
                    ]
                }),
            "promptTokens": promptTokens.map { .int($0) } ?? .null,
            "cachedTokens": cachedTokens.map { .int($0) } ?? .null,
            "raw": raw.map { .string(String(decoding: $0, as: UTF8.self)) } ?? .null,
            "passes": .array(records.map { .string($0.text) }),
        ]
    }
}
