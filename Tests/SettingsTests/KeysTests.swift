import Testing

@testable import Settings

@Suite("The table of keys")
struct KeysTests {
    @Test("Reflection finds every declaration")
    func complete() {
        let members = Mirror(reflecting: SettingKeys()).children.count
        #expect(SettingKeys.declarations.count == members)
        #expect(members > 10)
    }

    @Test("Paths are unique, and no key is inside another")
    func paths() {
        let paths = SettingKeys.declarations.map(\.path)
        #expect(Set(paths).count == paths.count)
        #expect(SettingsTable.all.groups.isDisjoint(with: paths))
    }

    @Test("Every default is a value of its own type")
    func defaults() {
        for declaration in SettingKeys.declarations {
            let text = "{\"\(declaration.path)\": \(json(declaration.fallback))}"
            let (layer, problems) = SettingsLayer.reading(
                file: Array(text.utf8), source: .user(file: "config.json"))
            #expect(problems.isEmpty)
            #expect(layer.values == [declaration.path: declaration.fallback])
        }
    }

    @Test("Every key is explained in one sentence")
    func summaries() {
        for declaration in SettingKeys.declarations {
            let summary = declaration.summary
            #expect(!summary.isEmpty && !summary.hasSuffix("."), "\(declaration.path)")
        }
    }

    @Test("A misspelt word finds the nearest candidate, a strange one finds none")
    func spelling() {
        let words = ["serve", "doctor", "grammars", "config"]
        #expect(nearest(to: "sevre", among: words) == "serve")
        #expect(nearest(to: "Grammers", among: words) == "grammars")
        #expect(nearest(to: "confgi", among: words) == "config")
        #expect(nearest(to: "xyzzy", among: words) == nil)
        #expect(nearest(to: "", among: words) == nil)
        #expect(nearest(to: String(repeating: "s", count: 100_000), among: words) == nil)
        #expect(nearest(to: "serve", among: []) == nil)
    }
}
