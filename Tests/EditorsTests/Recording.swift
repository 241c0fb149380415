import Base

/// Pictures of a terminal, one after the other, as an SVG that plays them. With
/// `UPDATE_RECORDINGS=1` (`make recordings`) a test that passes writes what it saw; else nothing is
/// kept. The README shows them.
final class Recording {
    private let file: Path?
    private var scenes: [Scene] = []

    private struct Scene {
        let caption: String
        let rows: [[StyledText]]
    }

    init(_ name: String) {
        let isWanted = Environment.current["UPDATE_RECORDINGS"] == "1"
        file = isWanted ? repository / "Tests/EditorsTests/Recordings/\(name).svg" : nil
    }

    /// Keeps what is on the screen now, under a caption.
    func add(_ terminal: Terminal, _ caption: String) throws {
        guard file != nil else { return }
        let rows = try terminal.styledScreen.split(
            separator: "\n", omittingEmptySubsequences: false)
        scenes.append(
            Scene(
                caption: caption, rows: rows.prefix(Terminal.rows).map { StyledText.runs(of: $0) }))
    }

    /// Writes the file; called once the story has come to its good end.
    func write() throws {
        guard let file else { return }
        try Files.createDirectories(file.parent)
        try Files.writeAtomically(file, Array(svg.utf8))
    }

    private static let cell = (width: 8.4, height: 18.0)
    private static let seconds = 4

    /// The scenes lie on each other, and each is visible for its share of the time; where nothing
    /// moves, the first.
    private var svg: String {
        let width = Int(Double(Terminal.columns) * Recording.cell.width) + 24
        let height = Int(Double(Terminal.rows) * Recording.cell.height) + 56
        let whole = scenes.count * Recording.seconds
        let share = 100.0 / Double(scenes.count)
        var text = """
            <svg xmlns="http://www.w3.org/2000/svg" xml:space="preserve" width="\(width)" height="\(height)" \
            viewBox="0 0 \(width) \(height)" font-family="DejaVu Sans Mono, Menlo, Consolas, \
            monospace" font-size="14">
            <style>
            text { white-space: pre; fill: \(StyledText.foreground) }
            .scene { animation: play \(whole)s step-end infinite }
            .scene ~ .scene { visibility: hidden }
            @keyframes play { 0% { visibility: visible } \(share)% { visibility: hidden } }
            </style>
            <rect width="\(width)" height="\(height)" rx="8" fill="\(StyledText.background)"/>

            """
        for (number, scene) in scenes.enumerated() {
            text += """
                <g class="scene" style="animation-delay: \(number * Recording.seconds)s">
                <text x="12" y="24" font-weight="bold">\(escaped(scene.caption))</text>

                """
            for (row, runs) in scene.rows.enumerated() {
                text += Recording.drawn(runs, top: 38 + Double(row) * Recording.cell.height)
            }
            text += "</g>\n"
        }
        return text + "</svg>\n"
    }

    private static func drawn(_ runs: [StyledText], top: Double) -> String {
        var column = 0
        var (areas, texts) = ("", "")
        for run in runs {
            let count = run.text.unicodeScalars.count
            let left = 12 + Double(column) * cell.width
            let width = Double(count) * cell.width
            column += count
            if let color = run.visibleBackground {
                areas +=
                    "<rect x=\"\(left)\" y=\"\(top)\" width=\"\(width)\" height=\"\(cell.height)\" "
                    + "fill=\"\(color)\"/>\n"
            }
            guard run.text.contains(where: { $0 != " " }) else { continue }
            texts +=
                "<text x=\"\(left)\" y=\"\(top + 14)\" textLength=\"\(width)\"\(run.attributes)>"
                + "\(escaped(run.text))</text>\n"
        }
        return areas + texts
    }
}

private func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
        switch character {
        case "<": result += "&lt;"
        case ">": result += "&gt;"
        case "&": result += "&amp;"
        case "\"": result += "&quot;"
        default: result.append(character)
        }
    }
    return result
}
