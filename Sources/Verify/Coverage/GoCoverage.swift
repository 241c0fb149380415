/// Go's cover profiles: `example.com/shop/shop.go:3.30,5.31 2 1` a block, with its count last.
enum GoCoverage {
    /// `module` is what go.mod calls the folder that it lies in, `folder` where that is.
    static func read(_ profile: [UInt8], module: String, folder: String) -> LineCoverage {
        var coverage = LineCoverage()
        for line in lines(of: profile) {
            guard let (file, place) = line.cut(atLast: ":"),
                let path = file.dropping(prefix: module + "/"),
                let (start, rest) = place.leadingInteger, let (_, end) = rest.cut(at: ","),
                let (last, counts) = end.leadingInteger,
                let count = counts.cut(atLast: " ")?.after.integer, count > 0,
                start <= last, last - start < 100_000
            else { continue }
            let name = folder.isEmpty ? path.string : "\(folder)/\(path.string)"
            for number in start...last { coverage.add(number, of: name) }
        }
        return coverage
    }

    /// What a go.mod calls its module.
    static func module(in file: [UInt8]) -> String? {
        lines(of: file).lazy.compactMap { $0.trimmed.dropping(prefix: "module ") }.first?
            .trimmed.string
    }
}
