package import Base
package import HTTP

/// Asks servers what they can do. It sends no code and costs nothing, but it does reach out: only
/// for servers that the user configured, or asked to look for.
package struct ServerProbe: Sendable {
    private let http: HTTPClient
    private let timeouts: HTTPTimeouts

    /// A probe that gives each question this long.
    package init(http: HTTPClient, timeoutMilliseconds: Int = 10_000) {
        self.http = http
        timeouts = HTTPTimeouts(
            connectMilliseconds: min(3000, timeoutMilliseconds),
            firstByteMilliseconds: timeoutMilliseconds, stallMilliseconds: timeoutMilliseconds)
    }

    /// What a provider's server says. Blocks.
    package func account(of provider: Provider, key: Secret?) -> Result<ServerAccount, ModelFault> {
        var account = ServerAccount()
        for question in ProbeQuestion.all(for: provider) {
            switch answer(to: question, from: provider, key) {
            case .failure(let fault):
                if question.isEssential { return .failure(fault.hiding(key)) }
            case .success(let (status, body)):
                if question.isEssential, !(200..<300).contains(status) {
                    let reader = FaultReader(server: provider.name, dialect: provider.dialect)
                    let fault = reader.fault(
                        status: status, body: body, retryAfterMilliseconds: nil)
                    return .failure(fault.hiding(key))
                }
                question.read(status, body, &account)
            }
        }
        return .success(account)
    }

    /// Servers of the usual kinds on the usual ports of this machine, to be offered to the user.
    package func localServers() -> [Provider] {
        Dialect.allCases.compactMap { dialect in
            guard let place = dialect.usualEndpoint, let endpoint = try? Endpoint(place),
                endpoint.isLocal
            else { return nil }
            var provider = Provider(
                name: dialect.rawValue, dialect: dialect, endpoint: endpoint, model: "")
            guard case .success(let account) = account(of: provider, key: nil),
                let model = account.models.first
            else { return nil }
            provider.model = model
            return provider
        }
    }

    private func answer(
        to question: ProbeQuestion, from provider: Provider, _ key: Secret?
    ) -> Result<(status: Int, body: [UInt8]), ModelFault> {
        let request = HTTPRequest(
            question.body.map { .post(body: $0) } ?? .get, provider.endpoint.url(question.place),
            headers: provider.probeHeaders + (question.body == nil ? [] : [ServerProbe.json]),
            secretHeaders: key.map { [provider.header(showing: $0)] } ?? [], timeouts: timeouts,
            maximumResponseBytes: 8 << 20, route: provider.route)
        let state = Monitor(Answer())
        let task = http.start(request) { event in
            state.update { answer in
                switch event {
                case .head(let head): answer.status = head.status
                case .body(let bytes): answer.body += bytes
                case .end: answer.isOver = true
                case .failed(let error): answer.error = error
                }
            }
        }
        // The last resort: the client's own time-outs come before.
        let deadline = Instant.now.adding(milliseconds: timeouts.stallMilliseconds * 3)
        let answer = state.wait(until: deadline) { $0.isOver || $0.error != nil ? $0 : nil }
        guard let answer else {
            task.cancel()
            return .failure(ModelFault(.timedOut, "\(provider.name) does not answer"))
        }
        if let error = answer.error {
            return .failure(ModelFault(error, server: provider.name))
        }
        return .success((answer.status, answer.body))
    }

    private static let json = HTTPHeader("content-type", "application/json")

    private struct Answer: Sendable {
        var status = 0
        var body: [UInt8] = []
        var isOver = false
        var error: HTTPError?
    }
}

extension Provider {
    fileprivate var probeHeaders: [HTTPHeader] {
        dialect == .anthropic ? [HTTPHeader("anthropic-version", "2023-06-01")] : []
    }
}
