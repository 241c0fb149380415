import Agent
import JSON
import Models
import TestKit
import Testing
import Verify

@Suite("Runs of the agent") struct AgentRunTests {
    func check(
        _ script: RunScript, _ expected: String, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        expect(
            script.run().lines.joined(separator: "\n"), equals: expected,
            sourceLocation: sourceLocation)
    }

    @Test func successAtOnce() {
        check(
            RunScript(answers: [.right]),
            """
            reproduce
            ask
            edit
            judge ["app.py"]: accepted
            stop: accepted, best: accepted
            """)
    }

    @Test func successAtTheThirdTry() {
        check(
            RunScript(
                answers: [
                    .editing("return items[0]", "return items[0"),
                    .editing("return items[0", "return items[0] if itmes else None"),
                    .editing("if itmes", "if items"),
                ],
                judgements: [.red("syntax app.py"), .red("lint app.py F821"), .green]),
            """
            reproduce
            ask
            edit
            judge ["app.py"]: refused (syntax app.py)
            ask
            edit
            judge ["app.py"]: refused (lint app.py F821)
            ask
            edit
            judge ["app.py"]: accepted
            stop: accepted, best: accepted
            """)
    }

    @Test func readsBeforeItEdits() {
        check(
            RunScript(answers: [
                .calling([
                    ("search", ["pattern": "first"]),
                    ("read_file", ["path": "app.py", "first_line": 1]),
                ]),
                .right,
            ]),
            """
            reproduce
            ask
            search
            read
            ask
            edit
            judge ["app.py"]: accepted
            stop: accepted, best: accepted
            """)
    }

    @Test func editsInTheAnswersText() {
        check(
            RunScript(answers: [
                .saying(
                    """
                    app.py
                    <<<<<<< SEARCH
                        return items[0]
                    =======
                        return items[0] if items else None
                    >>>>>>> REPLACE
                    """)
            ]),
            """
            reproduce
            ask
            edit
            judge ["app.py"]: accepted
            stop: accepted, best: accepted
            """)
    }

    @Test func aModelThatLiesIsNotBelieved() {
        check(
            RunScript(
                answers: [
                    .saying("All tests pass now."), .saying("Done, the tests pass."),
                    .saying("Really, all tests pass."),
                ]),
            """
            reproduce
            ask
            ask
            ask
            stop: noProgress("the model proposed nothing 3 times")
            """)
    }

    @Test func anUnknownToolAndBrokenArgumentsAreToldTheModel() {
        let broken = ToolCall(
            id: "x", name: "read_file", arguments: .malformed(text: "{", problem: "cut off"))
        check(
            RunScript(answers: [
                .calling([
                    ("shell", ["cmd": "ls"]), ("read_file", [:]), ("read_file", ["path": "/x"]),
                ]),
                .of([.toolCall(broken)], .toolCalls),
                .right,
            ]),
            """
            reproduce
            ask
            ask
            ask
            edit
            judge ["app.py"]: accepted
            stop: accepted, best: accepted
            """)
    }

    @Test func aRefusedEditIsNotJudged() {
        check(
            RunScript(answers: [.editing("return values[0]", "return None"), .right]),
            """
            reproduce
            ask
            edit refused: Nothing was changed: / - app.py: the quoted text is not in the file. Most like it, at line 2: /     return items[0]
            ask
            edit
            judge ["app.py"]: accepted
            stop: accepted, best: accepted
            """)
    }

    @Test func theSameCallAgainAndAgainChangesTheStrategyAndThenStops() {
        let look = ModelAnswer.calling([("list_files", [:])])
        check(
            RunScript(answers: Array(repeating: look, count: 20)),
            """
            reproduce
            ask
            list
            ask
            list
            ask
            ask
            list
            ask
            list
            ask
            ask
            list
            ask
            list
            ask
            stop: noProgress("no progress: the same call was made 3 times")
            """)
    }

    @Test func aDraftThatComesBackIsStartedOver() {
        let there = ModelAnswer.editing("items[0]", "items[1]")
        let back = ModelAnswer.editing("items[1]", "items[0] or 0")
        let again = ModelAnswer.editing("items[0] or 0", "items[1]")
        check(
            RunScript(
                answers: [there, back, again, .right],
                judgements: [.red("a"), .red("b"), .red("a"), .green]),
            """
            reproduce
            ask
            edit
            judge ["app.py"]: refused (a)
            ask
            edit
            judge ["app.py"]: refused (b)
            ask
            edit
            judge ["app.py"]: refused (a)
            ask
            edit
            judge ["app.py"]: accepted
            stop: accepted, best: accepted
            """)
    }

    @Test func theBestDraftIsLeftWhenTheBudgetIsSpent() {
        var script = RunScript(
            answers: [
                .editing("items[0]", "items[1]"), .editing("items[1]", "items[2]"),
                .editing("items[2]", "items[3]"),
            ],
            judgements: [.red("a", "b"), .red("a"), .red("a", "c")])
        script.budget.iterations = 3
        check(
            script,
            """
            reproduce
            ask
            edit
            judge ["app.py"]: refused (a, b)
            ask
            edit
            judge ["app.py"]: refused (a)
            ask
            edit
            judge ["app.py"]: refused (a, c)
            stop: exhausted("the budget of 3 iterations is used up"), best: refused (a)
            """)
    }

