/// The words of names, as numbers. They are kept from one ranking to the next.
struct NameWords: Sendable {
    private var numbers: [Word: UInt32] = [:]
    /// By name: where its words are in `words`, from 1; 0 is not known yet.
    private var places: [UInt32] = []
    /// How many words a name has, and then these.
    private var words: [UInt32] = []

    /// How many different words there are.
    var count: Int { numbers.count }

    /// A word's number.
    mutating func number(of word: Word) -> Int {
        if let known = numbers[word] { return Int(known) }
        let number = UInt32(clamping: numbers.count)
        numbers[word] = number
        return Int(number)
    }

    /// The words of a name, which the index may not know for longer than its next edit.
    mutating func words(of name: NameID, in index: MapIndex) -> ArraySlice<UInt32> {
        let number = Int(name.number)
        guard number < index.tables.names.count else { return find(name, in: index)[...] }
        if places.isEmpty { places = Array(repeating: 0, count: index.tables.names.count) }
        if places[number] == 0 {
            let found = find(name, in: index)
            places[number] = UInt32(clamping: words.count + 1)
            words.append(UInt32(clamping: found.count))
            words += found
        }
        let place = Int(places[number])
        return words[place..<(place + Int(words[place - 1]))]
    }

    private mutating func find(_ name: NameID, in index: MapIndex) -> [UInt32] {
        Word.words(of: index.text(of: name)).map { UInt32(clamping: number(of: $0)) }
    }
}
