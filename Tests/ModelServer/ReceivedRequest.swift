package import JSON

/// A request as the server got it.
package struct ReceivedRequest: Sendable {
    package internal(set) var method = ""
    /// What stands behind the method: a path with its query, or for a proxy a whole URL.
    package internal(set) var target = ""
    package internal(set) var headers: [(name: String, value: String)] = []
    package internal(set) var body: [UInt8] = []

    /// The target without its query.
    package var path: String { String(target.prefix { $0 != "?" }) }

    /// The value of a header, in any case of letters.
    package subscript(header name: String) -> String? {
        headers.first { $0.name.lowercased() == name.lowercased() }?.value
    }

    /// The body; null when it is no JSON.
    package var json: JSON { (try? JSON.parse(body, limits: .standard)) ?? JSON(.null) }
}

/// Reads requests off a connection.
struct RequestReader {
    private var buffer: [UInt8] = []

    /// The next whole request, taken out of what was read; nil when more is needed.
    mutating func next() -> ReceivedRequest? {
        let end = Array("\r\n\r\n".utf8)
        guard buffer.count >= end.count,
            let headEnd = (0...(buffer.count - end.count)).first(where: {
                buffer[$0...].starts(with: end)
            })
        else { return nil }
        let lines = String(decoding: buffer[..<headEnd], as: UTF8.self).split(separator: "\r\n")
        var request = ReceivedRequest()
        let words = lines.first?.split(separator: " ") ?? []
        request.method = words.first.map(String.init) ?? ""
        request.target = words.dropFirst().first.map(String.init) ?? ""
        for line in lines.dropFirst() {
            guard let colon = line.firstIndex(of: ":") else { continue }
            let value = line[line.index(after: colon)...].drop { $0 == " " }
            request.headers.append((String(line[..<colon]), String(value)))
        }
        let length = request[header: "content-length"].flatMap { Int($0) } ?? 0
        let start = headEnd + end.count
        guard buffer.count >= start + length else { return nil }
        request.body = Array(buffer[start..<(start + length)])
        buffer.removeFirst(start + length)
        return request
    }

    mutating func feed(_ bytes: [UInt8]) { buffer += bytes }
}
