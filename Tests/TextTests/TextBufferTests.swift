import TestKit
import Testing
import Text

@Suite struct TextBufferTests {
    @Test func anEditSaysWhatChanged() {
        var buffer = TextBuffer("one\ntwo\nthree\n")
        let edit = buffer.replace(4..<8, with: Array("2\n2½\n".utf8))
        #expect(String(decoding: buffer.bytes, as: UTF8.self) == "one\n2\n2½\nthree\n")
        #expect(
            edit
                == AppliedEdit(
                    start: 4, oldEnd: 8, newEnd: 10,
                    startPoint: BytePoint(row: 1, column: 0),
                    oldEndPoint: BytePoint(row: 2, column: 0),
                    newEndPoint: BytePoint(row: 3, column: 0)))
        #expect(!edit.isEmpty)
    }

    @Test func pointsCountRowsAsTreeSitterDoes() {
        forAll { random in
            var buffer = TextBuffer(random.text())
            for _ in 0..<8 {
                let old = buffer.bytes
                let range = buffer.clamp(Range(random.range(within: buffer.count)))
                let edit = buffer.replace(range, with: random.textBytes(pieces: 3))
                let point = ReferenceText.point
                try #require(edit.startPoint == point(edit.start.value, old))
                try #require(edit.oldEndPoint == point(edit.oldEnd.value, old))
                try #require(edit.newEndPoint == point(edit.newEnd.value, buffer.bytes))
                try #require(edit.newEnd - edit.oldEnd == buffer.count - old.count)
                try #require(
                    old[..<edit.start.value] == buffer.bytes[..<edit.start.value])
                try #require(
                    old[edit.oldEnd.value...].elementsEqual(buffer.bytes[edit.newEnd.value...]))
            }
        }
    }

    @Test func boundsAreClampedAndNeverSplitCharacters() {
        var buffer = TextBuffer("a\u{1F600}b")
        buffer.replace(3..<4, with: Array("-".utf8))
        #expect(buffer == TextBuffer("a-\u{1F600}b"))
        buffer.replace(-10..<ByteOffset(.max), with: Array("all".utf8))
        #expect(buffer == TextBuffer("all"))
        buffer.replace(ByteOffset(.max)..<ByteOffset(.max), with: Array("!".utf8))
        #expect(buffer == TextBuffer("all!"))
    }

    @Test func whatIsNotUTF8IsReplaced() {
        var buffer = TextBuffer([0x61, 0xFF, 0x62])
        #expect(buffer == TextBuffer("a\u{FFFD}b"))
        let edit = buffer.replace(0..<1, with: [0xC3])
        #expect(edit.newEnd == 3)
        #expect(buffer == TextBuffer("\u{FFFD}\u{FFFD}b"))
    }

    @Test func aSnapshotStaysAsItWas() {
        var buffer = TextBuffer("one\ntwo")
        let snapshot = buffer
        buffer.replace(0..<3, with: Array("1\n\n1".utf8))
        #expect(snapshot == TextBuffer("one\ntwo"))
        #expect(snapshot.lines.count == 2)
        #expect(buffer.lines.count == 4)
    }

    @Test func anEditWithoutSnapshotsIsInPlace() {
        var buffer = TextBuffer(String(repeating: "line of text\n", count: 1000))
        buffer.replace(0..<0, with: Array("grown".utf8))
        let before = buffer.bytes.address
        for index in 0..<50 {
            buffer.replace(Range(index * 20..<index * 20 + 2), with: Array("x\n".utf8))
        }
        #expect(buffer.bytes.address == before)
    }

    @Test func changesOfAClientAreMadeInOrder() {
        forAll { random in
            var text = random.text()
            var buffer = TextBuffer(text)
            let encoding = random.element(of: PositionEncoding.allCases)
            for _ in 0..<6 {
                let new = random.text(pieces: 4)
                let reference = ReferenceText(text)
                var change = ContentChange(range: nil, text: Array(new.utf8))
                var range = 0..<text.utf8.count
                if !random.once(in: 5) {
                    let (start, end) = (random.position, random.position)
                    change.range = PositionRange(start: start, end: end)
                    let (from, to) = (
                        reference.offset(start, encoding), reference.offset(end, encoding)
                    )
                    range = min(from, to)..<max(from, to)
                }
                var bytes = Array(text.utf8)
                bytes.replaceSubrange(range, with: Array(new.utf8))
                text = String(decoding: bytes, as: UTF8.self)
                buffer.apply(change, encoding: encoding)
                try #require(buffer.bytes == bytes)
                try #require(buffer.lines == LineIndex(bytes.span))
            }
        }
    }

    @Test func replacingEverythingSaysOnlyWhatDiffers() {
        var buffer = TextBuffer("one\ntwo\nthree")
        let edit = buffer.replaceAll(with: Array("one\n2\nthree".utf8))
        #expect(edit.start == 4)
        #expect(edit.oldEnd == 7)
        #expect(edit.newEnd == 5)
        #expect(buffer == TextBuffer("one\n2\nthree"))
        let same = buffer.replaceAll(with: buffer.bytes)
        #expect(same.isEmpty)
    }
}

extension Random {
    /// A position near the start, where random texts are.
    var position: Position {
        mutating get { Position(line: int(in: 0...12), character: int(in: 0...20)) }
    }
}

extension [UInt8] {
    /// Where the elements are, to see whether they were moved.
    var address: UInt { unsafe withUnsafeBufferPointer { UInt(bitPattern: $0.baseAddress) } }
}
