/// The lines that open the blocks around a place, found by indentation alone, which every language
/// has: what they name (parameters, loop variables, the class) is in scope there.
struct Scopes {
    /// The words of these lines.
    private var words: Set<UInt32> = []
    /// The words of the innermost of them.
    private var innermost: Set<UInt32> = []

    /// No more tokens than these are looked at.
    private static let mostTokens = 4000

    /// Reads backwards from a token on a line that is indented like this.
    init(_ index: DocumentIndex, before token: Int, column: Int) {
        var least = column
        var line: [UInt32] = []
        // A line that starts with what closes a bracket belongs to the lines above it.
        var isOpen = false
        var headers = 0
        for place in (max(0, token - Self.mostTokens)..<token).reversed() {
            guard least > 0 || isOpen else { return }
            guard index.tokens[place].kind == .lineEnd else {
                if index.tokens[place].kind == .identifier { line.append(index.words[place]) }
                guard place == 0 || index.tokens[place - 1].kind == .lineEnd else { continue }
                let start =
                    place == 0 ? index.window.lowerBound : index.range(of: place - 1).upperBound
                let first = index.range(of: place).lowerBound
                let column = Self.column(of: index.bytes[start..<max(start, first)])
                let isCloser = Features.isCloser(index.bytes[first])
                if column < least || (isOpen && column <= least) {
                    least = column
                    isOpen = isCloser
                    take(line, isFirst: headers == 0)
                    if !isCloser { headers += 1 }
                } else if isOpen {
                    take(line, isFirst: headers == 0)
                }
                continue
            }
            line.removeAll(keepingCapacity: true)
        }
    }

    /// How near the line is that names a word: 1 for the innermost, 0 for none.
    func nearness(of word: UInt32) -> Float {
        innermost.contains(word) ? 1 : words.contains(word) ? 0.5 : 0
    }

    /// How far blanks indent what is behind them.
    static func column(of blanks: ArraySlice<UInt8>) -> Int {
        blanks.reduce(0) { $0 + ($1 == UInt8(ascii: "\t") ? 4 : 1) }
    }

    private mutating func take(_ line: [UInt32], isFirst: Bool) {
        words.formUnion(line)
        if isFirst { innermost.formUnion(line) }
    }
}
