import JSON

/// Completion items as a large language server sends them: a JSON text of about this many bytes.
func sampleCompletions(byteCount: Int) -> [UInt8] {
    var random = Generator()
    var writer = JSONWriter(capacity: byteCount + 4096)
    writer.beginObject()
    writer.member("isIncomplete", false)
    writer.key("items")
    writer.beginArray()
    var number = 0
    while writer.bytes.count < byteCount {
        writer.write(sampleCompletion(number, &random))
        number += 1
    }
    writer.endArray()
    writer.endObject()
    return writer.bytes
}

private func sampleCompletion(_ number: Int, _ random: inout Generator) -> JSONLiteral {
    let (one, other) = (random.word(), random.word())
    let name = "\(one)_\(other)\(number)"
    let (line, column) = (random.number(below: 5000), random.number(below: 80))
    return [
        "label": .string(name),
        "labelDetails": [
            "detail": "(\(one): String, \(other): Int)", "description": "module.\(one).\(other)",
        ],
        "kind": .int(1 + random.number(below: 25)),
        "detail": "func \(name)(\(one): String, \(other): Int) throws -> [\(one)]",
        "documentation": [
            "kind": "markdown",
            "value": """
            Returns the **\(one)** of `\(other)`.

            - Parameter \(one): what "it" is called
            - Throws: when there is no \(other)

            """,
        ],
        "sortText": "\(10000 + random.number(below: 89999)).\(name)",
        "filterText": .string(name),
        "insertTextFormat": 2,
        "textEdit": [
            "range": [
                "start": ["line": .int(line), "character": .int(column)],
                "end": ["line": .int(line), "character": .int(column + 4)],
            ],
            "newText": "\(name)(${1:\(one)}, ${2:\(other)})$0",
        ],
        "data": [
            "id": .int(number), "file": "file:///home/user/project/Sources/\(one)/\(other).swift",
        ],
    ]
}

/// The same numbers in every run.
private struct Generator {
    private var state: UInt64 = 42

    mutating func number(below bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(bound))
    }

    mutating func word() -> String { Self.words[number(below: Self.words.count)] }

    private static let words = [
        "append", "bufferedReader", "toString", "isEmpty", "configuration", "index", "réseau",
        "makeIterator", "description", "value",
    ]
}
