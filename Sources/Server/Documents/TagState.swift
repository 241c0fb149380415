import Base
import Languages
import Structure
import Syntax
import Text

/// The tags of one version of a document, made by whoever needs them first: from those of an
/// earlier version where there are some, which costs a hundredth of making them anew.
final class TagState: Sendable {
    private struct Made: Sendable {
        let tags: Tags
        let tree: Tree
    }

    /// An earlier version, and what was edited since.
    private struct Ancestor: Sendable {
        let state: TagState
        let edits: [AppliedEdit]
    }

    private enum Stage: Sendable {
        case waiting(Ancestor?)
        case made(Made)
        case impossible
    }

    private let stage: Monitor<Stage>

    /// After so many edits the old tags are of no use any more.
    private static let maximumEdits = 256

    /// The tags of a text that was just opened.
    init() {
        stage = Monitor(.waiting(nil))
    }

    private init(_ ancestor: Ancestor) {
        stage = Monitor(.waiting(ancestor))
    }

    /// The state after edits. Called on the loop: never waits for a reader that is at work.
    func edited(_ edits: [AppliedEdit]) -> TagState {
        let older = stage.tryLock { stage -> Ancestor? in
            switch stage {
            case .waiting(let ancestor): ancestor
            case .made, .impossible: nil
            }
        }
        guard let older = older ?? nil else { return TagState(Ancestor(state: self, edits: edits)) }
        guard older.edits.count < TagState.maximumEdits else { return TagState() }
        return TagState(Ancestor(state: older.state, edits: older.edits + edits))
    }

    /// The tags of this version, whose tree and text are handed in. Blocks: not for the loop.
    func tags(tree: Tree, bytes: [UInt8], language: Language) -> Tags {
        stage.withLock { stage in
            switch stage {
            case .made(let made): return made.tags
            case .impossible: return Tags()
            case .waiting(let ancestor):
                guard let query = language.query(.tags) else {
                    stage = .impossible
                    return Tags()
                }
                let tags: Tags
                if let ancestor, let old = ancestor.state.made {
                    tags = old.tags.updated(
                        after: ancestor.edits, old: old.tree, new: tree, bytes: bytes, query: query)
                } else {
                    tags = Tags(of: tree, bytes: bytes, query: query)
                }
                stage = .made(Made(tags: tags, tree: tree))
                return tags
            }
        }
    }

    private var made: Made? {
        stage.withLock { stage in
            if case .made(let made) = stage { made } else { nil }
        }
    }
}
