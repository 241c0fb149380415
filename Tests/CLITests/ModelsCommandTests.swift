import Base
import HTTP
import ModelServer
import Models
import Settings
import TestKit
import Testing

@testable import CLI
@testable import Server

@Suite("tenon models")
struct ModelsCommandTests {
    private func listing(
        _ server: ModelServer, only: Set<String> = [], broken: [String] = []
    ) throws -> ModelListing {
        let (layer, problems) = SettingsLayer.reading(assignments: [
            """
            models.providers={
                "here": {"dialect": "llama.cpp", "model": "scripted", "url": "\(server.baseURL)"},
                "keyless": {"dialect": "llama.cpp", "model": "scripted", "url": "\(server.baseURL)",
                    "key": {"environment": "NO_SUCH_KEY"}}}
            """,
            "models.fim=here,embedded", "models.chat=here,gone",
        ])
        #expect(problems.isEmpty)
        var stack = SettingsStack()
        stack.set(layer)
        let environment = Environment(["HOME": "/home/me"])
        let configuration = ModelConfiguration(
            stack.settings(), directories: Directories(environment: environment))
        var survey = ModelSurvey(
            configuration: configuration, only: only, sendsRequests: false,
            keys: KeyReader(environment: environment))
        survey.problems = broken
        return survey.listing()
    }

    @Test("A file of settings that cannot be read is said in the list, and is a failure")
    func brokenSettings() throws {
        let server = try ModelServer(.llamaCpp)
        let all = try listing(server, only: ["here"], broken: ["config.json: line 2: broken"])
        #expect(!all.isGood)
        #expect(
            all.text(offered: [], config: "/c").contains("problem: config.json: line 2: broken\n"))
        let none = try listing(server, only: ["nothing"], broken: ["config.json: broken"])
        #expect(
            none.text(offered: [], config: "/c").hasPrefix("No model is configured rightly.\n"))
    }

    @Test("Says of each model where it is, what it is for, and what it can do")
    func list() throws {
        let server = try ModelServer(.llamaCpp, ModelScript(ScriptedAnswer(text: ["x"])))
        let listing = try listing(server)
        #expect(!listing.isGood)
        let text = listing.text(offered: [], config: "/home/me/.config/tenon")
        expect(
            text.replacing(server.baseURL, with: "URL"),
            equals: """
                here: scripted at URL/ (llama.cpp; no key), for fim, chat
                  answers; context of 4096 tokens; fills in; calls tools; 25 % of its context memory is in use
                keyless: scripted at URL/ (llama.cpp; key from environment variable NO_SUCH_KEY), for nothing
                  does not answer: the environment variable NO_SUCH_KEY is not set; set it where your editor is started
                fim: here, then embedded
                chat: here
                edit: embedded
                problem: models.chat: there is no provider gone

                """)
    }

    @Test("A server that repeats the key that it was shown cannot have it printed")
    func echo() throws {
        let canary = "canary-key-0123456789"
        let server = try LoopbackServer { request in
            let key = request[header: "authorization"] ?? ""
            return Reply(request.path == "/v1/models" ? 403 : 500, text: "no access with \(key)")
                .steps
        }
        let environment = Environment(["HOME": "/home/me", "KEY": canary])
        let (layer, _) = SettingsLayer.reading(assignments: [
            """
            models.providers={"mine": {"dialect": "openai", "model": "m",
                "url": "http://127.0.0.1:\(server.port)", "key": {"environment": "KEY"}}}
            """
        ])
        var stack = SettingsStack()
        stack.set(layer)
        let listing = ModelSurvey(
            configuration: ModelConfiguration(
                stack.settings(), directories: Directories(environment: environment)),
            only: [], sendsRequests: true, keys: KeyReader(environment: environment)
        ).listing()
        let said = listing.text(offered: [], config: "/") + "\(listing.json(offered: []))"
        #expect(said.contains("no access with"))
        #expect(!said.contains(canary))
        #expect(server.exchanges.contains { $0.request[header: "authorization"] != nil })
    }

    @Test("A server that was found is offered with the settings that would use it")
    func offer() throws {
        let provider = try Provider(
            name: "ollama", dialect: .ollama, endpoint: Endpoint("http://127.0.0.1:11434"),
            model: "qwen2.5-coder:1.5b")
        let listing = ModelListing(models: [], roster: ModelRoster([:]), problems: [])
        #expect(listing.isGood)
        expect(
            listing.text(offered: [provider], config: "/home/me/.config/tenon"),
            equals: """
                No model is configured: completions come from your open files alone.

                Found at http://127.0.0.1:11434/, and not used: ollama with qwen2.5-coder:1.5b
                To use it, add this to /home/me/.config/tenon/config.json:
                {"models": {"providers": {"ollama": {"dialect": "ollama", "model": "qwen2.5-coder:1.5b"}}, "fim": ["ollama", "embedded"], "chat": ["ollama"]}}

                """)
    }
}
