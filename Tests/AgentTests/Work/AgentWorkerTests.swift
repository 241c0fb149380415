import Agent
import ModelServer
import Testing
import Verify

/// Whole sessions: a model server on loopback that speaks the real protocol, the real sandbox, real
/// tests of a real project.
@Suite("Sessions of the agent") struct AgentWorkerTests {
    @Test func aRightAnswerIsAccepted() throws {
        let session = try ScriptedProject([
            [.read("app.py")],
            [.edit("return items[0]", "return items[0] if items else None"), .finish],
        ])
        #expect(try session.work() == "accepted")
        #expect(session.asked.contains("IndexError: list index out of range"))
    }

    @Test func wrongPartialAndCheatingAnswersAreRefused() throws {
        let session = try ScriptedProject([
            // Does not parse.
            [.edit("return items[0]", "return items[0"), .finish],
            // Wrong.
            [.edit("return items[0", "return 1"), .finish],
            // Partial: it breaks what was green.
            [.edit("return 1", "return None"), .finish],
            // Cheats.
            [.edit("return None", "import os; os._exit(0)"), .finish],
            [.replace("test_app.py", "self.assertIsNone(first([]))", "pass"), .finish],
            [.edit("import os; os._exit(0)", "return items[0] if items else None"), .finish],
        ])
        #expect(try session.work() == "accepted")
        let reports = session.asked
        for reason in ["syntax: app.py", "failed: test_app", "turned red: test_some"] {
            #expect(reports.contains(reason), "\(reason)")
        }
    }

    @Test func theProjectItselfIsNeverWrittenTo() throws {
        let session = try ScriptedProject([
            [.command("echo broken > app.py; touch left; rm test_app.py; cat app.py")],
            [.edit("return items[0]", "return items[0] if items else None"), .finish],
        ])
        let before = session.contents
        #expect(try session.work() == "accepted")
        #expect(session.contents == before)
        #expect(session.asked.contains("broken"))
    }

    @Test func whatACommandPrintsOfSecretsNeverReachesTheModel() throws {
        let token = "aB3kZ9qLm2Xv7RtYp5WcN8dEf1GhJ4sKuV6b"
        let session = try ScriptedProject([
            // The shell joins what is no secret before.
            [.command("echo before gh''p_\(token) after")],
            [.edit("return items[0]", "return items[0] if items else None"), .finish],
        ])
        #expect(try session.work() == "accepted")
        #expect(session.asked.contains("before ") && session.asked.contains(" after"))
        #expect(!session.asked.contains("ghp_\(token)"))
    }

    @Test func theModelSearchesListsAndReadsWhatItMay() throws {
        let session = try ScriptedProject([
            [
                .call("search", ["pattern": "items"]), .call("list_files", [:]),
                .read(".env"), .read("../outside.txt"),
            ],
            [.edit("return items[0]", "return items[0] if items else None"), .finish],
        ])
        #expect(try session.work() == "accepted")
        let asked = session.asked
        #expect(asked.contains("app.py:2:    return items[0]"))
        #expect(asked.contains("may hold secrets"))
        #expect(!asked.contains("canary-7d2a"))
        #expect(asked.contains("must not contain `..`"))
    }

    @Test func aServerThatDiesEndsTheRunWithItsReason() throws {
        let session = try ScriptedProject([])
        session.server.play(
            ModelScript(ScriptedAnswer(text: ["a", "b", "c"]), fault: .reset(after: 1)))
        #expect(try session.work().hasPrefix("modelFailed"))
    }
}

extension ScriptedProject {
    /// A function that fails on an empty list, with the test that shows it.
    convenience init(_ turns: [[ScriptedCall]]) throws {
        try self.init(
            """
            //- app.py
            def first(items):
                return items[0]
            //- .env
            TOKEN=canary-7d2a
            //- test_app.py
            import unittest
            from app import first

            class FirstTests(unittest.TestCase):
                def test_some(self):
                    self.assertEqual(first([3, 4]), 3)

                def test_none(self):
                    self.assertIsNone(first([]))

            """, turns)
        plan.ownCommand = "python3 -m unittest -v"
    }
}
