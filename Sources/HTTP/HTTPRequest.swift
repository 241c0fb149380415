package import Base

/// One request: all that is sent, and the bounds on what comes back.
package struct HTTPRequest: Sendable {
    package enum Method: Hashable, Sendable {
        case get
        case post(body: [UInt8])
    }

    package var method: Method
    package var url: HTTPURL
    /// Headers that may be shown.
    package var headers: [HTTPHeader]
    /// Headers with a key in them.
    package var secretHeaders: [SecretHeader]
    package var timeouts: HTTPTimeouts
    /// An answer that grows beyond this ends as an error.
    package var maximumResponseBytes: Int
    package var route: HTTPRoute

    package init(
        _ method: Method, _ url: HTTPURL, headers: [HTTPHeader] = [],
        secretHeaders: [SecretHeader] = [], timeouts: HTTPTimeouts, maximumResponseBytes: Int,
        route: HTTPRoute = HTTPRoute()
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.secretHeaders = secretHeaders
        self.timeouts = timeouts
        self.maximumResponseBytes = maximumResponseBytes
        self.route = route
    }
}

/// A line of a message's head.
package struct HTTPHeader: Hashable, Sendable {
    package var name: String
    package var value: String

    package init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}

/// A header whose value nobody but the server gets to see: no description and no mirror shows it.
package struct SecretHeader: Sendable, CustomStringConvertible, CustomReflectable {
    package let name: String
    private let scheme: String
    private let secret: Secret

    /// A header with a key in it, perhaps behind a word that says what kind of key: `Bearer `.
    package init(_ name: String, scheme: String = "", _ secret: Secret) {
        self.name = name
        self.scheme = scheme
        self.secret = secret
    }

    /// What goes over the wire.
    var value: String {
        secret.withBytes { bytes in
            scheme + String(decoding: bytes.indices.map { bytes[$0] }, as: UTF8.self)
        }
    }

    package var description: String { "\(name): <secret>" }
    package var customMirror: Mirror { Mirror(self, children: ["name": name]) }
}

/// How long each part of a request may take.
package struct HTTPTimeouts: Hashable, Sendable {
    /// To find the host, connect and agree on encryption.
    package var connectMilliseconds: Int
    /// From the start to the first byte of the answer's body: a model that is being loaded or that
    /// reads a long prompt is silent until then.
    package var firstByteMilliseconds: Int
    /// Between two pieces of the body.
    package var stallMilliseconds: Int

    package init(
        connectMilliseconds: Int, firstByteMilliseconds: Int, stallMilliseconds: Int
    ) {
        self.connectMilliseconds = connectMilliseconds
        self.firstByteMilliseconds = firstByteMilliseconds
        self.stallMilliseconds = stallMilliseconds
    }
}

/// The way to a server. This machine itself is always reached directly.
package struct HTTPRoute: Hashable, Sendable, CustomStringConvertible, CustomReflectable {
    /// A proxy's URL, empty for none; nil is what the environment says (`https_proxy`, `no_proxy`
    /// and the like).
    package var proxy: String?
    /// A file of certificates that are trusted in place of the system's.
    package var certificateFile: String?

    package init(proxy: String? = nil, certificateFile: String? = nil) {
        self.proxy = proxy
        self.certificateFile = certificateFile
    }

    // A proxy's URL may have a password in it.
    package var description: String { proxy == nil ? "as the environment says" : "by a proxy" }
    package var customMirror: Mirror { Mirror(self, children: ["description": description]) }
}

/// What comes of a request, in this order: a head, pieces of the body, and exactly one of `end` and
/// `failed`, after which there is nothing more.
package enum HTTPEvent: Sendable {
    case head(HTTPHead)
    case body([UInt8])
    case end(HTTPTimings)
    case failed(HTTPError)
}

/// Status and headers of an answer.
package struct HTTPHead: Hashable, Sendable {
    package var status: Int
    package var headers: [HTTPHeader]

    package init(status: Int, headers: [HTTPHeader]) {
        self.status = status
        self.headers = headers
    }

    /// The value of the first header with a name, in any case of letters.
    package subscript(name: String) -> String? {
        headers.first { $0.name.lowercased() == name.lowercased() }?.value
    }

    /// The media type without its parameters, in lower case; empty when there is none.
    package var mediaType: String {
        let type = (self["content-type"] ?? "").prefix { $0 != ";" }
        return type.filter { $0 != " " }.lowercased()
    }
}

/// How a request that was answered went.
package struct HTTPTimings: Hashable, Sendable {
    /// From the start of the request to the body's first byte; nil when it had none.
    package var firstByteMilliseconds: Double?
    package var totalMilliseconds: Double
    /// Whether a connection of an earlier request was used.
    package var reusedConnection: Bool
    package var isHTTP2: Bool
}
