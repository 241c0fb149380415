import Agent
import Base
import ModelServer
import Models
import TestKit
import Testing
import Verify

/// Models that misbehave, each in a whole session, written down step by step: the real protocol,
/// the real sandbox, real tests.
@Suite("Models that misbehave") struct MisbehaviourTests {
    private static let right = "return items[0] if items else None"

    private func check(
        _ session: ScriptedProject, stops reason: String, _ expected: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let before = session.contents
        #expect("\(try session.stop().reason)" == reason, sourceLocation: sourceLocation)
        #expect(session.contents == before, sourceLocation: sourceLocation)
        expect(session.story, equals: expected, sourceLocation: sourceLocation)
    }

    /// A model that writes its edits as text.
    private func writing(_ answers: [ScriptedAnswer]) throws -> ScriptedProject {
        let session = try ScriptedProject([])
        session.editFormat = .searchReplace
        session.server.play(answers.map { ModelScript($0) })
        return session
    }

    @Test("Who says that the tests pass is asked for a change, and stopped the third time")
    func lies() throws {
        let claim = ScriptedAnswer(text: ["I ran", " the tests:", " they all pass."])
        try check(
            writing([claim, claim, claim]),
            stops: #"noProgress("the model proposed nothing 3 times")"#,
            """
            red
            model: words
            model: words
            model: words
            """)
    }

    @Test("Who edits tests to make them pass is judged by the original ones")
    func editsTests() throws {
        try check(
            ScriptedProject([
                [.replace("test_app.py", "self.assertIsNone(first([]))", "pass"), .finish],
                [.edit("return items[0]", MisbehaviourTests.right), .finish],
            ]),
            stops: "accepted",
            """
            red
            model: edit_file, finish
            used: Done.
            judged: refuted: 1 stayed green, 1 still red | still red: test_app › FirstTests › test_none | note: test_app.py is part of the tests: the patch was judged with the original
            model: edit_file, finish
            used: Done.
            judged: verified: 1 turned green, 1 stayed green | now green: test_app › FirstTests › test_none | note: test_app.py is part of the tests: the patch was judged with the original
            """)
    }

    @Test("Half an edit changes nothing; that it was cut off is said")
    func halfAnEdit() throws {
        var half = ScriptedAnswer(text: [
            "app.py\n<<<<<<< SEARCH\n    return items[0]\n=======\n    return it"
        ])
        half.isCut = true
        let whole = ScriptedAnswer(text: [
            "app.py\n<<<<<<< SEARCH\n    return items[0]\n=======\n    "
                + MisbehaviourTests.right + "\n>>>>>>> REPLACE\n"
        ])
        try check(
            writing([half, whole]),
            stops: "accepted",
            """
            red
            model: words
            used: refused
            model: words
            used: Done.
            judged: verified: 1 turned green, 1 stayed green | now green: test_app › FirstTests › test_none
            """)
    }

    @Test("Calls of tools that there are not, and calls that cannot be read, are answered so")
    func unknownTools() throws {
        try check(
            ScriptedProject([
                [
                    .call("execute_sql", ["query": "drop table users"]),
                    .call("read_file", ["file": "app.py"]),
                    .call("read_file", ["path": "/etc/passwd"]),
                ],
                [.edit("return items[0]", MisbehaviourTests.right), .finish],
            ]),
            stops: "accepted",
            """
            red
            model: execute_sql, read_file, read_file
            model: edit_file, finish
            used: Done.
            judged: verified: 1 turned green, 1 stayed green | now green: test_app › FirstTests › test_none
            """)
    }

    @Test("The same call again and again is refused, then ends the run")
    func loops() throws {
        try check(
            ScriptedProject(Array(repeating: [.read("app.py")], count: 12)),
            stops: #"noProgress("no progress: the same call was made 3 times")"#,
            """
            red
            model: read_file
            used: def first(items):
            model: read_file
            used: def first(items):
            model: read_file
            model: read_file
            used: def first(items):
            model: read_file
            used: def first(items):
            model: read_file
            model: read_file
            used: def first(items):
            model: read_file
            used: def first(items):
            model: read_file
            """)
    }

