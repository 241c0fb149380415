import Base
import Languages
import RepoMap
import Structure
import Syntax
import Text

/// What a version of a document is to those who read its tree.
struct TreeVersion: Sendable {
    let tree: Tree
    let bytes: [UInt8]
    let language: Language
}

/// Something that follows from a text and its tree, and after edits from what it was before, at a
/// hundredth of the cost.
protocol TreeFacts: Sendable {
    /// Nil where the language does not have it.
    init?(of version: TreeVersion)

    /// That of the version which these edits have made of the tree `old`.
    func updated(after edits: [AppliedEdit], old: Tree, to version: TreeVersion) -> Self?
}

/// Facts of one version of a document, made by whoever needs them first: from those of an earlier
/// version where there are some.
final class DerivedState<Facts: TreeFacts>: Sendable {
    private struct Made: Sendable {
        let facts: Facts
        let tree: Tree
    }

    /// An earlier version, and what was edited since.
    private struct Ancestor: Sendable {
        let state: DerivedState
        let edits: [AppliedEdit]
    }

    private enum Stage: Sendable {
        case waiting(Ancestor?)
        case made(Made)
        case impossible
    }

    private let stage: Monitor<Stage>

    /// Those of a text that was just opened.
    init() {
        stage = Monitor(.waiting(nil))
    }

    private init(_ ancestor: Ancestor) {
        stage = Monitor(.waiting(ancestor))
    }

    /// The state after edits. Called on the loop: never waits for a reader that is at work.
    func edited(_ edits: [AppliedEdit]) -> DerivedState {
        let older = stage.tryLock { stage -> Ancestor? in
            switch stage {
            case .waiting(let ancestor): ancestor
            case .made, .impossible: nil
            }
        }
        guard let older = older ?? nil else {
            return DerivedState(Ancestor(state: self, edits: edits))
        }
        guard older.edits.count < maximumEdits else { return DerivedState() }
        return DerivedState(Ancestor(state: older.state, edits: older.edits + edits))
    }

    /// The facts of this version, which is handed in. Blocks: not for the loop.
    func facts(of version: TreeVersion) -> Facts? {
        stage.withLock { stage in
            switch stage {
            case .made(let made): return made.facts
            case .impossible: return nil
            case .waiting(let ancestor):
                let facts: Facts?
                if let ancestor, let old = ancestor.state.made {
                    facts = old.facts.updated(
                        after: ancestor.edits, old: old.tree, to: version)
                } else {
                    facts = Facts(of: version)
                }
                stage = facts.map { .made(Made(facts: $0, tree: version.tree)) } ?? .impossible
                return facts
            }
        }
    }

    private var made: Made? {
        stage.withLock { stage in
            if case .made(let made) = stage { made } else { nil }
        }
    }
}

/// After so many edits what was known is of no use any more.
private let maximumEdits = 256

extension Tags: TreeFacts {
    init?(of version: TreeVersion) {
        guard let query = version.language.query(.tags) else { return nil }
        self.init(of: version.tree, bytes: version.bytes, query: query)
    }

    func updated(after edits: [AppliedEdit], old: Tree, to version: TreeVersion) -> Tags? {
        guard let query = version.language.query(.tags) else { return nil }
        return updated(
            after: edits, old: old, new: version.tree, bytes: version.bytes, query: query)
    }
}

extension Imports: TreeFacts {
    init?(of version: TreeVersion) {
        guard let query = version.language.query(.imports) else { return nil }
        self.init(of: version.tree, bytes: version.bytes, query: query)
    }

    func updated(after edits: [AppliedEdit], old: Tree, to version: TreeVersion) -> Imports? {
        guard let query = version.language.query(.imports) else { return nil }
        return updated(
            after: edits, old: old, new: version.tree, bytes: version.bytes, query: query)
    }
}

extension Identifiers: TreeFacts {
    init?(of version: TreeVersion) {
        self.init(of: version.tree, bytes: version.bytes)
    }

    func updated(after edits: [AppliedEdit], old: Tree, to version: TreeVersion) -> Identifiers? {
        updated(after: edits, old: old, new: version.tree, bytes: version.bytes)
    }
}
