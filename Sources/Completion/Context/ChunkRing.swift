package import Models
internal import Text

/// Pieces of files that were looked at or edited lately, for prompts.
///
/// Their order is that in which they came, and does not change: model servers keep what they
/// computed for a beginning that they know. When there are too many, several go at once, so that
/// the beginning seldom changes.
package struct ChunkRing: Sendable {
    /// How many lines a piece has.
    package static let lineCount = 64

    private static let capacity = 16
    private static let dropped = 4
    /// A piece that says less than this is not worth its place.
    private static let leastLines = 3

    private struct Chunk: Sendable {
        let file: ContextFile
        let lines: LineSet
    }

    private var chunks: [Chunk] = []

    /// A ring with nothing in it.
    package init() {}

    /// Takes in a piece. One that says nearly the same goes.
    package mutating func add(path: String, _ text: [UInt8]) {
        let lines = LineSet(text[...])
        guard lines.count >= ChunkRing.leastLines else { return }
        if let last = chunks.last, last.file.path == path, last.file.text == text { return }
        chunks.removeAll { $0.lines.likeness(to: lines) > 0.9 }
        if chunks.count >= ChunkRing.capacity { chunks.removeFirst(ChunkRing.dropped) }
        chunks.append(Chunk(file: ContextFile(path: path, text: text), lines: lines))
    }

    /// The pieces, the oldest first, but for those that say what the text around the cursor says.
    package func files(apartFrom shown: ArraySlice<UInt8>) -> [ContextFile] {
        let shown = LineSet(shown)
        return chunks.filter { $0.lines.share(in: shown) <= 0.5 }.map(\.file)
    }
}

/// The lines of a text that say something, without order.
struct LineSet: Sendable {
    private let lines: Set<ArraySlice<UInt8>>

    init(_ text: ArraySlice<UInt8>) {
        lines = Set(
            text.split { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }.map(trimmed)
                .filter { line in line.contains { ByteClass(byte: $0).isInWord } })
    }

    var count: Int { lines.count }

    /// How much two have in common, from 0 to 1.
    func likeness(to other: LineSet) -> Double {
        let total = lines.count + other.lines.count
        guard total > 0 else { return 1 }
        return 2 * Double(lines.intersection(other.lines).count) / Double(total)
    }

    /// How much of this the other has too, from 0 to 1.
    func share(in other: LineSet) -> Double {
        guard !lines.isEmpty else { return 1 }
        return Double(lines.intersection(other.lines).count) / Double(lines.count)
    }
}
