internal import Structure

/// How a file may come by a name that it does not know.
package struct NameImport: Hashable, Sendable {
    /// As it is written in an import.
    package let module: String
    /// The whole statement, where other files have it so; nil where it has to be made.
    package let statement: String?
}

extension MapIndex {
    /// The imports that bring a name into a file, those first that more files have. Other files of
    /// the same family import it already, or define it.
    package func imports(
        of name: String, into path: String, family: LanguageFamily
    ) -> [NameImport] {
        guard let id = id(of: name) else { return [] }
        var counts: [NameImport: Int] = [:]
        var left = MapIndex.mostLookedAt
        for file in files where file.family == family && left > 0 && file.names.contains(id) {
            left -= 1
            guard file.path != path else { continue }
            for one in file.imports {
                if let found = one.asImport(of: name, family) { counts[found, default: 0] += 1 }
            }
        }
        for definer in definers(of: id) {
            let (defining, definition) = described(definer)
            guard defining != path, definition.containerID == nil, definition.kind.isImportable,
                let number = file(defining), files[number].family == family,
                let module = module(defining, from: path, family)
            else { continue }
            counts[NameImport(module: module, statement: nil), default: 0] += 1
        }
        return counts.sorted { ($1.value, $0.key.module) < ($0.value, $1.key.module) }
            .map(\.key)
    }

    private static let mostLookedAt = 500

    /// What a file that defines something is called in imports of another.
    private func module(
        _ defining: String, from path: String, _ family: LanguageFamily
    ) -> String? {
        let target = defining.split(separator: "/")
        let folder = path.split(separator: "/").dropLast()
        switch family {
        case .python:
            var parts = target.map { $0.hasSuffix(".py") ? $0.dropLast(3) : $0 }
            if parts.last == "__init__" { parts.removeLast() }
            // From the outermost package, or else from the root of the sources.
            var root = target.dropLast().count
            while root > 0,
                file((target.prefix(root) + ["__init__.py"]).joined(separator: "/")) != nil
            {
                root -= 1
            }
            let isPackaged = root < target.count - 1
            let isBeside = target.dropLast() == folder
            let start = isPackaged ? root : isBeside ? target.count - 1 : parts[0] == "src" ? 1 : 0
            return parts.isEmpty ? nil : parts.dropFirst(start).joined(separator: ".")
        case .javaScript:
            var parts = Array(target)
            guard let last = parts.popLast(), let dot = last.lastIndex(of: ".") else { return nil }
            let bare = last[..<dot]
            let shared = zip(parts, folder).prefix { $0 == $1 }.count
            let up = folder.count - shared
            let down = parts.dropFirst(shared) + (bare == "index" ? [] : [bare])
            return (up == 0 ? "./" : String(repeating: "../", count: up))
                + down.joined(separator: "/")
        case .c:
            guard ["h", "hh", "hpp", "hxx"].contains(target.last?.split(separator: ".").last)
            else { return nil }
            let shared = target.dropLast() == folder ? folder.count : 0
            return target.dropFirst(shared).joined(separator: "/")
        case .go, .rust, .swift, .namespaces, .paths: return nil
        }
    }
}

extension MapImport {
    /// The import of a name that this statement is, for any file; nil where it is not, or where it
    /// is for files of one folder only.
    fileprivate func asImport(of name: String, _ family: LanguageFamily) -> NameImport? {
        guard !module.isEmpty, !module.hasPrefix(".") else { return nil }
        if names.contains(name) { return NameImport(module: module, statement: nil) }
        let isPlain = !text.contains(where: { "\n,{(".contains($0) }) && text.utf8.count < 200
        if isPlain, text.hasSuffix(" as \(name)") {
            return NameImport(module: module, statement: text)
        }
        let last = module.split { ":/.\\".contains($0) }.last.map(String.init)
        guard names.isEmpty, last == name, isPlain else { return nil }
        let isBare = family == .go && text.hasPrefix("\"")
        return NameImport(module: module, statement: isBare ? "import \(text)" : text)
    }
}

extension DefinitionKind {
    /// Whether other files can name it in an import.
    fileprivate var isImportable: Bool {
        switch self {
        case .function, .class, .struct, .enum, .interface, .type, .variable, .constant, .macro,
            .module, .namespace:
            true
        case .method, .constructor, .enumMember, .extension, .field, .property: false
        }
    }
}
