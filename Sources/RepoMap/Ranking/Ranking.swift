internal import Base
internal import Structure

extension MapIndex {
    /// What matters for somebody, the best first. The same answer for the same question.
    package func rank(_ query: MapQuery) -> Ranking {
        var ranker = Ranker(self, query)
        return ranker.ranking()
    }
}

/// Judges definitions by what speaks for each that the function at the cursor needs it.
private struct Ranker {
    private let index: MapIndex
    /// The name whose meanings are explained.
    private let explainedName: NameID?
    private let explained: MapQuery.Explained
    private let hasFocus: Bool
    private let surroundings: Surroundings
    private let interests: Interests
    private let places: PlaceInterests
    /// By file: whether the places are in it.
    private var hasPlace: [Bool]
    private let kinds = DefinitionKind.allKinds.map { KindFacts($0) }
    private var facts: NameFactsTable
    /// The names that are judged.
    private var names: NameSet
    private var entries: [RankedDefinition] = []
    private var explanation: [ScorePart] = []
    /// What the name at hand may mean: kept here for its room.
    private var candidates: [Candidate] = []

    private struct Candidate {
        let id: DefinitionID
        let kind: KindFacts
        let container: NameID?
        /// How likely something of the container's type is at hand.
        let containerAsType: Double
        /// Whether the focus imports it by its name.
        let isTaken: Bool
        /// How likely the name means it, in comparison with its namesakes.
        let reach: Double
    }

    /// So many files near the focus are looked through.
    private static let maximumNear = 400

    init(_ index: MapIndex, _ query: MapQuery) {
        self.index = index
        let focus = query.focus.compactMap { index.file($0.path) }
        explained = query.explained
        if case .name(let name) = explained {
            explainedName = index.id(of: name)
        } else {
            explainedName = nil
        }
        hasFocus = !focus.isEmpty
        surroundings = Surroundings(index, focus: focus)
        interests = Interests(index, query, importLines: surroundings.importLines)
        places = PlaceInterests(index, query)
        hasPlace = Array(repeating: false, count: index.files.count)
        for file in places.allFiles { hasPlace[file] = true }
        let types = TypeInterests(index, interests, imported: surroundings.takenNames)
        facts = NameFactsTable(nameCount: index.nameCount)
        names = NameSet(nameCount: index.nameCount)
        for (name, likelihood) in types.likelihoods {
            facts.update(name) { $0.asType = likelihood }
        }
        addInterests()
        if hasFocus {
            let votes = Likeness(
                index, cursor: interests.cursor, focus: focus,
                near: surroundings.near.prefix(Ranker.maximumNear)
            ).votes
            for (name, vote) in votes { facts.update(name) { $0.vote = vote } }
            gatherNames(votes: votes.keys, types: types.likelihoods.keys)
        } else {
            for file in index.files.indices { gather(file) }
        }
        let overlap = WordOverlap(index, names: names.names, cursor: interests.cursor)
        for share in overlap.shares {
            facts.update(share.name) { facts in
                facts.wordsOfName = share.withName
                facts.wordsOfSignature = share.withSignature
            }
        }
    }

    private mutating func addInterests() {
        for name in interests.near { facts.update(name) { $0.isNear = true } }
        for name in interests.own { facts.update(name) { $0.isOwn = true } }
        for name in interests.signature { facts.update(name) { $0.isInSignature = true } }
        for name in surroundings.takenNames { facts.update(name) { $0.isTaken = true } }
        for (name, count) in interests.elsewhere { facts.update(name) { $0.elsewhere = count } }
        for (name, weight) in interests.mentions { facts.update(name) { $0.mention = weight } }
        for (name, weight) in places.used { facts.update(name) { $0.usedAtPlaces = weight } }
    }

    /// What is named where somebody is, and what is defined near.
    private mutating func gatherNames(
        votes: some Sequence<NameID>, types: some Sequence<NameID>
    ) {
        names.insert(interests.near)
        names.insert(interests.elsewhere.keys)
        names.insert(interests.mentions.keys)
        names.insert(votes)
        names.insert(surroundings.takenNames)
        names.insert(places.used.keys)
        var files = Set(surroundings.near.prefix(Ranker.maximumNear))
        files.formUnion(surroundings.beyond.prefix(Ranker.maximumNear))
        files.formUnion(places.allFiles)
        for type in types {
            files.formUnion(index.definers(of: type).prefix(3).map(\.file))
        }
        for file in files { gather(file) }
    }

    private mutating func gather(_ file: Int) {
        let entry = index.entries[file]
        for definition in entry.body.definitions {
            names.insert(NameID(number: entry.names[Int(definition.name)]))
        }
    }

    mutating func ranking() -> Ranking {
        for name in names.names { judge(name) }
        let best = best(Ranking.maximumEntries)
        if case .first(let count) = explained {
            let kept = Set(best.prefix(count).map(\.id))
            explanation.removeAll { !kept.contains($0.id) }
        }
        return Ranking(
            entries: best,
            explanation: explanation.sorted { ($0.id, -$0.amount) < ($1.id, -$1.amount) })
    }

