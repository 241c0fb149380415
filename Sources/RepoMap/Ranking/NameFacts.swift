/// What is known of a name, whatever it means.
struct NameFacts {
    /// It stands where the cursor is.
    var isNear = false
    /// It is the name of what the cursor is in.
    var isOwn = false
    /// It stands in the cursor's signature.
    var isInSignature = false
    /// The focus imports it.
    var isTaken = false
    /// How often it stands elsewhere in the focus.
    var elsewhere = 0
    /// How surely it is mentioned.
    var mention = 0.0
    /// How many of the definitions like the one at the cursor use it.
    var vote = 0.0
    /// How surely it is used where something happened.
    var usedAtPlaces = 0.0
    /// What it shares with the cursor's name, and with the cursor's signature.
    var wordsOfName = 0.0
    var wordsOfSignature = 0.0
    /// How likely something of the type of this name is at hand.
    var asType = 0.0
}

/// The facts of some names. Of most names nothing is known, and it takes no hashing to find that.
struct NameFactsTable {
    /// By name: the place of its facts.
    private var places: [UInt32]
    private var facts = [NameFacts()]

    init(nameCount: Int) {
        places = Array(repeating: 0, count: nameCount)
    }

    subscript(name: NameID) -> NameFacts { facts[Int(places[Int(name.number)])] }

    mutating func update(_ name: NameID, _ body: (inout NameFacts) -> Void) {
        let number = Int(name.number)
        if places[number] == 0 {
            places[number] = UInt32(clamping: facts.count)
            facts.append(NameFacts())
        }
        body(&facts[Int(places[number])])
    }
}

/// Some of an index's names, each once.
struct NameSet {
    private var flags: [Bool]
    private(set) var names: [NameID] = []

    init(nameCount: Int) {
        flags = Array(repeating: false, count: nameCount)
    }

    mutating func insert(_ name: NameID) {
        if flags[Int(name.number)] { return }
        flags[Int(name.number)] = true
        names.append(name)
    }

    mutating func insert(_ names: some Sequence<NameID>) {
        for name in names { insert(name) }
    }
}
