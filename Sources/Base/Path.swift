/// A file-system path: bytes, as the kernel has them. Not every path is UTF-8, so equality and
/// joining work on bytes; `string` is for showing, for JSON and for paths known to be text.
package struct Path: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// Without a slash at the end, unless it is the root; without doubled slashes.
    package let bytes: [UInt8]

    package init(bytes: some Sequence<UInt8>) {
        var clean: [UInt8] = []
        for byte in bytes {
            if byte == 0 { break }
            if byte == UInt8(ascii: "/"), clean.last == UInt8(ascii: "/") { continue }
            clean.append(byte)
        }
        if clean.count > 1, clean.last == UInt8(ascii: "/") { clean.removeLast() }
        self.bytes = clean
    }

    package init(_ string: String) {
        self.init(bytes: string.utf8)
    }

    package var string: String { String(decoding: bytes, as: UTF8.self) }
    package var description: String { string }
    package var isAbsolute: Bool { bytes.first == UInt8(ascii: "/") }

    /// The last component; empty for the root.
    package var name: String {
        String(decoding: bytes[afterLastSlash...], as: UTF8.self)
    }

    /// What follows the last dot of the name, unless the name begins with that dot.
    package var fileExtension: String? {
        let name = bytes[afterLastSlash...]
        guard let dot = name.lastIndex(of: UInt8(ascii: ".")), dot > name.startIndex else {
            return nil
        }
        return String(decoding: name[(dot + 1)...], as: UTF8.self)
    }

    /// The folder that holds it; the root is its own parent.
    package var parent: Path {
        let slash = afterLastSlash - 1
        return slash < 0 ? Path(".") : Path(bytes: slash == 0 ? bytes[...0] : bytes[..<slash])
    }

    /// `other` below this path, or `other` itself when it is absolute.
    package func appending(_ other: Path) -> Path {
        other.isAbsolute ? other : Path(bytes: bytes + [UInt8(ascii: "/")] + other.bytes)
    }

    package static func / (folder: Path, name: String) -> Path {
        folder.appending(Path(name))
    }

    /// Whether this path is `folder` or lies below it. Purely textual: no link is followed.
    package func isInside(_ folder: Path) -> Bool {
        if folder.bytes == [UInt8(ascii: "/")] { return isAbsolute }
        guard bytes.starts(with: folder.bytes) else { return false }
        return bytes.count == folder.bytes.count
            || bytes[folder.bytes.count] == UInt8(ascii: "/")
    }

    /// This path as seen from `folder`, when it lies below it.
    package func relative(to folder: Path) -> Path? {
        guard isInside(folder) else { return nil }
        let rest = bytes.dropFirst(folder.bytes.count)
        return Path(bytes: rest.drop { $0 == UInt8(ascii: "/") })
    }

    package static func < (one: Path, other: Path) -> Bool {
        one.bytes.lexicographicallyPrecedes(other.bytes)
    }

    private var afterLastSlash: Int {
        (bytes.lastIndex(of: UInt8(ascii: "/")) ?? -1) + 1
    }
}

extension Path: ExpressibleByStringLiteral {
    package init(stringLiteral value: String) { self.init(value) }
}
