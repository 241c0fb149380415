internal import Syntax

/// Collects matches. What a body declares for itself does not count.
struct TagReader {
    private enum Role {
        case definition(DefinitionKind)
        case reference(ReferenceKind)
        /// Of an assignment the name is what stands before its sign.
        case name(isAssignment: Bool)
        case body
        case container
        case locals
        case other
    }

    private let roles: [Role]
    private let bytes: [UInt8]
    private var found = Tags()
    /// Where variables, constants and prototypes are local.
    private var locals: [Range<Int>] = []

    init(query: Query, bytes: [UInt8]) {
        self.bytes = bytes
        roles = query.captureNames.map { name in
            if name == "name" { return .name(isAssignment: false) }
            if name == "name.assigned" { return .name(isAssignment: true) }
            if name == "body" { return .body }
            if name == "container" { return .container }
            if name == "locals" { return .locals }
            let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
            guard parts.count == 2 else { return .other }
            if parts[0] == "definition", let kind = DefinitionKind(rawValue: parts[1]) {
                return .definition(kind)
            }
            if parts[0] == "reference", let kind = ReferenceKind(rawValue: parts[1]) {
                return .reference(kind)
            }
            return .other
        }
    }

    mutating func read(_ match: borrowing QueryCursor) {
        let pattern = match.patternIndex
        var defined: (kind: DefinitionKind, range: Range<Int>)?
        var body: Range<Int>?
        var container: Range<Int>?
        var hasName = false
        for place in 0..<match.captureCount {
            switch roles[match.captureIndex(at: place)] {
            case .definition(let kind): defined = (kind, match.byteRange(at: place))
            case .reference(let kind):
                found.references.append(
                    Reference(
                        kind: kind, range: bare(match.byteRange(at: place)), pattern: pattern))
            case .name: hasName = true
            case .body: body = match.byteRange(at: place)
            case .container: container = match.byteRange(at: place)
            case .locals: locals.append(match.byteRange(at: place))
            case .other: break
            }
        }
        guard hasName, let defined else { return }
        // A pattern may take several names at once.
        for place in 0..<match.captureCount {
            guard case .name(let isAssignment) = roles[match.captureIndex(at: place)]
            else { continue }
            var name = bare(match.byteRange(at: place))
            if isAssignment, let sign = bytes[name].firstIndex(of: UInt8(ascii: "=")) {
                name = name.lowerBound..<sign
            }
            guard !name.isEmpty, defined.range.covers(name) else { continue }
            found.definitions.append(
                Definition(
                    kind: defined.kind, range: defined.range, nameRange: name, bodyRange: body,
                    containerRange: container, pattern: pattern))
        }
    }

    /// A name that is written as a symbol (Ruby's `:name`) without what makes it one.
    private func bare(_ range: Range<Int>) -> Range<Int> {
        guard range.count > 1, bytes[range.lowerBound] == UInt8(ascii: ":") else { return range }
        return range.lowerBound + 1..<range.upperBound
    }

    var tags: Tags {
        var tags = found
        tags.settle()
        guard !locals.isEmpty else { return tags }
        let bodies = outermost(locals)
        tags.definitions.removeAll { definition in
            definition.isLocalInBody && bodies.haveOne(around: definition.range)
        }
        return tags
    }
}

extension Definition {
    /// Whether it is local when it stands in a body: not so functions with a body, types and
    /// members.
    fileprivate var isLocalInBody: Bool {
        switch kind {
        case .variable, .constant: true
        case .function: bodyRange == nil
        case .method, .constructor, .class, .struct, .enum, .interface, .type, .enumMember,
            .module, .namespace, .extension, .field, .property, .macro:
            false
        }
    }
}

/// The ranges that lie in no other, sorted. Ranges of nodes nest or are apart.
private func outermost(_ ranges: [Range<Int>]) -> [Range<Int>] {
    let sorted = ranges.sorted {
        ($0.lowerBound, -$0.upperBound) < ($1.lowerBound, -$1.upperBound)
    }
    var result: [Range<Int>] = []
    for range in sorted where range.upperBound > result.last?.upperBound ?? -1 {
        result.append(range)
    }
    return result
}

extension [Range<Int>] {
    /// Whether one of them, sorted and apart, holds all of a range.
    fileprivate func haveOne(around inner: Range<Int>) -> Bool {
        var low = startIndex
        var high = endIndex
        while low < high {
            let middle = low + (high - low) / 2
            if self[middle].lowerBound <= inner.lowerBound {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low > startIndex && self[low - 1].upperBound >= inner.upperBound
    }
}
