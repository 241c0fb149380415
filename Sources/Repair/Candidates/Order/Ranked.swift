/// Elements by falling score; of equal ones the earlier comes first.
struct Ranked<Element: Sendable>: Sendable {
    private struct Entry: Sendable {
        var score: Double
        let order: Int
        let element: Element
    }

    private var heap: [Entry] = []
    private var count = 0

    mutating func insert(_ element: Element, score: Double) {
        insert(Entry(score: score, order: count, element: element))
        count += 1
    }

    /// Takes out the best.
    mutating func popBest() -> (element: Element, score: Double, order: Int)? {
        guard let first = heap.first else { return nil }
        let last = heap.removeLast()
        if !heap.isEmpty {
            heap[0] = last
            sink(0)
        }
        return (first.element, first.score, first.order)
    }

    /// Puts back what was taken out, with another score.
    mutating func reinsert(_ element: Element, score: Double, order: Int) {
        insert(Entry(score: score, order: order, element: element))
    }

    /// Gives every element a new score.
    mutating func rescore(_ score: (Element) -> Double) {
        for index in heap.indices { heap[index].score = score(heap[index].element) }
        for index in heap.indices.reversed() { sink(index) }
    }

    private mutating func insert(_ entry: Entry) {
        heap.append(entry)
        var index = heap.count - 1
        while index > 0 {
            let parent = (index - 1) / 2
            guard Ranked.isBefore(heap[index], heap[parent]) else { break }
            heap.swapAt(index, parent)
            index = parent
        }
    }

    private mutating func sink(_ start: Int) {
        var index = start
        while true {
            var first = index
            for child in [2 * index + 1, 2 * index + 2] where child < heap.count {
                if Ranked.isBefore(heap[child], heap[first]) { first = child }
            }
            if first == index { return }
            heap.swapAt(index, first)
            index = first
        }
    }

    private static func isBefore(_ one: Entry, _ other: Entry) -> Bool {
        one.score != other.score ? one.score > other.score : one.order < other.order
    }
}
