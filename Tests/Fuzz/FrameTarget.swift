private import Transport

extension FuzzTarget {
    /// A stream of frames. However it is cut into pieces, the same comes out; and what came out,
    /// framed anew, comes out again.
    static let frame = FuzzTarget(name: "frame") { input in
        let whole = decoded([input[...]])
        var pieces: [ArraySlice<UInt8>] = []
        var rest = input[...]
        while let first = rest.first {
            pieces.append(rest.prefix(Int(first) % 23 + 1))
            rest = rest.dropFirst(Int(first) % 23 + 1)
        }
        let cut = decoded(pieces)
        try require(whole.bodies == cut.bodies, "the bodies depend on how the stream is cut")
        try require(whole.error == cut.error, "the error depends on how the stream is cut")

        let framed = whole.bodies.map { Array("Content-Length: \($0.count)\r\n\r\n".utf8) + $0 }
        let again = decoded([Array(framed.joined())[...]])
        try require(again.bodies == whole.bodies && again.error == nil, "framed anew, they differ")
    }

    private static func decoded(
        _ pieces: [ArraySlice<UInt8>]
    ) -> (bodies: [[UInt8]], error: FrameError?) {
        var decoder = FrameDecoder(limits: FrameDecoder.Limits(headerBytes: 200, bodyBytes: 1000))
        var bodies: [[UInt8]] = []
        for piece in pieces {
            decoder.feed(piece)
            do {
                while let body = try decoder.next() { bodies.append(body) }
            } catch {
                _ = error.description
                return (bodies, error)
            }
        }
        return (bodies, nil)
    }
}
