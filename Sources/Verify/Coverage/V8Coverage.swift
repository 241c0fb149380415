private import JSON

/// What V8 writes for `NODE_V8_COVERAGE`: a line of JSON a process; of each script its functions,
/// each with ranges of UTF-16 units and how often they ran, the inner ones behind the outer.
enum V8Coverage {
    /// `source` reads a file of the project.
    static func read(
        _ output: [UInt8], finder: FrameFinder, source: (String) -> [UInt8]?
    ) -> LineCoverage {
        var coverage = LineCoverage()
        for line in lines(of: output) {
            guard let json = try? JSON.parse(Array(line)) else { continue }
            for script in json["result"]?.elements.map({ $0 }) ?? [] {
                guard let url = script["url"]?.string, let path = finder.relative(url),
                    let bytes = source(path)
                else { continue }
                var painter = Painter(String(decoding: bytes, as: UTF8.self))
                for function in script["functions"]?.elements.map({ $0 }) ?? [] {
                    painter.paint(function)
                }
                for number in painter.coveredLines { coverage.add(number, of: path) }
            }
        }
        return coverage
    }

    /// The units of a text, each marked when it ran.
    private struct Painter {
        private let units: [UInt16]
        private var ran: [Bool]

        init(_ text: String) {
            units = Array(text.utf16)
            ran = Array(repeating: false, count: units.count)
        }

        /// The function around the whole script runs when the file is loaded, which says nothing
        /// of a test: its own ranges are left out.
        mutating func paint(_ function: JSON) {
            let ranges = function["ranges"]?.elements.map { $0 } ?? []
            guard let outer = ranges.first, let start = outer["startOffset"]?.int,
                let end = outer["endOffset"]?.int, start > 0 || end < units.count
            else { return }
            for range in ranges {
                guard let start = range["startOffset"]?.int, let end = range["endOffset"]?.int,
                    start >= 0, start < end, let count = range["count"]?.int
                else { continue }
                for place in start..<min(end, units.count) where start < units.count {
                    ran[place] = count > 0
                }
            }
        }

        var coveredLines: [Int] {
            var covered: [Int] = []
            var number = 1
            var hasRun = false
            for place in units.indices {
                if units[place] == 10 {
                    if hasRun { covered.append(number) }
                    number += 1
                    hasRun = false
                } else if units[place] > 32, units[place] != 125, ran[place] {
                    // A closing brace alone is no work.
                    hasRun = true
                }
            }
            return hasRun ? covered + [number] : covered
        }
    }
}
