/// Puts the user's secrets back into a text as it comes, where the model speaks of them by their
/// placeholders. Pure but for the one who knows the secrets.
struct AnswerRestorer: Sendable {
    private let restore: @Sendable ([UInt8]) -> [UInt8]
    /// The end of the text so far, which may be the beginning of a placeholder.
    private var held: [UInt8] = []

    init(restore: @escaping @Sendable ([UInt8]) -> [UInt8]) {
        self.restore = restore
    }

    /// What is to be handed on for an event, in order.
    mutating func restored(_ event: ModelEvent) -> [ModelEvent] {
        switch event {
        case .text(let more):
            held += more
            let end = held.count - AnswerRestorer.unfinished(held)
            let ready = restore(Array(held[..<end]))
            held.removeFirst(end)
            return ready.isEmpty ? [] : [.text(ready)]
        case .draft(let whole):
            held = []
            return [.draft(restore(whole))]
        case .restarted:
            held = []
            return [event]
        case .finished, .failed, .metered:
            defer { held = [] }
            return held.isEmpty ? [event] : [.text(restore(held)), event]
        case .reasoning, .toolCall, .carryOver, .usage: return [event]
        }
    }

    private static let mark = Array("REDACTED_".utf8)

    /// How many bytes at the end may be the beginning of a placeholder.
    private static func unfinished(_ text: [UInt8]) -> Int {
        // No placeholder is longer.
        let window = text.suffix(48)
        for start in window.indices where window[start] == mark[0] {
            let tail = window[start...]
            let isBeginning =
                tail.count <= mark.count
                ? mark.starts(with: tail)
                : tail.starts(with: mark) && tail.dropFirst(mark.count).allSatisfy(isWord)
            if isBeginning { return tail.count }
        }
        return 0
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
            UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