    @Test("Drafts that fail in the same way change the strategy, then end the run")
    func sameFailure() throws {
        let session = try ScriptedProject(
            (0..<9).map { number in
                [
                    .edit(
                        // After three of them the model is told to start over.
                        number % 3 == 0 ? "items[0]" : "items[0] or \(number - 1)",
                        "items[0] or \(number)"), .finish,
                ]
            })
        try check(
            session,
            stops: #"noProgress("no progress: 3 drafts in a row failed in the same way")"#,
            """
            red
            model: edit_file, finish
            used: Done.
            judged: refuted: 1 stayed green, 1 still red | still red: test_app › FirstTests › test_none
            model: edit_file, finish
            used: Done.
            judged: refuted: 1 stayed green, 1 still red | still red: test_app › FirstTests › test_none
            model: edit_file, finish
            used: Done.
            judged: refuted: 1 stayed green, 1 still red | still red: test_app › FirstTests › test_none
            model: edit_file, finish
            used: Done.
            judged: refuted: 1 stayed green, 1 still red | still red: test_app › FirstTests › test_none
            model: edit_file, finish
            used: Done.
            judged: refuted: 1 stayed green, 1 still red | still red: test_app › FirstTests › test_none
            model: edit_file, finish
            used: Done.
            judged: refuted: 1 stayed green, 1 still red | still red: test_app › FirstTests › test_none
            model: edit_file, finish
            used: Done.
            judged: refuted: 1 stayed green, 1 still red | still red: test_app › FirstTests › test_none
            model: edit_file, finish
            used: Done.
            judged: refuted: 1 stayed green, 1 still red | still red: test_app › FirstTests › test_none
            model: edit_file, finish
            used: Done.
            judged: refuted: 1 stayed green, 1 still red | still red: test_app › FirstTests › test_none
            """)
    }

    @Test("At the end of its budget it says so, and leaves the best draft, marked as refused")
    func budget() throws {
        let session = try ScriptedProject([
            [.edit("return items[0]", "return None"), .finish],
            [.edit("return None", "return 1"), .finish],
        ])
        session.task.budget.iterations = 2
        let stop = try session.stop()
        #expect("\(stop.reason)" == #"exhausted("the budget of 2 iterations is used up")"#)
        let best = try #require(stop.best)
        #expect(best.judgement.evidence.verdict == .refuted)
        let text = String(decoding: best.draft.diff, as: UTF8.self)
        #expect(text.contains("+    return None"), "the first fails less")
    }

    @Test("What floods is cut: an answer without end, and a command that prints without end")
    func floods() throws {
        let session = try ScriptedProject([
            [.command("yes flood | head -c 40000000")],
            [.edit("return items[0]", MisbehaviourTests.right), .finish],
        ])
        #expect(try session.work() == "accepted")
        let longest = session.server.exchanges.map(\.request.body.count).max() ?? 0
        #expect(longest < 200_000, "\(longest)")
        let endless = try ScriptedProject([])
        endless.server.play(
            ModelScript(ScriptedAnswer(text: ["flood ", "flood "]), fault: .endless))
        #expect(try endless.work().hasPrefix("modelFailed"))
    }

    @Test("Who waits is told the phase, the try, the tokens and the tests")
    func progress() throws {
        let session = try ScriptedProject([
            [.read("app.py")],
            [.edit("return items[0]", "return 1"), .finish],
            [.edit("return 1", MisbehaviourTests.right), .finish],
        ])
        #expect(try session.work() == "accepted")
        var lines = session.progress.withLock { $0 }
        lines = lines.enumerated().filter { $0.offset == 0 || lines[$0.offset - 1] != $0.element }
            .map(\.element)
        expect(
            lines.joined(separator: "\n"),
            equals: """
                reproducing, try 1
                testing without the change, try 1
                asking the model, try 1
                reading app.py, try 1, 13 tokens
                asking the model, try 1, 13 tokens
                editing app.py, try 1, 27 tokens
                checking the change, try 1, 27 tokens
                parsing, try 1, 27 tokens
                testing without the change, try 1, 27 tokens
                linting, try 1, 27 tokens
                testing what matters most, try 1, 27 tokens
                testing everything, try 1, 27 tokens
                asking the model, try 2, 27 tokens, 0 tests green, 1 red
                editing app.py, try 2, 41 tokens, 0 tests green, 1 red
                checking the change, try 2, 41 tokens, 0 tests green, 1 red
                parsing, try 2, 41 tokens, 0 tests green, 1 red
                testing without the change, try 2, 41 tokens, 0 tests green, 1 red
                linting, try 2, 41 tokens, 0 tests green, 1 red
                testing what matters most, try 2, 41 tokens, 0 tests green, 1 red
                testing everything, try 2, 41 tokens, 0 tests green, 1 red
                checking what the runs said, try 2, 41 tokens, 0 tests green, 1 red
                """)
    }
}
