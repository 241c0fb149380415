import Base
import JSON
import Settings
import Testing

@testable import CLI

@Suite("The editors' files")
struct EditorConfigTests {
    /// `UPDATE_EXPECT=1` writes them there.
    @Test("VS Code knows every setting, and takes the user's own from the user alone")
    func visualStudioCode() throws {
        let name = "vscode/package.json"
        let package = try JSON.parse(file(name))
        #expect(package["version"]?.string == tenonVersion)
        let path = ["contributes", "configuration", "properties"]
        let wanted = package.replacing(path[...], by: JSON(visualStudioCodeProperties))
        guard package != JSON(wanted) else { return }
        if Environment.current["UPDATE_EXPECT"] == "1" {
            try Files.writeAtomically(
                editorConfigs / name, Array(indentedJSON(wanted).utf8))
        }
        Issue.record("\(name) does not say what the settings are; UPDATE_EXPECT=1 corrects it")
    }

    /// A repository may bring settings for VS Code along, so what is the user's to decide must not
    /// be taken from those: that is what VS Code's scope "machine" means. A default of VS Code's
    /// would hide what the user's config file says.
    private var visualStudioCodeProperties: JSONLiteral {
        let program: JSONLiteral = [
            "type": "string", "default": "tenon", "scope": "machine",
            "description": "The tenon program",
        ]
        let settings = SettingKeys.declarations.map { declaration in
            let schema = schemaOfKey(declaration.path)?.members.compactMap { name, value in
                switch name {
                case "type": (name, JSONLiteral.array([.json(value), "null"]))
                case "enum": (name, .array(value.elements.map { .json($0) } + [nil]))
                case "default", "description": nil
                default: (name, .json(value))
                }
            }
            let own: [(String, JSONLiteral)] = [
                ("default", nil),
                ("scope", declaration.trust == .user ? "machine" : "resource"),
                ("description", .string(declaration.summary)),
            ]
            return ("tenon." + declaration.path, JSONLiteral.object((schema ?? []) + own))
        }
        return .object([("tenon.path", program)] + settings)
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
            "neovim/lua/tenon/init.lua", "helix/languages.toml", "emacs/tenon.el",
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
        try Files.read(editorConfigs / name, limit: 1 << 20)
    }

    private var editorConfigs: Path {
        // Tests/CLITests/EditorConfigTests.swift is three levels below the root.
        Path(#filePath).parent.parent.parent / "EditorConfigs"
    }
}

extension JSON {
    /// The value with another in the place of the member that this path leads to.
    fileprivate func replacing(_ path: ArraySlice<String>, by value: JSON) -> JSONLiteral {
        guard let first = path.first else { return .json(value) }
        return .object(
            members.map { name, member in
                (
                    name,
                    name == first ? member.replacing(path.dropFirst(), by: value) : .json(member)
                )
            })
    }
}
