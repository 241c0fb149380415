import JSON
import Testing

@testable import Settings

@Suite("The JSON Schema of the settings")
struct SchemaTests {
    @Test("The user's schema has every key, a repository's only what it may set")
    func keys() throws {
        for declaration in SettingKeys.declarations {
            let user = try property(declaration.path, of: settingsSchema(for: .user))
            #expect(user?["description"]?.string == declaration.summary)
            #expect(user?["default"] == JSON(declaration.fallback.literal))
            let repository = try property(declaration.path, of: settingsSchema(for: .repository))
            #expect((repository != nil) == (declaration.trust == .repository))
        }
    }

    @Test("Unknown keys are an error in an editor too")
    func closed() throws {
        let schema = JSON(settingsSchema(for: .user))
        #expect(schema["additionalProperties"]?.bool == false)
        #expect(schema["properties"]?["log"]?["additionalProperties"]?.bool == false)
        #expect(schema["properties"]?["$schema"] != nil)
    }

    @Test("Types become constraints")
    func types() throws {
        let user = settingsSchema(for: .user)
        let folding = try property("syntax.folding", of: user)
        #expect(folding?["enum"]?.elements.map(\.string) == ["auto", "on", "off"])
        let size = try property("index.maxFileBytes", of: user)
        #expect(size?["type"]?.string == "integer")
        #expect(size?["minimum"]?.int == 1024)
        let exclude = try property("index.exclude", of: user)
        #expect(exclude?["type"]?.string == "array")
        #expect(exclude?["items"]?["type"]?.string == "string")
        #expect(try property("completion.enabled", of: user)?["type"]?.string == "boolean")
    }

    private func property(_ path: String, of schema: JSONLiteral) throws -> JSON? {
        var json: JSON? = JSON(schema)
        for name in path.split(separator: ".") { json = json?["properties"]?[String(name)] }
        return json
    }
}
