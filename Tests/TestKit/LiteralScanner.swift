/// Finds string literals in Swift source.
struct LiteralScanner {
    private let source: [UInt8]
    private var at = 0

    init(_ source: [UInt8]) {
        self.source = source
    }

    /// The literals that stand directly between the parentheses of the call at a place.
    mutating func argumentLiterals(from place: Int) -> [SourceLiteral] {
        at = place
        while let byte = peek(), byte != UInt8(ascii: "(") { at += 1 }
        var literals: [SourceLiteral] = []
        var depth = 0
        while let byte = peek() {
            if skipComment() { continue }
            if let literal = literal() {
                if depth == 1 { literals.append(literal) }
                continue
            }
            at += 1
            switch byte {
            case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"):
                depth += 1
            case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
                depth -= 1
                if depth == 0 { return literals }
            default:
                break
            }
        }
        return literals
    }

    private func peek(_ distance: Int = 0) -> UInt8? {
        at + distance < source.count ? source[at + distance] : nil
    }

    private func looksAt(_ text: String, at place: Int) -> Bool {
        source[min(place, source.count)...].starts(with: text.utf8)
    }

    private mutating func skipComment() -> Bool {
        if looksAt("//", at: at) {
            while let byte = peek(), byte != UInt8(ascii: "\n") { at += 1 }
            return true
        }
        guard looksAt("/*", at: at) else { return false }
        var depth = 0
        repeat {
            if looksAt("/*", at: at) {
                depth += 1
                at += 2
            } else if looksAt("*/", at: at) {
                depth -= 1
                at += 2
            } else {
                at += 1
            }
        } while depth > 0 && at < source.count
        return true
    }

    /// The literal that starts here, if one does.
    private mutating func literal() -> SourceLiteral? {
        let start = at
        var hashes = 0
        while peek(hashes) == UInt8(ascii: "#") { hashes += 1 }
        guard peek(hashes) == UInt8(ascii: "\"") else { return nil }
        at += hashes
        let isLong = looksAt("\"\"\"", at: at)
        at += isLong ? 3 : 1
        var body = LiteralBody(isLong: isLong)
        let hashMarks = String(repeating: "#", count: hashes)
        let close = (isLong ? "\"\"\"" : "\"") + hashMarks
        let escape = "\\" + hashMarks
        while at < source.count, !looksAt(close, at: at) {
            if looksAt(escape, at: at) {
                at += escape.utf8.count
                if peek() == UInt8(ascii: "(") {
                    skipInterpolation()
                    body.hasInterpolation = true
                } else {
                    readEscape(into: &body)
                }
            } else {
                body.bytes.append(source[at])
                body.isEscaped.append(false)
                at += 1
            }
        }
        at = min(at + close.utf8.count, source.count)
        return SourceLiteral(range: start..<at, value: body.value)
    }

    private mutating func skipInterpolation() {
        var depth = 0
        repeat {
            if skipComment() || literal() != nil { continue }
            if peek() == UInt8(ascii: "(") { depth += 1 }
            if peek() == UInt8(ascii: ")") { depth -= 1 }
            at += 1
        } while depth > 0 && at < source.count
    }

    private mutating func readEscape(into body: inout LiteralBody) {
        guard let byte = peek() else { return }
        at += 1
        switch byte {
        case UInt8(ascii: "n"): body.appendEscaped("\n")
        case UInt8(ascii: "r"): body.appendEscaped("\r")
        case UInt8(ascii: "t"): body.appendEscaped("\t")
        case UInt8(ascii: "0"): body.appendEscaped("\0")
        case UInt8(ascii: "u"):
            let digits = source[at...].dropFirst().prefix { $0 != UInt8(ascii: "}") }
            at = min(at + digits.count + 2, source.count)
            let number = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
            body.appendEscaped(number.flatMap(Unicode.Scalar.init) ?? "\u{FFFD}")
        case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"):
            // A line that is continued: blanks up to and including the line end mean nothing.
            at -= 1
            while let blank = peek(), blank != UInt8(ascii: "\n") { at += blank == 10 ? 0 : 1 }
            at += 1
            body.continueLine()
        default:
            body.appendEscaped(Unicode.Scalar(byte))
        }
    }
}

/// What stands between a literal's quotes, with escapes already replaced.
private struct LiteralBody {
    let isLong: Bool
    var bytes: [UInt8] = []
    /// Which bytes were written as escapes: those are no indentation and no line ends.
    var isEscaped: [Bool] = []
    var hasInterpolation = false
    private var continued: Set<Int> = []

    init(isLong: Bool) {
        self.isLong = isLong
    }

    mutating func appendEscaped(_ scalar: Unicode.Scalar) {
        for byte in String(scalar).utf8 {
            bytes.append(byte)
            isEscaped.append(true)
        }
    }

    /// Ends a source line without ending a line of the value.
    mutating func continueLine() {
        continued.insert(bytes.count)
        bytes.append(UInt8(ascii: "\n"))
        isEscaped.append(false)
    }

    var value: String? {
        if hasInterpolation { return nil }
        guard isLong else { return String(decoding: bytes, as: UTF8.self) }
        let breaks = bytes.indices.filter { bytes[$0] == UInt8(ascii: "\n") && !isEscaped[$0] }
        guard let first = breaks.first, let last = breaks.last, first < last else { return "" }
        let indentation = bytes.count - last - 1
        var value: [UInt8] = []
        for (start, end) in zip(breaks, breaks.dropFirst()) {
            let line = bytes[(start + 1)..<end]
            value += line.dropFirst(min(indentation, line.count))
            if end != last && !continued.contains(end) { value.append(UInt8(ascii: "\n")) }
        }
        return String(decoding: value, as: UTF8.self)
    }
}
