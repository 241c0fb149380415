/// What the files of a workspace say, for predicting. A value: one that has taken in changes is
/// another, and whoever holds the old one is not disturbed.
///
/// What is new goes into a layer of its own. Of the layers, each is at least twice as large as the
/// next newer one: those that are not are joined. So a change takes time for its own size, and now
/// and then for more.
package struct EmbeddedIndex: Sendable {
    /// A file that is read.
    package struct Source: Sendable {
        /// Its path below the workspace's folder.
        package var path: String
        /// The languages that learn from one another: contexts of others are not looked at.
        package var family: String
        package var bytes: [UInt8]

        package init(path: String, family: String, bytes: [UInt8]) {
            self.path = path
            self.family = family
            self.bytes = bytes
        }
    }

    private struct Layer: Sendable {
        let corpus: Corpus
        /// The files of it that have changed since, or are gone.
        private(set) var stale: Set<String> = []
        /// For each word, how often it occurs in the others.
        private(set) var counts: [UInt32]

        init(_ corpus: Corpus) {
            self.corpus = corpus
            counts = corpus.vocabulary.counts
        }

        mutating func remove(_ path: String) {
            guard let places = corpus.places(of: path), stale.insert(path).inserted else { return }
            for place in places {
                let word = Int(corpus.words[Int(place)])
                if counts[word] > 0 { counts[word] -= 1 }
            }
        }
    }

    /// By family, the oldest layer first.
    private var layers: [String: [Layer]] = [:]

    /// Once there are more tokens than these, no more files are read.
    package static let mostTokens = 6_000_000

    /// An index of nothing.
    package init() {}

    /// An index of these files, of which no two have the same path.
    package init(_ sources: [Source]) {
        for (family, sources) in Dictionary(grouping: sources, by: \.family) {
            layers[family] = [Layer(Corpus(sources))]
        }
    }

    /// How many tokens are kept.
    package var tokenCount: Int {
        layers.values.joined().reduce(0) { $0 + $1.corpus.tokenCount }
    }

    /// About how much memory it takes.
    package var byteCount: Int {
        layers.values.joined().reduce(0) { $0 + $1.corpus.byteCount }
    }

    /// The index after some files have changed, are new or are gone.
    package func updated(_ changed: [Source], removed: [String]) -> EmbeddedIndex {
        var result = self
        let gone = Set(removed).union(changed.map(\.path))
        for (family, stack) in layers {
            result.layers[family] = stack.map { layer in
                var layer = layer
                for path in gone { layer.remove(path) }
                return layer
            }
        }
        for (family, sources) in Dictionary(grouping: changed, by: \.family) {
            result.layers[family, default: []].append(Layer(Corpus(sources)))
        }
        for family in result.layers.keys { result.settle(family) }
        return result
    }

    /// What is known to whoever writes a file. The files that are open say themselves what is in
    /// them.
    package func model(for path: String, family: String, open: [String]) -> EmbeddedModel {
        let folder = path.utf8.lastIndex(of: UInt8(ascii: "/")).map { path[...$0] } ?? ""
        let corpora = layers[family, default: []].map { layer in
            CorpusEvidence(
                layer.corpus, counts: layer.counts,
                near: folder.isEmpty ? nil : layer.corpus.places(below: String(folder)),
                without: (Array(layer.stale) + open + [path]).compactMap {
                    layer.corpus.places(of: $0)
                })
        }
        return EmbeddedModel(corpora: corpora)
    }

    /// Joins layers as long as one is too large for the one below it.
    private mutating func settle(_ family: String) {
        guard var stack = layers[family] else { return }
        while stack.count > 1 {
            let lower = stack[stack.count - 2]
            let upper = stack[stack.count - 1]
            guard lower.corpus.tokenCount < 2 * upper.corpus.tokenCount else { break }
            stack.removeLast(2)
            stack.append(
                Layer(
                    Corpus(joining: [
                        (lower.corpus, lower.stale), (upper.corpus, upper.stale),
                    ])))
        }
        layers[family] = stack
    }
}
