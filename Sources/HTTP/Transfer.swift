internal import Base
internal import CCurl

/// One request as libcurl works on it. Belongs to the client's thread.
final class Transfer {
    let job: TransferJob
    var easy: EasyHandle
    private let start = Instant.now
    private var head = HTTPHead(status: 0, headers: [])
    private var headBytes = 0
    private var isHeadDone = false
    private var firstByte: Instant?
    private var lastByte: Instant?
    private var bodyBytes = 0
    /// Why we ourselves ended it in the middle.
    private var failure: HTTPError?

    private static let maximumHeadBytes = 128 << 10

    init(_ job: TransferJob) throws(HTTPError) {
        guard let easy = EasyHandle() else {
            throw HTTPError(.other, "libcurl has no memory left")
        }
        self.job = job
        self.easy = easy
        let request = job.request
        try self.easy.setUp(request)
        // libcurl calls back only while the transfer is in the multi handle, and it is taken out
        // of that before it goes.
        unsafe self.easy.setReceivers(
            Unmanaged.passUnretained(self).toOpaque(), head: receiveHead, body: receiveBody)
        unsafe tenon_curl_set_pointer(
            self.easy.pointer, TENON_CURL_PRIVATE, UnsafeRawPointer(bitPattern: job.id))
    }

    /// When it has taken too long, and with what. Connecting is watched by libcurl itself.
    var deadline: (at: Instant, phase: HTTPError.Phase) {
        let timeouts = job.request.timeouts
        guard let lastByte else {
            return (start.adding(milliseconds: timeouts.firstByteMilliseconds), .firstByte)
        }
        return (lastByte.adding(milliseconds: timeouts.stallMilliseconds), .stall)
    }

    /// Whether both are streams of one connection.
    func sharesConnection(with other: Transfer) -> Bool {
        let port = easy.number(TENON_CURL_INFO_LOCAL_PORT)
        return port > 0 && port == other.easy.number(TENON_CURL_INFO_LOCAL_PORT)
    }

    /// What is said at the end, with libcurl's result.
    func lastEvent(code: Int32) -> HTTPEvent {
        if job.cancellation.isCancelled { return .failed(.cancelled) }
        if let failure { return .failed(failure) }
        guard code == 0 else {
            let proxyStatus = easy.number(TENON_CURL_INFO_PROXY_STATUS)
            guard proxyStatus == 0 || proxyStatus == 200 else {
                return .failed(.proxyRefused(job.request.url, status: proxyStatus))
            }
            let reason = unsafe String(cString: tenon_curl_error_text(code))
            return .failed(
                HTTPError(
                    code: code, reason: reason, url: job.request.url,
                    timeouts: job.request.timeouts))
        }
        return .end(
            HTTPTimings(
                firstByteMilliseconds: firstByte?.milliseconds(since: start),
                totalMilliseconds: Instant.now.milliseconds(since: start),
                reusedConnection: easy.number(TENON_CURL_INFO_CONNECT_COUNT) == 0,
                isHTTP2: easy.number(TENON_CURL_INFO_HTTP_VERSION) == 3))
    }

    /// Takes one line of the head; false ends the transfer, as does cancelling. Interim answers
    /// (100 Continue) have heads too, of which nobody hears; lines behind the body are of no use.
    fileprivate func takeHead(_ line: UnsafeRawBufferPointer) -> Bool {
        if job.cancellation.isCancelled { return false }
        if isHeadDone { return true }
        headBytes += line.count
        guard headBytes <= Transfer.maximumHeadBytes else {
            failure = HTTPError(
                .tooLarge,
                "the head of the answer of \(job.request.url.origin) is larger than "
                    + "\(Transfer.maximumHeadBytes) bytes")
            return false
        }
        let text = unsafe String(decoding: line, as: UTF8.self).filter { !$0.isNewline }
        if text.hasPrefix("HTTP/") {
            let status = text.split(separator: " ").dropFirst().first.flatMap { Int($0) }
            head = HTTPHead(status: status ?? 0, headers: [])
        } else if let colon = text.firstIndex(of: ":") {
            let value = text[text.index(after: colon)...]
            head.headers.append(HTTPHeader(String(text[..<colon]), String(trimmed(value))))
        } else if text.isEmpty, head.status >= 200 {
            isHeadDone = true
            job.handler(.head(head))
        }
        return true
    }

