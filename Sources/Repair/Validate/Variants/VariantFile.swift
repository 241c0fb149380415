internal import Languages
internal import Syntax

/// A file in which functions have several bodies, one of which the program takes when it runs. So
/// many changes are compiled at once. Pure.
struct VariantFile {
    /// A function's body with one of the changes.
    struct Variant: Equatable {
        let number: Int
        /// The body that it takes the place of, in the file as it is.
        let body: Range<Int>
        let text: [UInt8]
    }

    private let original: [UInt8]
    private let description: VariantDescription
    private let tree: Tree

    /// Nil where the language has no way to say it, or the file cannot be parsed.
    init?(_ original: [UInt8], language: Language) {
        guard let description = language.description.variants,
            let grammar = try? language.grammar()
        else { return nil }
        var parser = Parser(grammar: grammar)
        guard case .finished(let tree) = parser.parse(original), !tree.isTooDeep else {
            return nil
        }
        self.original = original
        self.description = description
        self.tree = tree
    }

    /// The function's body that a changed text differs in; nil where it differs anywhere else.
    func variant(_ number: Int, of changed: [UInt8]) -> Variant? {
        let shorter = min(original.count, changed.count)
        var start = 0
        while start < shorter, original[start] == changed[start] { start += 1 }
        var end = original.count
        var changedEnd = changed.count
        while end > start, changedEnd > start, original[end - 1] == changed[changedEnd - 1] {
            end -= 1
            changedEnd -= 1
        }
        guard let body = body(around: start..<end) else { return nil }
        let bodyEnd = body.upperBound + changed.count - original.count
        return Variant(number: number, body: body, text: Array(changed[body.lowerBound..<bodyEnd]))
    }

    /// The outermost function's block that holds a range between its braces, but for long ones.
    private func body(around range: Range<Int>) -> Range<Int>? {
        var node: Node? = tree.root.descendant(covering: range)
        var found: Range<Int>?
        while let here = node {
            node = here.parent
            guard VariantFile.isFunction(here.kindName), let body = here.child(named: "body"),
                original[body.startByte] == UInt8(ascii: "{"),
                body.startByte < range.lowerBound, range.upperBound < body.endByte,
                found == nil || body.byteRange.count <= VariantFile.mostBytes
            else { continue }
            found = body.byteRange
        }
        return found
    }

    private static let mostBytes = 20_000

    /// A constructor may have to begin with a call that no block may be around.
    private static func isFunction(_ kind: String) -> Bool {
        (kind.contains("function") || kind.contains("method"))
            && !kind.contains("call") && !kind.contains("invocation")
    }

    /// The file with all of them, and the lines, from 1, that each stands on.
    func joined(_ variants: [Variant]) -> (text: [UInt8], lines: [Int: ClosedRange<Int>]) {
        var text = Array(description.head.utf8)
        var lines: [Int: ClosedRange<Int>] = [:]
        var line = 1 + text.count { $0 == UInt8(ascii: "\n") }
        func add(_ bytes: some Collection<UInt8>) {
            text += bytes
            line += bytes.count { $0 == UInt8(ascii: "\n") }
        }
        var at = 0
        let bodies = Dictionary(grouping: variants, by: \.body)
        for (body, variants) in bodies.sorted(by: { $0.key.lowerBound < $1.key.lowerBound }) {
            add(original[at..<body.lowerBound])
            add(Array("{ \(description.bodyHead)\n".utf8))
            for variant in variants {
                let condition = description.condition.filling("{n}", with: "\(variant.number)")
                let first = line
                add(Array("if \(condition) ".utf8))
                add(variant.text)
                lines[variant.number] = first...line
                add(Array(" else\n".utf8))
            }
            add(original[body])
            add(Array("\n}".utf8))
            at = body.upperBound
        }
        add(original[at...])
        add(Array(description.tail.utf8))
        return (text, lines)
    }

    /// The file that is needed beside it, in the same folder.
    var beside: (name: String, text: [UInt8])? {
        if description.besideName.isEmpty { return nil }
        let package =
            original.split(separator: UInt8(ascii: "\n"))
            .first { $0.starts(with: "package ".utf8) } ?? []
        let text = description.besideText.filling(
            "{package}", with: String(decoding: package, as: UTF8.self))
        return (description.besideName, Array(text.utf8))
    }
}

extension String {
    /// With what stands in the place of `name`.
    fileprivate func filling(_ name: String, with text: String) -> String {
        let own = Array(utf8)
        let sought = Array(name.utf8)
        var result: [UInt8] = []
        var at = 0
        while at < own.count {
            if own[at...].starts(with: sought) {
                result += text.utf8
                at += sought.count
            } else {
                result.append(own[at])
                at += 1
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}

/// Lines of a file that a compiler's output complains of.
func complaints(in output: [UInt8], about file: String) -> Set<Int> {
    let name = file.split(separator: "/").last.map { Array($0.utf8) } ?? []
    var found: Set<Int> = []
    var isWarning = false
    for line in output.split(separator: UInt8(ascii: "\n")) {
        // Rust says what it is on the line before the place.
        if line.starts(with: "warning".utf8) { isWarning = true }
        if line.starts(with: "error".utf8) { isWarning = false }
        let text = String(decoding: line, as: UTF8.self)
        if isWarning || text.contains(": warning:") || text.contains(": note:") { continue }
        var at = line.startIndex
        while at + name.count < line.endIndex {
            guard line[at...].starts(with: name), line[at + name.count] == UInt8(ascii: ":") else {
                at += 1
                continue
            }
            at += name.count + 1
            let digits = line[at...].prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
            if let number = Int(String(decoding: digits, as: UTF8.self)) { found.insert(number) }
        }
    }
    return found
}
