/// What a `language.json` says of a language: plain data.
package struct LanguageDescription: Sendable, Equatable {
    /// The language's own name among languages: `python`. Lower case.
    package var id: String
    /// How people write it: `Python`.
    package var name: String
    /// The grammar's name: `<grammar>.so` with the symbol `tree_sitter_<grammar>`.
    package var grammar: String
    /// The `languageId`s with which editors open its documents.
    package var languageIds: [String] = []
    /// File name extensions without the leading dot; may hold dots (`d.ts`).
    package var extensions: [String] = []
    /// Whole file names (`Makefile`).
    package var filenames: [String] = []
    /// Programs in a `#!` line that read it, without versions (`python`).
    package var interpreters: [String] = []
    /// What starts a comment that ends with the line.
    package var lineComment: String?
    /// What encloses a comment.
    package var blockComment: BlockComment?
    /// Where its documentation stands.
    package var docStyle: DocStyle?
    /// Servers that an editor usually runs for it. Where there is one, what this server says from
    /// syntax alone would be said twice, so it is silent unless the user asks.
    package var usualServers: [String] = []
    /// One level of indentation, as most of its code has it.
    package var indent: String = "    "
    /// What stands between the parts of a qualified name (`.`, `::`).
    package var symbolSeparator: String = "."
}

/// The two ends of an enclosing comment.
package struct BlockComment: Sendable, Equatable {
    package let open: String
    package let close: String
}

/// Where a language's documentation comments stand.
package enum DocStyle: String, Sendable, CaseIterable {
    /// The first statement of the body is a string (Python).
    case docstring
    /// Comments before the declaration.
    case preceding
}
