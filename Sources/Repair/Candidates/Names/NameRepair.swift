internal import Languages
internal import Structure
internal import Syntax
package import Text

/// Something that can be imported: how the caller's map of the repository names it.
package struct KnownSymbol: Sendable, Hashable {
    package var name: String
    /// The module as an import in this file would write it: `shop.items`, `./items`.
    package var module: String

    package init(name: String, module: String) {
        self.name = name
        self.module = module
    }
}

/// A change that gives a name a meaning which has none where it stands. Nothing but the text and
/// what the caller knows speaks for it: it is offered, not verified by tests.
package struct NameRepair: Sendable, Hashable {
    /// For people: ``Import `Item` from `shop.items` ``.
    package let title: String
    package let edits: EditSet
}

extension SuspectFile {
    /// Repairs for the name at an offset: it is imported, or spelled as one that is there, the
    /// likeliest first. None for a name that means something already.
    package func nameRepairs(at offset: ByteOffset, known: [KnownSymbol]) -> [NameRepair] {
        let scopes = Scopes(of: tree, bytes: text.bytes, language: language)
        let range = scopes.uses.first { $0.contains(offset.value) || $0.upperBound == offset.value }
        guard let range, let description = language.description.repair else { return [] }
        let imports = imports(of: tree, bytes: text.bytes, language: language)
        let names = NamesInScope(
            scopes, imports: imports, bytes: text.bytes, bindsLate: description.bindsLate)
        let visible = names.visible(at: range.lowerBound).map(\.text)
        let name = String(decoding: text.bytes[range], as: UTF8.self)
        guard !visible.contains(name) else { return [] }

        let place = placeOfImport(behind: imports)
        func adding(_ symbol: KnownSymbol) -> TextEdit? {
            guard let form = description.forms[.importName] else { return nil }
            let line = Spelling.filled(form, symbol.name, symbol.module)
            let isFirst = place == 0 || text.bytes[place - 1] == 0x0A
            return TextEdit(
                Range<ByteOffset>(place..<place), isFirst ? line + "\n" : "\n" + line)
        }
        let replaced = { (new: String) in TextEdit(Range<ByteOffset>(range), new) }

        var found: [(repair: NameRepair, likeness: Double)] = []
        for symbol in known {
            let likeness = symbol.name == name ? 2 : similarity(symbol.name, name)
            guard likeness > 0.75, let added = adding(symbol) else { continue }
            let isExact = symbol.name == name
            let title = isExact ? "Import" : "Change to `\(symbol.name)`, and import it"
            guard let edits = try? EditSet(isExact ? [added] : [added, replaced(symbol.name)])
            else { continue }
            found.append(
                (
                    NameRepair(
                        title: isExact
                            ? "\(title) `\(name)` from `\(symbol.module)`"
                            : "\(title) from `\(symbol.module)`", edits: edits),
                    isExact ? likeness : likeness - 0.1
                ))
        }
        for other in visible {
            let likeness = similarity(other, name)
            guard likeness > 0.6 else { continue }
            found.append(
                (
                    NameRepair(
                        title: "Change to `\(other)`", edits: EditSet(replaced(other))), likeness
                ))
        }
        var trial = SyntaxTrial(text: text, tree: tree, budgetNanoseconds: nil)
        let before = trial?.errors ?? 0
        return found.enumerated().sorted { one, other in
            one.element.likeness != other.element.likeness
                ? one.element.likeness > other.element.likeness : one.offset < other.offset
        }.prefix(Self.mostNameRepairs).map(\.element.repair)
            .filter { (trial?.errors(after: $0.edits) ?? .max) <= before }
    }

    private static var mostNameRepairs: Int { 5 }

    /// Where another import goes: behind the last one that stands at the beginning of a line, else
    /// before the first line that is more than a heading.
    private func placeOfImport(behind imports: [Import]) -> Int {
        let bytes = text.bytes
        let last = imports.last { it in
            let start = it.range.lowerBound
            return start == 0 || bytes[start - 1] == 0x0A
        }
        if let last {
            var end = last.range.upperBound
            while end < bytes.count, bytes[end] != 0x0A { end += 1 }
            return min(end + 1, bytes.count)
        }
        var start = 0
        while start < bytes.count {
            let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
            let line = String(decoding: bytes[start..<end], as: UTF8.self)
            let heading = ["#!", "package ", "<?php", language.description.lineComment ?? "#!"]
            let isHeading = heading.contains { line.hasPrefix($0) }
            guard isHeading || line.isEmpty, end < bytes.count else { break }
            start = end + 1
        }
        return start
    }
}