    @Test func timeAndTurnsAndMoneyAreLimits() {
        var script = RunScript(answers: [])
        script.budget.milliseconds = 150
        check(
            script,
            """
            reproduce
            ask
            stop: exhausted("the budget of 0 seconds is used up")
            """)
        script.budget.milliseconds = 60_000
        script.turnLimit = 2
        check(
            script,
            """
            reproduce
            ask
            ask
            stop: exhausted("the model has answered 2 times")
            """)
        var usage = Usage()
        usage.dollars = 6
        let costly = ModelAnswer.of([.text([]), .usage(usage)])
        script = RunScript(answers: [costly, costly])
        check(
            script,
            """
            reproduce
            ask
            ask
            stop: exhausted("the budget of 10.00 is used up (12.00)")
            """)
    }

    @Test func nothingIsDoneWhereNothingFails() {
        var script = RunScript(answers: [.right])
        script.reproduction = .green
        check(
            script,
            """
            reproduce
            stop: nothingToFix
            """)
    }

    @Test func whatCannotBeTestedIsUnverified() {
        let judgement = Judgement(
            verdict: .unverified("no sandbox"), failures: [], report: "tests not run: no sandbox",
            evidence: EvidenceSummary(.unverified))
        var script = RunScript(answers: [.right], judgements: [judgement])
        script.reproduction = .impossible("no sandbox")
        check(
            script,
            """
            reproduce
            ask
            edit
            judge ["app.py"]: unverified (no sandbox)
            stop: unverified, best: unverified (no sandbox)
            """)
    }

    @Test func passesFollowAndNeverMakeItWorse() {
        var script = RunScript(
            answers: [
                .right, .editing("if items else None", "if len(items) else None"),
                .editing("def first(items):", "def first(items):\n    \"\"\"The first.\"\"\""),
            ],
            judgements: [.green, .red("a"), .green])
        script.passes = [.refactor, .document]
        check(
            script,
            """
            reproduce
            ask
            edit
            judge ["app.py"]: accepted
            ask
            edit
            judge ["app.py"]: refused (a)
            ask
            edit
            judge ["app.py"]: accepted
            ask
            judge ["app.py"]: accepted
            stop: accepted, best: accepted
            """)
    }

    @Test func aModelThatFailsEndsTheRun() {
        check(
            RunScript(answers: [.failing(.overloaded(afterMilliseconds: nil))]),
            """
            reproduce
            ask
            stop: modelFailed("the server says no")
            """)
    }

    @Test func aSmallerWindowThanWasThoughtIsLearnt() {
        let fault = ModelFault.Kind.contextExceeded(promptTokens: nil, limit: 4096)
        let result = RunScript(answers: [.failing(fault), .right]).run()
        expect(
            result.lines.joined(separator: "\n"),
            equals: """
                reproduce
                ask
                ask
                edit
                judge ["app.py"]: accepted
                stop: accepted, best: accepted
                """)
        #expect(result.run.setting.promptTokens < 32_768 / 2)
    }

    @Test func cancelEndsItInEveryState() {
        for event in 0..<4 {
            var script = RunScript(answers: [.right])
            script.cancelsAt = event
            let lines = script.run().lines
            #expect(lines.last == "stop: cancelled", "\(lines)")
        }
    }

    @Test func whatComesTooLateDoesNothing() {
        var run = RunScript(answers: [.right]).run().run
        let before = run
        #expect(run.next(.judged(.green), at: 1_000_000) == nil)
        #expect(run.next(.cancelled, at: 0) == nil)
        #expect(run.phase == before.phase)
    }

    @Test("Each call has its result, in order, whatever the model calls")
    func everyCallIsAnswered() {
        forAll { random in
            let names = ["search", "read_file", "edit_file", "finish", "unknown", "run_tests"]
            let answers = (0..<random.int(in: 1...8)).map { _ in
                ModelAnswer.calling(
                    (0..<random.int(in: 1...4)).map { _ in
                        (
                            random.element(of: names),
                            [
                                "path": "app.py", "pattern": "x", "old_text": "items[0]",
                                "new_text": .string("items[\(random.int(in: 0...2))]"),
                            ]
                        )
                    })
            }
            let script = RunScript(
                answers: answers, judgements: [.red("a"), .red("b"), .red("c"), .green])
            for request in script.run().requests { try checkConversation(request.messages) }
        }
    }

    private func checkConversation(_ messages: [ChatMessage]) throws {
        for (message, next) in zip(messages, messages.dropFirst()) {
            guard case .assistant(let answer) = message, !answer.toolCalls.isEmpty else { continue }
            guard case .toolResults(let results) = next else {
                Issue.record("calls without results")
                continue
            }
            #expect(results.map(\.callID) == answer.toolCalls.map(\.id))
        }
    }
}
