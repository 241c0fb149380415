/// A parsed text: the source bytes and, in the order of the text, one node a value.
///
/// A container's node is followed by the nodes of what it holds; an object's members are pairs of
/// a string node and a value. `JSONNode.end` jumps over a value.
final class JSONDocument: Sendable {
    let bytes: [UInt8]
    let nodes: [JSONNode]
    /// Whether parts of the source can be copied as they stand into JSON that every reader accepts.
    let isPlain: Bool

    init(bytes: [UInt8], nodes: [JSONNode], isPlain: Bool) {
        self.bytes = bytes
        self.nodes = nodes
        self.isPlain = isPlain
    }
}

struct JSONNode: Sendable {
    enum Kind: UInt8, Sendable {
        case null, `false`, `true`, integer, decimal, string, array, object
    }

    /// Where the value stands in the source; a string's quotes are left out.
    var offset: UInt32
    var length: UInt32
    /// The number of the first node after this value.
    var end: UInt32
    var kind: Kind
    /// Whether a string contains escape sequences.
    var isEscaped: Bool

    var range: Range<Int> { Int(offset)..<Int(offset) + Int(length) }
}

extension JSONDocument {
    /// The node of the value that the object at `index` has under `key`.
    func find(_ key: String, in index: Int) -> Int? {
        let nodes = self.nodes
        let object = nodes[index]
        guard object.kind == .object else { return nil }
        let source = self.bytes
        let bytes = source.span
        let utf8 = key.utf8Span
        let wanted = utf8.span
        let end = Int(object.end)
        var position = index + 1
        while position < end {
            let name = nodes[position]
            if !name.isEscaped {
                if Int(name.length) == wanted.count,
                    matches(bytes, at: Int(name.offset), wanted)
                {
                    return position + 1
                }
            } else if unescaped(name).span.isEqual(to: wanted) {
                return position + 1
            }
            position = Int(nodes[position + 1].end)
        }
        return nil
    }

    func string(of node: JSONNode) -> String {
        node.isEscaped
            ? String(decoding: unescaped(node), as: UTF8.self)
            : String(decoding: bytes[node.range], as: UTF8.self)
    }

    /// The part of the document below `index` as a document of its own.
    func detachedCopy(of index: Int) -> JSONDocument {
        let root = nodes[index]
        // A string's range leaves out its quotes; they come along so that the copy is JSON again.
        let quotes = root.kind == .string ? 1 : 0
        let start = Int(root.offset) - quotes
        let end = Int(root.offset) + Int(root.length) + quotes
        let copies = nodes[index..<Int(root.end)].map { node in
            var copy = node
            copy.offset -= UInt32(start)
            copy.end -= UInt32(index)
            return copy
        }
        return JSONDocument(bytes: Array(bytes[start..<end]), nodes: copies, isPlain: isPlain)
    }

    /// How the value at `target` is reached from the root: `params.edits[3].range`.
    func path(to target: Int) -> String {
        var path = ""
        var index = 0
        while index != target, let step = step(from: index, towards: target) {
            switch step.name {
            case .place(let place): path += "[\(place)]"
            case .key(let key): path += path.isEmpty ? key : ".\(key)"
            }
            index = step.value
        }
        return path
    }

    private enum StepName {
        case place(Int)
        case key(String)
    }

    /// The value directly inside the container at `index` that is or contains `target`.
    private func step(from index: Int, towards target: Int) -> (name: StepName, value: Int)? {
        let isObject = nodes[index].kind == .object
        var position = index + 1
        var place = 0
        while position < Int(nodes[index].end) {
            let value = isObject ? position + 1 : position
            if target < Int(nodes[value].end) {
                return (isObject ? .key(string(of: nodes[position])) : .place(place), value)
            }
            position = Int(nodes[value].end)
            place += 1
        }
        return nil
    }
}

private func matches(_ bytes: Span<UInt8>, at offset: Int, _ wanted: Span<UInt8>) -> Bool {
    for position in 0..<wanted.count where bytes[offset + position] != wanted[position] {
        return false
    }
    return true
}

extension Span<UInt8> {
    func isEqual(to other: Span<UInt8>) -> Bool {
        count == other.count && matches(self, at: 0, other)
    }
}
