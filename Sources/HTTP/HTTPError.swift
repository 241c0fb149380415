/// Why there is no complete answer. An answer with a status of failure is an answer: no error.
/// The text says what, where and what to do, and never has a header's value in it.
package struct HTTPError: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Kind: Hashable, Sendable {
        /// libcurl is not on this machine.
        case missingLibrary
        /// The request cannot be sent as it is.
        case badRequest
        case unknownHost
        /// Nothing answers there.
        case unreachable
        /// TLS found no certificate that it can trust, or no common ground.
        case untrusted
        case timedOut(Phase)
        /// The connection ended before the answer did.
        case connectionLost
        /// The answer grew beyond the bound of its request.
        case tooLarge
        /// What came back is not HTTP.
        case malformed
        /// By our own side.
        case cancelled
        case other
    }

    /// What took too long.
    package enum Phase: Hashable, Sendable {
        case connecting, firstByte, stall
    }

    package let kind: Kind
    package let description: String

    package init(_ kind: Kind, _ description: String) {
        self.kind = kind
        self.description = description
    }
}

extension HTTPError {
    static let cancelled = HTTPError(.cancelled, "the request was cancelled")

    /// What libcurl's result code means for a request to a place; `reason` is libcurl's text.
    init(code: Int32, reason: String, url: HTTPURL, timeouts: HTTPTimeouts) {
        let place = url.origin
        switch code {
        case 5:
            self.init(.unknownHost, "the proxy for \(place) is not known by any name server")
        case 6:
            self.init(
                .unknownHost, "\(url.host) is not known by any name server: check the URL")
        case 7, 97:
            self.init(.unreachable, "nothing answers at \(place): is the server running?")
        case 28:
            self = .timedOut(.connecting, url, timeouts)
        case 35, 53, 54, 58, 59, 60, 66, 77, 80, 82, 83, 90, 91, 98:
            self.init(
                .untrusted,
                "no trusted connection to \(place): \(reason); "
                    + "for a certificate authority of your own, configure its file")
        case 16, 18, 52, 55, 56, 92:
            self.init(.connectionLost, "the connection to \(place) ended early: \(reason)")
        case 1, 8, 23, 61:
            self.init(.malformed, "\(place) does not answer in HTTP: \(reason)")
        default:
            self.init(.other, "the request to \(place) failed: \(reason) (curl \(code))")
        }
    }

    static func proxyRefused(_ url: HTTPURL, status: Int) -> HTTPError {
        HTTPError(
            .unreachable,
            "the proxy does not let us through to \(url.origin) (status \(status)): "
                + "check its setting, and https_proxy and no_proxy")
    }

    static func timedOut(_ phase: Phase, _ url: HTTPURL, _ timeouts: HTTPTimeouts) -> HTTPError {
        func seconds(_ milliseconds: Int) -> String { "\(Double(milliseconds) / 1000) s" }
        let text =
            switch phase {
            case .connecting:
                "no connection to \(url.origin) within \(seconds(timeouts.connectMilliseconds))"
            case .firstByte:
                "no answer from \(url.origin) within \(seconds(timeouts.firstByteMilliseconds))"
            case .stall:
                "\(url.origin) stopped in the middle of its answer for "
                    + seconds(timeouts.stallMilliseconds)
            }
        return HTTPError(.timedOut(phase), text)
    }
}
