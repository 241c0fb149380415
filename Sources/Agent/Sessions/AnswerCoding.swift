package import JSON
package import Models

// A model's answer as JSON: what a run makes use of, and no more.

extension ModelAnswer: JSONEncodable, JSONDecodable {
    package func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("text", String(decoding: text, as: UTF8.self))
            if !toolCalls.isEmpty { writer.member("calls", toolCalls.map(KeptCall.init)) }
            if !carryOver.isEmpty { writer.member("carryOver", carryOver.map(KeptItem.init)) }
            switch outcome {
            case .success(let reason): writer.member("end", reason.word)
            case .failure(let fault):
                writer.member("fault", fault.message)
                if case .contextExceeded = fault.kind { writer.member("isTooLong", true) }
            case nil: break
            }
        }
    }

    package init(from json: JSON) throws(JSONDecodingError) {
        self.init()
        apply(.text(Array((try json.required("text") as String).utf8)))
        for call in json["calls"]?.elements ?? JSON([]).elements {
            apply(.toolCall(try KeptCall(from: call).call))
        }
        for item in json["carryOver"]?.elements ?? JSON([]).elements {
            if let item = KeptItem(item) { apply(.carryOver(item.value)) }
        }
        if let word: String = try json.optional("end") {
            apply(.finished(FinishReason(word: word)))
        } else if let message: String = try json.optional("fault") {
            let isTooLong = json["isTooLong"]?.bool ?? false
            apply(
                .failed(
                    ModelFault(
                        isTooLong
                            ? .contextExceeded(promptTokens: nil, limit: nil) : .serverFailed,
                        message)))
        }
    }
}

extension FinishReason {
    fileprivate var word: String {
        switch self {
        case .stop: "stop"
        case .length: "length"
        case .toolCalls: "toolCalls"
        case .refused: "refused"
        case .other(let word): "other: \(word)"
        }
    }

    fileprivate init(word: String) {
        switch word {
        case "stop": self = .stop
        case "length": self = .length
        case "toolCalls": self = .toolCalls
        case "refused": self = .refused
        default: self = .other(String(word.dropFirst("other: ".count)))
        }
    }
}

/// A call of an answer.
private struct KeptCall: JSONEncodable {
    let call: ToolCall

    init(_ call: ToolCall) {
        self.call = call
    }

    init(from json: JSON) throws(JSONDecodingError) {
        let arguments: ToolArguments
        if let object = json["arguments"] {
            arguments = .object(object.detached())
        } else {
            arguments = .malformed(
                text: try json.required("malformed"), problem: try json.required("problem"))
        }
        call = ToolCall(
            id: try json.required("id"), name: try json.required("name"), arguments: arguments,
            carryOver: json["carryOver"].flatMap(KeptItem.init)?.value)
    }

    func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("id", call.id)
            writer.member("name", call.name)
            switch call.arguments {
            case .object(let json): writer.member("arguments", json)
            case .malformed(let text, let problem):
                writer.member("malformed", text)
                writer.member("problem", problem)
            }
            writer.member("carryOver", ifPresent: call.carryOver.map(KeptItem.init))
        }
    }
}

/// What a server wants back; nil where the kind of server is not known any more.
private struct KeptItem: JSONEncodable {
    let value: CarryOver

    init(_ value: CarryOver) {
        self.value = value
    }

    init?(_ json: JSON) {
        guard let dialect = json["dialect"]?.string.flatMap(Dialect.init), let item = json["value"]
        else { return nil }
        value = CarryOver(dialect: dialect, value: item.detached())
    }

    func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("dialect", value.dialect.rawValue)
            writer.member("value", value.value)
        }
    }
}

extension Spending: JSONEncodable, JSONDecodable {
    package func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("requests", requests)
            writer.member("promptTokens", promptTokens)
            writer.member("cachedTokens", cachedTokens)
            writer.member("outputTokens", outputTokens)
            writer.member("money", money.trillionths)
            writer.member("unpricedRequests", unpricedRequests)
        }
    }

    package init(from json: JSON) throws(JSONDecodingError) {
        self.init()
        requests = try json.required("requests")
        promptTokens = try json.required("promptTokens")
        cachedTokens = try json.required("cachedTokens")
        outputTokens = try json.required("outputTokens")
        money = Money(trillionths: try json.required("money"))
        unpricedRequests = try json.required("unpricedRequests")
    }
}
