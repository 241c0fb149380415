private import HTTP

extension FuzzTarget {
    /// A stream of events. However it is cut into pieces, the same comes out, as events and as JSON
    /// lines; and what came out, written anew, comes out again.
    static let sse = FuzzTarget(name: "sse") { input in
        var pieces: [ArraySlice<UInt8>] = []
        var rest = input[...]
        while let first = rest.first {
            pieces.append(rest.prefix(Int(first) % 7 + 1))
            rest = rest.dropFirst(Int(first) % 7 + 1)
        }
        let whole = events([input[...]])
        try require(events(pieces) == whole, "the events depend on how the stream is cut")
        try require(lines(pieces) == lines([input[...]]), "the lines depend on how it is cut")

        let written = whole.map { event -> [UInt8] in
            let data = event.data.split(
                separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            let fields = data.map { Array("data: ".utf8) + $0 + [UInt8(ascii: "\n")] }
            return Array("event: \(event.name)\n".utf8) + fields.joined() + [UInt8(ascii: "\n")]
        }
        let again = events([Array(written.joined())[...]])
        try require(again == whole, "written anew, they differ")
        let bound = input.count + whole.count
        try require(whole.reduce(0) { $0 + $1.data.count } <= bound, "events out of nothing")
    }

    private static func events(_ pieces: [ArraySlice<UInt8>]) -> [ServerSentEvents.Event] {
        var splitter = ServerSentEvents()
        var events = pieces.flatMap { splitter.feed($0) }
        if let last = splitter.end() { events.append(last) }
        return events
    }

    private static func lines(_ pieces: [ArraySlice<UInt8>]) -> [[UInt8]] {
        var splitter = NDJSONLines()
        var lines = pieces.flatMap { splitter.feed($0) }
        if let last = splitter.end() { lines.append(last) }
        return lines
    }
}
