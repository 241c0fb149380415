extension MapIndex {
    /// `from ..package import name`, `import package.module`.
    func pythonCandidates(_ one: MapImport, in path: String) -> [ImportCandidates] {
        let dots = one.module.prefix { $0 == "." }.count
        let parts = one.module.dropFirst(dots).split(separator: ".")
        var base: [Int] = []
        if dots > 0 {
            let up = String(repeating: "../", count: dots - 1)
            guard let place = joined(folder(of: path), up + parts.joined(separator: "/")) else {
                return []
            }
            base = pythonModule(place)
            return pythonCandidates(one, base: base) { self.pythonModule(place + "/" + $0) }
        }
        base = pythonModule(parts)
        return pythonCandidates(one, base: base) { self.pythonModule(parts + [$0[...]]) }
    }

    private func pythonCandidates(
        _ one: MapImport, base: [Int], submodule: (String) -> [Int]
    ) -> [ImportCandidates] {
        var names: [String] = []
        var found: [ImportCandidates] = []
        for name in one.names {
            let module = submodule(name)
            if module.isEmpty {
                names.append(name)
            } else {
                found.append(ImportCandidates(files: module))
            }
        }
        // A package that is only passed through for its modules says little.
        let weight = names.isEmpty && !one.names.isEmpty ? 0.4 : 1
        found.append(
            ImportCandidates(
                files: base, names: names, weight: weight, isWildcard: one.isWildcard))
        return found
    }

    private func pythonModule(_ place: String) -> [Int] {
        [place + ".py", place + ".pyi", place + "/__init__.py"].compactMap { file($0) }
    }

    /// By its full name, from a folder that is no package itself.
    private func pythonModule(_ parts: [Substring]) -> [Int] {
        let found = files(endingIn: parts).filter { file in
            let record = files[file]
            guard record.family == .python else { return false }
            let root = moduleParts(of: record.path).dropLast(parts.count)
            let package = (root + ["__init__.py"[...]]).joined(separator: "/")
            return root.isEmpty || self.file(package) == nil
        }
        return Array(found.prefix(1))
    }

    /// `import { name } from "./module"`, `from "package"`, `export … from`, `require`.
    func javaScriptCandidates(_ one: MapImport, in path: String) -> [ImportCandidates] {
        let module = one.module
        if module.hasPrefix(".") {
            let files = joined(folder(of: path), module).map(javaScriptModule) ?? []
            return [
                ImportCandidates(files: files, names: one.names, isWildcard: one.isWildcard)
            ]
        }
        let parts = module.split(separator: "/")
        for count in stride(from: parts.count, to: 0, by: -1) {
            let name = parts.prefix(count).joined(separator: "/")
            guard let folder = manifests.npm[name] else { continue }
            return npmCandidates(one, folder: folder, rest: parts.dropFirst(count))
        }
        // Aliases for the sources' root.
        guard let first = parts.first, first == "@" || first == "~" || parts.count > 1 else {
            return []
        }
        let rest = first == "@" || first == "~" ? Array(parts.dropFirst()) : parts
        let found = files(endingIn: rest.map { withoutExtension($0) })
            .filter { files[$0].family == .javaScript }
        guard found.count == 1 else { return [] }
        return [ImportCandidates(files: found, names: one.names, isWildcard: one.isWildcard)]
    }

    private func npmCandidates(
        _ one: MapImport, folder: String, rest: ArraySlice<Substring>
    ) -> [ImportCandidates] {
        let prefix = folder.isEmpty ? "" : folder + "/"
        let path = rest.isEmpty ? "" : "/" + rest.joined(separator: "/")
        let entries =
            ["src" + path, "lib" + path, String(path.dropFirst())]
            .lazy.map { self.javaScriptModule(prefix + $0) }.first { !$0.isEmpty } ?? []
        let source = files(below: prefix + "src")
        let inside = Array(source.isEmpty ? files(below: folder) : source)
        var found = [
            ImportCandidates(files: entries, names: one.names, isWildcard: one.isWildcard),
            ImportCandidates(files: inside, weight: 0.5),
        ]
        // Where the entry is not seen, a name is sought in the whole package.
        if entries.isEmpty { found[1].names = one.names }
        return found
    }

    /// The file that a path without an extension means, or with the one of what it compiles to.
    private func javaScriptModule(_ place: String) -> [Int] {
        let bare = String(withoutExtension(place[...]))
        let endings = [
            "", ".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs", ".d.ts", ".vue",
        ]
        let indexes = [".ts", ".tsx", ".js", ".jsx", ".mjs", ".d.ts"]
        let slash = place.isEmpty || place.hasSuffix("/") ? place : place + "/"
        let tries =
            endings.map { place + $0 } + indexes.map { slash + "index" + $0 }
            + (bare == place ? [] : endings.map { bare + $0 })
        return tries.lazy.compactMap { self.file($0) }.first.map { [$0] } ?? []
    }

    /// `import "module/folder"`.
    func goCandidates(_ one: MapImport) -> [ImportCandidates] {
        let modules = manifests.go.sorted { $0.key.utf8.count > $1.key.utf8.count }
        for (name, folder) in modules {
            guard one.module == name || one.module.hasPrefix(name + "/") else { continue }
            let place = joined(folder, one.module.dropFirst(name.count)) ?? folder
            let inside = files(inFolder: place).filter { !files[$0].path.hasSuffix("_test.go") }
            return [ImportCandidates(files: inside)]
        }
        return []
    }

    /// `import Module`: a folder of that name, where packages keep their targets.
    func swiftCandidates(_ one: MapImport) -> [ImportCandidates] {
        guard let name = words(of: one.module).first else { return [] }
        let folders = folders(endingIn: [name])
        let usual = folders.first { folder in
            folder.split(separator: "/").dropLast().last == "Sources"
        }
        guard let folder = usual ?? folders.first else { return [] }
        return [ImportCandidates(files: Array(files(below: folder)), names: one.names, weight: 0.5)]
    }

    /// `#include "path"`, and the file that holds what a header declares.
    func includeCandidates(_ one: MapImport, in path: String) -> [ImportCandidates] {
        let name = String(one.module.filter { $0 != "<" && $0 != ">" })
        let parts = name.split(separator: "/").filter { $0 != "." && $0 != ".." }
        guard let last = parts.last else { return [] }
        let stem = withoutExtension(last)
        var headers = joined(folder(of: path), name).flatMap { file($0) }.map { [$0] } ?? []
        if headers.isEmpty {
            let suffix = "/" + parts.joined(separator: "/")
            headers = files(endingIn: parts.dropLast() + [stem]).filter {
                ("/" + files[$0].path).hasSuffix(suffix)
            }
        }
        guard let header = headers.first else { return [] }
        let bodies = files(endingIn: [stem]).filter { $0 != header && files[$0].family == .c }
        let place = folder(of: files[header].path)
        let near = bodies.filter { folder(of: self.files[$0].path) == place }
        return [
            ImportCandidates(files: [header], isWildcard: true),
            ImportCandidates(files: Array((near.isEmpty ? bodies : near).prefix(2)), weight: 0.8),
        ]
    }

    /// `import a.b.C`, `using A.B`, `use A\B\{C, D}`: the path is that of a file or a folder.
    func namespaceCandidates(_ one: MapImport) -> [ImportCandidates] {
        let text = one.text.split(separator: "=").last ?? ""
        let cut = text.range(of: " as ").map { text[..<$0.lowerBound] } ?? text
        let braces = cut.split(separator: "{", maxSplits: 1)
        let path = words(of: braces.first ?? "").filter { !namespaceKeywords.contains($0) }
        let tails = braces.count > 1 ? words(of: braces[1]) : []
        let paths = tails.isEmpty ? [path] : tails.map { path + [$0] }
        return paths.compactMap { namespaceCandidates($0, isWildcard: one.isWildcard) }
    }

    private func namespaceCandidates(_ path: [Substring], isWildcard: Bool) -> ImportCandidates? {
        guard let last = path.last else { return nil }
        for dropped in 0..<max(1, path.count - 1) {
            let found = files(endingIn: Array(path[dropped...]))
            if !found.isEmpty {
                return ImportCandidates(
                    files: Array(found.prefix(2)), names: [String(last)], isWildcard: isWildcard)
            }
        }
        for (parts, names) in [(path, []), (path.dropLast(), [String(last)])] {
            for dropped in 0..<max(0, parts.count - (parts.count > 1 ? 1 : 0)) {
                let folders = folders(endingIn: Array(parts[dropped...]))
                let inside = folders.prefix(3).flatMap { files(inFolder: $0) }
                if !inside.isEmpty {
                    return ImportCandidates(files: inside, names: names, weight: 0.5)
                }
            }
        }
        return nil
    }

    /// `require "a/b"`, `require("a.b")`, `source ./a.sh`.
    func pathCandidates(_ one: MapImport, in path: String) -> [ImportCandidates] {
        let relative = joined(folder(of: path), one.module)
        let ending =
            path.dropFirst(path.count - baseName(of: path).count)
            .split(separator: ".").last ?? ""
        let tries = [relative, relative.map { $0 + "." + ending }, one.module]
        if let found = tries.lazy.compactMap({ $0.flatMap { self.file($0) } }).first {
            return [ImportCandidates(files: [found], isWildcard: true)]
        }
        let parts = one.module.split { $0 == "/" || $0 == "." }.filter { !$0.isEmpty }
        let found = files(endingIn: parts)
        return [ImportCandidates(files: Array(found.prefix(1)), isWildcard: true)]
    }
}

private let namespaceKeywords: Set<Substring> = [
    "import", "using", "use", "static", "function", "const", "global", "_",
]

extension Substring {
    /// Where a text first stands.
    fileprivate func range(of text: String) -> Range<Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(text) {
                return start..<(index(start, offsetBy: text.count, limitedBy: endIndex) ?? endIndex)
            }
            start = index(after: start)
        }
        return nil
    }
}
