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
    /// The folder whose map is measured.
    var tree: Path?
    /// Whether the weights of the map's evidence are fitted in place of measuring.
    var fitsMap = false
    /// Repairs that are looked for among the candidates (see `repairFigures`).
    var repairs: Path?
    /// A folder of cases for the completion model: they are answered, and nothing is measured.
    var cases: Path?
    /// A folder of repositories on which the completion model's network is taught.
    var schools: Path?
    /// A folder of repositories on which it is fitted how sure that model may be.
    var trials: Path?
    /// The repository whose history is typed again.
    var history: Path?

    static let usage = """
        usage: Bench [--tenon PROGRAM] [--quick] [--json] [--only WORD] [--tree DIR] [--fit-map] \
        [--repairs FILE] [--answer DIR] [--history DIR] [--teach DIR] [--fit-confidence DIR]
        """

    init(_ arguments: [String]) throws(UsageError) {
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            switch argument {
            case "--quick": isQuick = true
            case "--json": writesJSON = true
            case "--fit-map": fitsMap = true
            case "--tenon", "--only", "--tree", "--repairs", "--answer", "--history",
                "--teach", "--fit-confidence":
                guard let value = rest.popFirst() else {
                    throw UsageError(message: "\(argument) needs a value")
                }
                switch argument {
                case "--tenon": tenon = Path(value)
                case "--only": filter = value
                case "--repairs": repairs = Path(value)
                case "--answer": cases = Path(value)
                case "--teach": schools = Path(value)
                case "--fit-confidence": trials = Path(value)
                case "--history": history = Files.resolved(Path(value))
                default: tree = Files.resolved(Path(value))
                }
            default: throw UsageError(message: "what is '\(argument)'?")
            }
        }
        if cases != nil || schools != nil || trials != nil { return }
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
