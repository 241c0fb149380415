/// Takes a stream of server-sent events apart, as the WHATWG describes them. Never reads or waits;
/// the same events come out however the stream is cut into pieces.
package struct ServerSentEvents {
    /// One event. Fields that no model server uses (`id`, `retry`) are not kept.
    package struct Event: Hashable, Sendable {
        /// What its `event:` line says; empty when there is none.
        package var name: String
        /// Its `data:` lines, joined by line feeds.
        package var data: [UInt8]

        package init(name: String = "", data: [UInt8]) {
            self.name = name
            self.data = data
        }
    }

    /// The line that has begun.
    private var line: [UInt8] = []
    /// Whether the line before ended with a carriage return, whose line feed may still come.
    private var endedWithReturn = false
    private var isFirstLine = true
    private var name = ""
    /// Nil until the event has a `data:` line.
    private var data: [UInt8]?

    package init() {}

    /// Takes more of the stream, and gives the events that are complete with it.
    package mutating func feed(_ bytes: some Sequence<UInt8>) -> [Event] {
        var events: [Event] = []
        for byte in bytes {
            let followsReturn = endedWithReturn
            endedWithReturn = byte == UInt8(ascii: "\r")
            switch byte {
            case UInt8(ascii: "\n") where followsReturn: break
            case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
                if let event = endLine() { events.append(event) }
            default: line.append(byte)
            }
        }
        return events
    }

    /// The stream has ended. An event that lacks only its blank line still counts, because some
    /// servers close right after the last record.
    package mutating func end() -> Event? {
        defer { self = ServerSentEvents() }
        if !line.isEmpty { _ = endLine() }
        return dispatch()
    }

    private mutating func endLine() -> Event? {
        defer { line.removeAll(keepingCapacity: true) }
        var content = line[...]
        if isFirstLine {
            isFirstLine = false
            if content.starts(with: byteOrderMark) {
                content = content.dropFirst(byteOrderMark.count)
            }
        }
        if content.isEmpty { return dispatch() }
        let colon = content.firstIndex(of: UInt8(ascii: ":")) ?? content.endIndex
        var value = content[colon...].dropFirst()
        if value.first == UInt8(ascii: " ") { value = value.dropFirst() }
        // A line that begins with a colon is a comment: a field without a name.
        let field = content[..<colon]
        if field.elementsEqual("data".utf8) {
            if data == nil { data = [] } else { data?.append(UInt8(ascii: "\n")) }
            data?.append(contentsOf: value)
        } else if field.elementsEqual("event".utf8) {
            name = String(decoding: value, as: UTF8.self)
        }
        return nil
    }

    private mutating func dispatch() -> Event? {
        defer {
            name = ""
            data = nil
        }
        return data.map { Event(name: name, data: $0) }
    }
}

/// What some servers begin with, though nothing asks for it.
let byteOrderMark: [UInt8] = [0xef, 0xbb, 0xbf]
