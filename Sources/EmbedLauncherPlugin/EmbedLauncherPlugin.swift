import PackagePlugin

/// Compiles the sandbox's launcher (a C program of its own) and embeds it in the target as Swift
/// source, so that Tenon stays one file: what runs inside a sandbox comes out of that file.
/// Only Linux has it; elsewhere the image is empty.
@main
struct EmbedLauncherPlugin: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        let output = context.pluginWorkDirectoryURL.appending(path: "LauncherImage.swift")
        let folder = context.package.directoryURL.appending(path: "Sources/CSandbox/Launcher")
        var compiler: [String] = []
        var sources: [String] = []
        #if os(Linux)
            compiler = [try context.tool(named: "clang").url.path(percentEncoded: false)]
            sources = ["launcher.c", "confine.c"].map {
                folder.appending(path: $0).path(percentEncoded: false)
            }
        #endif
        let inputs = ["launcher.c", "confine.c", "launcher.h"].map { folder.appending(path: $0) }
        return [
            .buildCommand(
                displayName: "Embedding the sandbox's launcher",
                executable: try context.tool(named: "EmbedLauncher").url,
                arguments: [output.path(percentEncoded: false)] + compiler + sources,
                inputFiles: inputs,
                outputFiles: [output])
        ]
    }
}
