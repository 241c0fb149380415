/// Text that comes from files, tests and commands. It is data: it is fenced by a mark that does
/// not occur in it, so that nothing in it can pretend to come from anybody else.
enum Untrusted {
    /// The text between marks, with what it is.
    static func fenced(_ text: String, as source: String) -> String {
        let name = String(source.map { $0.isLetter || $0.isNumber ? $0 : "-" })
        var mark = "data-\(name)"
        var number = 1
        while text.contains(mark) {
            number += 1
            mark = "data-\(name)-\(number)"
        }
        return "<\(mark)>\n\(text)\n</\(mark)>"
    }

    /// The text, or its start and its end when it is longer than so many bytes.
    static func shortened(_ text: String, to limit: Int) -> String {
        let bytes = Array(text.utf8)
        guard bytes.count > limit else { return text }
        let half = max(limit / 2, 1)
        let head = lineAligned(bytes[..<half], keepingStart: true)
        let tail = lineAligned(bytes[(bytes.count - half)...], keepingStart: false)
        let left = bytes.count - head.count - tail.count
        return String(decoding: head, as: UTF8.self) + "\n[… \(left) bytes left out …]\n"
            + String(decoding: tail, as: UTF8.self)
    }

    /// Cut at a line end where there is one, so that no line and no character is cut.
    private static func lineAligned(
        _ bytes: ArraySlice<UInt8>, keepingStart: Bool
    ) -> ArraySlice<UInt8> {
        let lineFeed = UInt8(ascii: "\n")
        if keepingStart { return bytes.lastIndex(of: lineFeed).map { bytes[..<$0] } ?? bytes }
        return bytes.firstIndex(of: lineFeed).map { bytes[($0 + 1)...] } ?? bytes
    }
}
