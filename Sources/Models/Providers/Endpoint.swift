package import HTTP

/// Where a model server is.
package struct Endpoint: Sendable, Hashable, CustomStringConvertible {
    private let root: HTTPURL
    private let versioned: HTTPURL

    /// Reads a URL as people write it: with or without the version at its end.
    package init(_ text: String) throws(HTTPError) {
        let url = try HTTPURL(text)
        var path = url.target.prefix { $0 != "?" }
        while path.hasSuffix("/") { path.removeLast() }
        versioned = path.isEmpty ? url.appending("v1") : url
        root = try HTTPURL(url.origin + Endpoint.withoutVersion(path))
    }

    /// The URL of a place below it.
    package func url(_ place: Place) -> HTTPURL {
        switch place {
        case .root(let path): root.appending(path)
        case .versioned(let path): versioned.appending(path)
        }
    }

    /// A place below an endpoint.
    package enum Place: Sendable, Hashable {
        /// From the root of the server's interface, such as `/api/chat`.
        case root(String)
        /// From the version, such as `/chat/completions` below `/v1`. An endpoint with any path of
        /// its own is taken to name its version.
        case versioned(String)
    }

    /// Whether what is sent there stays on this machine.
    package var isLocal: Bool { root.isLoopback }

    /// Whether nobody on the way can read what is sent there.
    package var isEncrypted: Bool { root.isEncrypted }

    package var description: String { root.description }

    /// A path such as `/api/v1` without what names the version at its end.
    private static func withoutVersion(_ path: Substring) -> Substring {
        guard let slash = path.lastIndex(of: "/") else { return path }
        let segment = path[slash...].dropFirst()
        let isVersion =
            segment.hasPrefix("v") && segment.utf8.count > 1
            && segment.utf8.dropFirst().allSatisfy { (48...57).contains($0) }
        return isVersion ? path[..<slash] : path
    }
}
