/// Text of a terminal's screen in one style, read from the escape sequences by which tmux tells it.
struct StyledText {
    var text = ""
    private var color: String?
    private var area: String?
    private var isBold = false
    private var isDim = false
    private var isItalic = false
    private var isUnderlined = false
    private var isInverse = false

    static let foreground = "#d8dee9"
    static let background = "#14161b"

    /// What is painted behind it; nil for the terminal's own background.
    var visibleBackground: String? {
        let back = isInverse ? color ?? StyledText.foreground : area
        return back == StyledText.background ? nil : back
    }

    /// As attributes of an element of SVG.
    var attributes: String {
        let fill = isInverse ? area ?? StyledText.background : color
        return (fill.map { " style=\"fill: \($0)\"" } ?? "")
            + (isBold ? " font-weight=\"bold\"" : "")
            + (isItalic ? " font-style=\"italic\"" : "")
            + (isUnderlined ? " text-decoration=\"underline\"" : "")
            + (isDim ? " opacity=\"0.6\"" : "")
    }

    /// The pieces of a row.
    static func runs(of row: Substring) -> [StyledText] {
        var runs: [StyledText] = []
        var current = StyledText()
        var rest = row.unicodeScalars
        while let scalar = rest.popFirst() {
            guard scalar == "\u{1B}" else {
                current.text.unicodeScalars.append(scalar)
                continue
            }
            guard rest.popFirst() == "[" else { continue }
            let codes = rest.prefix { !("@"..."~").contains($0) }
            rest = rest.dropFirst(codes.count)
            guard rest.popFirst() == "m" else { continue }
            if !current.text.isEmpty { runs.append(current) }
            current.text = ""
            current.apply(String(codes))
        }
        if !current.text.isEmpty { runs.append(current) }
        return runs
    }

    private mutating func apply(_ codes: String) {
        // A code with colons is one with its details, such as the form of an underline.
        var rest = codes.split(separator: ";", omittingEmptySubsequences: false).map {
            Int($0.split(separator: ":").first ?? "0") ?? 0
        }[...]
        while let code = rest.popFirst() {
            switch code {
            case 0: self = StyledText()
            case 1: isBold = true
            case 2: isDim = true
            case 3: isItalic = true
            case 4: isUnderlined = true
            case 7: isInverse = true
            case 22: (isBold, isDim) = (false, false)
            case 23: isItalic = false
            case 24: isUnderlined = false
            case 27: isInverse = false
            case 30...37: color = StyledText.named(code - 30)
            case 38: color = StyledText.color(&rest)
            case 39: color = nil
            case 40...47: area = StyledText.named(code - 40)
            case 48: area = StyledText.color(&rest)
            case 49: area = nil
            case 58: _ = StyledText.color(&rest)
            case 90...97: color = StyledText.named(code - 82)
            case 100...107: area = StyledText.named(code - 92)
            default: break
            }
        }
    }

    /// A colour by its number among 256, or by its parts.
    private static func color(_ codes: inout ArraySlice<Int>) -> String? {
        switch codes.popFirst() {
        case 2:
            let parts = codes.prefix(3)
            codes = codes.dropFirst(3)
            return parts.count == 3 ? hexadecimal(Array(parts)) : nil
        case 5: return codes.popFirst().map(named)
        default: return nil
        }
    }

    private static let palette = [
        "#3b4252", "#e06c75", "#98c379", "#e5c07b", "#61afef", "#c678dd", "#56b6c2", "#d8dee9",
        "#5c6370", "#ef7b85", "#a9d18b", "#f0d090", "#74bdf5", "#d390ea", "#6fc8d2", "#ffffff",
    ]

    private static func named(_ number: Int) -> String {
        switch number {
        case 0..<16: return palette[number]
        case 16..<232:
            let steps = [0, 95, 135, 175, 215, 255]
            let index = number - 16
            return hexadecimal([steps[index / 36], steps[index / 6 % 6], steps[index % 6]])
        default:
            let gray = min(255, 8 + (number - 232) * 10)
            return hexadecimal([gray, gray, gray])
        }
    }

    private static func hexadecimal(_ parts: [Int]) -> String {
        parts.reduce("#") { text, part in
            let digits = String(max(0, min(part, 255)), radix: 16)
            return text + (digits.count == 1 ? "0" : "") + digits
        }
    }
}
