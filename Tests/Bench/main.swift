import Base
import JSON

// Bench measures the built program from outside, as an editor meets it, and its parts from inside.
// It compares with the language servers that happen to be installed, and installs none.

let options: BenchOptions
do throws(UsageError) {
    options = try BenchOptions(Array(CommandLine.arguments.dropFirst()))
} catch {
    complain("Bench: \(error.message)\n\(BenchOptions.usage)")
    exit(2)
}

do {
    if let cases = options.cases {
        try answerCases(below: cases)
    } else if let schools = options.schools {
        try teachNetwork(below: schools)
    } else if let trials = options.trials {
        try fitConfidence(below: trials)
    } else {
        try runBench(options)
    }
} catch {
    complain("Bench: \(error)")
    exit(1)
}
