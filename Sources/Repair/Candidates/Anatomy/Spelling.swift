internal import Languages
internal import Syntax

/// Writes pieces of code in a language.
struct Spelling {
    let description: RepairDescription
    private let grammar: Grammar
    /// One level of indentation.
    let indent: String

    init(_ description: RepairDescription, grammar: Grammar, indent: String) {
        self.description = description
        self.grammar = grammar
        self.indent = indent
    }

    /// A form with its parts filled in; nil where the language does not have it.
    func callAsFunction(
        _ form: RepairForm, _ first: String = "", _ second: String = "", _ third: String = ""
    ) -> String? {
        description.forms[form].map { Spelling.filled($0, first, second, third) }
    }

    /// A form with its parts in place of `{a}`, `{b}` and `{c}`.
    static func filled(
        _ form: String, _ first: String, _ second: String = "", _ third: String = ""
    ) -> String {
        var result: [UInt8] = []
        var rest = Array(form.utf8)[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "{"), rest.dropFirst().first == UInt8(ascii: "}"),
                let letter = rest.first, (UInt8(ascii: "a")...UInt8(ascii: "c")).contains(letter)
            {
                result += [first, second, third][Int(letter - UInt8(ascii: "a"))].utf8
                rest = rest.dropFirst(2)
            } else {
                result.append(byte)
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// The text of a form of several lines where a line starts with this indentation.
    func laidOut(_ text: String, indentation: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n": result += "\n" + indentation
            case "\t": result += indent
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// Whether the language has an operator or keyword.
    func has(_ token: String) -> Bool { grammar.token(token) != nil }

    /// What a value may be wrapped in, where one of this kind stands.
    func wraps(of kind: KindSet) -> [WrapDescription] {
        description.wraps.filter { wrap in
            wrap.takes.map { kind.maybe(KindSet($0)) } ?? true
        }
    }

    /// Names that are taken for this one.
    func siblings(of name: String) -> [String] {
        var found: [String] = []
        for group in description.siblings where group.contains(name) {
            found += group.filter { $0 != name && !found.contains($0) }
        }
        return found
    }
}
