internal import Base

/// What the launcher is told, as it reads it (see Launcher/launcher.h): a row of records.
struct Order {
    private(set) var bytes: [UInt8] = []

    /// The kinds of records; the same letters as in the launcher.
    enum Tag: Character {
        case parent = "p"
        case identity = "u"
        case group = "g"
        case namespaces = "n"
        case wrapper = "b"
        case limit = "l"
        case listable = "o"
        case readable = "r"
        case writable = "w"
        case device = "d"
        case landlock = "a"
        case filter = "s"
        case measured = "m"
        case directory = "f"
        case variable = "e"
        case argument = "c"
    }

    mutating func add(_ tag: Tag, bytes payload: [UInt8]) {
        bytes.append(tag.rawValue.asciiValue ?? 0)
        bytes += nativeBytes(UInt32(payload.count))
        bytes += payload
    }

    /// A string for C: nothing after a NUL counts.
    mutating func add(_ tag: Tag, _ text: String) {
        add(tag, bytes: text.utf8.prefix { $0 != 0 } + [0])
    }

    mutating func add(_ tag: Tag, _ path: Path) {
        add(tag, bytes: path.bytes + [0])
    }

    mutating func add(_ tag: Tag, numbers: Int32...) {
        add(tag, bytes: numbers.flatMap(nativeBytes))
    }

    /// `setrlimit(resource, value)`.
    mutating func limit(_ resource: Int32, _ value: Int) {
        add(.limit, bytes: nativeBytes(UInt64(resource)) + nativeBytes(UInt64(max(0, value))))
    }
}

/// A number as it lies in the memory of every machine that we know.
private func nativeBytes(_ number: some FixedWidthInteger) -> [UInt8] {
    (0..<(number.bitWidth / 8)).map { index in
        UInt8(truncatingIfNeeded: number >> (8 * index))
    }
}
