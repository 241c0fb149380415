import Base
import Languages
import Synchronization
import Syntax
import Text

/// The syntax tree of one version of a document: there already, or made by whoever needs it first.
///
/// The loop makes one state a version and never waits for it; readers on other threads do.
final class SyntaxState: Sendable {
    private enum Stage: Sendable {
        case ready(Tree)
        /// Not parsed to the end yet. The job holds what was done within the loop's budget.
        case unfinished(ParseJob)
        case untouched([UInt8])
        /// Too large, or no grammar.
        case impossible
    }

    /// An earlier version whose tree, once it is there, spares parsing the whole text again.
    private struct Ancestor: Sendable {
        let state: SyntaxState
        let edits: [AppliedEdit]

        var movedTree: Tree? { state.treeIfReady?.edited(by: edits) }
    }

    private let language: Language
    private let ancestor: Ancestor?
    private let stage: Monitor<Stage>
    private let isReady: Atomic<Bool>

    /// What the loop may spend on parsing one edit.
    private static let loopBudgetNanoseconds: Int64 = 2_000_000
    /// A larger text is not parsed at all: its tree would take over a gigabyte.
    private static let maximumBytes = 32 << 20
    /// After so many edits an older tree is of no use any more.
    private static let maximumEdits = 4096

    /// The state of a text that was just opened. Nothing is parsed here: the language's grammar
    /// may still have to be loaded from disk.
    init(_ bytes: [UInt8], language: Language) {
        self.language = language
        ancestor = nil
        stage = Monitor(
            bytes.count > SyntaxState.maximumBytes ? .impossible : .untouched(bytes))
        isReady = Atomic(false)
    }

    /// The state after edits. Parses within the budget if the older tree is there.
    private init(_ bytes: [UInt8], language: Language, ancestor: Ancestor) {
        self.language = language
        let first: Stage
        if bytes.count > SyntaxState.maximumBytes {
            first = .impossible
        } else if let old = ancestor.movedTree {
            first = SyntaxState.begin(bytes, old: old)
        } else {
            first = .untouched(bytes)
        }
        // What has a tree needs no ancestor, and holding on to one would hold on to all before it.
        if case .untouched = first { self.ancestor = ancestor } else { self.ancestor = nil }
        stage = Monitor(first)
        isReady = Atomic(SyntaxState.tree(of: first) != nil)
    }

    /// The state of the text after these edits. Called on the loop.
    func edited(_ edits: [AppliedEdit], bytes: [UInt8]) -> SyntaxState {
        if treeIfReady == nil, let ancestor {
            guard ancestor.edits.count < SyntaxState.maximumEdits else {
                return SyntaxState(bytes, language: language)
            }
            let longer = Ancestor(state: ancestor.state, edits: ancestor.edits + edits)
            return SyntaxState(bytes, language: language, ancestor: longer)
        }
        let next = Ancestor(state: self, edits: edits)
        return SyntaxState(bytes, language: language, ancestor: next)
    }

    /// The tree, if it can be had without work. Never blocks.
    var treeIfReady: Tree? {
        isReady.load(ordering: .acquiring) ? stage.withLock { SyntaxState.tree(of: $0) } : nil
    }

    /// The tree, parsed to the end here if nobody has done it yet. Blocks: not for the loop.
    func tree() -> Tree? {
        stage.withLock { stage in
            switch stage {
            case .ready, .impossible: break
            case .unfinished(let job): finish(&stage, job.run())
            case .untouched(let bytes): finish(&stage, parseWhole(bytes))
            }
            return SyntaxState.tree(of: stage)
        }
    }

    private func finish(_ stage: inout Stage, _ tree: Tree?) {
        stage = tree.map { .ready($0) } ?? .impossible
        isReady.store(tree != nil, ordering: .releasing)
    }

    private func parseWhole(_ bytes: [UInt8]) -> Tree? {
        guard let grammar = try? language.grammar() else { return nil }
        var parser = Parser(grammar: grammar)
        guard case .finished(let tree) = parser.parse(bytes, old: ancestor?.movedTree) else {
            return nil
        }
        return tree
    }

    private static func begin(_ bytes: [UInt8], old: Tree) -> Stage {
        var parser = Parser(grammar: old.grammar)
        let outcome = parser.parse(bytes, old: old, budgetNanoseconds: loopBudgetNanoseconds)
        switch outcome {
        case .finished(let tree): return .ready(tree)
        case .unfinished(let job): return .unfinished(job)
        case .tooLarge: return .impossible
        }
    }

    private static func tree(of stage: Stage) -> Tree? {
        if case .ready(let tree) = stage { tree } else { nil }
    }
}
