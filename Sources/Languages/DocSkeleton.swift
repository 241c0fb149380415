package import JSON

/// How documentation looks whose words have yet to be written. Plain data, as for linters.
package struct DocSkeleton: Sendable, Equatable {
    /// Its first lines, in which `{name}` is what is documented.
    private let first: [String]
    /// What stands before the parameters, where there are any.
    private let heading: [String]
    /// A line for each `{parameter}`; nil where they are not listed.
    private let parameter: String?
    private let last: [String]

    /// The lines for something with these parameters.
    package func lines(for name: String, parameters: [String]) -> [String] {
        let list = parameter.map { line in
            parameters.map { line.replacing("{parameter}", with: $0) }
        }
        return first.map { $0.replacing("{name}", with: name) }
            + (list.map { $0.isEmpty ? [] : heading + $0 } ?? []) + last
    }
}

extension DocSkeleton: JSONDecodable {
    package init(from json: JSON) throws(JSONDecodingError) {
        try json.requireMembers(["first", "heading", "parameter", "last"])
        first = try json.required("first")
        heading = try json.optional("heading") ?? []
        parameter = try json.optional("parameter")
        last = try json.optional("last") ?? []
    }
}
