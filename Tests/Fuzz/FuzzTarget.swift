/// Something that reads bytes from outside, and what must hold whatever they are. A new one is a
/// file that extends this type, a line in `all`, and a folder of small inputs in `Corpus`.
struct FuzzTarget: Sendable {
    /// Its name on the command line, and its folder's in `Corpus`.
    let name: String
    /// Reads an input. Throws a `Finding` when something does not hold; a trap is a finding too.
    let check: @Sendable ([UInt8]) throws -> Void

    /// Every target.
    static let all: [FuzzTarget] = [
        .frame, .json, .message, .edits, .sse, .answers, .patch, .tags, .reports,
    ]
}

/// Something that does not hold for an input.
struct Finding: Error, CustomStringConvertible {
    let description: String
}

/// Throws a finding unless a condition holds.
func require(_ condition: Bool, _ description: @autoclosure () -> String) throws {
    if !condition { throw Finding(description: description()) }
}

/// An input read as numbers and pieces, for targets that want more than one string of bytes. Behind
/// its end there are zeros and empty pieces.
struct InputReader {
    private var rest: ArraySlice<UInt8>

    init(_ input: [UInt8]) {
        rest = input[...]
    }

    /// Whether everything was read.
    var isAtEnd: Bool { rest.isEmpty }

    /// The next byte as a number.
    mutating func number() -> Int {
        Int(rest.popFirst() ?? 0)
    }

    /// The next bytes, at most `count`.
    mutating func bytes(_ count: Int) -> [UInt8] {
        let taken = rest.prefix(count)
        rest = rest.dropFirst(count)
        return Array(taken)
    }

    /// A piece whose length is the next byte.
    mutating func piece() -> [UInt8] {
        bytes(number())
    }
}
