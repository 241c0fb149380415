import TestKit
import Testing
import Text

@Suite struct PositionTests {
    private let buffer = TextBuffer("aé\u{1F600}漢b\r\nsecond")

    @Test(arguments: [
        (PositionEncoding.utf8, [0, 1, 1, 3, 3, 3, 3, 7, 7, 7, 10, 11, 11]),
        (.utf16, [0, 1, 3, 3, 7, 10, 11, 11, 11, 11, 11, 11, 11]),
        (.utf32, [0, 1, 3, 7, 10, 11, 11, 11, 11, 11, 11, 11, 11]),
    ])
    func charactersCountInTheEncoding(encoding: PositionEncoding, offsets: [Int]) {
        for (character, offset) in offsets.enumerated() {
            let position = Position(line: 0, character: character)
            #expect(buffer.offset(of: position, encoding: encoding).value == offset)
        }
    }

    @Test(arguments: PositionEncoding.allCases)
    func anyNumbersAreClamped(encoding: PositionEncoding) {
        func offset(_ line: Int, _ character: Int) -> Int {
            buffer.offset(of: Position(line: line, character: character), encoding: encoding).value
        }
        #expect(offset(0, .max) == 11)
        #expect(offset(1, .max) == 19)
        #expect(offset(2, 0) == 19)
        #expect(offset(.max, .max) == 19)
        #expect(offset(-1, 3) == offset(0, 3))
        #expect(offset(.min, .min) == 0)
        #expect(offset(1, -1) == 13)
    }

    @Test func offsetsInsideALineEndAreBeforeIt() {
        let position = buffer.position(of: 12, encoding: .utf16)
        #expect(position == Position(line: 0, character: 6))
        #expect(buffer.position(of: 999, encoding: .utf8) == Position(line: 1, character: 6))
        #expect(buffer.position(of: -1, encoding: .utf8) == Position(line: 0, character: 0))
        #expect(buffer.position(of: 5, encoding: .utf16) == Position(line: 0, character: 2))
    }

    @Test func rangesInTheWrongOrderAreTurnedRound() {
        let one = Position(line: 1, character: 0)
        let range = PositionRange(start: one, end: Position(line: 0, character: 1))
        #expect(buffer.offsets(of: range, encoding: .utf16) == 1..<13)
        #expect(range.ordered.end == one)
        #expect(range.ordered.ordered == range.ordered)
    }

    @Test func agreesWithTheReference() {
        forAll(count: 300) { random in
            let text = random.text(pieces: 40)
            let buffer = TextBuffer(text)
            let reference = ReferenceText(text)
            for encoding in PositionEncoding.allCases {
                for _ in 0..<10 {
                    let position = Position(
                        line: random.int(in: 0...reference.lines.count),
                        character: random.int(in: 0...30))
                    let offset = buffer.offset(of: position, encoding: encoding)
                    try #require(offset.value == reference.offset(position, encoding))

                    let index = random.int(in: 0...reference.scalars.count)
                    let place = ByteOffset(reference.bytes(before: index))
                    try #require(
                        buffer.position(of: place, encoding: encoding)
                            == reference.position(index, encoding))
                }
            }
        }
    }

    @Test func manyAreReadAsEachAlone() {
        forAll(count: 100) { random in
            let buffer = TextBuffer(random.text(pieces: 60))
            for encoding in PositionEncoding.allCases {
                var reader = PositionReader(buffer, encoding: encoding)
                for _ in 0..<20 {
                    let start = random.int(in: -1...buffer.count + 1)
                    let end = random.int(in: start...buffer.count + 2)
                    let range = ByteOffset(start)..<ByteOffset(end)
                    try #require(
                        reader.positions(of: range)
                            == buffer.positions(of: range, encoding: encoding))
                }
            }
        }
    }

    @Test func everyOffsetSurvivesTheRoundTrip() {
        forAll(count: 50) { random in
            let buffer = TextBuffer(random.text())
            for encoding in PositionEncoding.allCases {
                for value in 0...buffer.count {
                    let position = buffer.position(of: ByteOffset(value), encoding: encoding)
                    let back = buffer.offset(of: position, encoding: encoding)
                    try #require(buffer.position(of: back, encoding: encoding) == position)
                    try #require(back <= ByteOffset(value))
                }
            }
        }
    }
}
