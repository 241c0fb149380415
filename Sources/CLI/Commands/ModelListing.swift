internal import Base
internal import JSON
internal import Models

/// One configured model, and what became of asking it.
struct ListedModel {
    let provider: Provider
    /// What it is used for; empty when only its configuration stands there.
    let roles: [ModelRole]
    var account: Result<ServerAccount, ModelFault> = .failure(
        ModelFault(.notConfigured, "it was not asked"))
    /// The short request, where one was sent.
    var reading: Result<Reading, ModelFault>?
}

/// What `tenon models` says.
struct ModelListing {
    let models: [ListedModel]
    /// Who is asked for what.
    let roster: ModelRoster
    let problems: [String]

    /// Whether the settings are right and everything answers.
    var isGood: Bool {
        problems.isEmpty
            && models.allSatisfy { model in
                if case .failure = model.account { return false }
                if case .failure? = model.reading { return false }
                return true
            }
    }

    /// For people.
    func text(offered: [Provider], config: Path) -> String {
        var text = ""
        if models.isEmpty {
            text +=
                problems.isEmpty
                ? "No model is configured: completions come from your open files alone.\n"
                : "No model is configured rightly.\n"
        }
        for model in models { text += model.text }
        for role in ModelRole.allCases {
            guard let order = roster.orders[role], !order.isEmpty else { continue }
            text += "\(role.rawValue): \(order.map(\.name).joined(separator: ", then "))\n"
        }
        for problem in problems { text += "problem: \(problem)\n" }
        for provider in offered {
            text += """

                Found at \(provider.endpoint), and not used: \(provider.dialect.rawValue) with \
                \(provider.model)
                To use it, add this to \(config / "config.json"):
                \(oneLineJSON(ModelListing.configuration(for: provider)))

                """
        }
        return text
    }

    /// The settings with which a server that was found would be used.
    static func configuration(for provider: Provider) -> JSONLiteral {
        let settings: JSONLiteral = [
            "dialect": .string(provider.dialect.rawValue), "model": .string(provider.model),
        ]
        return [
            "models": [
                "providers": .object([(provider.name, settings)]),
                "fim": .array([.string(provider.name), "embedded"]),
                "chat": .array([.string(provider.name)]),
            ]
        ]
    }

    /// For programs.
    func json(offered: [Provider]) -> JSONLiteral {
        [
            "models": .array(models.map(\.json)),
            "orders": .object(
                ModelRole.allCases.map { role in
                    let order = roster.orders[role] ?? []
                    return (role.rawValue, .array(order.map { .string($0.name) }))
                }),
            "problems": .array(problems.map { .string($0) }),
            "offered": .array(
                offered.map {
                    [
                        "dialect": .string($0.dialect.rawValue),
                        "url": .string("\($0.endpoint)"), "model": .string($0.model),
                    ]
                }),
        ]
    }
}

extension Answerer {
    /// As the settings name it.
    fileprivate var name: String {
        switch self {
        case .model(let provider): provider.name
        case .embedded: "embedded"
        }
    }
}

extension ListedModel {
    /// What it is used for.
    var use: String {
        roles.isEmpty ? "for nothing" : "for " + roles.map(\.rawValue).joined(separator: ", ")
    }

    fileprivate var text: String {
        let key = provider.key.map { "key from \($0)" } ?? "no key"
        var text = "\(provider.name): \(provider.model) at \(provider.endpoint) "
        text += "(\(provider.dialect.rawValue); \(key)), \(use)\n"
        switch account {
        case .failure(let fault): text += "  does not answer: \(fault)\n"
        case .success(let account): text += "  \(describe(account))\n"
        }
        switch reading {
        case nil: break
        case .failure(let fault)?: text += "  test failed: \(fault)\n"
        case .success(let reading)?: text += "  test: \(ListedModel.describe(reading))\n"
        }
        return text
    }

    /// What it can do.
    func describe(_ account: ServerAccount) -> String {
        func ability(_ can: Bool?, _ verb: String, _ negation: String) -> String? {
            can.map { $0 ? verb : negation }
        }
        let context = provider.contextTokens ?? account.contextTokens
        let isOffered = account.models.isEmpty || account.models.contains(provider.model)
        let parts = [
            isOffered
                ? "answers" : "answers, but does not list this model",
            context.map { "context of \($0) tokens" },
            ability(account.fillsIn, "fills in", "cannot fill in"),
            ability(account.callsTools, "calls tools", "cannot call tools"),
            account.memoryBytes.map { "takes \($0 >> 20) MiB" },
            account.graphicsMemoryBytes.map { "\($0 >> 20) MiB of it on graphics cards" },
            account.contextMemoryShare.map {
                "\(Int(($0 * 100).rounded())) % of its context memory is in use"
            },
        ]
        return parts.compactMap(\.self).joined(separator: "; ")
    }

    private static func describe(_ reading: Reading) -> String {
        let cost =
            switch reading.cost {
            case .free: "free"
            case .known(let money): "cost \(money)"
            case .unknown: "cost unknown"
            }
        let parts = [
            reading.firstTokenMilliseconds.map { "first token after \(Int($0.rounded())) ms" },
            "whole answer after \(Int(reading.totalMilliseconds.rounded())) ms",
            reading.tokensPerSecond.map { "\(Int($0.rounded())) tokens a second" },
            reading.usage.map { "\($0.promptTokens) tokens in, \($0.outputTokens) out" }, cost,
        ]
        return parts.compactMap(\.self).joined(separator: "; ")
    }

    fileprivate var json: JSONLiteral {
        var members: [(String, JSONLiteral)] = [
            ("name", .string(provider.name)), ("dialect", .string(provider.dialect.rawValue)),
            ("url", .string("\(provider.endpoint)")), ("model", .string(provider.model)),
            ("roles", .array(roles.map { .string($0.rawValue) })),
        ]
        switch account {
        case .failure(let fault): members += [("answers", false), ("fault", .string("\(fault)"))]
        case .success(let account):
            members += [
                ("answers", true),
                ("contextTokens", literal(provider.contextTokens ?? account.contextTokens)),
                ("fillsIn", account.fillsIn.map { .bool($0) } ?? .null),
                ("callsTools", account.callsTools.map { .bool($0) } ?? .null),
                ("memoryBytes", literal(account.memoryBytes)),
                ("graphicsMemoryBytes", literal(account.graphicsMemoryBytes)),
            ]
        }
        switch reading {
        case nil: break
        case .failure(let fault)?: members.append(("test", ["fault": .string("\(fault)")]))
        case .success(let reading)?:
            members.append(
                (
                    "test",
                    [
                        "firstTokenMilliseconds": reading.firstTokenMilliseconds.map {
                            .double($0)
                        } ?? .null,
                        "totalMilliseconds": .double(reading.totalMilliseconds),
                        "tokensPerSecond": reading.tokensPerSecond.map { .double($0) } ?? .null,
                    ]
                ))
        }
        return .object(members)
    }
}

private func literal(_ number: Int?) -> JSONLiteral { number.map { .int($0) } ?? .null }
