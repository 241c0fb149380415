/// An element of an XML document. Reports of tests are small trees of them.
struct XMLElement {
    var name: String
    var attributes: [String: String] = [:]
    var children: [XMLElement] = []
    /// All text directly inside, CDATA included.
    var text = ""

    /// The elements of this name at any depth below this one, in the order of the text. Those
    /// inside a found one are not looked for.
    func descendants(named name: String) -> [XMLElement] {
        children.flatMap { $0.name == name ? [$0] : $0.descendants(named: name) }
    }

    /// The first child of one of these names.
    func child(named names: String...) -> XMLElement? {
        children.first { names.contains($0.name) }
    }
}

/// Reads as much XML as test reports consist of: elements, attributes, text, CDATA, the five named
/// entities and numbered ones. There are no other entities, so none can grow or fetch anything.
/// A document that is cut off gives what was complete, and says so.
struct XMLReader {
    private let bytes: [UInt8]
    private var at = 0
    private var elements = 0

    private static let maximumDepth = 64
    private static let maximumElements = 1_000_000

    private init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The document's root; nil when the bytes are no XML. `isComplete` is whether all elements
    /// were closed in order.
    static func read(_ bytes: [UInt8]) -> (root: XMLElement, isComplete: Bool)? {
        var reader = XMLReader(bytes)
        return reader.document()
    }

    private mutating func document() -> (root: XMLElement, isComplete: Bool)? {
        /// The elements that are open, outermost first.
        var open: [XMLElement] = []
        while at < bytes.count {
            guard bytes[at] == UInt8(ascii: "<") else {
                let text = characters(until: UInt8(ascii: "<"))
                if !open.isEmpty { open[open.count - 1].text += text }
                continue
            }
            if skip("<![CDATA[") {
                let text = raw(until: "]]>")
                if !open.isEmpty { open[open.count - 1].text += text }
            } else if skip("<!--") {
                _ = raw(until: "-->")
            } else if skip("<?") || skip("<!") {
                _ = raw(until: ">")
            } else if skip("</") {
                let name = raw(until: ">")
                guard let closed = open.popLast(), closed.name == name.trimmedName else {
                    return root(of: open, isComplete: false)
                }
                if open.isEmpty { return (closed, true) }
                open[open.count - 1].children.append(closed)
            } else {
                at += 1
                elements += 1
                guard let (element, isEmpty) = startTag(), open.count < XMLReader.maximumDepth,
                    elements < XMLReader.maximumElements
                else { return root(of: open, isComplete: false) }
                if !isEmpty {
                    open.append(element)
                } else if open.isEmpty {
                    return (element, true)
                } else {
                    open[open.count - 1].children.append(element)
                }
            }
        }
        return root(of: open, isComplete: false)
    }

    /// The tree of what is still open.
    private func root(of open: [XMLElement], isComplete: Bool) -> (XMLElement, Bool)? {
        var open = open
        while open.count > 1 {
            let last = open.removeLast()
            open[open.count - 1].children.append(last)
        }
        return open.first.map { ($0, isComplete) }
    }

    /// What follows `<`: a name, attributes, and `>` or `/>`.
    private mutating func startTag() -> (XMLElement, isEmpty: Bool)? {
        let name = nameHere()
        guard !name.isEmpty else { return nil }
        var element = XMLElement(name: name)
        while true {
            skipBlanks()
            if skip("/>") { return (element, true) }
            if skip(">") { return (element, false) }
            let key = nameHere()
            skipBlanks()
            guard !key.isEmpty, skip("=") else { return nil }
            skipBlanks()
            guard at < bytes.count,
                bytes[at] == UInt8(ascii: "\"") || bytes[at] == UInt8(ascii: "'")
            else { return nil }
            let quote = bytes[at]
            at += 1
            element.attributes[key] = characters(until: quote)
            guard at < bytes.count else { return nil }
            at += 1
        }
    }

    private mutating func nameHere() -> String {
        let start = at
        while at < bytes.count, !" \t\r\n/>=<".utf8.contains(bytes[at]) { at += 1 }
        return String(decoding: bytes[start..<at], as: UTF8.self)
    }

    private mutating func skipBlanks() {
        while at < bytes.count, bytes[at] <= UInt8(ascii: " ") { at += 1 }
    }

    private mutating func skip(_ text: String) -> Bool {
        guard bytes[at...].starts(with: text.utf8) else { return false }
        at += text.utf8.count
        return true
    }

    /// The bytes before `end`, which is skipped, as they are.
    private mutating func raw(until end: String) -> String {
        let rest = bytes[at...]
        guard let (before, after) = rest.cut(at: end) else {
            at = bytes.count
            return rest.string
        }
        at = after.startIndex
        return before.string
    }

    /// The text before a byte, its entities replaced.
    private mutating func characters(until end: UInt8) -> String {
        var text: [UInt8] = []
        while at < bytes.count, bytes[at] != end {
            if bytes[at] == UInt8(ascii: "&"), let (scalar, length) = entity() {
                text += String(scalar).utf8
                at += length
            } else {
                text.append(bytes[at])
                at += 1
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The entity that begins here.
    private func entity() -> (Unicode.Scalar, length: Int)? {
        guard let end = bytes[at...].prefix(12).firstIndex(of: UInt8(ascii: ";")) else {
            return nil
        }
        let name = String(decoding: bytes[(at + 1)..<end], as: UTF8.self)
        let length = end + 1 - at
        let named: [String: Unicode.Scalar] = [
            "lt": "<", "gt": ">", "amp": "&", "quot": "\"", "apos": "'",
        ]
        if let scalar = named[name] { return (scalar, length) }
        let code: UInt32? =
            name.hasPrefix("#x")
            ? UInt32(name.dropFirst(2), radix: 16)
            : name.hasPrefix("#") ? UInt32(name.dropFirst()) : nil
        return code.flatMap(Unicode.Scalar.init).map { ($0, length) }
    }
}

extension String {
    /// Without blanks behind it, as a closing tag may have.
    fileprivate var trimmedName: String { Array(utf8)[...].trimmed.string }
}
