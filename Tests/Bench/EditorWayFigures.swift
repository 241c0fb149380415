import Base
import EditorClient
import JSON
import ModelServer

/// From the moment that a model server sends the first record of its answer until the editor has
/// it: the whole program as editors start it, with all that it does to an answer on its way.
func editorWayFigures(_ bench: Bench) throws -> [Figure] {
    [try ghostTextFigure(bench), try progressFigure(bench)]
}

private let wayGoals: [String: Goal] = ["p50": .below(1), "p99": .below(5)]

/// An inline completion, checked and answered.
private func ghostTextFigure(_ bench: Bench) throws -> Figure {
    let records = [
        #"{"index":0,"content":"answer_of(the_model)","tokens":[],"stop":false}"#,
        #"{"index":0,"content":"","tokens":[],"stop":true,"stop_type":"eos"}"#,
    ]
    let model = try ThinkingModel(records)
    let folder = bench.folder / "ghost"
    try Files.createDirectories(folder)
    let server = try bench.typingServer(
        in: folder, settings: model.settings(dialect: "llama.cpp", role: "fim"))
    let editor = server.editor
    let sample = try OpenSample(
        SampleText(.python, lines: bench.size(1000)), in: folder, editor: editor)
    var times = Times()
    for round in -10..<bench.rounds(300) {
        // Another word each time, so that no answer is known already.
        sample.typed = " + q\(round + 10)"
        try editor.send(body: sample.nextEdit())
        let (question, id) = sample.request(
            "textDocument/inlineCompletion",
            [("position", sample.position), ("context", ["triggerKind": 1])])
        try editor.send(body: question)
        let (answer, arrived) = try editor.arrival { $0["id"]?.int == id }
        let text = answer["result"]?["items"]?[0]?["insertText"]?.string ?? ""
        // It is asked once it is known that the document may be shown to it.
        if round >= 0 {
            guard text.contains("the_model") else {
                throw EditorError.refused("no ghost text: \(answer)")
            }
            times.add(arrived.nanoseconds(since: try model.lastBeginning()))
        }
        try editor.send(body: sample.nextEdit())
        // Somebody who looks at each answer.
        usleep(20_000)
    }
    return Figure(
        "a server's first record until the editor has the ghost text", times, goals: wayGoals)
}

/// The first words of a chat, in a progress report.
private func progressFigure(_ bench: Bench) throws -> Figure {
    let records = ["Because", " it is so."].map {
        #"{"choices":[{"index":0,"delta":{"content":"\#($0)"},"finish_reason":null}]}"#
    }
    let end = #"{"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}"#
    let model = try ThinkingModel(records + [end, "[DONE]"])
    let folder = bench.folder / "words"
    try Files.createDirectories(folder)
    let server = try bench.typingServer(
        in: folder, settings: model.settings(dialect: "openai-compatible", role: "chat"))
    let editor = server.editor
    var times = Times()
    for round in -10..<bench.rounds(300) {
        let id = try editor.begin(
            "workspace/executeCommand",
            [
                "command": "tenon.explain", "workDoneToken": .int(round + 10),
                "arguments": [["about": "error", "text": "it is red"]],
            ])
        let (_, arrived) = try editor.arrival {
            $0["params"]?["value"]?["message"]?.string?.hasPrefix("Because") == true
        }
        if round >= 0 { times.add(arrived.nanoseconds(since: try model.lastBeginning())) }
        guard try editor.answer(to: id)["result"] != nil else {
            throw EditorError.refused("no explanation")
        }
    }
    return Figure(
        "the same until the editor's progress shows a chat's first words", times, goals: wayGoals)
}

/// A model server that thinks for a while and then says all at once.
private struct ThinkingModel {
    private let server: LoopbackServer

    /// Longer than anything that is done meanwhile.
    private static let microseconds: UInt32 = 40_000

    init(_ records: [String]) throws {
        let reply = Reply(
            type: "text/event-stream", pieces: records.map { Array("data: \($0)\n\n".utf8) })
        server = try LoopbackServer { request in
            if request.method == "POST" { usleep(ThinkingModel.microseconds) }
            return reply.steps
        }
    }

    func settings(dialect: String, role: String) -> [String] {
        let url = "http://127.0.0.1:\(server.port)"
        return [
            """
            models.providers={"m": {"dialect": "\(dialect)", "model": "played", "url": "\(url)"}}
            """,
            #"models.\#(role)=["m"]"#,
        ]
    }

    /// When the newest answer that somebody waits for began, behind its head.
    func lastBeginning() throws -> Instant {
        let answered = server.exchanges.last { exchange in
            exchange.request.method == "POST" && exchange.request.json["n_predict"]?.int != 0
                && exchange.sendTimes.count > 1
        }
        guard let answered else { throw UsageError(message: "the model was not asked") }
        return answered.sendTimes[1]
    }
}

extension Editor {
    /// Takes in what comes until a message is the one, and gives it with the moment in which its
    /// last byte was here.
    fileprivate func arrival(
        of isAwaited: (JSON) -> Bool
    ) throws -> (message: JSON, moment: Instant) {
        let deadline = Instant.now.adding(milliseconds: patienceMilliseconds)
        while let body = try wire.nextBody(until: deadline) {
            let moment = Instant.now
            let message = try JSON.parse(body)
            if isAwaited(message) { return (message, moment) }
            try receive(body)
        }
        throw EditorError.silence(of: "what was asked for")
    }
}
