internal import Base
internal import Structure

extension MapIndex {
    /// What matters for somebody, the best first. The same answer for the same question.
    package func rank(_ query: MapQuery) -> Ranking {
        Ranker(self, query).ranking
    }
}

/// Judges definitions by what speaks for each that the function at the cursor needs it.
private struct Ranker {
    private let index: MapIndex
    private let explained: NameID?
    private let hasFocus: Bool
    private let surroundings: Surroundings
    private let interests: Interests
    private let types: TypeInterests
    private let votes: [NameID: Double]
    /// The names that are judged.
    private var names: Set<NameID> = []
    private var words = WordOverlap()

    /// So many files near the focus are looked through.
    private static let maximumNear = 400

    init(_ index: MapIndex, _ query: MapQuery) {
        self.index = index
        let focus = query.focus.compactMap { index.file($0.path) }
        explained = query.explained.flatMap { index.id(of: $0) }
        hasFocus = !focus.isEmpty
        surroundings = Surroundings(index, focus: focus)
        interests = Interests(index, query, importLines: surroundings.importLines)
        types = TypeInterests(index, interests, imported: surroundings.takenNames)
        votes =
            hasFocus
            ? Likeness(
                index, cursor: interests.cursor, focus: focus,
                near: surroundings.near.prefix(Ranker.maximumNear)
            ).votes : [:]
        gatherNames()
        words = WordOverlap(index, names: names, cursor: interests.cursor)
    }

    /// What is named where somebody is, and what is defined near.
    private mutating func gatherNames() {
        guard hasFocus else {
            for file in index.files.indices { gather(file) }
            return
        }
        names.formUnion(interests.near)
        names.formUnion(interests.elsewhere.keys)
        names.formUnion(interests.mentions.keys)
        names.formUnion(votes.keys)
        names.formUnion(surroundings.takenNames)
        var files = Set(surroundings.near.prefix(Ranker.maximumNear))
        files.formUnion(surroundings.beyond.prefix(Ranker.maximumNear))
        for type in types.all {
            files.formUnion(index.definers(of: type).prefix(3).map(\.file))
        }
        for file in files { gather(file) }
    }

    private mutating func gather(_ file: Int) {
        for definition in index.files[file].definitions { names.insert(definition.nameID) }
    }

    var ranking: Ranking {
        var entries: [RankedDefinition] = []
        var explanation: [ScorePart] = []
        for name in names {
            for (id, odds) in judged(name) {
                let score = 1 / (1 + exp(-odds.logarithm))
                entries.append(RankedDefinition(id: id, score: score))
                explanation += odds.parts.map {
                    ScorePart(id: id, amount: $0.amount, reason: $0.evidence.reason)
                }
            }
        }
        return Ranking(
            entries: entries.sorted { ($1.score, $0.id) < ($0.score, $1.id) },
            explanation: explanation.sorted { ($0.id, -$0.amount) < ($1.id, -$1.amount) })
    }

    /// The odds of all that a name may mean.
    private func judged(_ name: NameID) -> [(DefinitionID, Odds)] {
        let candidates = index.definers(of: name).filter { !surroundings.focus.contains($0.file) }
        guard !candidates.isEmpty else { return [] }
        let reaches = candidates.map { reach($0, name: name) }
        let total = reaches.reduce(0) { $0 + $1 * $1 }
        let shared = odds(of: name, candidates: candidates.count)
        return zip(candidates, reaches).map { id, reach in
            var odds = shared
            odds.add(.reach, log(reach))
            odds.add(.share, log(reach * reach / total + 1e-4))
            weigh(id, name: name, in: &odds)
            return (id, odds)
        }
    }

    /// What all definitions of a name have in common.
    private func odds(of name: NameID, candidates: Int) -> Odds {
        var odds = Odds(isExplained: name == explained)
        odds.add(.near, if: interests.near.contains(name))
        odds.add(.ownName, if: interests.own.contains(name))
        odds.add(.inSignature, if: interests.signature.contains(name))
        odds.add(.elsewhere, log(1 + Double(interests.elsewhere[name] ?? 0)))
        if !interests.signature.contains(name), !interests.own.contains(name) {
            odds.add(.mentioned, interests.mentions[name] ?? 0)
        }
        let own = interests.near.contains(name) ? Ranker.ownVote : 0
        odds.add(.voted, log(max(votes[name] ?? 0, own) + Ranker.leastVote))
        odds.add(.namesakes, log(1 + Double(candidates)))
        odds.add(.cursorWords, words.withName(name))
        odds.add(.signatureWords, words.withSignature(name))
        if !hasFocus { odds.add(.popular, log(Double(max(1, index.useCount(of: name))))) }
        return odds
    }

    /// What the cursor's own definition says counts like what many like it say.
    private static let ownVote = 0.4
    /// What nobody votes for may still be needed.
    private static let leastVote = 0.003

    private func weigh(_ id: DefinitionID, name: NameID, in odds: inout Odds) {
        let definition = index[id]
        if surroundings.isTaken(name, from: id.file) {
            odds.add(.taken, 1)
            let isUsed = interests.near.contains(name) || interests.elsewhere[name] != nil
            odds.add(.takenUnused, if: !isUsed)
        }
        if let container = definition.containerID {
            odds.add(.isMember, 1)
            odds.add(.memberOfLikely, types[container])
        }
        odds.add(.callable, if: definition.kind.isCallable)
        odds.add(.stored, if: !definition.kind.isLikelyMeant || definition.kind.isRoom)
        odds.add(.inTest, if: surroundings.isBesideThePoint(id.file))
        odds.add(.target, surroundings.targetWeight(id.file))
    }

    /// How likely a name in the focus means this definition, in comparison with its namesakes.
    private func reach(_ id: DefinitionID, name: NameID) -> Double {
        let definition = index[id]
        var reach = surroundings.reach(id.file, name: name)
        if !definition.kind.isLikelyMeant { reach *= 0.4 }
        if let container = definition.containerID { reach *= 0.4 + 1.6 * types[container] }
        return reach
    }
}

extension DefinitionKind {
    /// Whether a name alone leads here: a value's parts are found by its type, and what extends a
    /// type adds to it.
    fileprivate var isLikelyMeant: Bool { !isStored && self != .extension }
    fileprivate var isRoom: Bool { self == .module || self == .namespace }
    fileprivate var isCallable: Bool {
        self == .function || self == .method || self == .macro
    }
}
