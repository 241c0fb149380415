package import Languages
package import Syntax

/// How a name that lives in a scope came to be, as the queries' captures name it.
package enum LocalKind: String, Sendable, CaseIterable {
    case parameter, variable, function, type
}

/// A name that a scope binds.
package struct Local: Hashable, Sendable {
    /// How it came to be.
    package var kind: LocalKind
    /// The identifier that binds it.
    package var range: Range<Int>
    /// The index of its scope in `Scopes.scopes`.
    package var scope: Int
}

/// One scope of a text.
package struct Scope: Hashable, Sendable {
    /// The bytes in which its names live.
    package var range: Range<Int>
    /// The index of the scope around it; the first has none.
    package var parent: Int?
}

/// Where the names of one text live, and where they are read.
package struct Scopes: Equatable, Sendable {
    /// In the order of their beginnings, an outer one before those inside; the first is the text.
    package private(set) var scopes: [Scope]
    /// In the order of the text.
    package private(set) var locals: [Local] = []
    /// The identifiers that read a name, in the order of the text.
    package private(set) var uses: [Range<Int>] = []

    /// What the language's query finds; nothing but the scope of the text when it has none.
    package init(of tree: Tree, bytes: [UInt8], language: Language) {
        scopes = [Scope(range: 0..<bytes.count)]
        guard let query = language.query(.scopes) else { return }
        var reader = ScopeReader(query: query)
        query.forEachMatch(in: tree.root, bytes: bytes) { reader.read($0) }
        fill(from: reader, tree)
    }

    /// The names that can be used at an offset: those of the innermost scope first, of two of one
    /// scope the later first, of two with one spelling the first of these. What a scope binds
    /// behind the offset counts for functions and types, and in the scope of the text.
    package func visible(at offset: Int, bytes: [UInt8]) -> [Local] {
        let chain = chain(around: offset)
        var found: [Local] = []
        for local in locals {
            let isAnywhere = local.scope == 0 || local.kind == .function || local.kind == .type
            guard isAnywhere || local.range.upperBound <= offset, chain[local.scope] != nil,
                !(local.range.lowerBound < offset && offset <= local.range.upperBound)
            else { continue }
            found.append(local)
        }
        found.sort { one, other in
            let (near, far) = (chain[one.scope] ?? 0, chain[other.scope] ?? 0)
            return near != far ? near < far : one.range.lowerBound > other.range.lowerBound
        }
        var seen: Set<ArraySlice<UInt8>> = []
        return found.filter { seen.insert(bytes[$0.range.clamped(to: 0..<bytes.count)]).inserted }
    }

    /// What binds the identifier at an offset, seen from there.
    package func binding(ofNameAt offset: Int, bytes: [UInt8]) -> Local? {
        if let local = locals.first(where: { $0.range.contains(offset) }) { return local }
        guard let use = uses.first(where: { $0.contains(offset) }) else { return nil }
        let name = bytes[use]
        return visible(at: use.lowerBound, bytes: bytes).first { bytes[$0.range] == name }
    }

    /// The scopes around an offset, each with its distance from the innermost.
    private func chain(around offset: Int) -> [Int: Int] {
        var innermost = 0
        for (index, scope) in scopes.enumerated() {
            if scope.range.lowerBound > offset { break }
            if offset <= scope.range.upperBound { innermost = index }
        }
        var chain: [Int: Int] = [:]
        var next: Int? = innermost
        while let index = next {
            chain[index] = chain.count
            next = scopes[index].parent
        }
        return chain
    }

    private mutating func fill(from reader: ScopeReader, _ tree: Tree) {
        var nodes = reader.scopes
        nodes[tree.root.byteRange] = nil
        let sorted = nodes.keys.sorted {
            ($0.lowerBound, -$0.upperBound) < ($1.lowerBound, -$1.upperBound)
        }
        var open = [0]
        for range in sorted {
            while let last = open.last, last != 0, !scopes[last].range.covers(range) {
                open.removeLast()
            }
            scopes.append(Scope(range: range, parent: open.last))
            open.append(scopes.count - 1)
        }
        open = [0]
        var next = 1
        for found in reader.sortedNames {
            while next < scopes.count, scopes[next].range.lowerBound <= found.range.lowerBound {
                open.append(next)
                next += 1
            }
            while let last = open.last, last != 0, !scopes[last].range.covers(found.range) {
                open.removeLast()
            }
            guard let kind = found.kind else {
                uses.append(found.range)
                continue
            }
            var scope = open.last ?? 0
            if kind == .function || kind == .type, let parent = scopes[scope].parent,
                let node = nodes[scopes[scope].range], names(found.range, node)
            {
                scope = parent
            }
            locals.append(Local(kind: kind, range: found.range, scope: scope))
        }
    }

    /// Whether an identifier is the name of what opens the scope: a direct child, or what its name
    /// and declarators lead to.
    private func names(_ identifier: Range<Int>, _ scope: Node) -> Bool {
        var cursor = TreeCursor(at: scope)
        var steps = 0
        while cursor.byteRange != identifier {
            guard cursor.goToFirstChild(endingAtOrAfter: identifier.upperBound),
                cursor.byteRange.covers(identifier)
            else { return false }
            steps += 1
            if cursor.byteRange == identifier { return true }
            guard let field = cursor.field,
                ["name", "declarator"].contains(scope.tree.grammar.name(of: field)), steps < 8
            else { return false }
        }
        return true
    }
}

/// Collects matches. Of all patterns that match one identifier, the first of the query counts.
private struct ScopeReader {
    struct Name {
        var kind: LocalKind?
        var range: Range<Int>
        var pattern: Int
    }

    private let scopeCapture: Int?
    private let kinds: [LocalKind??]
    private(set) var scopes: [Range<Int>: Node] = [:]
    private var names: [Name] = []

    init(query: Query) {
        scopeCapture = query.capture(named: "scope")
        kinds = query.captureNames.map { name in
            if name == "use" { return .some(nil) }
            guard name.hasPrefix("local.") else { return nil }
            return LocalKind(rawValue: String(name.dropFirst("local.".count))).map { .some($0) }
        }
    }

    mutating func read(_ match: borrowing QueryCursor) {
        for place in 0..<match.captureCount {
            let capture = match.captureIndex(at: place)
            let range = match.byteRange(at: place)
            if capture == scopeCapture {
                scopes[range] = match.node(at: place)
            } else if let kind = kinds[capture], !range.isEmpty {
                names.append(Name(kind: kind, range: range, pattern: match.patternIndex))
            }
        }
    }

    /// One name a place, in the order of the text.
    var sortedNames: [Name] {
        var result: [Name] = []
        let sorted = names.sorted {
            ($0.range.lowerBound, $0.pattern) < ($1.range.lowerBound, $1.pattern)
        }
        for name in sorted where name.range.lowerBound != result.last?.range.lowerBound {
            result.append(name)
        }
        return result
    }
}
