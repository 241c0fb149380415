/// Where a request goes: `http://` or `https://`, a host, perhaps a port and a path. Whatever is
/// unusual is refused rather than guessed at: libcurl cannot then read it as another place than we.
package struct HTTPURL: Hashable, Sendable {
    package let isEncrypted: Bool
    /// A name or an address; lower case. An IPv6 address has its brackets.
    package let host: String
    package let port: Int
    /// The path and, behind `?`, the query. Begins with a slash.
    package let target: String

    /// Reads a URL. The message of the error names no part that may be secret.
    package init(_ text: String) throws(HTTPError) {
        let scheme: Substring
        if text.lowercased().hasPrefix("https://") {
            scheme = text.prefix(8)
        } else if text.lowercased().hasPrefix("http://") {
            scheme = text.prefix(7)
        } else {
            throw HTTPError(.badRequest, "a server's URL begins with http:// or https://")
        }
        isEncrypted = scheme.utf8.count == 8
        let rest = text.utf8.dropFirst(scheme.utf8.count)
        let authority = rest.prefix { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") }
        if authority.contains(UInt8(ascii: "@")) {
            throw HTTPError(
                .badRequest, "a server's URL has no user and password: configure a key instead")
        }
        let (host, port) = HTTPURL.split(Substring(authority))
        guard let host, HTTPURL.isHost(host) else {
            throw HTTPError(.badRequest, "the server's URL has no valid host")
        }
        self.host = host.lowercased()
        let usual: UInt16 = isEncrypted ? 443 : 80
        let number = port.map { $0.hasPrefix("+") ? 0 : UInt16($0) ?? 0 } ?? usual
        guard number > 0 else {
            throw HTTPError(.badRequest, "the port of \(host) is not a number from 1 to 65535")
        }
        self.port = Int(number)
        var target = String(Substring(rest.dropFirst(authority.count)))
        if !target.hasPrefix("/") { target = "/" + target }
        guard target.utf8.allSatisfy(HTTPURL.isAllowedInTarget) else {
            throw HTTPError(
                .badRequest,
                "the path of \(host) has a blank, a '#' or another character that URLs cannot have")
        }
        self.target = target
    }

    private init(_ base: HTTPURL, target: String) {
        isEncrypted = base.isEncrypted
        host = base.host
        port = base.port
        self.target = target
    }

    /// The place below this one: base URLs are configured with and without a slash at the end. What
    /// a URL cannot have is escaped.
    package func appending(_ path: String) -> HTTPURL {
        var bytes = Array(target.utf8.prefix { $0 != UInt8(ascii: "?") })
        while bytes.last == UInt8(ascii: "/") { bytes.removeLast() }
        if !path.hasPrefix("/") { bytes.append(UInt8(ascii: "/")) }
        for byte in path.utf8 {
            if HTTPURL.isAllowedInTarget(byte) {
                bytes.append(byte)
            } else {
                let hexadecimal = String(byte, radix: 16, uppercase: true)
                bytes += Array("%\(byte < 16 ? "0" : "")\(hexadecimal)".utf8)
            }
        }
        return HTTPURL(self, target: String(decoding: bytes, as: UTF8.self))
    }

    /// Scheme, host and, where it is unusual, the port: what may be shown.
    package var origin: String {
        let isUsual = port == (isEncrypted ? 443 : 80)
        return (isEncrypted ? "https://" : "http://") + host + (isUsual ? "" : ":\(port)")
    }

    /// Whether what is sent there stays on this machine.
    package var isLoopback: Bool {
        if host == "localhost" || host == "[::1]" { return true }
        let numbers = host.split(separator: ".", omittingEmptySubsequences: false)
        return numbers.count == 4 && numbers[0] == "127" && numbers.allSatisfy { UInt8($0) != nil }
    }

    /// All of it. Some services want a key in the query, so this is not for showing.
    var text: String { origin + target }

    private static func split(_ authority: Substring) -> (host: Substring?, port: Substring?) {
        if authority.hasPrefix("[") {
            guard let end = authority.firstIndex(of: "]") else { return (nil, nil) }
            let after = authority[authority.index(after: end)...]
            if after.isEmpty { return (authority[...end], nil) }
            return after.hasPrefix(":") ? (authority[...end], after.dropFirst()) : (nil, nil)
        }
        guard let colon = authority.firstIndex(of: ":") else { return (authority, nil) }
        return (authority[..<colon], authority[authority.index(after: colon)...])
    }

    private static func isHost(_ host: Substring) -> Bool {
        if host.hasPrefix("[") {
            return host.utf8.count > 3
                && host.dropFirst().dropLast().utf8.allSatisfy { byte in
                    byte == UInt8(ascii: ":") || byte == UInt8(ascii: ".") || isHexadecimal(byte)
                }
        }
        return !host.isEmpty
            && host.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"),
                    UInt8(ascii: "_"):
                    true
                default: false
                }
            }
    }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (97...102).contains(byte | 0x20)
    }

    private static func isAllowedInTarget(_ byte: UInt8) -> Bool {
        (0x21...0x7e).contains(byte) && !"#\"<>\\^`{|}".utf8.contains(byte)
    }
}

extension HTTPURL: CustomStringConvertible {
    /// Without the query, in which some services want a key.
    package var description: String { origin + target.prefix { $0 != "?" } }
}
