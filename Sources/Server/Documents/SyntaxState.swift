import Base
import Languages
import Syntax
import Text

/// The syntax tree of one version of a document: made by whoever needs it first, from the tree of
/// an earlier version where there is one.
///
/// The loop makes one state a version and never parses: even an incremental parse of a long file
/// takes longer than everything else that an edit costs.
final class SyntaxState: Sendable {
    /// An earlier version whose tree spares parsing the whole text again.
    private struct Ancestor: Sendable {
        let state: SyntaxState
        let edits: [AppliedEdit]

        var movedTree: Tree? { state.treeIfParsed?.edited(by: edits) }
    }

    private enum Stage: Sendable {
        case waiting([UInt8], Ancestor?)
        case ready(Tree)
        /// Too large, or no grammar.
        case impossible
    }

    private let language: Language
    private let stage: Monitor<Stage>

    /// A larger text is not parsed at all: its tree would take over a gigabyte (85 bytes a byte of
    /// Python).
    private static let maximumBytes = 12 << 20
    /// A text that takes longer is hostile: some nests take quadratic time.
    private static let maximumNanoseconds: Int64 = 20_000_000_000
    /// After so many edits an older tree is of no use any more.
    private static let maximumEdits = 4096

    /// The state of a text that was just opened.
    convenience init(_ bytes: [UInt8], language: Language) {
        self.init(bytes, language: language, ancestor: nil)
    }

    private init(_ bytes: [UInt8], language: Language, ancestor: Ancestor?) {
        self.language = language
        let isTooLarge = bytes.count > SyntaxState.maximumBytes
        stage = Monitor(isTooLarge ? .impossible : .waiting(bytes, ancestor))
    }

    /// The state of the text after these edits. Called on the loop: never waits for a parse.
    func edited(_ edits: [AppliedEdit], bytes: [UInt8]) -> SyntaxState {
        var next = Ancestor(state: self, edits: edits)
        if let older = stage.tryLock(SyntaxState.ancestor) ?? nil {
            // This version was never parsed; the one before it may have been.
            next = Ancestor(state: older.state, edits: older.edits + edits)
        }
        let isTooLong = next.edits.count > SyntaxState.maximumEdits
        return SyntaxState(bytes, language: language, ancestor: isTooLong ? nil : next)
    }

    private static func ancestor(of stage: inout Stage) -> Ancestor? {
        if case .waiting(_, let ancestor) = stage { ancestor } else { nil }
    }

    /// The tree if somebody has parsed it; waits for a parse that is under way.
    private var treeIfParsed: Tree? {
        stage.withLock { stage in
            if case .ready(let tree) = stage { tree } else { nil }
        }
    }

    /// The tree, parsed here if nobody has done it yet. Blocks: not for the loop.
    func tree() -> Tree? {
        stage.withLock { stage in
            switch stage {
            case .ready(let tree): return tree
            case .impossible: return nil
            case .waiting(let bytes, let ancestor):
                let tree = parse(bytes, ancestor)
                stage = tree.map { .ready($0) } ?? .impossible
                return tree
            }
        }
    }

    private func parse(_ bytes: [UInt8], _ ancestor: Ancestor?) -> Tree? {
        guard let grammar = try? language.grammar() else { return nil }
        var parser = Parser(grammar: grammar)
        let outcome = parser.parse(
            bytes, old: ancestor?.movedTree,
            budgetNanoseconds: SyntaxState.maximumNanoseconds)
        guard case .finished(let tree) = outcome else { return nil }
        return tree
    }
}