    /// The best entries in order. There may be many more, of which most are all alike, so they are
    /// not all sorted.
    private func best(_ limit: Int) -> [RankedDefinition] {
        var kept = entries
        if kept.count > limit {
            // By hundredths of the logarithm.
            func step(_ entry: RankedDefinition) -> Int {
                Int(min(max((entry.logOdds + 40) * 100, 0), 7999))
            }
            var counts = Array(repeating: 0, count: 8000)
            for entry in entries { counts[step(entry)] += 1 }
            var (least, count) = (counts.count, 0)
            while count < limit {
                least -= 1
                count += counts[least]
            }
            kept = entries.filter { step($0) >= least }
        }
        kept.sort { ($1.logOdds, $0.id) < ($0.logOdds, $1.id) }
        return Array(kept.prefix(limit))
    }

    /// Finds the odds of all that a name may mean.
    private mutating func judge(_ name: NameID) {
        let known = facts[name]
        candidates.removeAll(keepingCapacity: true)
        var total = 0.0
        index.forEachDefiner(of: name) { id in
            if surroundings.isFocus(id.file) { return }
            let candidate = candidate(id, name: name, known)
            candidates.append(candidate)
            total += candidate.reach * candidate.reach
        }
        if candidates.isEmpty { return }
        let shared = odds(of: name, known)
        for candidate in candidates {
            let (id, reach) = (candidate.id, candidate.reach)
            var odds = shared
            odds.add(.reach, log(reach))
            odds.add(.share, log(reach * reach / total + 1e-4))
            weigh(candidate, name: name, known, in: &odds)
            entries.append(RankedDefinition(id: id, logOdds: odds.logarithm))
            if odds.isExplained {
                explanation += odds.parts.map {
                    ScorePart(id: id, evidence: $0.evidence, units: $0.units)
                }
            }
        }
    }

    /// What all definitions of a name have in common.
    private func odds(of name: NameID, _ known: NameFacts) -> Odds {
        var odds = Odds(isExplained: isExplained(name))
        odds.add(.near, if: known.isNear)
        odds.add(.ownName, if: known.isOwn)
        odds.add(.inSignature, if: known.isInSignature)
        odds.add(.elsewhere, log(1 + Double(known.elsewhere)))
        if !known.isInSignature, !known.isOwn { odds.add(.mentioned, known.mention) }
        let own = known.isNear ? Ranker.ownVote : 0
        odds.add(.voted, log(max(known.vote, own) + Ranker.leastVote))
        odds.add(.namesakes, log(1 + Double(candidates.count)))
        odds.add(.cursorWords, known.wordsOfName)
        odds.add(.signatureWords, known.wordsOfSignature)
        odds.add(.usedAtPlaces, known.usedAtPlaces)
        if !hasFocus { odds.add(.popular, log(Double(max(1, index.useCount(of: name))))) }
        return odds
    }

    private func isExplained(_ name: NameID) -> Bool {
        switch explained {
        case .nothing: false
        case .name: name == explainedName
        case .first: true
        }
    }

    /// What the cursor's own definition says counts like what many like it say.
    private static let ownVote = 0.4
    /// What nobody votes for may still be needed.
    private static let leastVote = 0.003

    private func weigh(
        _ candidate: Candidate, name: NameID, _ known: NameFacts, in odds: inout Odds
    ) {
        let file = candidate.id.file
        if candidate.isTaken {
            odds.add(.taken, 1)
            odds.add(.takenUnused, if: !known.isNear && known.elsewhere == 0)
        }
        if let container = candidate.container {
            odds.add(.isMember, 1)
            odds.add(.memberOfLikely, candidate.containerAsType)
            if known.isNear {
                odds.add(
                    .qualified, if: interests.qualifiers[name]?.contains(container) ?? false)
            }
        }
        odds.add(.callable, if: candidate.kind.isCallable)
        odds.add(.stored, if: !candidate.kind.isLikelyMeant || candidate.kind.isRoom)
        odds.add(.inTest, if: surroundings.isBesideThePoint(file))
        odds.add(.target, surroundings.targetWeight(file))
        if hasPlace[file] { places.weigh(candidate.id, in: &odds) }
    }

    private func candidate(_ id: DefinitionID, name: NameID, _ known: NameFacts) -> Candidate {
        let (packed, container) = index.packed(id)
        let kind = kinds[packed.kindPlace]
        let isTaken = known.isTaken && surroundings.isTaken(name, from: id.file)
        let asType = container.map { facts[$0].asType } ?? 0
        var reach = isTaken ? Surroundings.takenReach : surroundings.reach(id.file)
        if !kind.isLikelyMeant { reach *= 0.4 }
        if container != nil { reach *= 0.4 + 1.6 * asType }
        return Candidate(
            id: id, kind: kind, container: container, containerAsType: asType, isTaken: isTaken,
            reach: reach)
    }
}

/// What of a definition's kind matters here.
private struct KindFacts {
    /// Whether a name alone leads here: a value's parts are found by its type, and what extends a
    /// type adds to it.
    let isLikelyMeant: Bool
    let isRoom: Bool
    let isCallable: Bool

    init(_ kind: DefinitionKind) {
        isLikelyMeant = !kind.isStored && kind != .extension
        isRoom = kind == .module || kind == .namespace
        isCallable = kind == .function || kind == .method || kind == .macro
    }
}
