import Base
import HTTP
import ModelServer
import Models

/// What we add to a model server's own time, and whether anything is lost or left over.
func modelFigures(_ bench: Bench) throws -> [Figure] {
    [
        try firstByteFigure(bench, openStreams: 0),
        try firstByteFigure(bench, openStreams: 199),
        try streamsFigure(bench),
        try cancelFigure(bench),
        try deskFigure(bench),
    ] + (try editorWayFigures(bench)) + (try faultFigures(bench))
}

/// From the moment that a server sends an answer's first record until it is taken apart here.
private func firstByteFigure(_ bench: Bench, openStreams: Int) throws -> Figure {
    let record = Array("data: {\"choices\":[{\"delta\":{\"content\":\"return\"}}]}\n\n".utf8)
    let gate = try Gate()
    let reply = Reply(type: "text/event-stream", pieces: [record])
    let busy = try LoopbackServer { _ in [reply.head, reply.piece(record), .wait(gate)] }
    let server = try LoopbackServer { _ in reply.steps }
    let client = HTTPClient()
    let streams = try (0..<openStreams).map { _ in try Ask(client, port: busy.port) }
    for stream in streams { try stream.awaitEvent() }
    var times = Times()
    for round in -10..<bench.rounds(1000) {
        let ask = try Ask(client, port: server.port)
        try ask.awaitEnd()
        guard let sent = server.exchanges.last?.sendTimes.dropFirst().first,
            let arrived = ask.firstEvent
        else { throw UsageError(message: "an answer without events") }
        if round >= 0 { times.add(arrived.nanoseconds(since: sent)) }
    }
    gate.open()
    let name =
        openStreams == 0
        ? "a server's first record until it is here" : "the same while \(openStreams) others stream"
    return Figure(
        name, times,
        goals: ["p50": .below(1), "p99": .below(5)])
}

/// The same for a text, through all that a feature asks by.
private func deskFigure(_ bench: Bench) throws -> Figure {
    let server = try ModelServer(.llamaCpp, ModelScript(ScriptedAnswer(text: ["return", " a"])))
    let desk = try DeskUser(bench, server, .llamaCpp)
    let request = FIMRequest(prefix: [97], suffix: [98], path: "a.py", maximumTokens: 8)
    var times = Times()
    for round in -10..<bench.rounds(1000) {
        let arrived = try desk.fillIn(request)
        // The head is sent first.
        guard let sent = server.exchanges.last?.sendTimes.dropFirst().first, let arrived else {
            throw UsageError(message: "an answer without a text")
        }
        if round >= 0 { times.add(arrived.nanoseconds(since: sent)) }
    }
    desk.close()
    return Figure(
        "a server's first record until a feature has its text", times,
        goals: ["p50": .below(1), "p99": .below(5)])
}

/// Many streams at once, on one thread.
private func streamsFigure(_ bench: Bench) throws -> Figure {
    let records = bench.size(5000)
    let gate = try Gate()
    let reply = Reply(type: "text/event-stream", pieces: [])
    let record = Array("data: {\"choices\":[{\"delta\":{\"content\":\"return\"}}]}\n\n".utf8)
    let server = try LoopbackServer { _ in
        [reply.head, .wait(gate)] + Array(repeating: reply.piece(record), count: records)
            + reply.end
    }
    let client = HTTPClient()
    let streams = try (0..<200).map { _ in try Ask(client, port: server.port) }
    _ = server.wait { $0.count == streams.count ? true : nil }
    let start = Instant.now
    gate.open()
    for stream in streams { try stream.awaitEnd() }
    let seconds = Instant.now.milliseconds(since: start) / 1000
    let lost = streams.reduce(0) { $0 + records - $1.events }
    let speed = Int(Double(streams.count * records) / seconds)
    return Figure(
        "records lost of \(streams.count) streams at once", Double(lost), unit: "",
        goal: .below(1), note: "\(speed) records/s from a server in the same process")
}

/// From the call that cancels until the server sees the connection closed.
private func cancelFigure(_ bench: Bench) throws -> Figure {
    let gate = try Gate()
    let reply = Reply(pieces: [])
    let server = try LoopbackServer { _ in [reply.head, reply.piece([1]), .wait(gate)] }
    let client = HTTPClient()
    var times = Times()
    for round in 0..<bench.rounds(300) {
        let ask = try Ask(client, port: server.port)
        try ask.awaitBytes()
        let start = Instant.now
        ask.cancel()
        guard let seen = server.wait(for: { $0[round].abandonedAt }) else {
            throw UsageError(message: "a cancelled request goes on")
        }
        times.add(seen.nanoseconds(since: start))
    }
    return Figure(
        "cancelled to closed, as the server sees it", times, goals: ["p99": .below(10)])
}
