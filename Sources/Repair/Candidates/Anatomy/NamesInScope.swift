internal import Structure
internal import Syntax

/// Which names can be read where.
struct NamesInScope {
    /// A name that can be read somewhere.
    struct Name: Hashable {
        let text: String
        let kind: LocalKind
        /// Whether it is bound only further down.
        let isLater: Bool
        /// How many scopes lie between.
        let distance: Int
    }

    private let scopes: Scopes
    private let bytes: [UInt8]
    /// Beginnings of the names that imports bind.
    private let imported: Set<Int>
    /// The locals of each scope.
    private let locals: [[Local]]
    private let bindsLate: Bool
    private let bound: Set<String>

    init(_ scopes: Scopes, imports: [Import], bytes: [UInt8], bindsLate: Bool) {
        self.scopes = scopes
        self.bytes = bytes
        self.bindsLate = bindsLate
        var locals = [[Local]](repeating: [], count: scopes.scopes.count)
        var imported: Set<Int> = []
        var ranges = imports.map(\.range).sorted { $0.lowerBound < $1.lowerBound }[...]
        for local in scopes.locals {
            locals[local.scope].append(local)
            while let first = ranges.first, first.upperBound < local.range.lowerBound {
                ranges.removeFirst()
            }
            if let first = ranges.first, first.contains(local.range.lowerBound) {
                imported.insert(local.range.lowerBound)
            }
        }
        self.locals = locals
        bound = Set(scopes.locals.map { String(decoding: bytes[$0.range], as: UTF8.self) })
        self.imported = imported
    }

    /// The names that can be read at an offset, the nearest scope's first. Names of types and
    /// imports are given as such.
    func visible(at offset: Int) -> [Name] {
        var found: [Name] = []
        var seen: Set<String> = []
        var distance = 0
        var next: Int? = innermost(at: offset)
        while let scope = next {
            // A name that its scope binds twice is there from the first time on.
            for local in locals[scope] {
                let isLater = local.range.upperBound > offset
                let isAnywhere = scope == 0 || local.kind == .function || local.kind == .type
                if isLater && !isAnywhere && !bindsLate { continue }
                let text = String(decoding: bytes[local.range], as: UTF8.self)
                guard seen.insert(text).inserted else { continue }
                let kind = imported.contains(local.range.lowerBound) ? .type : local.kind
                found.append(
                    Name(
                        text: text, kind: kind, isLater: isLater && !isAnywhere,
                        distance: distance))
            }
            distance += 1
            next = scopes.scopes[scope].parent
        }
        return found
    }

    /// Whether any scope of the text binds the name.
    func isBound(_ name: String) -> Bool { bound.contains(name) }

    private func innermost(at offset: Int) -> Int {
        var innermost = 0
        for (index, scope) in scopes.scopes.enumerated() {
            if scope.range.lowerBound > offset { break }
            if offset < scope.range.upperBound { innermost = index }
        }
        return innermost
    }
}
