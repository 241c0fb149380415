internal import Base
internal import CCurl

/// libcurl on this machine. It is loaded with the first request: a program that asks no server
/// anything starts faster and smaller without it.
enum LibCurl {
    /// Nil once it is loaded; else why it cannot be.
    static let problem: HTTPError? = load([
        "libcurl.so.4", "libcurl-gnutls.so.4", "libcurl.4.dylib",
    ])

    /// What the loaded library says of itself, without what it was built with.
    static var version: String {
        let text = unsafe String(cString: tenon_curl_version())
        return text.split(separator: " ").first.map(String.init) ?? text
    }

    /// Loads the first of some files that is there.
    static func load(_ files: [String]) -> HTTPError? {
        var reasons: [String] = []
        for file in files {
            guard let reason = unsafe tenon_curl_load(file) else { return nil }
            unsafe reasons.append(String(cString: reason))
        }
        return HTTPError(
            .missingLibrary,
            "requests to model servers need libcurl 7.68 or newer: install it "
                + "(Debian, Ubuntu: apt install libcurl4; Fedora: dnf install libcurl); "
                + reasons.joined(separator: "; "))
    }
}

/// The owner of one transfer's handle.
@safe
struct EasyHandle: ~Copyable {
    private let handle: OpaquePointer
    private var headers: OpaquePointer?

    init?() {
        guard let handle = unsafe tenon_curl_easy_init() else { return nil }
        unsafe self.handle = handle
        unsafe headers = nil
    }

    deinit {
        unsafe tenon_curl_easy_cleanup(handle)
        unsafe tenon_curl_list_free(headers)
    }

    var pointer: OpaquePointer { unsafe handle }

    /// False when this libcurl does not know the option.
    @discardableResult
    mutating func set(_ option: TenonCurlOption, _ value: Int) -> Bool {
        unsafe tenon_curl_set_number(handle, option, value) == 0
    }

    /// libcurl copies the text.
    @discardableResult
    mutating func set(_ option: TenonCurlOption, _ value: String) -> Bool {
        unsafe value.withCString { unsafe tenon_curl_set_pointer(handle, option, $0) == 0 }
    }

    /// Sends these bytes; libcurl copies them.
    mutating func setPost(_ body: [UInt8]) {
        set(TENON_CURL_POST, 1)
        unsafe tenon_curl_set_size(handle, TENON_CURL_POST_SIZE, Int64(body.count))
        _ = unsafe body.withUnsafeBytes {
            unsafe tenon_curl_set_pointer(handle, TENON_CURL_COPIED_POST, $0.baseAddress)
        }
    }

    mutating func addHeader(_ line: String) {
        guard let longer = unsafe tenon_curl_list_append(headers, line) else { return }
        unsafe headers = longer
        unsafe tenon_curl_set_pointer(handle, TENON_CURL_HTTP_HEADER, UnsafeRawPointer(longer))
    }

    /// Who gets head and body: both receivers are called with this pointer.
    mutating func setReceivers(
        _ data: UnsafeMutableRawPointer, head: @escaping TenonCurlReceiver,
        body: @escaping TenonCurlReceiver
    ) {
        unsafe tenon_curl_set_receiver(handle, TENON_CURL_HEADER_FUNCTION, head)
        unsafe tenon_curl_set_pointer(handle, TENON_CURL_HEADER_DATA, data)
        unsafe tenon_curl_set_receiver(handle, TENON_CURL_WRITE_FUNCTION, body)
        unsafe tenon_curl_set_pointer(handle, TENON_CURL_WRITE_DATA, data)
    }

    borrowing func number(_ info: TenonCurlInfo) -> Int { unsafe tenon_curl_number(handle, info) }
}
