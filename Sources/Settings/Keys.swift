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
