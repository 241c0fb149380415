import PackagePlugin

/// Embeds the language folders of a target (`<Folder>/language.json` and its `.scm` queries, and
/// the target's own `filetypes.json`) as Swift source, by running `EmbedLanguages`.
///
/// The files are the command's inputs: a changed query rebuilds the generated source, and a new
/// folder is found by itself.
@main
struct EmbedLanguagesPlugin: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        guard let target = target as? any SourceModuleTarget else { return [] }
        let inputs = target.sourceFiles.map(\.url)
            .filter { $0.pathExtension == "scm" || $0.pathExtension == "json" }
            .sorted { $0.path < $1.path }
        let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedLanguages.swift")
        return [
            .buildCommand(
                displayName: "Embedding language folders",
                executable: try context.tool(named: "EmbedLanguages").url,
                arguments: [output.path(percentEncoded: false)]
                    + inputs.map { $0.path(percentEncoded: false) },
                inputFiles: inputs,
                outputFiles: [output])
        ]
    }
}
