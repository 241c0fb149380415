import Testing
import Transport

/// Feeds a stream in chunks of one size and returns the bodies, or the error that ended it.
private func decode(_ stream: String, chunk: Int, limits: FrameDecoder.Limits = .init()) -> (
    bodies: [String], error: FrameError?
) {
    var decoder = FrameDecoder(limits: limits)
    var bodies: [String] = []
    let bytes = Array(stream.utf8)
    var index = 0
    do {
        while index < bytes.count {
            decoder.feed(bytes[index..<min(index + chunk, bytes.count)])
            index += chunk
            while let body = try decoder.next() {
                bodies.append(String(decoding: body, as: UTF8.self))
            }
        }
    } catch {
        return (bodies, error)
    }
    return (bodies, nil)
}

@Test(arguments: [1, 2, 3, 7, 64, 4096])
func framesArriveWholeHoweverTheyAreCut(chunk: Int) {
    let stream =
        "Content-Length: 5\r\n\r\nhéll"
        + "content-length:2  \r\nContent-Type: application/vscode-jsonrpc; charset=utf-8\r\n\r\n{}"
        + "X-Foo: bar: baz\r\nX-Empty:\r\nCONTENT-LENGTH:\t4\r\n\r\n𝒳"
        + "Content-Length: 0\r\n\r\n" + "Content-Length: 1\n\n7"
    let (bodies, error) = decode(stream, chunk: chunk)
    #expect(bodies == ["héll", "{}", "𝒳", "", "7"])
    #expect(error == nil)
}

@Test func aRepeatedLengthIsTakenFromTheLastLine() {
    #expect(decode("Content-Length: 9\r\nContent-Length: 2\r\n\r\n{}", chunk: 5).bodies == ["{}"])
}

@Test(arguments: [
    ("Content-Length: 99999999999999999999999999\r\n\r\n", "message of \(Int.max) bytes announced"),
    ("Content-Length: 4294967296\r\n\r\n", "message of 4294967296 bytes announced"),
    ("Content-Length: -5\r\n\r\n{}", "Content-Length is not a number: -5"),
    ("Content-Length: banana\r\n\r\n{}", "Content-Length is not a number: banana"),
    ("Content-Length:\r\n\r\n{}", "Content-Length is not a number: "),
    ("Content-Type: x\r\n\r\n{}", "message header without Content-Length"),
    ("\r\n", "message header without Content-Length"),
    ("X-Junk: " + String(repeating: "j", count: 20_000), "message header longer than 16384 bytes"),
])
func hopelessHeadersEndTheStreamWithAReason(stream: String, reason: String) {
    let (bodies, error) = decode(stream, chunk: 1000)
    #expect(bodies == [])
    #expect(error?.description.hasPrefix(reason) == true, "\(String(describing: error))")
}

@Test func framesBeforeABrokenOneAreStillDelivered() {
    let (bodies, error) = decode("Content-Length: 2\r\n\r\n{}Length: 1\r\n\r\n", chunk: 100)
    #expect(bodies == ["{}"])
    #expect(error == .missingLength)
}

@Test func anUnfinishedMessageIsKnownAsSuch() throws {
    var decoder = FrameDecoder()
    #expect(!decoder.isInsideMessage)
    decoder.feed(Array("Content-Length: 2\r\n\r\n{".utf8))
    #expect(try decoder.next() == nil)
    #expect(decoder.isInsideMessage)
    decoder.feed(Array("}".utf8))
    #expect(try decoder.next() == Array("{}".utf8))
    #expect(!decoder.isInsideMessage)
}
