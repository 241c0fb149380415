internal import Base
internal import Languages
internal import Structure
internal import Syntax
internal import Text

/// `tenon symbols`: the outline that editors get, on the command line.
let symbolsCommand: Command = Command(
    name: "symbols",
    summary: "Print the outline of a file",
    discussion: ["One line a definition: its line, its kind and its signature, indented by depth."],
    positionals: [
        Positional(placeholder: "FILE", count: .oneOrMore, completion: .file, summary: "The files")
    ],
    exitCodes: [
        ExitCode(code: 1, meaning: "a file cannot be read, or its language or grammar is missing")
    ],
    run: { invocation, console throws(CommandFailure) in
        let languages = languageRegistry(.current)
        var failed = false
        for name in invocation.positionals {
            do throws(CommandFailure) {
                let lines = try outline(of: Path(name), languages: languages)
                if invocation.positionals.count > 1 { console.write("\(name)\n") }
                console.write(lines)
            } catch {
                console.complain("tenon: \(error.message)")
                failed = true
            }
        }
        return failed ? 1 : 0
    })

private func outline(
    of path: Path, languages: LanguageRegistry
) throws(CommandFailure) -> String {
    let bytes: [UInt8]
    do {
        bytes = try Files.read(path, limit: 64 << 20)
    } catch {
        throw CommandFailure("\(error)")
    }
    let language = languages.language(
        languageId: nil, fileName: path.name, firstLine: bytes.prefix(256))
    guard let language else { throw CommandFailure("\(path): of no language that Tenon knows") }
    guard language.hasQuery(.tags) else {
        throw CommandFailure("\(path): Tenon has no outline for \(language.name) yet")
    }
    let grammar: Grammar
    do {
        grammar = try language.grammar()
    } catch {
        throw CommandFailure("\(path): \(error)")
    }
    var parser = Parser(grammar: grammar)
    guard case .finished(let tree) = parser.parse(bytes) else {
        throw CommandFailure("\(path): too large to be parsed")
    }
    return described(Tags(of: tree, bytes: bytes, language: language), bytes)
}

private func described(_ tags: Tags, _ bytes: [UInt8]) -> String {
    let lines = LineIndex(bytes.span)
    var text = ""
    for item in tags.outline() {
        let definition = item.definition
        let number = String(lines.line(at: definition.nameRange.lowerBound) + 1)
        let margin = String(repeating: " ", count: max(0, 6 - number.count))
        let indent = String(repeating: "  ", count: item.depth + 1)
        let kind = definition.kind.rawValue
        text += "\(margin)\(number)\(indent)\(kind)  \(definition.signature(in: bytes))\n"
    }
    return text
}
