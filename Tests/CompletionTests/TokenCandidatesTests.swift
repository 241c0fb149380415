import TestKit
import Testing
import Text

@testable import Completion

/// How what was seen becomes a probability.
@Suite struct TokenCandidatesTests {
    private func candidates(
        _ seen: [(word: String, expert: Expert, match: Int, weight: Float)]
    ) -> TokenCandidates {
        var candidates = TokenCandidates()
        for event in seen {
            let hash = TokenHash.of(event.word.utf8)
            let number = candidates.add(hash) {
                ContextToken(hash: hash, kind: .identifier, text: Array(event.word.utf8))
            }
            candidates.note(
                number, event.expert, match: event.match, weight: event.weight, blanks: 0)
        }
        candidates.cumulate()
        return candidates
    }

    @Test func aLongerMatchDecides() {
        let candidates = candidates([
            ("often", .buffers, 1, 90), ("rare", .buffers, 5, 1),
        ])
        let none: [Float] = [0, 0]
        let found = candidates.probabilities([.buffers], from: 1, base: none)
        #expect(found[1] > 0.9 && found[0] < 0.1)
        // Of a length that nothing else agrees to, each length takes half of what is left.
        #expect(abs(found[0] - (0.5 * 90 / 91) / 16) < 1e-4)
    }

    @Test func expertsTogetherCountAsOne() {
        let candidates = candidates([
            ("here", .buffers, 2, 6), ("there", .workspace, 2, 6),
        ])
        let none: [Float] = [0, 0]
        let both = candidates.probabilities([.buffers, .workspace], from: 1, base: none)
        #expect(both[0] == both[1])
        let buffers = candidates.probabilities([.buffers], from: 1, base: none)
        #expect(buffers == [0.75, 0])
    }

    @Test func aNewNameTakesItsShareOfTheForm() {
        var candidates = TokenCandidates()
        let hash = TokenHash.of("(".utf8)
        let number = candidates.add(hash) {
            ContextToken(hash: hash, kind: .punctuation, text: [40])
        }
        candidates.note(number, .form, match: 2, weight: 1, blanks: 0)
        candidates.noteNewName(match: 2, weight: 3, ofLikeLines: false)
        candidates.cumulate()
        #expect(candidates.probabilities([.form], from: 2, base: [0]) == [0.125])
    }

    @Test func blanksAreThoseOfTheBestEvidence() {
        var candidates = TokenCandidates()
        let hash = TokenHash.of("x".utf8)
        let number = candidates.add(hash) {
            ContextToken(hash: hash, kind: .identifier, text: [120])
        }
        for _ in 0..<10 {
            candidates.note(number, .buffers, match: 1, weight: 1, blanks: 0)
        }
        candidates.note(number, .workspace, match: 4, weight: 1, blanks: 1)
        #expect(candidates.blanks(before: number) == 1)
    }

    @Test func probabilitiesNeverExceedOne() {
        forAll { random in
            let seen = (0..<random.int(in: 0...30)).map { _ in
                (
                    word: "\(random.int(below: 5))", expert: random.element(of: Expert.allCases),
                    match: random.int(in: 1...30), weight: Float(random.int(in: 1...9))
                )
            }
            let candidates = candidates(seen)
            let none = [Float](repeating: 0, count: candidates.count)
            for expert in Expert.allCases {
                let sum = candidates.probabilities([expert], from: 1, base: none).reduce(0, +)
                try #require(sum <= 1.0001)
            }
        }
    }
}
