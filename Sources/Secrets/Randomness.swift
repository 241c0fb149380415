/// Whether bytes look made by a generator rather than by a person: many different ones, digits and
/// letters mixed, and the letters in no order that words have.
///
/// Entropy alone does not tell: twenty letters of English have nearly as much of it as twenty of a
/// key.
func looksRandom(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
    let traits = Traits(text, range)
    guard traits.digits > 0, traits.letters > 0, traits.hasVariety, !traits.isSequence else {
        return false
    }
    if traits.isHex { return traits.digits * 5 >= range.count }
    // Words have few digits in the midst of them.
    return traits.mixtures * 5 >= range.count || traits.commonPairs * 2 <= traits.letterPairs
}

/// Whether bytes are more than a run of the same few, which only hold the place of a real value.
func hasVariety(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
    let traits = Traits(text, range)
    return traits.hasVariety && !traits.isSequence
}

/// What a look at each byte and its neighbour says.
private struct Traits {
    var letters = 0
    var digits = 0
    /// Pairs of letters of one word, and those among them that are frequent in English.
    var letterPairs = 0
    var commonPairs = 0
    /// Pairs of a letter and a digit.
    var mixtures = 0
    var isHex = true
    /// Alphabets and counting, as in documentation.
    var isSequence: Bool { successors * 2 > count }
    /// A key of sixteen hexadecimal digits has ten different ones on average.
    var hasVariety: Bool { seen.nonzeroBitCount + seenHigh.nonzeroBitCount >= min(8, count / 2) }

    private var count: Int
    private var successors = 0
    private var seen: UInt64 = 0
    private var seenHigh: UInt64 = 0

    init(_ text: Span<UInt8>, _ range: Range<Int>) {
        count = range.count
        var previous: UInt8 = 0
        for at in range {
            let byte = text[at]
            if byte < 64 { seen |= 1 << UInt64(byte) } else { seenHigh |= 1 << UInt64(byte & 63) }
            if byte == previous &+ 1 { successors += 1 }
            if !ByteSet.hex.contains(byte), byte != UInt8(ascii: "-") { isHex = false }
            if ByteSet.letters.contains(byte) {
                letters += 1
                // A capital after a small letter begins a new word.
                let isInside = ByteSet.letters.contains(previous) && !(byte < 96 && previous > 96)
                if isInside {
                    letterPairs += 1
                    if CommonPairs.contain(previous | 32, byte | 32) { commonPairs += 1 }
                }
                if (48...57).contains(previous) { mixtures += 1 }
            } else if (48...57).contains(byte) {
                digits += 1
                if ByteSet.letters.contains(previous) { mixtures += 1 }
            }
            previous = byte
        }
    }
}

/// The pairs of letters that are most frequent in English words and in the names that programmers
/// make: of random pairs they are a fifth, of those in words three quarters.
private enum CommonPairs {
    /// One bit for each second letter, by the first.
    private static let table: [UInt32] = {
        var table = [UInt32](repeating: 0, count: 26)
        let pairs = """
            th he in er an re on at en nd ti es or te of ed is it al ar st to nt ng se ha as ou io \
            le ve co me de hi ri ro ic ne ea ra ce li ch ll be ma si om ur ca el ta la ns di fo ho \
            pe ec pr no ct us ac ot il tr ly nc et ut ss so rs un lo wa ge ie wh ee wi em ad ol rt \
            po we na ul ni ts mo ow pa im mi ai sh ir su id os iv ia am fi ci vi pl ig tu ev ld ry \
            mp fe bl ab gh ty op wo sa ay ex ke fr oo av ag if ap gr od bo sp rd do uc bu ei ov by \
            rm ep tt oc fa ef cu rn sc gi da yo cr cl du ga qu ue ff ba ey ls va um pp ua up lu go \
            ht ru ug ds lt pi rc rr eg au ck ew mu br bi pt ak pu ui rg ib tl ny ki rk ys ob mm fu \
            ph og ms ye ud mb ip ub oi rl gu dr hr cc tw ft wn nu af hu nn eo vo rv nf xp gn sm fl
            """
        for pair in pairs.utf8.split(separator: UInt8(ascii: " ")) where pair.count >= 2 {
            let (first, second) = (pair[pair.startIndex], pair[pair.index(after: pair.startIndex)])
            table[Int(first) - 97] |= 1 << UInt32(second - 97)
        }
        return table
    }()

    static func contain(_ first: UInt8, _ second: UInt8) -> Bool {
        table[Int(first) - 97] & 1 << UInt32(second - 97) != 0
    }
}
