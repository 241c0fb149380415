internal import Base

/// A part of a name, such as `file` of `openFiles` or `open_file`, known by its hash. Letters'
/// case and common endings do not matter.
struct Word: Hashable {
    let hash: UInt64

    /// The same in every process, so that two runs agree on everything.
    private static let seed: UInt64 = 0x7E0_11AB

    private init(_ letters: ArraySlice<UInt8>) {
        var plain = letters.map { $0 | 0x20 }
        let ending = Word.endings.first {
            plain.count >= $0.count + 4 && plain.suffix($0.count) == $0
        }
        plain.removeLast(ending?.count ?? 0)
        hash = plain.span.hash(seed: Word.seed)
    }

    private static let endings: [ArraySlice<UInt8>] = ["ing", "ed", "es", "s"].map {
        Array($0.utf8)[...]
    }

    /// The different words of a name, in the order in which they first come up.
    static func words(of name: some StringProtocol) -> [Word] {
        var found: [Word] = []
        let bytes = Array(name.utf8)
        var start = 0
        while start < bytes.count {
            let end = Word.end(from: start, in: bytes)
            // One letter says nothing.
            if end - start > 1 {
                let word = Word(bytes[start..<end])
                if !found.contains(word) { found.append(word) }
            }
            start = max(end, start + 1)
        }
        return found
    }

    /// Where the word ends that begins at a place: capitals, or letters after at most one capital,
    /// or digits.
    private static func end(from start: Int, in bytes: [UInt8]) -> Int {
        let isDigit = bytes[start].isDigit
        var end = start
        if bytes[start].isUpper {
            end = bytes[start...].firstIndex { !$0.isUpper } ?? bytes.count
            let isCapitalised = end < bytes.count && bytes[end].isLower
            if isCapitalised, end - start > 1 { return end - 1 }
            if !isCapitalised { return end }
        }
        while end < bytes.count, isDigit ? bytes[end].isDigit : bytes[end].isLower { end += 1 }
        return end
    }
}

extension UInt8 {
    fileprivate var isUpper: Bool { self >= UInt8(ascii: "A") && self <= UInt8(ascii: "Z") }
    fileprivate var isLower: Bool {
        self >= UInt8(ascii: "a") && self <= UInt8(ascii: "z") || self >= 0x80
    }
    fileprivate var isDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }
}
