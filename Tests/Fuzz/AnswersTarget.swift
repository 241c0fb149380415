private import Models

extension FuzzTarget {
    /// The answer of a model server: the first byte says whose, the second to what. However it is
    /// cut into pieces it means the same, and it ends exactly once.
    static let answers = FuzzTarget(name: "answers") { input in
        var reader = InputReader(input)
        let dialects = Dialect.allCases
        let dialect = dialects[reader.number() % dialects.count]
        let request = requests[reader.number() % requests.count]
        let body = reader.bytes(input.count)
        _ = JSONRepair.object(body)

        let endpoint = try Endpoint("http://127.0.0.1")
        let provider = Provider(name: "it", dialect: dialect, endpoint: endpoint, model: "model")
        let call = try provider.call(for: request)
        let whole = events(of: [body], by: call.decoder(server: "it", dialect: dialect))
        let cut = events(of: body.map { [$0] }, by: call.decoder(server: "it", dialect: dialect))
        try require(cut == whole, "the answer depends on how it is cut")
        let ends = whole.indices.filter { whole[$0].isLast }
        try require(ends == [whole.count - 1], "the answer does not end once")
    }

    private static let requests: [ModelRequest] = {
        var fill = FIMRequest(prefix: [], suffix: [], path: "a", maximumTokens: 9)
        fill.stop = ["\n\n", "end"]
        var chat = ChatRequest(messages: [.user("Hello")], maximumTokens: 9)
        chat.stop = ["end"]
        let edit = EditRequest(
            path: "a", before: [], region: [0x61, 0x0A], after: [], cursor: 1, maximumTokens: 9)
        return [.fim(fill), .chat(chat), .edit(edit)]
    }()

    /// The events; texts that follow one another are one.
    private static func events(of pieces: [[UInt8]], by decoder: AnswerDecoder) -> [ModelEvent] {
        var decoder = decoder
        let all = pieces.flatMap { decoder.feed($0) } + decoder.end()
        return all.reduce(into: []) { joined, event in
            switch (joined.last, event) {
            case (.text(let before)?, .text(let more)):
                joined[joined.count - 1] = .text(before + more)
            case (.reasoning(let before)?, .reasoning(let more)):
                joined[joined.count - 1] = .reasoning(before + more)
            default: joined.append(event)
            }
        }
    }
}
