import TestKit
import Testing
import Text

@Suite struct UTF8RepairTests {
    @Test(
        arguments: [
            ([0x61], "a"), ([0xC3, 0xA9], "é"), ([0xC3], "\u{FFFD}"),
            ([0xC0, 0x80], "\u{FFFD}\u{FFFD}"),
            ([0xF0, 0x9F, 0x98], "\u{FFFD}"), ([0xF0, 0x9F, 0x41], "\u{FFFD}A"),
            ([0xED, 0xA0, 0x80], "\u{FFFD}\u{FFFD}\u{FFFD}"), ([0xE0, 0x80], "\u{FFFD}\u{FFFD}"),
            ([0xF4, 0x90, 0x80, 0x80], "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}"),
            ([0xF5, 0xFF, 0x80], "\u{FFFD}\u{FFFD}\u{FFFD}"),
            ([0xE2, 0x82, 0xE2, 0x82, 0xAC], "\u{FFFD}€"),
        ] as [([UInt8], String)])
    func aMaximalPartBecomesOneReplacement(bytes: [UInt8], text: String) {
        #expect(repairedUTF8(bytes) == Array(text.utf8))
    }

    @Test func agreesWithTheStandardLibrary() {
        forAll(count: 1000) { random in
            let bytes = random.bytes()
            let repaired = repairedUTF8(bytes)
            try #require(repaired == Array(String(decoding: bytes, as: UTF8.self).utf8))
            let (wasValid, isValid) = (bytes.span.isValidUTF8, repaired.span.isValidUTF8)
            try #require(isValid)
            try #require(wasValid == (repaired == bytes))
        }
    }

    @Test func validTextIsNotCopied() {
        let bytes = Array("plain, é, \u{1F600}".utf8)
        #expect(repairedUTF8(bytes).address == bytes.address)
    }
}
