package import Languages
package import Structure
package import Syntax
package import Text

/// What a completion is worked out from: a snapshot of the document at the cursor, and what else is
/// open.
///
/// This module is pure: it reads no files, asks no clock, starts no thread and knows no protocol.
/// The same input gives the same answer. Everything it answers is a proposal for one place in one
/// version of one text; whoever asked checks that the version is still the same.
package struct CompletionInput: Sendable {
    /// The document.
    package var text: TextBuffer
    /// Where the cursor is. Any number; it is clamped.
    package var cursor: ByteOffset
    /// The document's language, if it is known.
    package var language: Language?
    /// The syntax tree of exactly this text; nil when there is none yet. One that is of another
    /// length is not used.
    package var tree: Tree?
    /// The index of this text, if the caller keeps one for each version; else it is made.
    package var index: DocumentIndex?
    /// The other open documents of the same language, the last used first.
    package var others: [DocumentIndex]
    /// What predicts.
    package var model: EmbeddedModel
    /// What the names that are defined in the open documents are, the nearest first.
    package var definitions: [NamedDefinition]
    package var limits: CompletionLimits

    /// A completion in a text of which nothing more is known.
    package init(text: TextBuffer, cursor: ByteOffset) {
        self.text = text
        self.cursor = cursor
        others = []
        model = .ofOpenDocuments
        definitions = []
        limits = CompletionLimits()
    }
}

/// A name and what it is of, for the icon in a menu.
package struct NamedDefinition: Sendable, Hashable {
    package var name: [UInt8]
    package var kind: DefinitionKind

    package init(name: [UInt8], kind: DefinitionKind) {
        self.name = name
        self.kind = kind
    }
}

extension Tags {
    /// The names that are defined in the text that these are the tags of. What extends something
    /// does not define it.
    package func namedDefinitions(in bytes: [UInt8]) -> [NamedDefinition] {
        definitions.filter { $0.kind != .extension && $0.nameRange.upperBound <= bytes.count }.map {
            NamedDefinition(name: Array(bytes[$0.nameRange]), kind: $0.kind)
        }
    }
}

/// The bounds of one completion.
package struct CompletionLimits: Sendable, Hashable {
    /// The most items in a menu.
    package var menuItems = 50
    /// The most tokens of other documents that are looked at.
    package var otherTokens = 400_000
    /// The most tokens that an inline completion is long.
    package var lineTokens = 40
    /// An inline completion of which we are less sure than this is not shown.
    package var confidence = 0.7
    /// The length at which an inline completion ends if the line does not end before.
    package var lineBytes = 200
    /// How many versions of an inline completion may be parsed, and how long that may take
    /// together; nil for no limit. One that could not be checked in that time is dropped.
    package var trials = 3
    package var parseNanoseconds: Int64? = 8_000_000

    package init() {}
}

/// What goes into a menu.
package struct MenuCompletions: Sendable, Hashable {
    /// What an accepted item replaces: the identifier around the cursor. On one line.
    package var replaced: Range<ByteOffset>
    /// The part of it before the cursor: what an accepted item replaces when the rest shall stay.
    package var inserted: Range<ByteOffset>
    /// The items, the best first.
    package var items: [MenuItem]
    /// Whether there were more, so that typing on may bring up others.
    package var isIncomplete: Bool
}

/// One item of a menu.
package struct MenuItem: Sendable, Hashable {
    package var text: [UInt8]
    /// What the name is defined as, if that is known.
    package var kind: DefinitionKind?
}

/// Text that is proposed at the cursor.
package struct InlineCompletion: Sendable, Hashable {
    /// What it replaces: what is typed of the identifier, up to the cursor. On one line.
    package var replaced: Range<ByteOffset>
    /// The text; it starts with the bytes that it replaces.
    package var text: [UInt8]
    /// How likely it is that this is what will be typed, from 0 to 1.
    package var confidence: Double
}
