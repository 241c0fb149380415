import JSON
import LSP
import Testing

/// What the envelope says, in one line.
private func envelope(_ text: String) throws -> String {
    switch IncomingMessage(try JSON.parse(Array(text.utf8))) {
    case .request(let id, let method, let params):
        "request \(id) \(method) \(params?.description ?? "-")"
    case .notification(let method, let params):
        "notification \(method) \(params?.description ?? "-")"
    case .response(let id, .success(let result)):
        "response \(id?.description ?? "null") result \(result)"
    case .response(let id, .failure(let error)):
        "response \(id?.description ?? "null") error \(error.code.rawValue) \(error.message)"
    case .invalid(let target, let error):
        "\(error.code.rawValue) to \(target): \(error.message)"
    }
}

@Suite struct EnvelopeTests {
    @Test(arguments: [
        (#"{"jsonrpc":"2.0","id":1,"method":"m","params":[2]}"#, "request 1 m [2]"),
        (#"{"jsonrpc":"2.0","id":"1","method":"m"}"#, "request \"1\" m -"),
        (#"{"jsonrpc":"2.0","id":-2147483648,"method":""}"#, "request -2147483648  -"),
        (#"{"method":"m","jsonrpc":"2.0","params":null}"#, "notification m null"),
        (#"{"jsonrpc":"2.0","id":1,"result":null}"#, "response 1 result null"),
        (#"{"id":1,"result":{}}"#, "response 1 result {}"),
        (#"{"id":1,"result":3,"error":null}"#, "response 1 result 3"),
        (#"{"id":1,"result":null,"error":{"code":5,"message":"x"}}"#, "response 1 error 5 x"),
        (
            #"{"id":1,"error":7}"#,
            "response 1 error -32001 the client gave no reason"
        ),
        (
            #"{"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"x"}}"#,
            "response null error -32700 x"
        ),
    ])
    func valid(_ text: String, _ expected: String) throws {
        #expect(try envelope(text) == expected)
    }

    @Test(arguments: [
        ("[]", "unknownRequest: batches are not supported"),
        (#"[{"jsonrpc":"2.0","id":1,"method":"m"}]"#, "unknownRequest: batches are not supported"),
        ("1", "unknownRequest: expected an object"),
        ("{}", "unknownRequest: neither a method nor a result"),
        (#"{"jsonrpc":"2.0","id":4,"params":{}}"#, "request(4): neither a method nor a result"),
        (
            #"{"jsonrpc":"2.0","id":null,"method":"m"}"#,
            "unknownRequest: id: expected string or 32-bit integer"
        ),
        (
            #"{"jsonrpc":"2.0","id":true,"method":"m"}"#,
            "unknownRequest: id: expected string or 32-bit integer"
        ),
        (
            #"{"jsonrpc":"2.0","id":1.0,"method":"m"}"#,
            "unknownRequest: id: expected string or 32-bit integer"
        ),
        (
            #"{"jsonrpc":"2.0","id":2147483648,"method":"m"}"#,
            "unknownRequest: id: expected string or 32-bit integer"
        ),
        (#"{"jsonrpc":"2.0","id":{},"result":1}"#, "nobody: a response with an unusable id"),
        (#"{"jsonrpc":"1.0","id":3,"method":"m"}"#, #"request(3): jsonrpc: expected "2.0""#),
        (#"{"id":"a","method":"m"}"#, #"request("a"): jsonrpc: expected "2.0""#),
        (#"{"method":"m"}"#, #"nobody: jsonrpc: expected "2.0""#),
        (#"{"jsonrpc":"2.0","id":3,"method":5}"#, "request(3): method: expected string"),
        (#"{"jsonrpc":"2.0","method":null}"#, "unknownRequest: method: expected string"),
        (
            #"{"jsonrpc":"2.0","id":3,"method":"m","result":1}"#,
            "request(3): a message with a method cannot have a result or an error"
        ),
    ])
    func invalid(_ text: String, _ expected: String) throws {
        #expect(try envelope(text) == "-32600 to \(expected)")
    }

    @Test func responses() {
        let plain = OutgoingMessage.response(to: .integer(3), result: NullResult())
        #expect(
            String(decoding: plain, as: UTF8.self) == #"{"jsonrpc":"2.0","id":3,"result":null}"#)
        let error = OutgoingMessage.response(
            to: nil, error: ResponseError(.parseError, "no \"JSON\""))
        #expect(
            String(decoding: error, as: UTF8.self)
                == #"{"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"no \"JSON\""}}"#)
    }
}
