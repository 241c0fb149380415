/// The start and the end of a stream of any length.
package struct CapturedOutput: Sendable {
    package private(set) var head: [UInt8] = []
    private let limit: Int
    /// What followed the head; cut now and then to its last `limit` bytes.
    private var recent: [UInt8] = []
    private var total = 0

    /// Keeps `keptBytes`, half of them at each end.
    package init(keptBytes: Int) {
        limit = max(1, keptBytes / 2)
    }

    /// What came last, as far as it is not in `head`.
    package var tail: ArraySlice<UInt8> { recent.suffix(limit) }

    /// How many bytes between the two were dropped.
    package var elidedBytes: Int { total - head.count - tail.count }

    /// Everything, with a line in the middle that says how much is missing.
    package var bytes: [UInt8] {
        let gap = elidedBytes > 0 ? Array("\n[… \(elidedBytes) bytes left out …]\n".utf8) : []
        return head + gap + tail
    }

    package var text: String { String(decoding: bytes, as: UTF8.self) }

    package mutating func append(_ bytes: [UInt8]) {
        total += bytes.count
        let first = bytes.prefix(limit - head.count)
        head += first
        recent += bytes.dropFirst(first.count)
        if recent.count > 2 * limit { recent.removeFirst(recent.count - limit) }
    }
}
