private import JSON
private import LSP

extension FuzzTarget {
    /// A message of a client, from its text to typed params. Whatever it is, there is an answer or
    /// nothing to answer.
    static let message = FuzzTarget(name: "message") { input in
        guard let json = try? JSON.parse(input, limits: .standard) else { return }
        switch IncomingMessage(json) {
        case .request(let id, let method, let params):
            let answer: [UInt8]
            do throws(ResponseError) {
                _ = try ClientRequest.decode(method: method, params: params)
                answer = OutgoingMessage.response(to: id, result: json)
            } catch {
                answer = OutgoingMessage.response(to: id, error: error)
            }
            try requireJSON(answer)
        case .notification(let method, let params):
            do throws(JSONDecodingError) {
                _ = try ClientNotification.decode(method: method, params: params)
            } catch {
                _ = error.description
            }
        case .response(_, .success(let result)):
            _ = result.description
        case .response(_, .failure(let error)):
            _ = error.message
        case .invalid(.request(let id), let error):
            try requireJSON(OutgoingMessage.response(to: id, error: error))
        case .invalid(_, let error):
            try requireJSON(OutgoingMessage.response(to: nil, error: error))
        }
    }

    private static func requireJSON(_ bytes: [UInt8]) throws {
        do {
            _ = try JSON.parse(bytes, limits: .standard)
        } catch {
            throw Finding(description: "an answer that is no JSON: \(error)")
        }
    }
}
