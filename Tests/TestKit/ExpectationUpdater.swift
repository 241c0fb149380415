private import Base
private import Synchronization
import Testing

/// Why an expectation was not rewritten.
struct ExpectationError: Error, CustomStringConvertible {
    let description: String
}

/// Rewrites literals in test sources. It keeps every file as it was when it was compiled, and
/// applies all changes so far to that, so the lines that the compiler recorded stay right.
final class ExpectationUpdater: Sendable {
    static let shared = ExpectationUpdater()

    fileprivate struct Source {
        let original: [UInt8]
        /// The new text of literals, by the range of the old text.
        var changes: [Range<Int>: [UInt8]] = [:]
    }

    private let sources = Lock<[String: Source]>([:])

    /// Rewrites the literal of the call at a place.
    func update(_ place: SourceLocation, from expected: String, to actual: String) throws {
        try sources.withLock { sources in
            let path = Path(place.filePath)
            var source: Source
            if let known = sources[place.filePath] {
                source = known
            } else {
                source = Source(original: try Files.read(path, limit: 1 << 24))
            }
            let change = try SourceLiteral.replacement(
                in: source.original, line: place.line, column: place.column, from: expected,
                to: actual)
            if let other = source.changes[change.range], other != change.text {
                throw ExpectationError(description: "two values were seen for one literal")
            }
            source.changes[change.range] = change.text
            sources[place.filePath] = source
            try Files.writeAtomically(path, source.edited)
        }
    }
}
extension ExpectationUpdater.Source {
    fileprivate var edited: [UInt8] {
        var bytes: [UInt8] = []
        var done = 0
        for (range, text) in changes.sorted(by: { $0.key.lowerBound < $1.key.lowerBound }) {
            bytes += original[done..<range.lowerBound]
            bytes += text
            done = range.upperBound
        }
        return bytes + original[done...]
    }
}
