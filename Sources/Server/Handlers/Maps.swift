import Base
import JSON
import LSP
import Models
import RepoMap
import Structure
import Text

extension Session {
    /// `tenon.map`: writes the map to a file and has the client show that.
    func showMap(_ params: ExecuteCommandParams, _ open: OpenRequest) {
        do throws(ResponseError) {
            let request = try MapRequest(params.arguments.first)
            let folder = try mapFolder(of: request.uri)
            withMap(of: folder) { session, map in
                session.makeMap(request, map, open)
            }
        } catch {
            open.fail(error)
        }
    }

    /// `tenon.context`: answers from the graph of definitions.
    func findContext(_ params: ExecuteCommandParams, _ open: OpenRequest) {
        do throws(ResponseError) {
            let request = try ContextRequest(params.arguments.first)
            let folder = try mapFolder(of: request.uri)
            withMap(of: folder) { session, map in
                let moment = session.mapMoment(at: request.uri, line: nil)
                session.answer(open) { () throws(ResponseError) in
                    let index = map.index(at: moment)
                    let ids = index.definitions(meant: request.symbol)
                    return ContextResult(
                        folder: folder, answers: index.answers(to: request.query, about: ids))
                }
            }
        } catch {
            open.fail(error)
        }
    }

    /// The folder of a document, else the first one.
    func mapFolder(of uri: DocumentURI?) throws(ResponseError) -> Path {
        guard let folder = uri.flatMap({ folders.folder(of: $0) }) ?? folders.paths.first else {
            throw ResponseError(.invalidParams, "no folder is open that could be mapped")
        }
        return folder
    }

    private func makeMap(_ request: MapRequest, _ map: MapReader, _ open: OpenRequest) {
        let moment = mapMoment(at: request.uri, line: request.line)
        let folder = map.scope.folder
        let name = folder.name + "-" + Fingerprint(of: folder.bytes.span, seed: 0).shortText
        let file = options.directories.state / "maps" / (name + ".txt")
        let keys = models.keys
        let isAccepted = compute(.request) { () -> WrittenText in
            WrittenText(request.text(map, at: moment), in: file, own: keys.secrets)
        } then: { session, map in
            session.show(map, called: "The map", open)
        }
        if !isAccepted { open.failBecauseOfLoad() }
    }
}

/// The argument of `tenon.map`, all of it optional.
private struct MapRequest: Sendable {
    let uri: DocumentURI?
    let line: Int?
    private let budget: Int
    private let measure: TokenMeasure
    private let mentions: [String]
    private let task: String
    private let failures: String

    init(_ json: JSON?) throws(ResponseError) {
        uri = json?["uri"]?.string.map { DocumentURI($0) }
        line = json?["position"]?["line"]?.int
        mentions = json?["mentions"]?.elements.compactMap(\.string) ?? []
        task = json?["task"]?.string ?? ""
        failures = json?["failures"]?.string ?? ""
        budget = json?["budget"]?.int ?? 1024
        guard budget > 0 else {
            throw ResponseError(.invalidParams, "params.arguments[0].budget: expected above 0")
        }
        let name = json?["tokensAs"]?.string
        guard let measure = name.map({ TokenMeasure(model: $0) }) ?? .code else {
            throw ResponseError(
                .invalidParams, "params.arguments[0].tokensAs: there is no such measure")
        }
        self.measure = measure
    }

    /// The map for a moment. Blocks: for workers.
    func text(_ map: MapReader, at moment: MapMoment) -> String {
        let index = map.index(at: moment)
        var query = map.query(for: moment)
        query.mentions = mentions
        query.task = task
        query.failures = failures
        return index.render(index.rank(query), budget: budget, measure: measure).text
    }
}

/// The argument of `tenon.context`.
private struct ContextRequest: Sendable {
    let query: ContextQuery
    let symbol: String
    let uri: DocumentURI?

    init(_ json: JSON?) throws(ResponseError) {
        guard let query = json?["query"]?.string.flatMap({ ContextQuery(rawValue: $0) }),
            let symbol = json?["symbol"]?.string
        else {
            let known = ContextQuery.allCases.map(\.rawValue).joined(separator: ", ")
            throw ResponseError(
                .invalidParams,
                "params.arguments[0]: expected {query, symbol}, with one of these queries: \(known)"
            )
        }
        self.query = query
        self.symbol = symbol
        uri = json?["uri"]?.string.map { DocumentURI($0) }
    }
}

/// What `tenon.context` answers.
private struct ContextResult: JSONEncodable {
    let folder: Path
    let answers: [ContextAnswer]

    func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.key("answers")
            writer.array { writer in
                for answer in answers {
                    writer.object { writer in
                        writer.member(
                            "uri", DocumentURI(path: folder / answer.path).spelling)
                        writer.member("distance", answer.distance)
                        writer.member("name", ifPresent: answer.definition?.name)
                        writer.member("kind", ifPresent: answer.definition?.kind.rawValue)
                        writer.member("line", ifPresent: answer.definition?.line)
                        writer.member("signature", ifPresent: answer.definition?.signature)
                    }
                }
            }
        }
    }
}

extension Fingerprint {
    /// A short name for files.
    var shortText: String { String(high, radix: 36) }
}
