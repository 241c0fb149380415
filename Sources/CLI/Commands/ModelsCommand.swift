internal import Base
internal import HTTP
internal import JSON
internal import Models
internal import Server
internal import Settings

/// `tenon models`: the models that are configured, what answers, and what each can do.
let modelsCommand: Command = Command(
    name: "models",
    summary: "List the models that are configured, what answers, and what each can do",
    discussion: [
        "Each configured server is asked what it can do; no code is sent. With --test each model "
            + "answers a short request, which may cost what your provider charges for it.",
        "A model server that is found on a usual port of this machine is offered, and used only "
            + "when you configure it.",
    ],
    options: [
        Option(name: "test", summary: "Send each model a short request"),
        Option(name: "json", summary: "Write the list as JSON"),
    ],
    positionals: [
        Positional(
            placeholder: "NAME", count: .any,
            summary: "Providers, as models.providers names them; all when left out")
    ],
    exitCodes: [ExitCode(code: 1, meaning: "the settings are wrong, or a model does not answer")],
    run: { invocation, console throws(CommandFailure) in
        let environment = Environment.current
        let directories = Directories(environment: environment)
        let (settings, problems) = settingsWithProblems(environment)
        let configuration = ModelConfiguration(settings, directories: directories)
        let known = Set(configuration.providers.map(\.name))
        if let unknown = invocation.positionals.first(where: { !known.contains($0) }) {
            throw CommandFailure("there is no provider '\(unknown)' in models.providers")
        }
        var survey = ModelSurvey(
            configuration: configuration, only: Set(invocation.positionals),
            sendsRequests: invocation.has("test"), keys: KeyReader(environment: environment))
        survey.problems = problems
        // It may take a while, and the list comes when all have answered.
        survey.asks = { console.complain("asking \($0)") }
        let listing = survey.listing()
        let offered = invocation.positionals.isEmpty ? survey.offers() : []
        if invocation.has("json") {
            console.write(indentedJSON(listing.json(offered: offered)))
        } else {
            console.write(listing.text(offered: offered, config: directories.config))
        }
        return listing.isGood ? 0 : 1
    })

/// The user's settings as a command sees them: without those of an editor.
func settingsInForce(_ environment: Environment, _ console: Console) -> Settings {
    let (settings, problems) = settingsWithProblems(environment)
    for problem in problems { console.complain(problem) }
    return settings
}

private func settingsWithProblems(
    _ environment: Environment
) -> (settings: Settings, problems: [String]) {
    var stack = SettingsStack()
    var found: [String] = []
    for file in ConfigFile.inForce(folder: Path("."), environment: environment) {
        guard let (layer, problems) = file.read() else { continue }
        stack.set(layer)
        found += problems.map { "\($0)" }
    }
    return (stack.settings(), found)
}

/// Goes from server to server and asks. Blocks.
struct ModelSurvey {
    let configuration: ModelConfiguration
    /// The providers that are asked; empty for all.
    let only: Set<String>
    let sendsRequests: Bool
    /// What else is wrong with the settings.
    var problems: [String] = []
    /// Hears of each model before it is asked.
    var asks: (String) -> Void = { _ in }
    private let keys: KeyRing
    private let http = HTTPClient()

    init(
        configuration: ModelConfiguration, only: Set<String>, sendsRequests: Bool, keys: KeyReader
    ) {
        self.configuration = configuration
        self.only = only
        self.sendsRequests = sendsRequests
        self.keys = KeyRing(reader: keys)
    }

    func listing() -> ModelListing {
        let probe = ServerProbe(http: http)
        let wanted = configuration.providers.filter { only.isEmpty || only.contains($0.name) }
        let models = wanted.map { provider -> ListedModel in
            let roles = configuration.roster.roles(of: .model(provider))
            var model = ListedModel(provider: provider, roles: roles)
            do throws(KeyError) {
                let key = try provider.key.map { source throws(KeyError) in try keys.key(source) }
                model.account = probe.account(of: provider, key: key)
            } catch {
                model.account = .failure(ModelFault(.unauthorised, "\(error)"))
            }
            if sendsRequests, case .success = model.account {
                asks(provider.name)
                model.reading = test(provider, roles)
            }
            return model
        }
        return ModelListing(
            models: models, roster: configuration.roster,
            problems: problems + configuration.problems)
    }

    /// Servers on this machine that the user has not configured.
    func offers() -> [Provider] {
        let known = Set(configuration.providers.map(\.endpoint))
        return ServerProbe(http: http, timeoutMilliseconds: 1000).localServers()
            .filter { !known.contains($0.endpoint) }
    }

    private func test(
        _ provider: Provider, _ roles: [ModelRole]
    ) -> Result<Reading, ModelFault> {
        let client = ModelClient(http: http, keys: keys)
        // Somebody sits and waits.
        var provider = provider
        provider.limits.stallMilliseconds = 15_000
        let request: ModelRequest =
            roles.contains(.fim) || roles.isEmpty && provider.fimStyle != .chat
            ? .fim(
                FIMRequest(
                    prefix: Array("def add(a, b):\n    return ".utf8),
                    suffix: Array("\n\nprint(add(1, 2))\n".utf8), path: "add.py",
                    maximumTokens: 16))
            : .chat(ChatRequest(messages: [.user("Answer with the word yes.")], maximumTokens: 64))
        let answer = client.answer(
            to: request, provider: provider, prices: configuration.roster.prices,
            cancellation: Cancellation())
        if case .failure(let fault)? = answer.outcome { return .failure(fault) }
        guard let reading = answer.readings.last else {
            return .failure(ModelFault(.badAnswer, "\(provider.name) gave no answer"))
        }
        return .success(reading)
    }
}
