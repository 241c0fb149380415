internal import Base

/// Names one behind the other, each known by its number.
package struct NameList: Sendable, Equatable {
    private(set) var bytes: [UInt8] = []
    /// Where each name ends; the next begins there.
    private(set) var ends: [UInt32] = []

    /// No names.
    init() {}

    /// The list with these contents; nil when the ends do not fit the bytes.
    init?(bytes: [UInt8], ends: [UInt32]) {
        var last: UInt32 = 0
        for end in ends {
            if end < last { return nil }
            last = end
        }
        guard Int(last) == bytes.count else { return nil }
        self.bytes = bytes
        self.ends = ends
    }

    var count: Int { ends.count }

    /// A name as text.
    subscript(number: Int) -> String {
        String(decoding: bytes[range(of: number)], as: UTF8.self)
    }

    /// Where a name lies among the bytes.
    func range(of number: Int) -> Range<Int> {
        Int(number == 0 ? 0 : ends[number - 1])..<Int(ends[number])
    }

    fileprivate func equals(_ number: Int, _ name: Span<UInt8>) -> Bool {
        let range = range(of: number)
        guard range.count == name.count else { return false }
        for place in name.indices where bytes[range.lowerBound + place] != name[place] {
            return false
        }
        return true
    }

    fileprivate mutating func append(_ name: Span<UInt8>) {
        for place in name.indices { bytes.append(name[place]) }
        ends.append(UInt32(clamping: bytes.count))
    }

    fileprivate mutating func removeAll() {
        bytes = []
        ends = []
    }
}

/// Names that are each kept once. Their numbers go up in the order of their arrival.
struct NameTable: Sendable {
    private(set) var list = NameList()
    /// By hash: number + 1, or 0 where there is nothing. A power of two of them, at most two thirds
    /// full.
    private var slots: [UInt32] = []

    /// Another in every process, so that no repository can choose names that collide.
    private static let seed = UInt64.random(in: .min ... .max)

    init() {}

    var count: Int { list.count }

    /// A name as text.
    subscript(number: Int) -> String { list[number] }

    /// The number of a name, if it is here.
    func number(of name: Span<UInt8>) -> Int? {
        if slots.isEmpty { return nil }
        let found = slots[slot(for: name)]
        return found == 0 ? nil : Int(found) - 1
    }

    /// The number of a name, if it is here.
    func number(of name: String) -> Int? {
        let bytes = Array(name.utf8)
        return number(of: bytes.span)
    }

    /// The number of a name, which is added if it is new.
    mutating func insert(_ name: Span<UInt8>) -> Int {
        if (count + 1) * 3 > slots.count * 2 { slots = moreSlots }
        let slot = slot(for: name)
        if slots[slot] != 0 { return Int(slots[slot]) - 1 }
        list.append(name)
        slots[slot] = UInt32(clamping: count)
        return count - 1
    }

    /// Adds all names of a list, and answers with their numbers here.
    mutating func insert(_ names: NameList) -> [UInt32] {
        let span = names.bytes.span
        return (0..<names.count).map { number in
            UInt32(clamping: insert(span.extracting(names.range(of: number))))
        }
    }

    /// Hands over the names and is empty then, its room kept for the next.
    mutating func take() -> NameList {
        let taken = list
        list.removeAll()
        for place in slots.indices { slots[place] = 0 }
        return taken
    }

    /// Where a name is or would be.
    private func slot(for name: Span<UInt8>) -> Int {
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: name.hash(seed: NameTable.seed)) & mask
        while slots[slot] != 0, !list.equals(Int(slots[slot]) - 1, name) {
            slot = (slot + 1) & mask
        }
        return slot
    }

    /// Twice the slots, for the same names.
    private var moreSlots: [UInt32] {
        var slots: [UInt32] = Array(repeating: 0, count: max(256, self.slots.count * 2))
        let mask = slots.count - 1
        let span = list.bytes.span
        for number in 0..<count {
            let name = span.extracting(list.range(of: number))
            var slot = Int(truncatingIfNeeded: name.hash(seed: NameTable.seed)) & mask
            while slots[slot] != 0 { slot = (slot + 1) & mask }
            slots[slot] = UInt32(clamping: number + 1)
        }
        return slots
    }
}
