internal import JSON

/// What the package managers' files say of which folder has which name.
package struct Manifests: Sendable {
    /// The names of files that are worth reading.
    package static let fileNames: Set<String> = ["package.json", "go.mod", "Cargo.toml"]

    /// npm packages: name to folder.
    private(set) var npm: [String: String] = [:]
    /// Go modules: name to folder.
    private(set) var go: [String: String] = [:]
    /// Rust crates: name, as code writes it, to folder.
    private(set) var crates: [String: String] = [:]

    package init() {}

    /// Takes in one file. What does not make sense counts for nothing. Of two that have one name
    /// the first counts, so add them in a fixed order.
    package mutating func add(path: String, bytes: [UInt8]) {
        let folder = folder(of: path)
        switch baseName(of: path) {
        case "package.json":
            if let name = (try? JSON.parse(bytes))?["name"]?.string {
                npm[name] = npm[name] ?? folder
            }
        case "go.mod":
            if let name = value(
                in: bytes,
                where: { line in
                    line.hasPrefix("module ") ? line.dropFirst(7) : nil
                })
            {
                go[name] = go[name] ?? folder
            }
        case "Cargo.toml":
            if let name = value(in: bytes, where: cargoName) {
                let spelled = name.split(separator: "-").joined(separator: "_")
                crates[spelled] = crates[spelled] ?? folder
            }
        default: break
        }
    }

    /// The innermost Rust crate around a path.
    func crate(of path: String) -> String? {
        crates.values.filter { $0.isEmpty || path.hasPrefix($0 + "/") }
            .max { $0.utf8.count < $1.utf8.count }
    }
}

/// The value of the first line that has one, without quotes, blanks and comments.
private func value(in bytes: [UInt8], where read: (Substring) -> Substring?) -> String? {
    for line in bytes.split(separator: UInt8(ascii: "\n")) {
        let text = String(decoding: line, as: UTF8.self)
        guard let found = read(text[...]) else { continue }
        let end = found.utf8.firstIndex { $0 == UInt8(ascii: "#") } ?? found.endIndex
        let clean = found[..<end].utf8.filter { byte in
            byte > 32 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "'")
        }
        return String(decoding: clean, as: UTF8.self)
    }
    return nil
}

private func cargoName(_ line: Substring) -> Substring? {
    guard line.hasPrefix("name") else { return nil }
    let rest = line.dropFirst(4).drop { $0 == " " }
    return rest.hasPrefix("=") ? rest.dropFirst() : nil
}
