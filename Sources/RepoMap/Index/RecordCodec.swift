internal import Base

extension FileRecord {
    /// Counts up with every change of what records hold, so that older ones are not read.
    package static let formatVersion = 4

    /// The record as bytes to keep; the path is not among them, so that equal files share one.
    package var encoded: [UInt8] {
        var writer = RecordWriter()
        writer.add(names.bytes)
        writer.add(names.ends)
        writer.add(body.definitions)
        writer.add(body.imports)
        writer.add(body.importedNames)
        writer.add(body.uses)
        writer.add(body.text)
        return writer.sealed
    }

    /// The record of a file from kept bytes; nil when they are not what was written.
    package init?(encoded: [UInt8], path: String, family: LanguageFamily) {
        guard var reader = RecordReader(encoded), let bytes: [UInt8] = reader.next(),
            let ends: [UInt32] = reader.next(), let names = NameList(bytes: bytes, ends: ends),
            let definitions: [PackedDefinition] = reader.next(),
            let imports: [PackedImport] = reader.next(),
            let importedNames: [UInt32] = reader.next(), let uses: [UInt32] = reader.next(),
            let text: [UInt8] = reader.next()
        else { return nil }
        self.init(
            path: path, family: family, names: names,
            body: FileBody(
                definitions: definitions, imports: imports, importedNames: importedNames,
                uses: uses, text: text))
    }
}

/// Arrays of plain numbers one behind the other, sealed with a sum over all. They never leave the
/// machine, so they are kept in its own byte order.
private struct RecordWriter {
    private var bytes: [UInt8] = Array(repeating: 0, count: 8)

    mutating func add<Element: BitwiseCopyable>(_ elements: [Element]) {
        unsafe elements.withUnsafeBytes { content in
            unsafe withUnsafeBytes(of: UInt32(clamping: content.count)) { count in
                unsafe bytes.append(contentsOf: count)
            }
            unsafe bytes.append(contentsOf: content)
        }
    }

    var sealed: [UInt8] {
        var bytes = bytes
        let sum = bytes.span.extracting(8...).hash(seed: sumSeed)
        for place in 0..<8 { bytes[place] = UInt8(truncatingIfNeeded: sum >> (8 * place)) }
        return bytes
    }
}

private struct RecordReader {
    private let bytes: [UInt8]
    private var offset = 8

    /// Checks the sum: what holds can only have been written by a `RecordWriter`.
    init?(_ bytes: [UInt8]) {
        guard bytes.count >= 8 else { return nil }
        var sum: UInt64 = 0
        for place in 0..<8 { sum |= UInt64(bytes[place]) << (8 * place) }
        guard sum == bytes.span.extracting(8...).hash(seed: sumSeed) else { return nil }
        self.bytes = bytes
    }

    /// The next array; nil when there is none of whole elements.
    mutating func next<Element: BitwiseCopyable>() -> [Element]? {
        guard let count = length(), count <= bytes.count - offset,
            count % MemoryLayout<Element>.stride == 0
        else { return nil }
        // The standard library's one empty array would be written to, by all threads.
        if count == 0 { return [] }
        let range = offset..<(offset + count)
        offset += count
        return unsafe [Element](unsafeUninitializedCapacity: count / MemoryLayout<Element>.stride) {
            (buffer, used) in
            used = count / MemoryLayout<Element>.stride
            unsafe UnsafeMutableRawBufferPointer(buffer).copyBytes(from: bytes[range])
        }
    }

    private mutating func length() -> Int? {
        guard offset + 4 <= bytes.count else { return nil }
        defer { offset += 4 }
        return (0..<4).reduce(0) { $0 | Int(bytes[offset + $1]) << (8 * $1) }
    }
}

private let sumSeed: UInt64 = 0x7E0_11AB
