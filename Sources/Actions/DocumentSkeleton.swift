internal import Languages
package import Structure
internal import Syntax
internal import Text

extension ActionInput {
    /// Whether a definition has no documentation, and the form that it would have is known.
    package func lacksDocumentation(_ definition: Definition) -> Bool {
        guard let language, let tree, language.description.docSkeleton != nil,
            Documentable.kinds.contains(definition.kind)
        else { return false }
        let start = max(0, definition.range.lowerBound - Documentable.reach)
        let near = start..<definition.range.upperBound
        return Documentation(of: tree, bytes: text.bytes, language: language, within: near)
            .docs(of: definition).isEmpty
    }

    /// The form of documentation for a definition that has none: the words have yet to be written,
    /// the parameters are those of the signature. Nil where it has some, or where the language's
    /// form is not known.
    package func skeleton(for definition: Definition) -> Action? {
        guard let language, let tree, let form = language.description.docSkeleton,
            lacksDocumentation(definition)
        else { return nil }
        let name = String(decoding: text.bytes[definition.nameRange], as: UTF8.self)
        let lines = form.lines(for: name, parameters: parameters(of: definition, tree, language))
        let place: Int?
        switch language.description.docStyle {
        case .docstring: place = definition.bodyRange?.lowerBound
        case .preceding, nil: place = definition.range.lowerBound
        }
        guard let place, let edit = inserted(lines, before: place) else { return nil }
        return harmless(
            EditSet(edit), title: "Document `\(name)`", kind: Documentable.action,
            problem: definition.nameRange)
    }

    /// The names between a definition's own and its body that it binds. Those that a closure among
    /// them binds are not its own.
    private func parameters(
        of definition: Definition, _ tree: Tree, _ language: Language
    ) -> [String] {
        guard let query = language.query(.scopes) else { return [] }
        let end = definition.bodyRange?.lowerBound ?? definition.range.upperBound
        guard definition.nameRange.upperBound < end else { return [] }
        let signature = definition.nameRange.upperBound..<end
        var names: [Range<Int>] = []
        var inner: [Range<Int>] = []
        query.forEachMatch(in: tree.root, bytes: text.bytes, range: signature) { match in
            for place in 0..<match.captureCount {
                let range = match.byteRange(at: place)
                guard signature.lowerBound <= range.lowerBound, range.upperBound <= end else {
                    continue
                }
                switch query.captureNames[match.captureIndex(at: place)] {
                case "local.parameter": names.append(range)
                case "scope": inner.append(range)
                default: break
                }
            }
        }
        let own = names.filter { name in
            !inner.contains { $0.lowerBound < name.lowerBound && name.upperBound <= $0.upperBound }
        }
        var seen: Set<String> = Documentable.receivers
        return (own.isEmpty ? names : own).sorted { $0.lowerBound < $1.lowerBound }
            .map { String(decoding: text.bytes[$0], as: UTF8.self) }
            .filter { seen.insert($0).inserted }
    }

    /// Lines in front of what begins a line, indented as that is; nil where something else stands
    /// before it there.
    private func inserted(_ lines: [String], before place: Int) -> TextEdit? {
        let line = text.lines.line(at: place)
        let start = text.lines.start(of: line)
        let indentation = text.indentation(ofLine: line)
        let isFirst = text.bytes[start..<place].allSatisfy {
            // Modifiers such as `export` may stand there.
            $0 == 32 || $0 == 9 || (97...122).contains($0)
        }
        guard isFirst else { return nil }
        var new: [UInt8] = []
        for line in lines {
            if !line.isEmpty { new += indentation + Array(line.utf8) }
            new += text.dominantLineEnd.bytes
        }
        return TextEdit(Range<ByteOffset>(start..<start), new)
    }
}

private enum Documentable {
    static let kinds: Set<DefinitionKind> = [
        .function, .method, .constructor, .class, .struct, .enum, .interface,
    ]
    static let action = ActionKind("refactor.rewrite.tenon.document")
    /// What a method is called on, where it is among the parameters.
    static let receivers: Set<String> = ["self", "cls", "this", "&self"]
    /// So far before a definition its documentation is looked for.
    static let reach = 8192
}
