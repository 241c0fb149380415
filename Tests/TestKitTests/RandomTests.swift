import Testing

@testable import TestKit

@Suite struct RandomTests {
    @Test func aSeedGivesTheSameValuesEverywhere() {
        var random = Random(seed: 0)
        #expect(random.next() == 0xE220_A839_7B1D_CDAF)
        #expect(random.next() == 0x6E78_9E6A_A1B9_65F4)
    }

    @Test func aFailureNamesItsSeed() throws {
        let property: (inout Random) throws -> Void = { random in
            var bad = Random(seed: 43)
            if random.next() == bad.next() { throw PropertyError() }
        }
        let failure = try #require(firstFailure(of: property, seed: 40, count: 10))
        #expect(failure.iteration == 3)
        #expect(failure.seed == 43)
        #expect(failure.error is PropertyError)
        #expect(firstFailure(of: property, seed: 44, count: 10) == nil)
    }

    @Test func textsHaveWhatIsHard() {
        var random = Random(seed: 1)
        let text = (0..<200).map { _ in random.text() }.joined()
        for hard in ["\r\n", "\u{1F600}", "\u{2028}", "\0", "\u{FEFF}"] {
            #expect(text.unicodeScalars.contains(hard.unicodeScalars.first ?? "x"))
        }
    }
}

private struct PropertyError: Error {}
