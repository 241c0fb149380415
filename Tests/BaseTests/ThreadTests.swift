import Base
import Synchronization
import Testing

private let soon = Instant.now.adding(milliseconds: 60_000)

@Test func workersDoEveryJobOnce() throws {
    let pool = try WorkerPool(threads: 3)
    let count = Atomic<Int>(0)
    for _ in 0..<500 {
        #expect(pool.submit(.background) { count.add(1, ordering: .relaxed) })
    }
    #expect(pool.drain(until: soon))
    #expect(count.load(ordering: .relaxed) == 500)
    pool.close()
    #expect(!pool.submit(.request) {})
}

@Test func aLockLetsOneInAtATime() throws {
    let pool = try WorkerPool(threads: 4)
    let count = Lock(0)
    for _ in 0..<400 {
        #expect(
            pool.submit(.request) {
                for _ in 0..<100 { count.withLock { $0 += 1 } }
            })
    }
    #expect(pool.drain(until: soon))
    #expect(count.withLock { $0 } == 40_000)
    #expect(throws: SystemError("lock", code: EPERM)) {
        try count.withLock { _ throws(SystemError) in throw SystemError("lock", code: EPERM) }
    }
    // It was let go of.
    #expect(count.withLock { $0 } == 40_000)
}

@Test func ofTwoJobsUnderOneKeyOnlyTheLaterRuns() throws {
    let pool = try WorkerPool(threads: 1)
    let gate = Monitor(false)
    let ran = Lock<[Int]>([])
    #expect(pool.submit(.request) { _ = gate.wait { $0 ? true : nil } })
    for index in 0..<10 {
        #expect(pool.submit(.request, key: "parse") { ran.withLock { $0.append(index) } })
    }
    gate.update { $0 = true }
    #expect(pool.drain(until: soon))
    #expect(ran.withLock { $0 } == [9])
}

@Test func aFullPoolRefuses() throws {
    let pool = try WorkerPool(threads: 1, capacity: 2)
    let gate = Monitor((entered: false, open: false))
    #expect(
        pool.submit(.request) {
            gate.update { $0.entered = true }
            _ = gate.wait { $0.open ? true : nil }
        })
    _ = gate.wait(until: soon) { $0.entered ? true : nil }
    #expect(pool.submit(.request) {})
    #expect(pool.submit(.request) {})
    #expect(!pool.submit(.request) {})
    gate.update { $0.open = true }
    #expect(pool.drain(until: soon))
}

@Test func requestsDoNotWaitForBackgroundWork() throws {
    let pool = try WorkerPool(threads: 2)
    let gate = Monitor(false)
    for _ in 0..<2 {
        #expect(pool.submit(.background) { _ = gate.wait { $0 ? true : nil } })
    }
    let answered = Monitor(false)
    #expect(pool.submit(.request) { answered.update { $0 = true } })
    #expect(answered.wait(until: soon) { $0 ? true : nil } == true)
    gate.update { $0 = true }
    #expect(pool.drain(until: soon))
}

@Test func queuesKeepOrderAndRefuseWhatDoesNotFit() {
    let queue = BoundedQueue<Int>(capacity: 3)
    #expect((1...4).map(queue.offer) == [true, true, true, false])
    #expect(queue.take() == 1)
    #expect(queue.offer(5))
    queue.close()
    #expect(!queue.offer(6))
    #expect([queue.take(), queue.take(), queue.take(), queue.take()] == [2, 3, 5, nil])
    let empty = BoundedQueue<Int>(capacity: 1)
    #expect(empty.take(until: Instant.now.adding(milliseconds: 1)) == nil)
}

@Test func cancellingRunsEachHandlerOnce() {
    let cancellation = Cancellation()
    let count = Atomic<Int>(0)
    cancellation.onCancel { count.add(1, ordering: .relaxed) }
    #expect(!cancellation.isCancelled)
    cancellation.cancel()
    cancellation.cancel()
    cancellation.onCancel { count.add(10, ordering: .relaxed) }
    #expect(cancellation.isCancelled)
    #expect(count.load(ordering: .relaxed) == 11)
}

@Test func instantsNeverOverflow() {
    let last = Instant(rawNanoseconds: .max)
    #expect(last.adding(milliseconds: .max) == last)
    #expect(Instant(rawNanoseconds: .min).nanoseconds(since: last) == .min)
    #expect(Instant.now <= Instant.now)
    #expect(WallClock.timestamp.utf8.count == 24)
}
