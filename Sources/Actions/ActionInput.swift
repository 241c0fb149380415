package import Languages
package import Syntax
package import Text

/// What code actions are worked out from: a snapshot of a document, and a range in it.
///
/// This module is pure: it reads no files, asks no clock, starts no thread and knows no protocol.
/// Everything it offers has been tried on a copy of the text first.
package struct ActionInput: Sendable {
    /// The document.
    package var text: TextBuffer
    /// What is asked about: the selection, or the place of the cursor. Clamped.
    package var range: Range<ByteOffset>
    /// The document's language, if it is known.
    package var language: Language?
    /// The syntax tree of exactly this text; nil when there is none. One that is of another length
    /// is not used.
    package var tree: Tree?
    /// The kinds that are asked for; nil for all.
    package var only: [ActionKind]?
    package var limits: ActionLimits

    /// A question about a range of a text of which nothing more is known.
    package init(text: TextBuffer, range: Range<ByteOffset>) {
        self.text = text
        self.range = range
        limits = ActionLimits()
    }
}

/// The bounds of one question.
package struct ActionLimits: Sendable, Hashable {
    /// The most actions that are offered.
    package var actions = 12
    /// The most changes that are tried.
    package var trials = 24
    /// How long they may take together; nil for no limit. What could not be tried in that time is
    /// not offered. On an idle machine they need a tenth of it.
    package var trialsNanoseconds: Int64? = 20_000_000
    /// How many lines around the range are looked at.
    package var lines = 2

    package init() {}
}

/// What sort of action it is, as a dotted name: a kind covers itself and every kind that goes on
/// behind its name and a dot. The empty kind covers all.
package struct ActionKind: Sendable, Hashable {
    package let name: String

    package init(_ name: String) {
        self.name = name
    }

    /// Repairs something.
    package static let quickFix = ActionKind("quickfix")

    /// Whether the other kind is this one or a part of it.
    package func covers(_ other: ActionKind) -> Bool {
        name.isEmpty || other.name == name || other.name.hasPrefix(name + ".")
    }
}

/// A change that can be offered: it was made to a copy of the text, and what it promises held.
package struct Action: Sendable, Hashable {
    /// For people.
    package var title: String
    package var kind: ActionKind
    /// The change.
    package var edits: EditSet
    /// Where the problem is that it solves.
    package var problem: Range<ByteOffset>
    /// Whether it is the only change found for its problem.
    package var isPreferred: Bool
    /// How many syntax errors the text has.
    package var errorsBefore: Int
    /// How many it would have.
    package var errorsAfter: Int
}
