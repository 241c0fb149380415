private import JSON

/// `gcov --json-format --stdout`: a line of JSON for each object file.
enum GcovCoverage {
    static func read(_ output: [UInt8], finder: FrameFinder) -> LineCoverage {
        var coverage = LineCoverage()
        for line in lines(of: output) {
            guard let json = try? JSON.parse(Array(line)) else { continue }
            let folder = json["current_working_directory"]?.string ?? ""
            for file in json["files"]?.elements.map({ $0 }) ?? [] {
                guard let name = file["file"]?.string,
                    let path = finder.relative(name.hasPrefix("/") ? name : "\(folder)/\(name)")
                else { continue }
                for line in file["lines"]?.elements.map({ $0 }) ?? [] {
                    guard let number = line["line_number"]?.int, number > 0,
                        let count = line["count"]?.double, count > 0
                    else { continue }
                    coverage.add(number, of: path)
                }
            }
        }
        return coverage
    }
}
