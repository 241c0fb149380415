internal import Languages

/// What a value may be; nothing is known of it when it is empty.
struct KindSet: OptionSet, Hashable {
    let rawValue: UInt16

    init(rawValue: UInt16) { self.rawValue = rawValue }

    init(_ kind: ValueKind) {
        rawValue = 1 << UInt16(ValueKind.allCases.firstIndex(of: kind) ?? 0)
    }

    static let number = KindSet(.number)
    static let text = KindSet(.text)
    static let boolean = KindSet(.boolean)
    static let list = KindSet(.list)
    static let set = KindSet(.set)
    static let map = KindSet(.map)
    static let tuple = KindSet(.tuple)
    static let object = KindSet(.object)
    static let function = KindSet(.function)

    /// What has an order and parts.
    static let sequences: KindSet = [.list, .text, .tuple]
    /// What can be empty.
    static let collections: KindSet = [.list, .text, .tuple, .set, .map]

    /// Whether it may be one of the other's, as far as is known.
    func fits(_ other: KindSet) -> Bool { isEmpty || other.isEmpty || !isDisjoint(with: other) }

    /// Whether it is known to be one of the other's.
    func isKnown(as other: KindSet) -> Bool { !isEmpty && isSubset(of: other) }

    /// Whether it may be one of the other's.
    func maybe(_ other: KindSet) -> Bool { isEmpty || !isDisjoint(with: other) }
}
