import TestKit
import Testing
import Text

@testable import Completion

/// The index over the files of a workspace.
@Suite struct EmbeddedIndexTests {
    @Test func contextsAreSortedAndFound() {
        forAll(count: 60) { random in
            let kinds = random.int(in: 2...6)
            let words = (0..<random.int(in: 0...120)).map { _ in UInt32(random.int(below: kinds)) }
            let depth = random.int(in: 1...4) * 2
            let order = DeepOrder(words, kinds: kinds, depth: depth)
            let context = (0..<random.int(in: 1...8)).map { _ in UInt32(random.int(below: kinds)) }
            let ranges = order.ranges(behind: context, longest: depth) { words[$0] }
            for length in 1...min(depth, context.count) {
                let wanted = words.indices.dropFirst(length).filter {
                    words[$0 - length..<$0].elementsEqual(context.suffix(length))
                }
                let found = length <= ranges.count ? ranges[length - 1].map { order[$0] } : []
                try #require(found.sorted() == wanted.map(UInt32.init))
            }
        }
    }

    /// With so little text nothing is sampled.
    @Test func takingInChangesIsAsGoodAsReadingAnew() {
        forAll(count: 40) { random in
            var files: [String: [UInt8]] = [:]
            var index = EmbeddedIndex()
            for _ in 0..<random.int(in: 1...6) {
                var changed: [String] = []
                var removed: [String] = []
                for path in ["a/one", "a/two", "b/one", "three"] where random.once(in: 2) {
                    if random.once(in: 3) {
                        files[path] = nil
                        removed.append(path)
                    } else {
                        files[path] = random.code(lines: 4)
                        changed.append(path)
                    }
                }
                index = index.updated(
                    changed.map { source($0, files[$0] ?? []) }, removed: removed)
            }
            let anew = EmbeddedIndex(files.map { source($0.key, $0.value) })
            let text = random.code() + Array("load(".utf8)
            for path in ["a/new", "a/one", "new"] {
                let found = predictions(index, path, text)
                let wanted = predictions(anew, path, text)
                try #require(found.keys == wanted.keys)
                for (token, probability) in wanted {
                    // Sums in another order differ in their last bits.
                    try #require(abs(probability - (found[token] ?? 0)) < 1e-3)
                }
            }
        }
    }

    @Test func theSameFilesGiveTheSameAnswers() {
        forAll(count: 20) { random in
            let sources = (0..<4).map { source("\($0)", random.code()) }
            let text = random.code() + Array("if ".utf8)
            let answers = (0..<2).map { _ in
                predictions(EmbeddedIndex(sources.shuffled(using: &random)), "x", text)
            }
            try #require(answers[0] == answers[1])
        }
    }

    @Test func layersStayFewAndWhatIsStaleGoes() {
        var index = EmbeddedIndex()
        let text = Array(String(repeating: "value = compute(value)\n", count: 20).utf8)
        for round in 0..<100 {
            index = index.updated([source("file \(round % 10)", text)], removed: [])
        }
        // Ten files of 20 lines of 7 tokens, and at most as much again in newer layers.
        #expect(index.tokenCount <= 2 * 10 * (20 * 7 + 1))
    }

    @Test func itTakesFewBytesAToken() {
        var random = Random(seed: 3)
        let corpus = Corpus((0..<50).map { source("\($0)", random.code(lines: 200)) })
        #expect(corpus.byteCount <= 32 * corpus.tokenCount)
    }

    @Test func languagesOfOtherFamiliesDoNotMatter() {
        let index = EmbeddedIndex([
            EmbeddedIndex.Source(path: "a.py", family: "python", bytes: Array("spam(eggs)".utf8))
        ])
        func words(_ family: String) -> [[UInt8]] {
            index.model(for: "b", family: family, open: [])
                .words(startingWith: Array("sp".utf8), most: 5)
        }
        #expect(words("python") == [Array("spam".utf8)])
        #expect(words("go") == [])
    }

    @Test func openFilesSpeakForThemselves() {
        let sources = ["a", "b"].map { source($0, Array("one two \($0)\n".utf8)) }
        let index = EmbeddedIndex(sources)
        let text = Array("one two ".utf8)
        func firsts(open: [String]) -> [String] {
            Array(predictions(index, "c", text, open: open).keys)
        }
        #expect(firsts(open: []).contains("a"))
        #expect(!firsts(open: ["a"]).contains("a"))
        #expect(firsts(open: ["a"]).contains("b"))
    }

    private func source(_ path: String, _ bytes: [UInt8]) -> EmbeddedIndex.Source {
        EmbeddedIndex.Source(path: path, family: "x", bytes: bytes)
    }

    /// What is expected at the end of a text.
    private func predictions(
        _ index: EmbeddedIndex, _ path: String, _ text: [UInt8], open: [String] = []
    ) -> [String: Double] {
        let buffer = TextBuffer(text)
        let cursor = Cursor(buffer, at: ByteOffset(text.count))
        var predictor = index.model(for: path, family: "x", open: open)
            .predictor(Site(DocumentIndex(buffer), at: cursor), others: [])
        let found = predictor.next(nil).map {
            (String(decoding: $0.token.text, as: UTF8.self), $0.probability)
        }
        return Dictionary(found, uniquingKeysWith: +)
    }
}

extension Random {
    /// Lines of something like code.
    fileprivate mutating func code(lines: Int = 12) -> [UInt8] {
        var text = ""
        for _ in 0..<lines {
            let (one, two) = (word(), word())
            switch int(below: 5) {
            case 0: text += "if \(one) == \(two):\n    return \(one)\n"
            case 1: text += "\(one) = load(\(two), \(int(below: 9)))\n"
            case 2: text += "self.\(one).\(two)()\n"
            case 3: text += "\n"
            default: text += "load(\(one))\n"
            }
        }
        return Array(text.utf8)
    }

    private mutating func word() -> String {
        element(of: ["alpha", "beta", "gamma", "delta", "größe"])
    }
}
