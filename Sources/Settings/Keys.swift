package import Base
internal import Secrets

/// Every key there is. A new setting is one new line here, and code that reads it.
package struct SettingKeys: Sendable {
    package let documentSymbols = Setting<FeatureSwitch>(
        "syntax.documentSymbols", default: .auto, trust: .repository,
        "Outline of a document from its syntax; "
            + "auto is silent where the editor usually has a language server of its own"
    )
    package let workspaceSymbols = Setting<FeatureSwitch>(
        "syntax.workspaceSymbols", default: .auto, trust: .repository,
        "Search for definitions in the whole workspace, from syntax; auto as for the outline")
    package let folding = Setting<FeatureSwitch>(
        "syntax.folding", default: .auto, trust: .repository,
        "Folding ranges from syntax; auto as for the outline")
    package let selectionRanges = Setting<FeatureSwitch>(
        "syntax.selectionRanges", default: .auto, trust: .repository,
        "Growing and shrinking the selection by syntax; auto as for the outline")
    package let diagnostics = Setting<FeatureSwitch>(
        "syntax.diagnostics", default: .auto, trust: .repository,
        "Diagnostics for syntax errors; auto as for the outline")

    package let completionEnabled = Setting<Bool>(
        "completion.enabled", default: true, trust: .repository,
        "Completions in the editor's menu while one types")
    package let completionWords = Setting<Bool>(
        "completion.words", default: true, trust: .repository,
        "Offer identifiers of the open document and its neighbours as completions")
    package let inlineCompletionEnabled = Setting<Bool>(
        "completion.inline.enabled", default: true, trust: .repository,
        "Inline completions (ghost text), in editors that show them")

    package let nextEditEnabled = Setting<Bool>(
        "completion.nextEdit.enabled", default: true, trust: .repository,
        "Where the last edit probably goes on: as an inline completion there and as a code action")
    package let completionLearning = Setting<Bool>(
        "completion.learning", default: true, trust: .user,
        "Count on this machine which completions are accepted, and tune by it when they are shown; "
            + "nothing of it is sent anywhere")

    package let actionsEnabled = Setting<Bool>(
        "actions.enabled", default: true, trust: .repository,
        "Code actions")

    package let indexMaxFileBytes = Setting<Int>(
        "index.maxFileBytes", 1024...67_108_864, default: 1_048_576, trust: .repository,
        "Files of the workspace that are larger than this are not indexed")
    package let indexExclude = Setting<[String]>(
        "index.exclude",
        default: ["node_modules/", "vendor/", "third_party/", "dist/", "build/", "target/"],
        trust: .repository,
        "What is not indexed, as lines of a .gitignore; files that git ignores never are")

    package let secretPatterns = Setting<[String]>(
        "files.secretPatterns",
        default: UnreadFiles.usualSecretNames,
        trust: .user,
        "Names of files that may hold secrets, as lines of a .gitignore, in upper or lower case; "
            + "such files are never indexed, and never read into a prompt")

    package let modelProviders = Setting<[String: ProviderSettings]>(
        "models.providers", records: ProviderSettings.fields, trust: .user,
        "Models that may be asked, by names of your own; nothing leaves this machine before one "
            + "is configured",
        read: ProviderSettings.init)
    package let modelsForFIM = Setting<[String]>(
        "models.fim", default: ["embedded"], trust: .user,
        "Names of providers that complete code while you type; the next is asked when one fails. "
            + "embedded is Tenon's own engine")
    package let modelsForChat = Setting<[String]>(
        "models.chat", default: ["embedded"], trust: .user,
        "Names of providers for the agent and for code actions, in the same way; embedded is "
            + "Tenon's own search for repairs")
    package let modelsForEdit = Setting<[String]>(
        "models.edit", default: ["embedded"], trust: .user,
        "Names of providers that predict the next edit, in the same way")
    package let modelsForApply = Setting<[String]>(
        "models.apply", default: [], trust: .user,
        "Names of providers that write a sketched edit into a file, in the same way")
    package let modelProxy = Setting<String>(
        "models.proxy", default: "", trust: .user,
        "The URL of a proxy for all models; empty means what the environment says")
    package let modelCertificates = Setting<String>(
        "models.certificates", type: .path, default: "", trust: .user,
        "A file of certificates that are trusted in place of the system's")

    package let prices = Setting<[String: PriceSettings]>(
        "prices", records: PriceSettings.fields, trust: .user,
        "Prices by provider/model, or the beginning of that and *, for a million tokens each",
        read: PriceSettings.init)
    package let budgetTokens = Setting<Int>(
        "budget.tokens", 0...1_000_000_000, default: 1_000_000, trust: .user,
        "How many tokens a run of the agent may use, in and out; 0 is no bound")
    package let budgetMoney = Setting<Double>(
        "budget.money", 0...1e6, default: 1, trust: .user,
        "How much money a run of the agent may cost, by your prices; 0 is no bound")
    package let budgetIterations = Setting<Int>(
        "budget.iterations", 0...10_000, default: 20, trust: .user,
        "How many times a run of the agent may try; 0 is no bound")
    package let budgetMinutes = Setting<Int>(
        "budget.minutes", 0...10_000, default: 20, trust: .user,
        "How many minutes a run of the agent may take; 0 is no bound")
    package let budgetDayTokens = Setting<Int>(
        "budget.dayTokens", 0...1_000_000_000_000, default: 0, trust: .user,
        "How many tokens models elsewhere may use in a day, all sessions together; 0 is no bound")
    package let budgetDayMoney = Setting<Double>(
        "budget.dayMoney", 0...1e6, default: 0, trust: .user,
        "How much money models may cost in a day, by your prices; 0 is no bound")

    package let testsCommand = Setting<String>(
        "tests.command", default: "", trust: .repository,
        "The line for a shell that runs the tests, in the sandbox like all else; empty means that "
            + "the project's files tell how it is tested")
    package let agentApply = Setting<ApplyMode>(
        "agent.apply", default: .ask, trust: .user,
        "What becomes of a verified change: ask shows it first, auto applies it in the editor")
    package let agentCandidates = Setting<Int>(
        "agent.candidates", 1...8, default: 1, trust: .user,
        "How many runs work at a task at the same time; the one with the best evidence counts")

    package let sandboxMode = Setting<SandboxMode>(
        "sandbox.mode", default: .strict, trust: .user,
        "What tests and other commands run in: strict is namespaces of their own, or nothing; "
            + "reduced accepts Landlock and seccomp alone where that is impossible")
    package let sandboxUser = Setting<String>(
        "sandbox.user", default: "", trust: .user,
        "The ordinary user whom Tenon becomes for such commands when it is started as root; empty "
            + "means who called sudo, or else a user without an account")

    package let logLevel = Setting<LogLevel>(
        "log.level", default: .info, trust: .user,
        "How much is logged")
    package let logFile = Setting<String>(
        "log.file", type: .path, default: "", trust: .user,
        "Where the log is written; empty means $XDG_STATE_HOME/tenon/tenon.log")

    package init() {}

    /// The declarations in the order of this file. Reflection finds them, so that a key cannot be
    /// declared and then missing from the schema or the manual.
    package static let declarations: [SettingDeclaration] =
        Mirror(reflecting: SettingKeys()).children.compactMap {
            ($0.value as? any DeclaredSetting)?.declaration
        }
}

/// A setting of any type, as reflection meets it.
private protocol DeclaredSetting {
    var declaration: SettingDeclaration { get }
}

extension Setting: DeclaredSetting {}
