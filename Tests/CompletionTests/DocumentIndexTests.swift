import TestKit
import Testing
import Text

@testable import Completion

@Suite struct DocumentIndexTests {
    @Test func tokensAndTheirBlanks() {
        let index = DocumentIndex(TextBuffer("if  x1 == 0.5:\n\n\tgröße += a.b\n"))
        let tokens = index.tokens.indices.map { place in
            let token = index.tokens[place]
            let text =
                token.kind == .lineEnd
                ? "|" : String(decoding: index.bytes[index.range(of: place)], as: UTF8.self)
            return "\(text)\(token.blanks > 0 ? "<\(token.blanks)" : "")"
        }
        #expect(
            tokens.joined(separator: " ") == "if x1<2 ==<1 0.5<1 : | größe +=<1 a<1 . b |")
    }

    @Test func operatorsAreOneToken() {
        let text = "a->b => c !== d <<= e ... \"\"\" f ?. g *= **= h::i ): =-"
        let index = DocumentIndex(TextBuffer(text))
        let found = index.tokens.indices.filter { index.tokens[$0].kind == .punctuation }.map {
            String(decoding: index.bytes[index.range(of: $0)], as: UTF8.self)
        }
        #expect(
            found
                == "-> => !== <<= ... \"\"\" ?. *= **= :: ) : = -".split(separator: " ").map(
                    String.init))
    }

    @Test func placesBehindWordsAreAllOfThem() {
        forAll { random in
            let index = DocumentIndex(TextBuffer(random.textBytes(pieces: 60)))
            let words = index.words
            for word in Set(words) {
                let places = words.indices.dropFirst().filter { words[$0 - 1] == word }
                try #require(index.order.places(behind: word).sorted() == places.map(UInt32.init))
                let older = random.element(of: words)
                let both = places.filter { $0 > 1 && words[$0 - 2] == older }
                let found = index.order.places(behind: older, word, in: words)
                try #require(Array(found) == both.map(UInt32.init))
            }
        }
    }

    @Test func tokensCoverTheTextInOrder() {
        forAll { random in
            let text = TextBuffer(random.textBytes())
            let index = DocumentIndex(text)
            var end = 0
            for place in index.tokens.indices {
                let range = index.range(of: place)
                try #require(range.lowerBound >= end && range.upperBound > range.lowerBound)
                for byte in text.bytes[end..<range.lowerBound] {
                    try #require(ByteClass(byte: byte) == .blank)
                }
                try #require(index.token(endingAfter: range.upperBound - 1) == place)
                end = range.upperBound
            }
            for byte in text.bytes[end...] {
                try #require(ByteClass(byte: byte) == .blank)
            }
        }
    }

    @Test func ofALongTextThereIsAWindow() {
        let line = "größe = höhe + breite\n"
        let many = TextBuffer(String(repeating: line, count: 40_000))
        let long = TextBuffer(String(repeating: "漢字", count: 200_000))
        forAll(count: 40) { random in
            for text in [many, long] {
                let place = random.int(in: 0...text.count)
                let index = DocumentIndex(text, near: ByteOffset(place))
                try #require(index.window.count <= DocumentIndex.windowBytes * 9 / 8)
                try #require(index.window.lowerBound <= place && place <= index.window.upperBound)
                try #require(index.serves(text, near: place))
                try #require(
                    String(validating: index.bytes[index.window], as: UTF8.self) != nil)
            }
            let place = random.int(in: 0...many.count)
            let index = DocumentIndex(many, near: ByteOffset(place))
            try #require((index.window.lowerBound * 2) % (line.utf8.count * 2) == 0)
        }
    }
}
