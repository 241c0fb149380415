package import Base
internal import HTTP
package import Models
package import Settings

/// The models that the user's settings name.
package struct ModelConfiguration: Sendable {
    /// All that can be asked, by name.
    package let providers: [Provider]
    /// Who is asked for what.
    package let roster: ModelRoster
    /// What a run of the agent may spend.
    package let budget: Budget
    /// What is wrong with the settings, for people.
    package let problems: [String]

    /// How the settings name the program's own engines among the providers.
    private static let embedded = "embedded"

    /// Reads the settings; `directories` tell where `~` is.
    package init(_ settings: Settings, directories: Directories) {
        var problems: [String] = []
        var providers: [String: Provider] = [:]
        for (name, provider) in settings.modelProviders.sorted(by: { $0.key < $1.key }) {
            do throws(ConfigurationError) {
                if name == ModelConfiguration.embedded {
                    throw ConfigurationError(message: "the name is that of Tenon's own engines")
                }
                providers[name] = try Provider(name, provider, settings, directories)
            } catch {
                problems.append("models.providers.\(name): \(error.message)")
            }
        }
        func named(_ names: [String], _ role: ModelRole) -> [Answerer] {
            names.compactMap { name in
                if name == ModelConfiguration.embedded { return .embedded }
                if let provider = providers[name] { return .model(provider) }
                if settings.modelProviders[name] == nil {
                    problems.append("models.\(role.rawValue): there is no provider \(name)")
                }
                return nil
            }
        }
        let orders = [
            ModelRole.fim: named(settings.modelsForFIM, .fim),
            .chat: named(settings.modelsForChat, .chat),
            .edit: named(settings.modelsForEdit, .edit),
            .apply: named(settings.modelsForApply, .apply),
        ]
        let prices = settings.prices.mapValues {
            Price(
                input: $0.input, output: $0.output, cachedInput: $0.cachedInput,
                cacheWrite: $0.cacheWrite)
        }
        roster = ModelRoster(
            orders, prices: PriceTable(prices), dayBudget: DayBudget(settings))
        self.providers = providers.values.sorted { $0.name < $1.name }
        budget = Budget(settings)
        self.problems = problems
    }
}

/// Zero stands for no bound.
private func bound(_ number: Int) -> Int? { number == 0 ? nil : number }

private func bound(_ money: Double) -> Money? { money == 0 ? nil : Money(money) }

extension DayBudget {
    fileprivate init(_ settings: Settings) {
        self.init(
            tokens: bound(settings.budgetDayTokens), money: bound(settings.budgetDayMoney))
    }
}

extension Budget {
    fileprivate init(_ settings: Settings) {
        self.init(
            tokens: bound(settings.budgetTokens),
            money: bound(settings.budgetMoney),
            iterations: bound(settings.budgetIterations),
            milliseconds: bound(settings.budgetMinutes).map { $0 * 60_000 })
    }
}

/// Why a provider cannot be used.
private struct ConfigurationError: Error {
    let message: String
}

extension Provider {
    fileprivate init(
        _ name: String, _ settings: ProviderSettings, _ all: Settings, _ directories: Directories
    ) throws(ConfigurationError) {
        guard let dialect = Dialect(rawValue: settings.dialect) else {
            throw ConfigurationError(message: "there is no dialect \(settings.dialect)")
        }
        guard let place = settings.url ?? dialect.usualEndpoint else {
            throw ConfigurationError(message: "url is missing: such servers are anywhere")
        }
        let endpoint: Endpoint
        do throws(HTTPError) {
            endpoint = try Endpoint(place)
        } catch {
            throw ConfigurationError(message: "url: \(error)")
        }
        self.init(name: name, dialect: dialect, endpoint: endpoint, model: settings.model)
        key = try settings.key.map { key throws(ConfigurationError) in
            try KeySource(key, directories)
        }
        if key != nil, !endpoint.isEncrypted, !endpoint.isLocal {
            throw ConfigurationError(
                message: "url: a key goes to other machines only over https")
        }
        if let text = settings.fim { fim = try FIMStyle(text) }
        if let tools = settings.tools.flatMap(ToolStyle.init(rawValue:)) { self.tools = tools }
        contextTokens = settings.contextTokens
        if let bound = settings.maximumInFlight { limits.maximumInFlight = bound }
        route = HTTPRoute(
            proxy: all.modelProxy.isEmpty ? nil : all.modelProxy,
            certificateFile: all.modelCertificates.isEmpty
                ? nil : directories.expanding(all.modelCertificates).string)
    }
}

extension FIMStyle {
    fileprivate init(_ text: String) throws(ConfigurationError) {
        switch text {
        case "native": self = .native
        case "chat": self = .chat
        default:
            guard let template = FIMTemplate(custom: text) else {
                throw ConfigurationError(
                    message: "fim: expected native, chat, or a template with {prefix} and "
                        + "{suffix} in it")
            }
            self = .template(template)
        }
    }
}

extension KeySource {
    fileprivate init(
        _ settings: KeySettings, _ directories: Directories
    ) throws(ConfigurationError) {
        var sources: [KeySource] = []
        if let name = settings.environment {
            // Who put the key itself here must not find it in a message.
            guard KeySource.isVariableName(name) else {
                throw ConfigurationError(
                    message: "key.environment: expected the name of an environment variable")
            }
            sources.append(.environment(name))
        }
        if let file = settings.file { sources.append(.file(directories.expanding(file).string)) }
        if let command = settings.command { sources.append(.command(command)) }
        if let keyring = settings.keyring {
            let attributes = keyring.sorted { $0.key < $1.key }
            sources.append(.keyring(attributes.map { Attribute($0.key, $0.value) }))
        }
        guard sources.count == 1 else {
            throw ConfigurationError(
                message: "key: expected one of environment, file, command and keyring")
        }
        self = sources[0]
    }

    /// Capitals, digits and underscores, as all such variables have them.
    private static func isVariableName(_ text: String) -> Bool {
        let bytes = text.utf8
        return (1...64).contains(bytes.count)
            && bytes.allSatisfy { (65...90).contains($0) || (48...57).contains($0) || $0 == 95 }
            && !(48...57).contains(bytes[bytes.startIndex])
    }
}
