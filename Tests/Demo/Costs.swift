import Base
import EditorClient
import JSON
import LSP
import Text

/// A number as people read it.
func shown(_ milliseconds: Double) -> String {
    let factor: Double = milliseconds < 10 ? 100 : 10
    return ((milliseconds * factor).rounded() / factor).description
}

/// What the session cost, and what typing costs.
func showCosts(_ stage: Stage) throws {
    for (method, milliseconds) in stage.waits {
        let milliseconds = shown(milliseconds)
        stage.screen.say(padded(method, 34) + padded(milliseconds, 8, left: true) + " ms")
    }
    let typing = try type(stage, keys: 100)
    stage.screen.say(
        padded("typing a letter, with completions", 34)
            + padded(shown(typing), 8, left: true) + " ms (median of 100)")
    let whole = Instant.now.milliseconds(since: stage.started) / 1000
    stage.screen.say(
        padded("all that you have seen", 34) + padded(shown(whole), 8, left: true) + " s")
    if let memory = stage.server.memory {
        let megabytes = Double(memory.residentBytes) / 1e6
        stage.screen.say(padded("memory", 34) + padded(shown(megabytes), 8, left: true) + " MB")
    }
}

/// Types a comment letter by letter, asking for completions after each; the median wait.
private func type(_ stage: Stage, keys: Int) throws -> Double {
    var cursor = Position(line: stage.text.lines.count - 1, character: 0)
    cursor = try stage.type("# ", at: cursor)
    var waits: [Double] = []
    let letters = Array("the total length of all boards in the order ".utf8)
    for key in 0..<keys {
        let letter = String(decoding: [letters[key % letters.count]], as: UTF8.self)
        let begin = Instant.now
        cursor = try stage.type(letter, at: cursor)
        _ = try stage.editor.request(
            "textDocument/completion",
            ["textDocument": ["uri": .string(stage.uri)], "position": cursor.literal])
        waits.append(Instant.now.milliseconds(since: begin))
    }
    waits.sort()
    return waits[waits.count / 2]
}
