import Base
import TestKit
import Testing

@testable import Completion

@Suite struct TypingRhythmTests {
    private func at(_ milliseconds: Int) -> Instant {
        Instant(rawNanoseconds: 0).adding(milliseconds: milliseconds)
    }

    /// Keystrokes at these times, each of which asks; when a model is asked.
    private func asked(_ keystrokes: [Int], latency: Double = 0) -> [Int] {
        var rhythm = TypingRhythm()
        var asked: [Int] = []
        for (index, time) in keystrokes.enumerated() {
            rhythm.noteEdit(at: at(time))
            rhythm.noteLatency(milliseconds: latency)
            let due = time + rhythm.delayMilliseconds(factor: 1)
            if index + 1 == keystrokes.count || keystrokes[index + 1] > due { asked.append(due) }
        }
        return asked
    }

    @Test(arguments: [0.0, 300, 3000])
    func aBurstAsksOnceAtItsEnd(latency: Double) {
        // 200 keystrokes, 15 a second.
        let times = (0..<200).map { $0 * 1000 / 15 }
        #expect(asked(times, latency: latency).count == 1)
    }

    @Test func burstsAskOncePerPause() {
        forAll { random in
            var times = [0]
            let pauses = random.int(in: 1...5)
            let interval = random.int(in: 50...120)
            for _ in 0..<pauses {
                for _ in 0..<random.int(in: 20...60) {
                    times.append(times[times.count - 1] + interval + random.int(in: -8...8))
                }
                times.append(times[times.count - 1] + 2000)
            }
            // The last keystroke is a burst of its own.
            try #require(asked(times).count <= pauses + 1)
        }
    }

    @Test func whoTypesSlowlyDoesNotWait() {
        var rhythm = TypingRhythm()
        for time in 0..<10 { rhythm.noteEdit(at: at(time * 400)) }
        #expect(rhythm.delayMilliseconds(factor: 1) == 0)
    }
}

@Suite struct CompletionTuningTests {
    @Test func whatIsUsualChangesNothing() {
        let tuning = CompletionTuning(UseTally())
        #expect(abs(tuning.confidence - 0.7) < 1e-9)
        #expect(abs(tuning.pauseFactor - 1) < 1e-9)
    }

    @Test func whatNobodyWantsIsShownMoreSeldom() {
        var tally = UseTally()
        for source in UseTally.Source.allCases { tally.add(source, .shown, 1000) }
        let tuning = CompletionTuning(tally)
        #expect(tuning.confidence > 0.78 && tuning.confidence <= 0.8)
        #expect(tuning.pauseFactor > 1.3)
    }

    @Test func whatIsWantedIsShownMoreOften() {
        var tally = UseTally()
        tally.add(.embedded, .shown, 1000)
        tally.add(.embedded, .accepted, 500)
        tally.add(.embedded, .kept, 500)
        #expect(CompletionTuning(tally).confidence < 0.61)
    }

    @Test func whatIsTakenBackCountsLess() {
        var kept = UseTally()
        kept.add(.model, .shown, 100)
        kept.add(.model, .accepted, 40)
        var undone = kept
        kept.add(.model, .kept, 40)
        undone.add(.model, .kept, 0)
        #expect(kept.worth(of: .model) > undone.worth(of: .model))
    }

    @Test func oldUsesFade() {
        var tally = UseTally()
        for _ in 0..<5000 { tally.add(.model, .shown) }
        #expect(tally.count(.model, .shown) <= 2001)
    }
}
