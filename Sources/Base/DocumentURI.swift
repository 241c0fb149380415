/// What a client calls a document. The client's own spelling is kept and sent back; two
/// spellings of one URI (`%28` and `(`, `%c3` and `%C3`) compare equal.
package struct DocumentURI: Hashable, Sendable, CustomStringConvertible {
    /// Exactly as the client wrote it, or as we made it from a path.
    package let spelling: String
    /// Scheme and percent-decoded rest: what equality is judged by.
    private let key: [UInt8]

    package init(_ spelling: String) {
        self.spelling = spelling
        key = DocumentURI.canonical(spelling)
    }

    /// The `file:` URI of an absolute path, percent-encoded as RFC 3986 asks.
    package init(path: Path) {
        var text = "file://"
        for byte in path.bytes {
            if DocumentURI.isPlain(byte) {
                text.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                text += "%" + DocumentURI.hex(byte >> 4) + DocumentURI.hex(byte & 15)
            }
        }
        self.init(text)
    }

    package var description: String { spelling }

    /// The part before the colon, in lower case; empty when there is none.
    package var scheme: String {
        guard let colon = key.firstIndex(of: UInt8(ascii: ":")) else { return "" }
        return String(decoding: key[..<colon], as: UTF8.self)
    }

    /// The file it names on this machine; nil for other schemes and other hosts.
    package var path: Path? {
        let prefix = Array("file://".utf8)
        guard key.starts(with: prefix) else { return nil }
        var rest = key[prefix.count...]
        let localhost = Array("localhost/".utf8)
        if rest.starts(with: localhost) { rest = rest.dropFirst(localhost.count - 1) }
        guard rest.first == UInt8(ascii: "/"), !rest.contains(0) else { return nil }
        return Path(bytes: rest)
    }

    /// The last part of its path, for choosing a language by file name.
    package var name: String {
        let end = key.firstIndex { $0 == UInt8(ascii: "?") && scheme != "file" } ?? key.endIndex
        let start = key[..<end].lastIndex { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: ":") }
        return String(decoding: key[(start.map { $0 + 1 } ?? 0)..<end], as: UTF8.self)
    }

    package static func == (one: DocumentURI, other: DocumentURI) -> Bool {
        one.key == other.key
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(key)
    }

    private static func canonical(_ spelling: String) -> [UInt8] {
        let bytes = Array(spelling.utf8)
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte == UInt8(ascii: "%"), index + 2 < bytes.count,
                let high = value(bytes[index + 1]), let low = value(bytes[index + 2])
            {
                out.append(high << 4 | low)
                index += 3
            } else {
                out.append(byte)
                index += 1
            }
        }
        // Only the scheme is caseless.
        if let colon = out.firstIndex(of: UInt8(ascii: ":")) {
            for place in 0..<colon where (65...90).contains(out[place]) { out[place] |= 0x20 }
        }
        return out
    }

    private static func value(_ digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
        default: nil
        }
    }

    private static func hex(_ nibble: UInt8) -> String {
        String(nibble, radix: 16, uppercase: true)
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: Array("-._~/".utf8).contains(byte)
        }
    }
}
