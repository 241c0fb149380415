/// What a linter or a compiler says of a line.
package struct LintFinding: Hashable, Sendable {
    package enum Severity: String, Sendable {
        case error, warning
    }

    package var place: SourcePlace
    package var severity: Severity
    package var message: String

    package init(place: SourcePlace, severity: Severity, message: String) {
        self.place = place
        self.severity = severity
        self.message = message
    }
}

/// The findings that a change adds. A finding is the same as before when its message and the line
/// that it is about are, wherever that line now stands.
package func addedFindings(
    before: [LintFinding], in oldText: @escaping (String) -> [UInt8]?, after: [LintFinding],
    in newText: @escaping (String) -> [UInt8]?
) -> [LintFinding] {
    var old = LineTexts(oldText)
    var new = LineTexts(newText)
    var known: [FindingKey: Int] = [:]
    for finding in before { known[old.key(of: finding), default: 0] += 1 }
    return after.filter { finding in
        let key = new.key(of: finding)
        guard let count = known[key], count > 0 else { return true }
        known[key] = count - 1
        return false
    }
}

private struct FindingKey: Hashable {
    let file: String
    let severity: LintFinding.Severity
    let message: String
    let line: Line
}

/// The lines of files, split once.
private struct LineTexts {
    private let read: (String) -> [UInt8]?
    private var known: [String: [Line]] = [:]

    init(_ read: @escaping (String) -> [UInt8]?) {
        self.read = read
    }

    mutating func key(of finding: LintFinding) -> FindingKey {
        let file = finding.place.file
        let texts =
            known[file]
            ?? (read(file) ?? []).split(
                separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        known[file] = texts
        let index = finding.place.line - 1
        return FindingKey(
            file: file, severity: finding.severity, message: finding.message,
            line: texts.indices.contains(index) ? texts[index].trimmed : [])
    }
}
