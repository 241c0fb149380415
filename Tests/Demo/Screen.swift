import Base

/// Where the play is shown. Colours only on a terminal whose user has not asked for none.
struct Screen {
    enum Style: String {
        case title = "1"
        case faint = "2"
        case red = "31"
        case green = "32"
        case yellow = "33"
        case blue = "34"
    }

    private let hasColours =
        isatty(1) == 1 && Environment.current["NO_COLOR"] == nil
        && Environment.current["TERM"] != "dumb"

    func title(_ text: String) {
        line()
        line(style(text, .title))
    }

    /// A line of the story.
    func say(_ text: String) {
        line("   " + text)
    }

    /// A line of a text that somebody edits, under its number from 0.
    func source(_ number: Int, _ text: String) {
        line(style(padded("\(number + 1)", 7, left: true) + " | ", .faint) + text)
    }

    /// A remark below a line of a text, from a column on, both counted in characters.
    func mark(_ column: Int, _ width: Int, _ remark: String) {
        let marks = String(repeating: "^", count: max(1, width))
        let space = String(repeating: " ", count: 10 + column)
        line(space + style(marks + " " + remark, .red))
    }

    /// A diff, without the lines that name its files.
    func diff(_ text: String) {
        for part in text.split(separator: "\n") where !part.hasPrefix("---") {
            if part.hasPrefix("+++") { continue }
            let style: Style? =
                part.hasPrefix("+")
                ? .green
                : part.hasPrefix("-")
                    ? .red
                    : part.hasPrefix("@@") ? .faint : nil
            line("       " + (style.map { self.style(String(part), $0) } ?? String(part)))
        }
    }

    func style(_ text: String, _ style: Style) -> String {
        hasColours ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
    }

    func line(_ text: String = "") {
        var text = text
        while text.hasSuffix(" ") { text.removeLast() }
        _ = try? IO.write(1, Array((text + "\n").utf8)[...])
    }

    func complain(_ text: String) {
        _ = try? IO.write(2, Array(("\n" + style(text, .red) + "\n").utf8)[...])
    }
}

/// The text filled up with spaces.
func padded(_ text: String, _ width: Int, left: Bool = false) -> String {
    let spaces = String(repeating: " ", count: max(0, width - text.unicodeScalars.count))
    return left ? spaces + text : text + spaces
}
