private import Synchronization

/// A broken invariant of our own. Thrown, so that it fails one request and not the server.
package struct Bug: Error, CustomStringConvertible {
    package let description: String
}

/// Reports a broken invariant: traps where `Bug.traps` is set (tests), is logged elsewhere.
/// Written as `throw bug("…")`.
package func bug(
    _ message: String, file: StaticString = #fileID, line: UInt = #line
) -> Bug {
    let text = "internal error at \(file):\(line): \(message)"
    if Bug.traps { preconditionFailure(text) }
    Log.error(text)
    return Bug(description: text)
}

extension Bug {
    private static let trapping = Atomic<Bool>(false)

    /// Whether a bug ends the process at once. Tests set this.
    package static var traps: Bool {
        get { trapping.load(ordering: .relaxed) }
        set { trapping.store(newValue, ordering: .relaxed) }
    }
}
