package import JSON

/// How several bodies of a function stand side by side in one program, which takes one of them by a
/// variable of its environment, `TENON_VARIANT`: what is compiled once can then be tried with many
/// changes. Plain data; absent where a language has no blocks in braces.
package struct VariantDescription: Sendable, Equatable {
    /// Whether the variant `{n}` is meant, as a condition that stands between `if` and a block.
    package var condition: String
    /// What stands before and behind everything else in the file.
    package var head = ""
    package var tail = ""
    /// What stands first in the function.
    package var bodyHead = ""
    /// A file that is needed beside it. `{package}` is the first line that begins so.
    package var besideName = ""
    package var besideText = ""
}

extension VariantDescription: JSONDecodable {
    package init(from json: JSON) throws(JSONDecodingError) {
        try json.requireMembers([
            "condition", "head", "tail", "bodyHead", "besideName", "besideText",
        ])
        condition = try json.required("condition")
        head = try json.optional("head") ?? ""
        tail = try json.optional("tail") ?? ""
        bodyHead = try json.optional("bodyHead") ?? ""
        besideName = try json.optional("besideName") ?? ""
        besideText = try json.optional("besideText") ?? ""
    }
}
