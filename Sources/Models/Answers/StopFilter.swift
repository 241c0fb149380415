/// Ends a stream of text at the first stop text, however the stream is cut, and lets nothing of
/// the stop text through.
///
/// What might become a stop text is held back until it is clear. Of several, the one that is
/// complete first counts; of those, the longest.
package struct StopFilter: Sendable {
    private let stops: [[UInt8]]
    /// The longest end of the stream that begins a stop text.
    private var held: [UInt8] = []
    /// The stop text that came. Nothing after it comes through.
    package private(set) var stop: [UInt8]?
    /// What followed the stop text in the same piece of the stream.
    private(set) var rest: [UInt8] = []

    /// Ends the stream at any of these; empty ones do not count.
    package init(stops: [String]) {
        self.stops = stops.filter { !$0.isEmpty }.map { Array($0.utf8) }
            .sorted { $0.count > $1.count }
    }

    /// The part of the stream that is now known to lie before any stop text.
    package mutating func feed(_ bytes: [UInt8]) -> [UInt8] {
        guard stop == nil else { return [] }
        var text = held
        for (index, byte) in bytes.enumerated() {
            text.append(byte)
            if let stop = stops.first(where: { $0.last == byte && text.hasSuffix($0) }) {
                self.stop = stop
                held = []
                rest = Array(bytes[(index + 1)...])
                return Array(text.dropLast(stop.count))
            }
        }
        let count = heldCount(of: text)
        held = Array(text.suffix(count))
        return Array(text.dropLast(count))
    }

    /// What was held back, once the stream has ended without becoming a stop text.
    package mutating func end() -> [UInt8] {
        defer { held = [] }
        return held
    }

    /// Whether nothing more comes through.
    package var isStopped: Bool { stop != nil }

    /// A whole text, cut at its first stop text.
    package static func cut(_ text: [UInt8], stops: [String]) -> [UInt8] {
        var filter = StopFilter(stops: stops)
        let start = filter.feed(text)
        return start + filter.end()
    }

    /// How long the end of the text is that begins a stop text.
    private func heldCount(of text: [UInt8]) -> Int {
        let longest = min(text.count, (stops.first?.count ?? 1) - 1)
        for count in stride(from: longest, to: 0, by: -1) {
            let end = text.suffix(count)
            if stops.contains(where: { $0.count > count && $0.starts(with: end) }) { return count }
        }
        return 0
    }
}

extension [UInt8] {
    fileprivate func hasSuffix(_ other: [UInt8]) -> Bool {
        count >= other.count && self[(count - other.count)...].elementsEqual(other)
    }
}
