// Feeds the fuzz targets. Built by `make fuzz` it searches for inputs, led by which paths they take
// through the code; built as usual it only replays inputs that it is given.

private import Base

/// What the command line asks for.
struct FuzzOptions {
    var target: FuzzTarget?
    var listsTargets = false
    /// How long to search.
    var seconds = 60
    /// Where the search starts; any place if nil.
    var seed: Int?
    /// Inputs to replay instead of searching.
    var files: [String] = []

    static let usage = """
        usage: Fuzz --list
               Fuzz NAME [--seconds N] [--seed S] [FILE...]

        Searches for inputs on which a target fails, for some seconds, and writes them into
        Tests/Fuzz/Corpus/NAME, where the tests replay them; or tries the given files.
        Targets: \(FuzzTarget.all.map(\.name).joined(separator: " "))
        """

    init(_ arguments: some Sequence<String>) throws(Finding) {
        var rest = Array(arguments)[...]
        while let argument = rest.popFirst() {
            switch argument {
            case "--list": listsTargets = true
            case "--seconds": seconds = try Self.number(argument, rest.popFirst())
            case "--seed": seed = try Self.number(argument, rest.popFirst())
            case _ where argument.hasPrefix("-"):
                throw Finding(description: "unknown option \(argument)")
            case _ where target == nil:
                target = FuzzTarget.all.first { $0.name == argument }
                if target == nil { throw Finding(description: "unknown target \(argument)") }
            default: files.append(argument)
            }
        }
        if target == nil && !listsTargets { throw Finding(description: "no target named") }
    }

    private static func number(_ option: String, _ value: String?) throws(Finding) -> Int {
        guard let number = value.flatMap({ Int($0) }), number >= 0 else {
            throw Finding(description: "\(option): expected a number")
        }
        return number
    }
}

/// Writes a line where people look for it.
func say(_ text: String) {
    print(text)
}

func run() -> Int32 {
    let options: FuzzOptions
    do {
        options = try FuzzOptions(CommandLine.arguments.dropFirst())
    } catch {
        say("\(error)\n\n\(FuzzOptions.usage)")
        return 2
    }
    Bug.traps = true
    guard let target = options.target else {
        for target in FuzzTarget.all { say(target.name) }
        return 0
    }
    if options.files.isEmpty { return search(target, options) }
    var failures: Int32 = 0
    for file in options.files {
        do {
            try target.check(try Files.read(Path(file), limit: 1 << 30))
        } catch {
            say("\(file): \(error)")
            failures = 1
        }
    }
    return failures
}

exit(run())
