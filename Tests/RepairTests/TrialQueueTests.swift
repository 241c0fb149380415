import Testing

@testable import Repair

@Suite("What is tried next")
struct TrialQueueTests {
    private func queue(
        _ text: String = "def add(a, b):\n    return a - b\n"
    ) throws -> TrialQueue {
        let file = try SuspectFile.of(text, "python")
        return TrialQueue(CandidateSource([file]), sizes: 2...8)
    }

    /// The batches until the queue is dry; what is tried for the first time has the same outcome.
    private func drain(
        _ queue: inout TrialQueue, _ outcome: CandidateOutcome, isTimeForLate: Bool,
        atMost limit: Int = .max
    ) -> [(count: Int, patience: Patience)] {
        var batches: [(count: Int, patience: Patience)] = []
        while batches.count < limit {
            let (candidates, patience) = queue.next(hasPassed: false, isTimeForLate: isTimeForLate)
            if candidates.isEmpty { break }
            batches.append((candidates.count, patience))
            for candidate in candidates {
                queue.learn(patience == .brief ? outcome : .endless, of: candidate)
            }
        }
        return batches
    }

    @Test("Batches grow to their bound")
    func sizes() throws {
        var queue = try queue()
        let batches = drain(&queue, .unchanged, isTimeForLate: false, atMost: 5)
        #expect(batches.map(\.count) == [2, 2, 4, 8, 8])
    }

    @Test("What was late comes once more when nothing else is left, with more time")
    func late() throws {
        var queue = try queue("x = 1\n")
        let batches = drain(&queue, .late, isTimeForLate: false)
        let brief = batches.prefix { $0.patience == .brief }
        let full = batches.dropFirst(brief.count)
        #expect(full.allSatisfy { $0.patience == .full })
        #expect(brief.reduce(0) { $0 + $1.count } == full.reduce(0) { $0 + $1.count })
        #expect(!full.isEmpty)
    }

    @Test("When much of the time is gone, they take turns with new ones")
    func turns() throws {
        var queue = try queue()
        let batches = drain(&queue, .late, isTimeForLate: true, atMost: 4)
        #expect(batches.map(\.patience) == [.brief, .brief, .full, .brief])
    }

    @Test("Behind a first patch batches are small, and nothing is tried again")
    func passed() throws {
        var queue = try queue()
        _ = queue.next(hasPassed: false, isTimeForLate: false)
        _ = queue.next(hasPassed: false, isTimeForLate: false)
        let (first, _) = queue.next(hasPassed: false, isTimeForLate: false)
        for candidate in first { queue.learn(.late, of: candidate) }
        for _ in 0..<5 {
            let (candidates, patience) = queue.next(hasPassed: true, isTimeForLate: true)
            #expect(candidates.count == 2)
            #expect(patience == .brief)
        }
    }
}
