internal import Base
internal import JSON

/// `tenon doctor`: what works on this machine, and how to mend what does not.
let doctorCommand: Command = Command(
    name: "doctor",
    summary: "Say what works on this machine, and how to mend what does not",
    options: [Option(name: "json", summary: "Write the report as JSON")],
    positionals: [
        Positional(
            placeholder: "FOLDER", count: .optional, completion: .directory,
            summary: "The workspace folder; the current one when left out")
    ],
    exitCodes: [
        ExitCode(code: 0, meaning: "nothing failed; there may be warnings"),
        ExitCode(code: 1, meaning: "something failed"),
    ],
    run: { invocation, console throws(CommandFailure) in
        let folder = Path(invocation.positionals.first ?? ".")
        let checks = Doctor(machine: .current, folder: folder).checks()
        console.write(
            invocation.has("json")
                ? indentedJSON(jsonReport(checks))
                : textReport(checks, isColored: console.outputIsTerminal))
        return checks.contains { $0.status == .fail } ? 1 : 0
    })

/// One line a check, and the fix under it where there is one.
func textReport(_ checks: [Check], isColored: Bool) -> String {
    var text = ""
    for check in checks {
        let color =
            switch check.status {
            case .ok: "32"
            case .warn: "33"
            case .fail: "31"
            }
        let word = check.status.rawValue
        let padding = String(repeating: " ", count: 6 - word.count)
        let status = isColored ? "\u{1B}[\(color)m\(word)\u{1B}[0m" : word
        text += "\(status)\(padding)\(check.name): \(printable(check.detail))\n"
        if let fix = check.fix { text += "      fix: \(printable(fix))\n" }
    }
    let failed = checks.count { $0.status == .fail }
    return text + (failed == 0 ? "\nNothing failed.\n" : "\n\(failed) failed.\n")
}

private func jsonReport(_ checks: [Check]) -> JSONLiteral {
    [
        "version": .string(tenonVersion),
        "failed": .bool(checks.contains { $0.status == .fail }),
        "checks": .array(checks.map(\.json)),
    ]
}

/// Text of other programs and of files may hold control characters, which do not belong on a
/// person's terminal.
private func printable(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
        let isControl = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
        result.unicodeScalars.append(isControl ? "\u{FFFD}" : scalar)
    }
    return result
}
