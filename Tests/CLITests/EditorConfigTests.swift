import Base
import JSON
import Settings
import Testing

@testable import CLI

@Suite("The editors' files")
struct EditorConfigTests {
    /// A repository may bring settings for VS Code along, so what is the user's to decide must not
    /// be taken from those: that is what VS Code's scope "machine" means.
    @Test("VS Code knows every setting, and takes the user's own from the user alone")
    func visualStudioCode() throws {
        let package = try JSON.parse(file("vscode/package.json"))
        let properties = try #require(package["contributes"]?["configuration"]?["properties"])
        var names: Set<String> = ["tenon.path"]
        for declaration in SettingKeys.declarations {
            let name = "tenon." + declaration.path
            names.insert(name)
            let property = try #require(properties[name], "\(name) is missing")
            #expect(property["description"]?.string == declaration.summary, "\(name)")
            let scope = declaration.trust == .user ? "machine" : "resource"
            #expect(property["scope"]?.string == scope, "\(name)")
            // A default of VS Code's would hide what the user's config file says.
            #expect(property["default"]?.isNull == true, "\(name)")
            let schema = try #require(schemaOfKey(declaration.path))
            let types = [schema["type"]?.string, "null"]
            #expect(property["type"]?.elements.map(\.string) == types, "\(name)")
            for constraint in ["minimum", "maximum", "items"] {
                #expect(property[constraint] == schema[constraint], "\(name)")
            }
            if let choices = schema["enum"] {
                let offered = property["enum"].map { Array($0.elements) } ?? []
                #expect(Array(offered.dropLast()) == Array(choices.elements), "\(name)")
                #expect(offered.last?.isNull == true, "\(name)")
            }
        }
        #expect(Set(properties.members.map(\.key)) == names)
        #expect(package["version"]?.string == tenonVersion)
    }

    @Test("Config files in JSON are JSON")
    func wellFormed() throws {
        for name in ["kate/settings.json", "zed/settings.json", "sublime/LSP.sublime-settings"] {
            let json = try JSON.parse(file(name), dialect: .withComments)
            #expect(json.kind == .object)
        }
    }

    @Test("Every editor's file starts the server with a command that exists")
    func command() throws {
        for editor in [
            "neovim/lsp/tenon.lua", "helix/languages.toml", "emacs/tenon.el",
            "vscode/extension.js", "vim/tenon.vim", "kate/settings.json", "zed/settings.json",
            "sublime/LSP.sublime-settings",
        ] {
            let text = String(decoding: try file(editor), as: UTF8.self)
            #expect(text.contains("tenon") && text.contains("serve"), "\(editor)")
        }
        #expect(rootCommand.subcommands.contains { $0.name == "serve" })
    }

    private func schemaOfKey(_ path: String) -> JSON? {
        var json: JSON? = JSON(settingsSchema(for: .user))
        for name in path.split(separator: ".") {
            json = json?["properties"]?[String(name)]
        }
        return json
    }

    private func file(_ name: String) throws -> [UInt8] {
        // Tests/CLITests/EditorConfigTests.swift is three levels below the root.
        let root = Path(#filePath).parent.parent.parent
        return try Files.read(root / "EditorConfigs" / name, limit: 1 << 20)
    }
}
