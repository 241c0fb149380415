import Base
import JSON
import LSP
import Models
import Secrets
import Settings

extension Session {
    /// `tenon.status`: what is configured, what was spent, and what local servers say of
    /// themselves, as a document. With `{"show": false}` it is only answered, for status bars.
    func showStatus(_ params: ExecuteCommandParams, _ open: OpenRequest) {
        let isQuiet = params.arguments.first?["show"]?.bool == false
        let configuration = ModelConfiguration(
            configuration.stack.settings(), directories: options.directories)
        let status = StatusText(
            version: options.version, configuration: configuration, uses: learning.text)
        let (models, mailbox) = (models, mailbox)
        let file = options.directories.state / "status.md"
        do throws(SystemError) {
            // It waits for servers and for the disk, so no worker's time is spent on it.
            try Thread.start(name: "status") {
                let written = WrittenText(
                    status.text(models), in: file, own: models.keys.secrets)
                guard !isQuiet else { return open.succeed(written.answer(isShown: false)) }
                mailbox.post { session in session.show(written, called: "The status", open) }
            }
        } catch {
            open.failBecauseOfLoad()
        }
    }
}

/// The status as Markdown.
private struct StatusText: Sendable {
    let version: String
    let configuration: ModelConfiguration
    /// What became of completions.
    let uses: String

    /// Blocks.
    func text(_ models: SessionModels) -> String {
        let meters = models.meters.value
        let accounts = accounts(models)
        let latest = meters.latest.map { reading -> Reading in
            guard reading.contextTokens == nil,
                case .success(let account)? = accounts[reading.name.provider]
            else { return reading }
            var reading = reading
            reading.contextTokens = account.contextTokens
            return reading
        }
        let spent = MeterText(
            session: meters.sessionSpending, today: meters.spendingToday(), latest: latest)
        return "# Tenon \(version)\n\n" + providers(accounts) + spent.text
            + StatusText.redactions(models.desk.redactions) + uses + budget
    }

    private static func redactions(_ counts: [SecretKind: Int]) -> String {
        let parts = SecretKind.allCases.compactMap { kind in
            counts[kind].map { kind.described(count: $0) }
        }
        return "Kept out of prompts: " + (parts.isEmpty ? "nothing" : parts.joined(separator: ", "))
            + ".\n\n"
    }

    /// What the servers on this machine say of themselves. No others are asked: a status costs
    /// nobody anything.
    private func accounts(_ models: SessionModels) -> [String: Result<ServerAccount, ModelFault>] {
        let probe = ServerProbe(http: models.http, timeoutMilliseconds: 1000)
        var accounts: [String: Result<ServerAccount, ModelFault>] = [:]
        for provider in configuration.providers where provider.endpoint.isLocal {
            let key = provider.key.flatMap { models.keys.keyInMemory($0) }
            accounts[provider.name] = probe.account(of: provider, key: key)
        }
        return accounts
    }

    private func providers(
        _ accounts: [String: Result<ServerAccount, ModelFault>]
    ) -> String {
        guard !configuration.providers.isEmpty else {
            return "No model is configured: completions come from the open files alone, and "
                + "nothing leaves this machine.\n\n" + problems
        }
        let lines = configuration.providers.map { provider -> String in
            let roles = configuration.roster.roles(of: .model(provider))
            let use =
                roles.isEmpty
                ? "for nothing" : "for \(roles.map(\.rawValue).joined(separator: ", "))"
            let place = provider.endpoint.isLocal ? "this machine" : "\(provider.endpoint)"
            return "- \(provider.name): \(provider.model) on \(place), \(use)"
                + StatusText.state(accounts[provider.name])
        }
        return "## Models\n\n" + lines.joined(separator: "\n") + "\n\n" + problems
    }

    private static func state(_ account: Result<ServerAccount, ModelFault>?) -> String {
        switch account {
        case nil: return ""
        case .failure(let fault)?: return "; it does not answer: \(fault)"
        case .success(let account)?:
            let parts = [
                account.contextTokens.map { "context of \($0) tokens" },
                account.requestsRunning.map { "\($0) requests running" },
                account.requestsWaiting.map { "\($0) waiting" },
                account.contextMemoryShare.map {
                    "\(Int(($0 * 100).rounded())) % of the context memory in use"
                },
                account.memoryBytes.map { "\($0 >> 20) MiB" },
                account.graphicsMemoryBytes.map { "\($0 >> 20) MiB of that on graphics cards" },
            ]
            return (["; it answers"] + parts.compactMap(\.self)).joined(separator: ", ")
        }
    }

    private var problems: String {
        configuration.problems.isEmpty
            ? "" : configuration.problems.map { "- problem: \($0)\n" }.joined() + "\n"
    }

    private var budget: String {
        let budget = configuration.budget
        let run = [
            budget.tokens.map { "\($0) tokens" }, budget.money.map { "\($0) of money" },
            budget.iterations.map { "\($0) iterations" },
            budget.milliseconds.map { "\($0 / 60_000) minutes" },
        ].compactMap(\.self)
        let day = [
            configuration.roster.dayBudget.tokens.map { "\($0) tokens" },
            configuration.roster.dayBudget.money.map { "\($0) of money" },
        ].compactMap(\.self)
        return "A run of the agent may use "
            + (run.isEmpty ? "as much as it takes" : run.joined(separator: ", ")) + ".\n"
            + (day.isEmpty
                ? ""
                : "A day of models elsewhere may use \(day.joined(separator: ", ")).\n")
    }
}
