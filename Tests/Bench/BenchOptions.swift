import Base

/// What the command line asks for.
struct BenchOptions {
    /// The program to measure.
    var tenon = Path(".build/release/tenon")
    /// Few rounds and small texts: does it run at all?
    var isQuick = false
    /// JSON in place of the table.
    var writesJSON = false
    /// Only groups whose title has this in it.
    var filter: String?

    static let usage = "usage: Bench [--tenon PROGRAM] [--quick] [--json] [--only WORD]"

    init(_ arguments: [String]) throws(UsageError) {
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            switch argument {
            case "--quick": isQuick = true
            case "--json": writesJSON = true
            case "--tenon", "--only":
                guard let value = rest.popFirst() else {
                    throw UsageError(message: "\(argument) needs a value")
                }
                if argument == "--tenon" { tenon = Path(value) } else { filter = value }
            default: throw UsageError(message: "what is '\(argument)'?")
            }
        }
        guard let program = Files.resolved(tenon), Files.isExecutable(program) else {
            throw UsageError(message: "no program at \(tenon): build it first")
        }
        tenon = program
    }
}

struct UsageError: Error {
    let message: String
}

func complain(_ text: String) {
    _ = try? IO.write(2, Array((text + "\n").utf8)[...])
}
