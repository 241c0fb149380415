extension MapIndex {
    /// `use crate::a::{b, c::D}`, `mod name;`.
    func rustCandidates(_ one: MapImport, in path: String) -> [ImportCandidates] {
        let paths = UseTree.paths(in: one.text)
        return paths.flatMap { rustCandidates($0, in: path) }
    }

    private func rustCandidates(_ names: [Substring], in path: String) -> [ImportCandidates] {
        guard let first = names.first else { return [] }
        var rest = names[...]
        let module: RustModule?
        switch first {
        case "crate":
            module = crateRoot(around: path)
            rest = rest.dropFirst()
        case "self", "super":
            var place = moduleFolder(of: path)
            rest = rest.drop { $0 == "self" }
            while rest.first == "super" {
                place = folder(of: place)
                rest = rest.dropFirst()
            }
            module = RustModule(folder: place, file: moduleFile(place) ?? crateFile(in: place))
        default:
            if let folder = manifests.crates[String(first)] {
                module = crateRoot(in: folder)
                rest = rest.dropFirst()
            } else {
                // A module below this file, or one at the crate's root.
                let own = RustModule(folder: moduleFolder(of: path), file: file(path))
                let root = crateRoot(around: path)
                module = [own, root].compactMap { $0 }
                    .first { moduleFile($0.folder + "/" + first) != nil }
            }
        }
        return module.map { rustCandidates(rest, from: $0) } ?? []
    }

    /// Follows the path as far as there are files for it; what is left is a name.
    private func rustCandidates(
        _ path: ArraySlice<Substring>, from start: RustModule
    ) -> [ImportCandidates] {
        var module = start
        var rest = path
        while let next = rest.first {
            let place = module.folder.isEmpty ? String(next) : module.folder + "/" + next
            guard let file = moduleFile(place) else { break }
            module = RustModule(folder: place, file: file)
            rest = rest.dropFirst()
        }
        guard let file = module.file else { return [] }
        guard let name = rest.first else { return [ImportCandidates(files: [file])] }
        if name == "*" { return [ImportCandidates(files: [file], isWildcard: true)] }
        // Of a type's path only the type is found; a crate's root is not meant by itself.
        let isRoot = module.folder == start.folder
        return [ImportCandidates(files: [file], names: [String(name)], weight: isRoot ? 0.6 : 1)]
    }

    private struct RustModule {
        let folder: String
        let file: Int?
    }

    /// Where the modules inside a file are.
    private func moduleFolder(of path: String) -> String {
        let name = withoutExtension(baseName(of: path))
        if ["mod", "lib", "main"].contains(name) { return folder(of: path) }
        return joined(folder(of: path), name) ?? ""
    }

    private func moduleFile(_ place: String) -> Int? {
        file(place + ".rs") ?? file(place + "/mod.rs")
    }

    private func crateFile(in folder: String) -> Int? {
        let prefix = folder.isEmpty ? "" : folder + "/"
        return file(prefix + "lib.rs") ?? file(prefix + "main.rs")
    }

    private func crateRoot(around path: String) -> RustModule? {
        var place = folder(of: path)
        while true {
            if let file = crateFile(in: place) { return RustModule(folder: place, file: file) }
            if place.isEmpty { return nil }
            place = folder(of: place)
        }
    }

    /// The root module of a named crate: in `src`, else wherever it is kept.
    private func crateRoot(in folder: String) -> RustModule? {
        let source = folder.isEmpty ? "src" : folder + "/src"
        for place in [source, folder] {
            if let file = crateFile(in: place) { return RustModule(folder: place, file: file) }
        }
        return nil
    }
}

/// The paths that a `use` statement takes, written out one by one.
private struct UseTree {
    private var tokens: ArraySlice<Substring>
    private var found: [[Substring]] = []

    static func paths(in statement: String) -> [[Substring]] {
        let tokens = tokens(of: statement)
        if let place = tokens.firstIndex(of: "use") {
            var tree = UseTree(tokens: tokens[(place + 1)...])
            tree.read(after: [])
            return tree.found
        }
        // `mod name;` and `extern crate name;`
        guard let keyword = tokens.lastIndex(where: { $0 == "mod" || $0 == "crate" }),
            keyword + 1 < tokens.endIndex
        else { return [] }
        let name = tokens[keyword + 1]
        return [tokens[keyword] == "mod" ? ["self", name] : [name]]
    }

    private init(tokens: ArraySlice<Substring>) {
        self.tokens = tokens
    }

    /// Reads one branch: names up to a comma, a brace or the end. Statements are short, and so is
    /// their nesting, because the text of an import is cut.
    private mutating func read(after prefix: [Substring]) {
        guard prefix.count < 64 else {
            tokens = []
            return
        }
        var path = prefix
        while let token = tokens.popFirst() {
            switch token {
            case "{":
                while let next = tokens.first, next != "}" {
                    if next == "," { tokens.removeFirst() } else { read(after: path) }
                }
                _ = tokens.popFirst()
                return
            case "as": _ = tokens.popFirst()
            case ",", ";": return found.append(path)
            default: path.append(token)
            }
            if tokens.first == "}" { break }
        }
        // `use a::{self}` means `a`.
        if path.count > 1, path.last == "self" { path.removeLast() }
        found.append(path)
    }

    private static func tokens(of text: String) -> [Substring] {
        var tokens: [Substring] = []
        var rest = text[...].utf8
        while let first = rest.first {
            let end =
                isWordByte(first)
                ? rest.firstIndex { !isWordByte($0) } ?? rest.endIndex
                : rest.index(after: rest.startIndex)
            let token = Substring(rest[..<end])
            rest = rest[end...]
            if isWordByte(first) || ["{", "}", ",", ";", "*"].contains(token) {
                tokens.append(token)
            }
        }
        return tokens
    }
}
