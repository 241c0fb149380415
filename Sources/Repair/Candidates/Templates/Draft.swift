internal import Text

/// A change that a template thinks of. It need not parse, nor be the first of its kind.
struct Draft {
    let template: EditTemplate
    var edits: [Edit]
    /// How much less usual it is than its template, as a difference of logarithms.
    let extra: Double

    /// One replacement.
    struct Edit: Hashable {
        var range: Range<Int>
        var text: String
    }
}

/// What the templates write their drafts on.
struct DraftSheet {
    private(set) var drafts: [Draft] = []

    /// One replacement.
    mutating func replace(
        _ range: Range<Int>, _ text: String, _ template: EditTemplate, _ extra: Double = 0
    ) {
        drafts.append(
            Draft(template: template, edits: [Draft.Edit(range: range, text: text)], extra: extra))
    }

    /// Several replacements that belong together.
    mutating func replace(
        _ edits: [Draft.Edit], _ template: EditTemplate, _ extra: Double = 0
    ) {
        if !edits.isEmpty { drafts.append(Draft(template: template, edits: edits, extra: extra)) }
    }
}
