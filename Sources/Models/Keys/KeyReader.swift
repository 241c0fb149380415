package import Base

/// Reads keys from where the user keeps them. Blocks, for as long as a person takes to unlock a
/// keyring: never on the loop thread.
package struct KeyReader: Sendable {
    private let environment: Environment
    private let timeoutMilliseconds: Int

    /// No service gives longer ones.
    private static let maximumBytes = 16_384

    /// A reader for a process with this environment; commands get the same one.
    package init(environment: Environment, timeoutMilliseconds: Int = 60_000) {
        self.environment = environment
        self.timeoutMilliseconds = timeoutMilliseconds
    }

    /// The key that a source gives now.
    package func read(_ source: KeySource) throws(KeyError) -> Secret {
        switch source {
        case .environment(let name):
            guard let text = environment[name], !text.isEmpty else {
                throw .variableMissing(name)
            }
            return try secret(in: Array(text.utf8), from: source)
        case .file(let path):
            return try secret(in: try contents(ofFile: path), from: source)
        case .command(let words):
            guard let program = words.first else {
                throw .commandFailed("", reason: "has no program")
            }
            let output = try output(of: program, Array(words.dropFirst())) { reason in
                .commandFailed(program, reason: reason)
            }
            return try secret(in: output, from: source)
        case .keyring(let attributes):
            let arguments = ["lookup"] + attributes.flatMap { [$0.name, $0.value] }
            let output = try output(of: "secret-tool", arguments) { .keyringFailed(reason: $0) }
            return try secret(in: output, from: source)
        }
    }

    /// The file is opened first and judged then, so that it cannot be swapped in between.
    private func contents(ofFile path: String) throws(KeyError) -> [UInt8] {
        let file: FileDescriptor
        do throws(SystemError) {
            file = try FileDescriptor.open(Path(path), O_RDONLY | O_NONBLOCK)
        } catch {
            throw .fileUnreadable(
                path, reason: "cannot be opened: \(SystemError.text(of: error.code))")
        }
        var status = stat()
        let isKnown = unsafe fstat(file.number, &status) == 0
        if let reason = isKnown ? KeyReader.exposure(of: status) : "nothing is known of it" {
            throw .fileExposed(path, reason: reason)
        }
        var bytes: [UInt8] = []
        do throws(SystemError) {
            while bytes.count <= KeyReader.maximumBytes,
                try file.read(into: &bytes, limit: 4096) > 0
            {}
        } catch {
            throw .fileUnreadable(
                path, reason: "cannot be read: \(SystemError.text(of: error.code))")
        }
        return bytes
    }

    /// Why a file is no place for a key; nil when it is one.
    private static func exposure(of status: stat) -> String? {
        if status.st_mode & S_IFMT != S_IFREG { return "it is not a regular file" }
        if status.st_uid != geteuid() { return "it belongs to somebody else" }
        if status.st_mode & 0o077 != 0 { return "others may read or write it" }
        return nil
    }

    /// What a program writes. What it says of errors is not repeated: it may be anything.
    private func output(
        of program: String, _ arguments: [String], failure: (String) -> KeyError
    ) throws(KeyError) -> [UInt8] {
        let process = Subprocess(
            program, arguments, environment: environment.variables,
            timeoutMilliseconds: timeoutMilliseconds,
            maximumOutputBytes: KeyReader.maximumBytes)
        let outcome: Subprocess.Outcome
        do throws(SystemError) {
            outcome = try process.run()
        } catch {
            throw failure("cannot be run: \(SystemError.text(of: error.code))")
        }
        switch outcome.end {
        case .exited(0): return outcome.output
        case .exited(let code): throw failure("ended with code \(code)")
        case .signalled(let signal): throw failure("was ended by signal \(signal)")
        case .timedOut:
            throw failure("did not end within \(timeoutMilliseconds / 1000) seconds")
        case .tooMuchOutput: throw failure("wrote more than a key")
        }
    }

    /// The first line, without blanks around it: what stands below is notes, as `pass` has them.
    private func secret(in bytes: [UInt8], from source: KeySource) throws(KeyError) -> Secret {
        func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }
        let line = bytes.prefix { $0 != UInt8(ascii: "\n") }
        let key = line.drop(while: isBlank)
        let end = key.lastIndex { !isBlank($0) }.map { $0 + 1 } ?? key.startIndex
        let trimmed = key[..<max(end, key.startIndex)]
        if trimmed.isEmpty { throw .unusable(source: "\(source)", reason: "is empty") }
        if trimmed.count > KeyReader.maximumBytes {
            throw .unusable(source: "\(source)", reason: "is too long")
        }
        // It becomes part of a header, where a line break would end it.
        guard trimmed.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
            throw .unusable(
                source: "\(source)", reason: "has blanks or other odd characters in it")
        }
        return Secret(trimmed)
    }
}
