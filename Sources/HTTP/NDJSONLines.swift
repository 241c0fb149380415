/// Takes a stream of JSON lines apart. Never reads or waits.
package struct NDJSONLines {
    private var line: [UInt8] = []
    private var isFirstLine = true

    package init() {}

    /// Takes more of the stream, and gives the lines that are complete with it, without their ends.
    /// Blank lines are left out: they keep connections alive.
    package mutating func feed(_ bytes: some Sequence<UInt8>) -> [[UInt8]] {
        var lines: [[UInt8]] = []
        for byte in bytes {
            if byte != UInt8(ascii: "\n") {
                line.append(byte)
            } else if let whole = endLine() {
                lines.append(whole)
            }
        }
        return lines
    }

    /// The stream has ended: what is left is its last line.
    package mutating func end() -> [UInt8]? { endLine() }

    private mutating func endLine() -> [UInt8]? {
        defer { line = [] }
        if isFirstLine {
            isFirstLine = false
            if line.starts(with: byteOrderMark) { line.removeFirst(byteOrderMark.count) }
        }
        if line.last == UInt8(ascii: "\r") { line.removeLast() }
        let isBlank = line.allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
        return isBlank ? nil : line
    }
}
