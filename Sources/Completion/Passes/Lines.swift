internal import Models

/// A short text cut into lines, at line ends of any kind.
struct Lines {
    private let text: [UInt8]
    /// The contents, and the lines with their ends.
    private var ranges: [(content: Range<Int>, whole: Range<Int>)] = []

    init(_ text: [UInt8]) {
        self.text = text
        var start = 0
        var at = 0
        while at < text.count {
            guard Byte.isLineEnd(text[at]) else {
                at += 1
                continue
            }
            let isPair =
                text[at] == Byte.carriageReturn && at + 1 < text.count
                && text[at + 1] == Byte.lineFeed
            let next = at + (isPair ? 2 : 1)
            ranges.append((start..<at, start..<next))
            start = next
            at = next
        }
        ranges.append((start..<text.count, start..<text.count))
    }

    /// How many there are; a text that ends with a line end has an empty one behind it.
    var count: Int { ranges.count }

    var contents: [ArraySlice<UInt8>] { ranges.map { text[$0.content] } }

    /// A line with its end.
    func whole(_ line: Int) -> ArraySlice<UInt8> { text[ranges[line].whole] }

    /// The text from a line on.
    func text(from line: Int) -> [UInt8] {
        line < count ? Array(text[ranges[line].whole.lowerBound...]) : []
    }

    /// The text up to a line's start, without the line end before it.
    func text(upTo line: Int) -> [UInt8] {
        guard line > 0 else { return [] }
        return Array(text[..<ranges[min(line, count) - 1].content.upperBound])
    }

    /// The line that an offset lies in.
    func line(at offset: Int) -> Int {
        ranges.firstIndex { offset < $0.whole.upperBound } ?? count - 1
    }
}

/// Bytes by name.
enum Byte {
    static let tab = UInt8(ascii: "\t")
    static let space = UInt8(ascii: " ")
    static let lineFeed = UInt8(ascii: "\n")
    static let carriageReturn = UInt8(ascii: "\r")

    @Sendable static func isBlank(_ byte: UInt8) -> Bool { byte == space || byte == tab }
    static func isLineEnd(_ byte: UInt8) -> Bool { byte == lineFeed || byte == carriageReturn }
}

/// What models write that means something to their tokenizers only.
struct SpecialMarks: Sendable {
    static let all = SpecialMarks()

    private let marks: [[UInt8]]

    private init() {
        marks = Set(FIMTemplate.families.flatMap(\.stops)).sorted().map { stop in
            Array(stop.utf8.drop { $0 == Byte.space })
        }
    }

    /// The first mark in a text: one of a known family, or anything in the form of one, or a fence.
    func first(in text: [UInt8]) -> (place: Int, mark: ArraySlice<UInt8>)? {
        for place in text.indices {
            let rest = text[place...]
            if let length = length(at: rest) { return (place, rest.prefix(length)) }
        }
        return nil
    }

    private func length(at rest: ArraySlice<UInt8>) -> Int? {
        switch rest.first {
        case UInt8(ascii: "<"), UInt8(ascii: "["):
            if let mark = marks.first(where: { rest.starts(with: $0) }) { return mark.count }
            guard rest.starts(with: "<|".utf8) else { return nil }
            let name = rest.dropFirst(2).prefix { ByteClass(byte: $0).isInWord }
            guard name.count > 1, rest.dropFirst(2 + name.count).starts(with: "|>".utf8) else {
                return nil
            }
            return name.count + 4
        case UInt8(ascii: "`"):
            return rest.starts(with: "```".utf8) ? 3 : nil
        default:
            return nil
        }
    }
}
