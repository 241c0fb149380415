package import JSON

/// What a `language.json` says of a language: plain data.
package struct LanguageDescription: Sendable, Equatable {
    /// The language's own name among languages: `python`.
    package var id: String
    /// How people write it: `Python`.
    package var name: String
    /// The grammar's name: the file `<grammar>.so` with the symbol `tree_sitter_<grammar>`.
    package var grammar: String
    /// What follows `tree_sitter_` in the symbol where it is not the grammar's name.
    package var symbol: String?
    /// The id of a language or base whose queries come after its own, and whose repairs are
    /// spelled and tried as its. Its own queries come first because of the patterns that match one
    /// name the first counts.
    package var inherits: String?
    /// Whether it is no language, but what several have in common and inherit.
    package var isBase = false
    /// The `languageId`s with which editors open its documents; its id when none are given.
    package var languageIds: [String]
    /// File name extensions without the leading dot; they may hold dots (`blade.php`).
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
    /// How documentation begins that has yet to be written.
    package var docSkeleton: DocSkeleton?
    /// Servers that an editor usually runs for it. Where there is one, what this server says from
    /// syntax alone would be said twice, so it is silent unless the user asks.
    package var usualServers: [String] = []
    /// Whether the grammar knows only a part of today's language, so that good code looks broken to
    /// it: its syntax errors are shown, and repairs of them offered, only to those who ask.
    package var grammarIsPartial = false
    /// One level of indentation, as most of its code has it.
    package var indent = "    "
    /// What stands between the parts of a qualified name (`.`, `::`).
    package var symbolSeparator = "."
    /// What checks a file without running it, the best first: the first that is there is used.
    package var linters: [LinterDescription] = []
    /// The id of a language whose test runners run its tests as well, as JavaScript's run
    /// TypeScript's.
    package var testedAs: String?
    /// How projects of it are tested: the first that fits a project is used.
    package var testRunners: [TestRunnerDescription] = []
    /// How repairs of it are spelled; nil where the repair engine does not know it.
    package var repair: RepairDescription?
    /// How variants of a function stand side by side; nil where they cannot.
    package var variants: VariantDescription?

    /// A language of which nothing is known but its name, which is also its grammar's.
    package init(id: String) {
        self.id = id
        name = id
        grammar = id
        languageIds = [id]
    }
}

/// The two ends of an enclosing comment.
package struct BlockComment: Sendable, Equatable {
    package let open: String
    package let close: String
}

/// Where a language's documentation stands.
package enum DocStyle: String, Sendable, CaseIterable {
    /// The first statement of the body is a string (Python).
    case docstring
    /// Comments before the declaration.
    case preceding
}

// MARK: - Reading

extension LanguageDescription: JSONDecodable {
    /// Reads a `language.json`, where only `id` is required.
    package init(from json: JSON) throws(JSONDecodingError) {
        self.init(id: try json.required("id", as: String.self))
        try override(from: json)
    }

    /// Takes over what is given; the rest stays as it is. Unknown members are errors, since a
    /// misspelt one would otherwise do nothing, silently.
    mutating func override(from json: JSON) throws(JSONDecodingError) {
        try json.requireObject()
        for (member, value) in json.members where !LanguageDescription.members.contains(member) {
            throw JSONDecodingError(
                path: value.path,
                problem: "unknown; known are " + LanguageDescription.members.joined(separator: ", ")
            )
        }
        func text(_ member: String, _ old: String) throws(JSONDecodingError) -> String {
            guard let new: String = try json.optional(member) else { return old }
            if new.isEmpty { throw JSONDecodingError(path: member, problem: "must not be empty") }
            return new
        }
        func texts(_ member: String, _ old: [String]) throws(JSONDecodingError) -> [String] {
            try json.optional(member) ?? old
        }
        id = try text("id", id)
        name = try text("name", name)
        grammar = try text("grammar", grammar)
        symbol = try json.optional("symbol") ?? symbol
        inherits = try json.optional("inherits") ?? inherits
        isBase = try json.optional("isBase") ?? isBase
        languageIds = try texts("languageIds", languageIds)
        extensions = try texts("extensions", extensions)
        filenames = try texts("filenames", filenames)
        interpreters = try texts("interpreters", interpreters)
        lineComment = try json.optional("lineComment") ?? lineComment
        blockComment = try json.optional("blockComment") ?? blockComment
        docStyle = try json.optional("docStyle") ?? docStyle
        docSkeleton = try json.optional("docSkeleton") ?? docSkeleton
        usualServers = try texts("usualServers", usualServers)
        grammarIsPartial = try json.optional("grammarIsPartial") ?? grammarIsPartial
        indent = try json.optional("indent") ?? indent
        symbolSeparator = try text("symbolSeparator", symbolSeparator)
        linters = try json.optional("linters") ?? linters
        testedAs = try json.optional("testedAs") ?? testedAs
        testRunners = try json.optional("testRunners") ?? testRunners
        repair = try json.optional("repair") ?? repair
        variants = try json.optional("variants") ?? variants
    }

    private static let members = [
        "id", "name", "grammar", "symbol", "inherits", "isBase", "languageIds", "extensions",
        "filenames", "interpreters", "lineComment", "blockComment", "docStyle", "docSkeleton",
        "usualServers",
        "grammarIsPartial", "indent", "symbolSeparator", "linters", "testedAs", "testRunners",
        "repair", "variants",
    ]
}

extension BlockComment: JSONDecodable {
    package init(from json: JSON) throws(JSONDecodingError) {
        let ends = try [String](from: json)
        guard ends.count == 2, !ends[0].isEmpty, !ends[1].isEmpty else {
            throw json.invalid("expected two strings, as in [\"/*\", \"*/\"]")
        }
        self.init(open: ends[0], close: ends[1])
    }
}

extension DocStyle: JSONDecodable {
    package init(from json: JSON) throws(JSONDecodingError) {
        guard let style = DocStyle(rawValue: try String(from: json)) else {
            throw json.invalid("expected \"docstring\" or \"preceding\"")
        }
        self = style
    }
}
