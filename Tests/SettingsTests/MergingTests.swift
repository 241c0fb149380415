import Base
import TestKit
import Testing

@testable import Settings

@Suite("Merging layers by trust")
struct MergingTests {
    @Test("Without layers there are the defaults")
    func defaults() {
        let settings = SettingsStack().settings(folder: "anything")
        #expect(settings.completionEnabled)
        #expect(settings.folding == .auto)
        #expect(settings.indexMaxFileBytes == 1_048_576)
        #expect(settings.logLevel == .info)
        #expect(settings.secretPatterns.contains(".env"))
        #expect(settings.logFile == "")
    }

    @Test("More trusted layers win, whatever the order in which they come")
    func order() {
        forAll { random in
            let sources = MergingTests.sources.filter { _ in random.once(in: 2) }
            var stack = SettingsStack()
            for source in sources.shuffled(using: &random) {
                stack.set(layer(source, size(source)))
            }
            let expected = sources.last.map(size) ?? 1_048_576
            try #require(stack.settings().indexMaxFileBytes == expected)
        }
    }

    @Test("A layer takes the place of the one with the same source, and can be taken away")
    func replacing() {
        var stack = SettingsStack()
        stack.set(layer(.client, 5000))
        stack.set(layer(.client, 6000))
        #expect(stack.settings().indexMaxFileBytes == 6000)
        stack.set(SettingsLayer(source: .client))
        #expect(stack.settings().indexMaxFileBytes == 1_048_576)
        stack.set(layer(.client, 7000))
        stack.remove(.client)
        #expect(stack.settings().indexMaxFileBytes == 1_048_576)
    }

    @Test("Folders have layers of their own over the shared ones")
    func folders() {
        let repository = SettingSource.repository(file: "tenon.json")
        var stack = SettingsStack()
        stack.set(layer(repository, 2000), folder: "a")
        stack.set(layer(.client, 3000), folder: "b")
        #expect(stack.settings(folder: "a").indexMaxFileBytes == 2000)
        #expect(stack.settings(folder: "b").indexMaxFileBytes == 3000)
        #expect(stack.settings(folder: "c").indexMaxFileBytes == 1_048_576)

        stack.set(layer(.user(file: "config.json"), 4000))
        #expect(stack.settings(folder: "a").indexMaxFileBytes == 4000)
        #expect(stack.settings(folder: "b").indexMaxFileBytes == 3000)

        stack.set(layer(.client, 5000))
        #expect(stack.settings(folder: "b").indexMaxFileBytes == 3000)
        stack.remove(.client, folder: "b")
        #expect(stack.settings(folder: "b").indexMaxFileBytes == 5000)
        stack.remove(folder: "a")
        #expect(stack.settings(folder: "a") == stack.settings())
    }

    @Test("A bad value keeps the layer below")
    func badValue() {
        var stack = SettingsStack()
        stack.set(layer(.user(file: "config.json"), 4000))
        stack.set(
            SettingsLayer.reading(assignments: ["index.maxFileBytes=no"]).layer)
        #expect(stack.settings().indexMaxFileBytes == 4000)
    }

    @Test("Where a value comes from is known")
    func origin() throws {
        let declaration = try #require(
            SettingKeys.declarations.first { $0.path == "index.maxFileBytes" })
        var stack = SettingsStack()
        #expect(stack.settings().value(of: declaration).source == nil)
        stack.set(layer(.client, 4000))
        #expect(stack.settings().value(of: declaration).source == .client)
        #expect(stack.settings().value(of: declaration).value == .int(4000))
    }

    @Test("Maps are joined, lists replaced")
    func overlay() {
        let lower = SettingValue.map(["a": .int(1), "b": .int(2)])
        let upper = SettingValue.map(["b": .int(3), "c": .int(4)])
        #expect(
            lower.overlaid(by: upper) == .map(["a": .int(1), "b": .int(3), "c": .int(4)]))
        let list = SettingValue.list([.int(1)])
        #expect(list.overlaid(by: .list([])) == .list([]))
    }

    /// From the least to the most trusted.
    private static let sources: [SettingSource] = [
        .repository(file: "tenon.json"), .user(file: "config.json"), .initializationOptions,
        .client, .commandLine,
    ]

    private func size(_ source: SettingSource) -> Int { 2000 + source.rank }

    private func layer(_ source: SettingSource, _ bytes: Int) -> SettingsLayer {
        SettingsLayer.reading(
            file: Array("{\"index\": {\"maxFileBytes\": \(bytes)}}".utf8), source: source
        ).layer
    }
}
