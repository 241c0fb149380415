internal import Base

/// Where a command's words go, and what it may ask about its terminal. Tests bring their own.
package struct Console: Sendable {
    /// Writes to standard output.
    package let write: @Sendable (String) -> Void
    /// Writes to standard error.
    package let writeError: @Sendable (String) -> Void
    package let inputIsTerminal: Bool
    package let outputIsTerminal: Bool

    package init(
        write: @escaping @Sendable (String) -> Void,
        writeError: @escaping @Sendable (String) -> Void,
        inputIsTerminal: Bool = false, outputIsTerminal: Bool = false
    ) {
        self.write = write
        self.writeError = writeError
        self.inputIsTerminal = inputIsTerminal
        self.outputIsTerminal = outputIsTerminal
    }

    /// One line for standard error.
    func complain(_ line: String) { writeError(line + "\n") }
}

extension Console {
    /// This process's own streams. What cannot be written is lost: there is nowhere to say so.
    package static let standard = Console(
        write: { writeAll($0, to: 1) },
        writeError: { writeAll($0, to: 2) },
        inputIsTerminal: isatty(0) == 1,
        outputIsTerminal: isatty(1) == 1)
}

private func writeAll(_ text: String, to descriptor: Int32) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
        guard let count = try? IO.write(descriptor, rest) else { return }
        rest = rest.dropFirst(count)
    }
}