    /// Takes a piece of the body; false ends the transfer.
    fileprivate func takeBody(_ bytes: UnsafeRawBufferPointer) -> Bool {
        if job.cancellation.isCancelled { return false }
        let limit = job.request.maximumResponseBytes
        bodyBytes += bytes.count
        guard bodyBytes <= limit else {
            failure = HTTPError(
                .tooLarge, "the answer of \(job.request.url.origin) is larger than \(limit) bytes")
            return false
        }
        let now = Instant.now
        if firstByte == nil { firstByte = now }
        lastByte = now
        unsafe job.handler(.body(Array(bytes)))
        return true
    }
}

private func trimmed(_ text: Substring) -> Substring {
    var text = text.drop { $0 == " " || $0 == "\t" }
    while text.last == " " || text.last == "\t" { text.removeLast() }
    return text
}

private func receiveHead(
    _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int,
    _ data: UnsafeMutableRawPointer?
) -> Int {
    guard let data = unsafe data else { return 0 }
    let transfer = unsafe Unmanaged<Transfer>.fromOpaque(data).takeUnretainedValue()
    let taken = unsafe transfer.takeHead(UnsafeRawBufferPointer(start: bytes, count: size * count))
    return taken ? size * count : 0
}

private func receiveBody(
    _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int,
    _ data: UnsafeMutableRawPointer?
) -> Int {
    guard let data = unsafe data else { return 0 }
    let transfer = unsafe Unmanaged<Transfer>.fromOpaque(data).takeUnretainedValue()
    let taken = unsafe transfer.takeBody(UnsafeRawBufferPointer(start: bytes, count: size * count))
    return taken ? size * count : 0
}

extension EasyHandle {
    /// Says all about a request but who gets the answer.
    fileprivate mutating func setUp(_ request: HTTPRequest) throws(HTTPError) {
        set(TENON_CURL_URL, request.url.text)
        // HTTP and HTTPS.
        set(TENON_CURL_PROTOCOLS, 1 | 2)
        set(TENON_CURL_PATH_AS_IS, 1)
        set(TENON_CURL_FOLLOW_LOCATION, 0)
        set(TENON_CURL_CONNECT_TIMEOUT, request.timeouts.connectMilliseconds)
        set(TENON_CURL_TCP_KEEP_ALIVE, 1)
        // Threads and signals do not go together.
        set(TENON_CURL_NO_SIGNAL, 1)
        // A name server that is silent must not hold up whoever cancels.
        set(TENON_CURL_QUICK_EXIT, 1)
        // Nothing compressed is asked for, since that comes in lumps; if it comes all the same, it
        // is unpacked.
        set(TENON_CURL_ACCEPT_ENCODING, "identity")
        // HTTP/2 over TLS where the server offers it; later requests then share a connection. They
        // do not wait to see whether they can: one that waits for a stream would hold them all up.
        set(TENON_CURL_HTTP_VERSION, 4)
        set(TENON_CURL_SSL_VERIFY_PEER, 1)
        set(TENON_CURL_SSL_VERIFY_HOST, 2)
        // TLS 1.2 or newer.
        set(TENON_CURL_SSL_VERSION, 6)
        if let file = request.route.certificateFile {
            set(TENON_CURL_CA_INFO, file)
            set(TENON_CURL_PROXY_CA_INFO, file)
        }
        set(TENON_CURL_SUPPRESS_CONNECT_HEADERS, 1)
        if request.url.isLoopback {
            set(TENON_CURL_PROXY, "")
        } else if let proxy = request.route.proxy {
            set(TENON_CURL_PROXY, proxy)
        }
        for header in request.headers { try add(header.name, header.value) }
        for header in request.secretHeaders { try add(header.name, header.value) }
        switch request.method {
        case .get: set(TENON_CURL_HTTP_GET, 1)
        case .post(let body):
            setPost(body)
            // Servers that do not know this question would cost a second's wait.
            addHeader("Expect:")
        }
    }

    private mutating func add(_ name: String, _ value: String) throws(HTTPError) {
        let isToken = name.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
                true
            default: false
            }
        }
        guard isToken, !name.isEmpty else {
            throw HTTPError(.badRequest, "a header's name has characters that it cannot have")
        }
        guard value.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7f || $0 == 0x09 }) else {
            throw HTTPError(
                .badRequest, "the value of the header \(name) has a line break or the like")
        }
        // Without the semicolon libcurl would take an empty value for the wish to leave it out.
        addHeader(value.isEmpty ? "\(name);" : "\(name): \(value)")
    }
}
