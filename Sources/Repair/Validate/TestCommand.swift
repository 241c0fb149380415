/// A command that runs tests, as far as it is understood. What stops at the first failure is taken
/// out of it: a repair needs to know how all tests end.
package struct TestCommand: Sendable, Equatable {
    /// What a warm process can do in its place.
    enum Warmth: Equatable {
        /// Python, with what runs the tests and what it is told.
        case python(interpreter: String, PythonRunner, arguments: [String])
        case none
    }

    /// What runs Python's tests.
    enum PythonRunner: String {
        /// `python -m pytest`, which looks for modules in the current folder too.
        case pytestModule
        case pytest
        case unittest
        /// A script that is a test by itself.
        case script
    }

    /// For the shell.
    package let line: String
    let warmth: Warmth

    /// Reads a line for the shell. What is more than words is left as it is.
    package init(_ line: String) {
        guard let words = ShellWords(line)?.words, let first = words.first else {
            self.line = line
            warmth = .none
            return
        }
        let program = first.split(separator: "/").last.map(String.init) ?? first
        var kept = words
        if program.hasPrefix("python"), words.count > 1 {
            if words.starts(with: ["-m", "pytest"], behind: 1) {
                kept = Array(words.prefix(3)) + TestCommand.patient(Array(words.dropFirst(3)))
                warmth = .python(
                    interpreter: first, .pytestModule,
                    arguments: TestCommand.serial(Array(kept.dropFirst(3))))
            } else if words.starts(with: ["-m", "unittest"], behind: 1) {
                let arguments = words.dropFirst(3).filter { !isUnittestStop($0) }
                // Without it, unittest says nothing of the tests that pass.
                let isTold = arguments.contains("-v") || arguments.contains("--verbose")
                kept = Array(words.prefix(3)) + (isTold ? [] : ["-v"]) + arguments
                warmth = .python(interpreter: first, .unittest, arguments: arguments)
            } else if words[1].hasSuffix(".py") {
                warmth = .python(
                    interpreter: first, .script, arguments: Array(words.dropFirst()))
            } else {
                warmth = .none
            }
        } else if program == "pytest" || program == "py.test" {
            kept = [first] + TestCommand.patient(Array(words.dropFirst()))
            warmth = .python(
                interpreter: TestCommand.interpreter(beside: first), .pytest,
                arguments: TestCommand.serial(Array(kept.dropFirst())))
        } else {
            warmth = .none
        }
        self.line = kept == words ? line : kept.map(ShellWords.quoted).joined(separator: " ")
    }

    /// The interpreter of a program that a virtual environment may hold.
    private static func interpreter(beside program: String) -> String {
        let parts = program.split(separator: "/", omittingEmptySubsequences: false).dropLast()
        return parts.isEmpty ? "python3" : (parts + ["python3"]).joined(separator: "/")
    }

    /// pytest's arguments without those that end a run early.
    private static func patient(_ arguments: [String]) -> [String] {
        var kept: [String] = []
        var skipsNext = false
        for argument in arguments {
            if skipsNext {
                skipsNext = false
            } else if argument == "--maxfail" {
                skipsNext = true
            } else if ["--exitfirst", "--stepwise", "--sw"].contains(argument)
                || argument.hasPrefix("--maxfail=")
            {
                continue
            } else if argument.hasPrefix("-"), !argument.hasPrefix("--"),
                argument.dropFirst().allSatisfy({ "xqvsl".contains($0) })
            {
                // Letters without values, such as `-xq`.
                let rest = argument.filter { $0 != "x" }
                if rest != "-" { kept.append(rest) }
            } else {
                kept.append(argument)
            }
        }
        return kept
    }

    /// pytest's arguments without those that start processes of their own.
    private static func serial(_ arguments: [String]) -> [String] {
        var kept: [String] = []
        var skipsNext = false
        for argument in arguments {
            if skipsNext {
                skipsNext = false
            } else if argument == "-n" || argument == "--numprocesses" {
                skipsNext = true
            } else if !argument.hasPrefix("-n"), !argument.hasPrefix("--numprocesses=") {
                kept.append(argument)
            }
        }
        return kept
    }
}

private func isUnittestStop(_ argument: String) -> Bool {
    argument == "-f" || argument == "--failfast"
}

extension [String] {
    /// Whether these words follow the first `count`.
    fileprivate func starts(with words: [String], behind count: Int) -> Bool {
        dropFirst(count).starts(with: words)
    }
}

/// The words of a line for the shell, where they are all that there is to it.
struct ShellWords {
    let words: [String]

    /// Nil where a shell would do more than split it.
    init?(_ line: String) {
        var words: [String] = []
        var word: [UInt8]?
        var quote: UInt8?
        var bytes = Array(line.utf8)[...]
        while let byte = bytes.popFirst() {
            if let open = quote {
                if byte == open {
                    quote = nil
                } else if open == UInt8(ascii: "\""), "$`\\".utf8.contains(byte) {
                    return nil
                } else {
                    word?.append(byte)
                }
            } else if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
                quote = byte
                word = word ?? []
            } else if byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") {
                if let done = word { words.append(String(decoding: done, as: UTF8.self)) }
                word = nil
            } else if "\\$`;&|<>()*?#~\n{}!".utf8.contains(byte) {
                return nil
            } else if byte == UInt8(ascii: "["), word == nil {
                return nil
            } else {
                word = (word ?? []) + [byte]
            }
        }
        if quote != nil { return nil }
        if let done = word { words.append(String(decoding: done, as: UTF8.self)) }
        // A variable that is set for the command alone.
        if words.first?.utf8.contains(UInt8(ascii: "=")) == true { return nil }
        self.words = words
    }

    /// The word as a shell takes it for one.
    static func quoted(_ word: String) -> String {
        let isPlain = word.utf8.allSatisfy { byte in
            (byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z"))
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                || "_-./:=,+@%".utf8.contains(byte)
        }
        if isPlain, !word.isEmpty { return word }
        var quoted: [UInt8] = [UInt8(ascii: "'")]
        for byte in word.utf8 {
            if byte == UInt8(ascii: "'") { quoted += "'\\'".utf8 }
            quoted.append(byte)
        }
        return String(decoding: quoted + [UInt8(ascii: "'")], as: UTF8.self)
    }
}
