import Base
import JSON
import ModelServer
import TestKit
import Testing

/// `tenon.status`, as an editor gets it.
@Suite struct StatusTests {
    private func status(_ client: PipeClient) throws -> String {
        let answer = try client.request(
            "workspace/executeCommand", ["command": "tenon.status", "arguments": []])
        _ = try client.expect("window/showMessage")
        return try #require(answer["text"]?.string)
    }

    @Test func withoutModelsItSaysSo() throws {
        let client = try PipeClient()
        try client.initialize()
        expect(
            try status(client),
            equals: """
                # Tenon test

                No model is configured: completions come from the open files alone, and nothing leaves this machine.

                ## Spent

                This session: nothing.

                Today, all sessions: nothing.

                Kept out of prompts: nothing.

                Completions, counted on this machine only: embedded 0 shown, 0 accepted, 0 partly, 0 kept; model 0 shown, 0 accepted, 0 partly, 0 kept. Shown from 70 % certainty on, asked after 100 % of the usual pause.

                A run of the agent may use 1000000 tokens, 1.00 of money, 20 iterations, 20 minutes.

                """)
        try client.close()
    }

    @Test func serversOnThisMachineSayWhatTheyUse() throws {
        let (llama, ollama) = (try ModelServer(.llamaCpp), try ModelServer(.ollama))
        let client = try PipeClient(settings: [
            """
            models.providers={
                "one": {"dialect": "llama.cpp", "model": "scripted", "url": "\(llama.baseURL)"},
                "two": {"dialect": "ollama", "model": "scripted", "url": "\(ollama.baseURL)"},
                "three": {"dialect": "vllm", "model": "m", "url": "http://127.0.0.1:1"},
                "far": {"dialect": "anthropic", "model": "large"}}
            """,
            #"models.fim=["one", "embedded"]"#, #"models.chat=["two", "far"]"#,
            "budget.dayMoney=2.5", "budget.dayTokens=9000000",
        ])
        try client.initialize()
        let text = try status(client)
        let lines = text.split(separator: "\n").filter {
            $0.hasPrefix("- ") || $0.hasPrefix("A day")
        }
        expect(
            lines.joined(separator: "\n"),
            equals: """
                - far: large on https://api.anthropic.com/, for chat
                - one: scripted on this machine, for fim; it answers, context of 4096 tokens, 1 requests running, 25 % of the context memory in use
                - three: m on this machine, for nothing; it does not answer: three: nothing answers at http://127.0.0.1:1: is the server running?
                - two: scripted on this machine, for chat; it answers, context of 4096 tokens, 953 MiB, 715 MiB of that on graphics cards
                A day of models elsewhere may use 9000000 tokens, 2.50 of money.
                """)
        try client.close()
    }

    @Test func whatIsWrongWithTheSettingsIsSaidWithoutAnyKey() throws {
        let canary = "canary-key-0123456789"
        let client = try PipeClient(
            """
            //- tenon.json
            {"models": {"providers": "\(canary)"}}
            """,
            settings: [
                "log.level=trace", #"models.fim=["odd", "gone"]"#,
                """
                models.providers={"odd": {"dialect": "openai", "model": "m", \
                "key": {"environment": "\(canary)"}}, "two": {"dialect": "openai", "model": "m", \
                "key": {"environment": "A", "file": "/a"}}, "open": {"dialect": "vllm", \
                "model": "m", "url": "http://models.example/v1", "key": {"environment": "A"}}}
                """,
            ])
        client.transcript = Transcript()
        try client.initialize()
        let problem = try client.expect("window/showMessage")
        #expect(problem["message"]?.string?.contains("your own configuration") == true)
        let text = try status(client)
        expect(
            text.split(separator: "\n").filter { $0.hasPrefix("- problem") }.joined(
                separator: "\n"),
            equals: """
                - problem: models.providers.odd: key.environment: expected the name of an environment variable
                - problem: models.providers.open: url: a key goes to other machines only over https
                - problem: models.providers.two: key: expected one of environment, file, command and keyring
                - problem: models.fim: there is no provider gone
                """)
        try client.close()
        // No message, no log and no file but the one that it was written to has it.
        #expect(!"\(try #require(client.transcript))".contains(canary))
        for file in client.folder.files where file.string != "tenon.json" {
            let bytes = try client.folder.read(file.string)
            #expect(!String(decoding: bytes, as: UTF8.self).contains(canary), "\(file)")
        }
    }
}
