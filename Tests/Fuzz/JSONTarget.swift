private import JSON

extension FuzzTarget {
    /// A JSON text in both dialects. What is read can be written, and reads the same again.
    static let json = FuzzTarget(name: "json") { input in
        let strict = parsed(input, .strict)
        let lenient = parsed(input, .withComments)
        if let strict {
            try require(strict == lenient, "JSON is something else where comments are allowed")
        }
        guard let value = strict ?? lenient else { return }
        walk(value)
        var writer = JSONWriter()
        writer.write(value)
        guard let again = parsed(writer.bytes, .strict) else {
            throw Finding(description: "what was written cannot be read")
        }
        try require(again == value, "what was written reads as something else")
        try require(value.detached() == value, "a copy is something else")
        var second = JSONWriter()
        second.write(again)
        try require(second.bytes == writer.bytes, "written again, it is something else")
    }

    private static func parsed(_ input: [UInt8], _ dialect: JSONDialect) -> JSON? {
        let limits = JSONLimits(size: 1 << 16, depth: 40, stringLength: 1000, values: 5000)
        do {
            return try JSON.parse(input, limits: limits, dialect: dialect)
        } catch {
            _ = error.description
            return nil
        }
    }

    /// Asks every value everything.
    private static func walk(_ value: JSON) {
        _ = (value.string, value.bytes, value.int, value.double, value.bool, value.path)
        for element in value.elements { walk(element) }
        for (_, member) in value.members { walk(member) }
    }
}
