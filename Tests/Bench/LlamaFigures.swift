import Base
import HTTP
import JSON
import ModelServer

/// A real model server, whose model has nothing to compute: what is left is the way there and back.
/// None where it has not been built.
func llamaFigures(_ bench: Bench) throws -> [Figure] {
    guard let program = LlamaServer.program else { return [] }
    let client = HTTPClient()
    let server = try LlamaServer(program, folder: bench.folder) { url in
        guard let ask = try? Ask(client, url + "/health"), (try? ask.awaitEnd()) != nil else {
            return false
        }
        return String(decoding: ask.body, as: UTF8.self).contains("\"ok\"")
    }
    func ask(_ path: String, _ body: JSONLiteral) throws -> Ask {
        try Ask(client, server.baseURL + path, .post(body: Array(JSON(body).description.utf8)))
    }
    func infill(_ prefix: String) throws -> Ask {
        try ask(
            "/infill",
            [
                "input_prefix": .string(prefix), "input_suffix": "\n", "n_predict": 20,
                "temperature": 0, "stream": true, "cache_prompt": true,
            ])
    }

    let prefix = String(repeating: "    words = words + 1\n", count: 50)
    var (firstTokens, cancels) = (Times(), Times())
    var cached = 0
    for round in 0..<bench.rounds(200) {
        let start = Instant.now
        let fill = try infill(prefix + String(repeating: "x", count: round % 10))
        try fill.awaitEnd()
        if let first = fill.firstEvent { firstTokens.add(first.nanoseconds(since: start)) }
        cached = try cachedTokens(fill.body)
    }
    for _ in 0..<bench.rounds(100) {
        // It does one thing at a time, and this one would never end.
        let endless = try ask(
            "/completion", ["prompt": "x", "n_predict": -1, "ignore_eos": true, "stream": true])
        try endless.awaitEvent()
        let start = Instant.now
        endless.cancel()
        let next = try infill("a")
        try next.awaitEvent()
        if let first = next.firstEvent { cancels.add(first.nanoseconds(since: start)) }
        try next.awaitEnd()
    }
    return [
        Figure("a request to fill in until its first token", firstTokens),
        Figure("cancelled until the next request's first token", cancels),
        Figure(
            "tokens of a prompt that came from its cache", Double(cached), unit: "",
            goal: .atLeast(Double(prefix.utf8.count))),
    ]
}

/// What the last record says of the prompt.
private func cachedTokens(_ body: [UInt8]) throws -> Int {
    var splitter = ServerSentEvents()
    guard let last = splitter.feed(body).last else { return 0 }
    return try JSON.parse(last.data, limits: .standard)["timings"]?["cache_n"]?.int ?? 0
}
