/// Numbers things by a hash of theirs in the order in which they turn up. The library's
/// dictionaries guard against hostile keys, which costs more than all the rest of a look-up here:
/// what is hashed is hashed well already, and a table is bounded by one document.
struct HashTable: Sendable {
    /// The hashes, by number.
    private(set) var keys: [UInt64] = []
    /// For each slot, one more than the number of what is there; 0 where nothing is.
    private var slots: [UInt32]
    private var mask: Int

    /// A table that takes about this many without growing.
    init(capacity: Int) {
        var size = 16
        while size < capacity &* 2 { size &*= 2 }
        slots = Array(repeating: 0, count: size)
        mask = size - 1
        keys.reserveCapacity(capacity)
    }

    var count: Int { keys.count }

    /// The number of a hash, if it has turned up.
    func number(of key: UInt64) -> Int? {
        var slot = Int(truncatingIfNeeded: key ^ (key >> 32)) & mask
        while slots[slot] != 0 {
            let number = Int(slots[slot] &- 1)
            if keys[number] == key { return number }
            slot = (slot &+ 1) & mask
        }
        return nil
    }

    /// The number of a hash, which gets the next one if it is new.
    mutating func add(_ key: UInt64) -> Int {
        var slot = Int(truncatingIfNeeded: key ^ (key >> 32)) & mask
        while slots[slot] != 0 {
            let number = Int(slots[slot] &- 1)
            if keys[number] == key { return number }
            slot = (slot &+ 1) & mask
        }
        keys.append(key)
        slots[slot] = UInt32(truncatingIfNeeded: keys.count)
        if keys.count &* 2 > slots.count { grow() }
        return keys.count - 1
    }

    /// Forgets everything, and keeps its room.
    mutating func removeAll() {
        guard !keys.isEmpty else { return }
        keys.removeAll(keepingCapacity: true)
        for slot in slots.indices { slots[slot] = 0 }
    }

    private mutating func grow() {
        let size = slots.count &* 2
        mask = size - 1
        slots = Array(repeating: 0, count: size)
        for (number, key) in keys.enumerated() {
            var slot = Int(truncatingIfNeeded: key ^ (key >> 32)) & mask
            while slots[slot] != 0 { slot = (slot &+ 1) & mask }
            slots[slot] = UInt32(truncatingIfNeeded: number + 1)
        }
    }
}
