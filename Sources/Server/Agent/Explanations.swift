import Agent
import Base
import JSON
import LSP
import Models
import Text

/// The argument of `tenon.explain`: `{about, uri, range, text}`. `about` is one of `code`,
/// `repository`, `error` and `commit`; `text` is what an editor has at hand, such as the error or
/// the diff.
private struct ExplainRequest: Sendable {
    let question: AgentQuestion
    let uri: DocumentURI?
    let text: String
    private let lines: ClosedRange<Int>?

    init(_ json: JSON?) throws(ResponseError) {
        let name = json?["about"]?.string ?? AgentQuestion.code.rawValue
        guard let question = AgentQuestion(rawValue: name) else {
            let all = AgentQuestion.allCases.map(\.rawValue).joined(separator: ", ")
            throw ResponseError(
                .invalidParams, "params.arguments[0].about: expected one of \(all)")
        }
        self.question = question
        uri = json?["uri"]?.string.map { DocumentURI($0) }
        text = json?["text"]?.string ?? ""
        if let first = json?["range"]?["start"]?["line"]?.int,
            let last = json?["range"]?["end"]?["line"]?.int, first >= 0, last < 1 << 30
        {
            lines = (first + 1)...(max(first, last) + 1)
        } else {
            lines = nil
        }
    }

    /// What it is about, with its place.
    func subject(_ surroundings: AgentSurroundings, _ documents: [DocumentSnapshot]) -> String {
        if !text.isEmpty { return text }
        guard question == .code,
            let path = focus(in: surroundings)?.path.string ?? path(surroundings),
            let bytes = surroundings.content(of: path, documents)
        else { return "" }
        let all = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        let chosen = lines.map {
            all[min($0.lowerBound - 1, all.count)..<min($0.upperBound, all.count)]
        }
        let code = (chosen ?? all[...]).map { String(decoding: $0, as: UTF8.self) }
        return "\(path):\(lines?.lowerBound ?? 1)\n" + code.joined(separator: "\n")
    }

    private func path(_ surroundings: AgentSurroundings) -> String? {
        uri?.path?.relative(to: surroundings.root)?.string
    }

    func focus(in surroundings: AgentSurroundings) -> AgentFocus? {
        guard let lines, let path = path(surroundings), let file = try? ProjectPath(path) else {
            return nil
        }
        return AgentFocus(path: file, lines: lines)
    }
}

extension Session {
    /// `tenon.explain`: answers in words, by a model, or else by what the repository's structure
    /// says.
    func explain(_ params: ExecuteCommandParams, _ open: OpenRequest) {
        do throws(ResponseError) {
            let request = try ExplainRequest(params.arguments.first)
            let root = try mapFolder(of: request.uri)
            let hasModel = ModelDoor(models.desk).isOpen
            guard hasModel || request.question.hasStructuralAnswer else {
                throw ResponseError(.requestFailed, AgentOffers.noModel)
            }
            startAgent(titled: "Tenon: explaining", in: root, params, open) {
                surroundings, documents throws(ResponseError) in
                let job = surroundings.job()
                var order = AgentOrder(root: surroundings.root, goal: .fix)
                order.focus = request.focus(in: surroundings)
                let subject = request.subject(surroundings, documents)
                let guide = job.guide()
                let context =
                    request.question == .repository
                    ? guide.overview(budget: 4096)
                    : guide.context(for: order, budget: 2048)
                var text = "# Structure\n\n\(context)"
                if hasModel {
                    let door = ModelDoor(surroundings.desk)
                    let (mailbox, progress) = (surroundings.mailbox, surroundings.progress)
                    let answer = door.text(
                        request.question.request(
                            subject: subject, context: context, window: door.window),
                        cancellation: surroundings.cancellation
                    ) { line in
                        mailbox.post { session in
                            progress.report(session, message: line, isPassing: true)
                        }
                    }
                    switch answer {
                    case .success(let words): text = words
                    case .failure(let fault):
                        throw ResponseError(.requestFailed, fault.message)
                    }
                }
                let file = surroundings.options.directories.state / "explanation.md"
                let written = WrittenText(text, in: file, own: surroundings.desk.secrets())
                return .document(written, called: "The explanation")
            }
        } catch {
            open.fail(error)
        }
    }
}
