import JSON

/// One line of the report: what was measured, and what it should be.
struct Figure {
    /// One value of the line, such as its median.
    struct Part {
        let label: String
        let value: Double
        var goal: Goal?
    }

    let name: String
    let unit: String
    let parts: [Part]
    var note: String?

    init(_ name: String, _ parts: [Part], unit: String, note: String? = nil) {
        self.name = name
        self.parts = parts
        self.unit = unit
        self.note = note
    }

    /// A line with one value.
    init(_ name: String, _ value: Double, unit: String, goal: Goal? = nil, note: String? = nil) {
        self.init(
            name, [Part(label: "value", value: value, goal: goal)], unit: unit, note: note)
    }

    /// A line with the usual percentiles of some times.
    init(_ name: String, _ times: Times, goals: [String: Goal] = [:], note: String? = nil) {
        self.init(
            name,
            times.percentiles.map { Part(label: $0.label, value: $0.value, goal: goals[$0.label]) },
            unit: "ms", note: note)
    }
}

/// What a value should be.
enum Goal {
    case below(Double)
    case atLeast(Double)

    func isMet(by value: Double) -> Bool {
        switch self {
        case .below(let bound): value < bound
        case .atLeast(let bound): value >= bound
        }
    }

    var text: String {
        switch self {
        case .below(let bound): "< \(readable(bound))"
        case .atLeast(let bound): ">= \(readable(bound))"
        }
    }
}

/// Figures that belong together.
struct FigureGroup {
    let title: String
    let figures: [Figure]
}

extension FigureGroup {
    /// The group as lines of a table: name, values, goals, remark.
    var table: String {
        var text = title + "\n"
        for figure in figures {
            let values = figure.parts.map { readable($0.value) }.joined(separator: " / ")
            var line = "  " + padded(figure.name, 54) + padded(values, 22, left: true)
            line += " " + padded(figure.unit, 7)
            let goals = figure.parts.compactMap { part in
                part.goal.map { goal in
                    let name = figure.parts.count > 1 ? part.label + " " : ""
                    return name + goal.text + (goal.isMet(by: part.value) ? "" : " MISSED")
                }
            }
            if !goals.isEmpty { line += " goal " + goals.joined(separator: ", ") }
            if let note = figure.note { line += goals.isEmpty ? " \(note)" : "; \(note)" }
            while line.hasSuffix(" ") { line.removeLast() }
            text += line + "\n"
        }
        return text
    }
}

extension FigureGroup: JSONEncodable {
    func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("title", title)
            writer.member("figures", figures)
        }
    }
}

extension Figure: JSONEncodable {
    func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("name", name)
            writer.member("unit", unit)
            for part in parts { writer.member(named: part.label, part.value) }
            writer.member(
                "goals",
                object: { writer in
                    for part in parts {
                        if let goal = part.goal { writer.member(named: part.label, goal.text) }
                    }
                })
            writer.member("note", ifPresent: note)
        }
    }
}

/// A number with as many digits as a reader needs: 3 or 4.
func readable(_ value: Double) -> String {
    let size = abs(value)
    let factor: Double = size >= 100 ? 1 : size >= 10 ? 10 : size >= 1 ? 100 : 1000
    let rounded = (value * factor).rounded() / factor
    let text = rounded.description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
}

/// The text filled up with spaces. Never cut: a long name pushes the rest of its line.
private func padded(_ text: String, _ width: Int, left: Bool = false) -> String {
    let spaces = String(repeating: " ", count: max(0, width - text.unicodeScalars.count))
    return left ? spaces + text : text + spaces
}
