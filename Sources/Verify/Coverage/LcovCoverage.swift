/// The tracefiles of lcov, which LLVM's tools write as well: `SF:path`, then `DA:line,count`.
enum LcovCoverage {
    static func read(_ output: [UInt8], finder: FrameFinder) -> LineCoverage {
        var coverage = LineCoverage()
        var file: String?
        for line in lines(of: output) {
            if let path = line.dropping(prefix: "SF:") {
                file = finder.relative(path.string)
            } else if let file, let rest = line.dropping(prefix: "DA:"),
                let (number, tail) = rest.leadingInteger, number > 0,
                let count = tail.dropping(prefix: ",")?.leadingInteger?.value, count > 0
            {
                coverage.add(number, of: file)
            }
        }
        return coverage
    }
}
