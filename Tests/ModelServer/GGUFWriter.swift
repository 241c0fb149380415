/// Writes GGUF, the format of llama.cpp's models: described values, then matrices of floats.
struct GGUFWriter {
    private static let alignment = 32

    private var values: [UInt8] = []
    private var valueCount = 0
    private var matrices: [(name: String, sizes: [Int], offset: Int)] = []
    private var data: [UInt8] = []

    /// The type numbers of the format.
    private enum Kind: UInt32 { case uint32 = 4, int32 = 5, float = 6, bool = 7, string = 8, array }

    mutating func set(_ name: String, _ value: UInt32) {
        begin(name, .uint32)
        values += GGUFWriter.bytes(value)
    }

    mutating func set(_ name: String, _ value: Float) {
        begin(name, .float)
        values += GGUFWriter.bytes(value.bitPattern)
    }

    mutating func set(_ name: String, _ value: Bool) {
        begin(name, .bool)
        values.append(value ? 1 : 0)
    }

    mutating func set(_ name: String, _ value: String) {
        begin(name, .string)
        values += GGUFWriter.bytes(value)
    }

    mutating func set(_ name: String, _ elements: [String]) {
        begin(name, .array)
        values += GGUFWriter.bytes(Kind.string.rawValue)
        values += GGUFWriter.bytes(UInt64(elements.count))
        for element in elements { values += GGUFWriter.bytes(element) }
    }

    mutating func set(_ name: String, _ elements: [Int32]) {
        begin(name, .array)
        values += GGUFWriter.bytes(Kind.int32.rawValue)
        values += GGUFWriter.bytes(UInt64(elements.count))
        for element in elements { values += GGUFWriter.bytes(element) }
    }

    /// A matrix; the first size is that of its rows.
    mutating func add(_ name: String, _ sizes: [Int], _ numbers: [Float]) {
        matrices.append((name, sizes, data.count))
        for number in numbers { data += GGUFWriter.bytes(number.bitPattern) }
        data += GGUFWriter.padding(after: data.count)
    }

    /// The whole file.
    var file: [UInt8] {
        var file = Array("GGUF".utf8) + GGUFWriter.bytes(UInt32(3))
        file += GGUFWriter.bytes(UInt64(matrices.count)) + GGUFWriter.bytes(UInt64(valueCount))
        file += values
        for (name, sizes, offset) in matrices {
            file += GGUFWriter.bytes(name) + GGUFWriter.bytes(UInt32(sizes.count))
            for size in sizes { file += GGUFWriter.bytes(UInt64(size)) }
            // 0 stands for 32-bit floats.
            file += GGUFWriter.bytes(UInt32(0)) + GGUFWriter.bytes(UInt64(offset))
        }
        file += GGUFWriter.padding(after: file.count)
        return file + data
    }

    private mutating func begin(_ name: String, _ kind: Kind) {
        valueCount += 1
        values += GGUFWriter.bytes(name) + GGUFWriter.bytes(kind.rawValue)
    }

    private static func padding(after count: Int) -> [UInt8] {
        [UInt8](repeating: 0, count: (alignment - count % alignment) % alignment)
    }

    private static func bytes(_ text: String) -> [UInt8] {
        bytes(UInt64(text.utf8.count)) + Array(text.utf8)
    }

    private static func bytes(_ number: some FixedWidthInteger) -> [UInt8] {
        (0..<number.bitWidth / 8).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
    }
}
