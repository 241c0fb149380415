package import JSON

/// How changes are spelled in a language, for the repair engine: everything that its trees and its
/// grammar do not say. Plain data.
package struct RepairDescription: Sendable, Equatable {
    /// The spelling of each form. One that is absent is not used in this language.
    package var forms: [RepairForm: String] = [:]
    /// What may be put around a value.
    package var wraps: [WrapDescription] = []
    /// Names that are taken for each other, group by group: `min` and `max`.
    package var siblings: [[String]] = []
    /// What shows that a value is of a kind.
    package var kinds: [ValueKind: KindWords] = [:]
    /// Whether a name that is bound further down in its function can be read here.
    package var bindsLate = false
}

/// A piece of code that the engine writes. `{a}`, `{b}` and `{c}` are its parts, `\n` a new line
/// with the indentation of the first, `\t` one level more.
package enum RepairForm: String, Sendable, CaseIterable {
    case `true`, `false`, null
    case not, and, or, equal, unequal
    /// Of a value that may be missing.
    case isNull, isNotNull
    /// Of a text or a collection.
    case isEmpty, isNotEmpty, length
    /// `{a}` is what is looked for in `{b}`, which is a map for `hasKey`.
    case contains, hasKey
    case maximum, minimum
    /// A text or list without its first, without its last, from and to an index, backwards.
    case dropFirst, dropLast, from, to, reversed
    /// `{b}` of the map `{a}`, or `{c}` when it is not there.
    case valueOrDefault
    case emptyText, emptyList, emptyMap
    /// A list of one.
    case list
    case negated
    // Statements.
    case nothing, returnNothing, returnValue, assign, update
    /// Adds `{b}` to the list, or set, `{a}`.
    case append, insert
    /// A statement under a condition.
    case when
    case `break`, `continue`
    case await
    /// Makes `{a}` of the module `{b}` known to the file.
    case importName
}

/// What a value may be known to be. Languages call it differently; what matters here is what can
/// be done with it.
package enum ValueKind: String, Sendable, CaseIterable {
    case number, text, boolean, list, set, map, tuple, object, function
}

/// Something around a value that is of one kind, and what kind the whole is. Either is nil where
/// any will do.
package struct WrapDescription: Sendable, Hashable {
    package var takes: ValueKind?
    package var gives: ValueKind?
    /// With `{a}` for the value.
    package var form: String
}

/// What shows that a value is of a kind.
package struct KindWords: Sendable, Equatable {
    /// Names in type annotations.
    package var types: Set<String> = []
    /// Functions and methods that answer it.
    package var calls: Set<String> = []
    /// Methods and properties that it alone has.
    package var members: Set<String> = []
}

// MARK: - Reading

extension RepairDescription: JSONDecodable {
    package init(from json: JSON) throws(JSONDecodingError) {
        try json.requireMembers(["forms", "wraps", "siblings", "kinds", "bindsLate"])
        if let forms = json["forms"] {
            for (name, value) in forms.members {
                self.forms[try value.member(named: name, of: RepairForm.self)] =
                    try String(from: value)
            }
        }
        if let wraps = json["wraps"] {
            for (name, value) in wraps.members {
                let words = name.split(separator: " ").map(String.init)
                guard words.count == 2 else {
                    throw value.invalid("expected what it takes and gives, as in \"text number\"")
                }
                let takes = try value.kind(words[0])
                let gives = try value.kind(words[1])
                self.wraps += try [String](from: value).map {
                    WrapDescription(takes: takes, gives: gives, form: $0)
                }
            }
        }
        siblings = try json.optional("siblings") ?? []
        if let kinds = json["kinds"] {
            for (name, value) in kinds.members {
                self.kinds[try value.member(named: name, of: ValueKind.self)] =
                    try KindWords(from: value)
            }
        }
        bindsLate = try json.optional("bindsLate") ?? false
    }
}

extension KindWords: JSONDecodable {
    package init(from json: JSON) throws(JSONDecodingError) {
        try json.requireMembers(["types", "calls", "members"])
        types = Set(try json.optional("types", as: [String].self) ?? [])
        calls = Set(try json.optional("calls", as: [String].self) ?? [])
        members = Set(try json.optional("members", as: [String].self) ?? [])
    }
}

extension JSON {
    /// The case that a member's name stands for.
    fileprivate func member<Name: RawRepresentable<String> & CaseIterable>(
        named name: String, of type: Name.Type
    ) throws(JSONDecodingError) -> Name {
        guard let known = Name(rawValue: name) else {
            let names = Name.allCases.map(\.rawValue).joined(separator: ", ")
            throw JSONDecodingError(path: path, problem: "unknown; known are " + names)
        }
        return known
    }

    fileprivate func kind(_ word: String) throws(JSONDecodingError) -> ValueKind? {
        word == "any" ? nil : try member(named: word, of: ValueKind.self)
    }
}
