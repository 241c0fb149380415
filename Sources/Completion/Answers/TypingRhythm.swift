package import Base

/// How fast somebody types and how fast a model answers: when it is worth to ask.
///
/// Between two keystrokes of a burst nobody is asked; where nobody types that fast nothing waits.
package struct TypingRhythm: Sendable {
    private var lastEdit: Instant?
    /// The usual time between two keystrokes, and how much it varies; nil before any was seen.
    private var interval: Double?
    private var deviation = 0.0
    private var latency = 0.0

    /// A longer pause is no part of a rhythm.
    private static let longestInterval = 1500.0
    /// Who types slower than this looks at what comes after each keystroke.
    private static let slow = 250.0
    private static let unknownMilliseconds = 150.0
    private static let longestMilliseconds = 500.0

    /// Nobody has typed yet.
    package init() {}

    /// Somebody typed.
    package mutating func noteEdit(at now: Instant) {
        defer { lastEdit = now }
        guard let lastEdit else { return }
        let gap = now.milliseconds(since: lastEdit)
        guard gap < TypingRhythm.longestInterval else { return }
        guard let known = interval else {
            interval = gap
            return
        }
        deviation += (abs(gap - known) - deviation) / 6
        interval = known + (gap - known) / 6
    }

    /// A model's answer took so long.
    package mutating func noteLatency(milliseconds: Double) {
        latency += (milliseconds - latency) / 4
    }

    /// How long to wait for the next keystroke before a model is asked. A model that is slow anyway
    /// is asked sooner, but never within a burst. `factor` is what was learnt.
    package func delayMilliseconds(factor: Double) -> Int {
        guard let interval else { return Int(TypingRhythm.unknownMilliseconds * factor) }
        if interval >= TypingRhythm.slow { return 0 }
        let certain = interval * 1.3 + deviation * 2 + 10
        let patient = interval * 2 + deviation * 2 - latency / 4
        return Int(min(TypingRhythm.longestMilliseconds, max(certain, patient) * factor))
    }
}
