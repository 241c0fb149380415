/// What a node is to the repair engine, as the captures of `repair.scm` name it.
enum Role: String, CaseIterable {
    // What holds statements.
    case block, function, `class`
    // Statements, and clauses of them.
    case branch, `while`, each, count, `switch`, `try`, `return`, `throw`, assign, update, step
    case declare, action, `break`, `continue`, pass, assert, filter
    // Expressions.
    case comparison, arithmetic, logic, not, negative, conditional, group, call, keyword, spread
    case access, element, slice, lambda, await, yield, comprehension
    /// Comparisons in a row: `a < b < c`.
    case chain
    case list, set, tuple, map
    // Values.
    case number, text, boolean, null
    /// A text that is documentation: it is left alone.
    case documentation
    /// An expression of no other role.
    case expression
    /// Where a name is read. The scopes' query says so, not the repairs'.
    case name
    /// A part that no role fits: what it is says its slot alone.
    case plain

    /// Whether it stands for a value, so that another may take its place.
    var isExpression: Bool {
        switch self {
        case .comparison, .arithmetic, .logic, .not, .negative, .conditional, .group, .call,
            .access, .element, .lambda, .await, .yield, .comprehension, .chain, .list, .set,
            .tuple, .map, .number, .text, .boolean, .null, .expression, .name:
            true
        case .block, .function, .class, .branch, .while, .each, .count, .switch, .try, .return,
            .throw, .assign, .update, .step, .declare, .action, .break, .continue, .pass, .assert,
            .filter, .keyword, .spread, .slice, .documentation, .plain:
            false
        }
    }

    /// Whether it leaves the block that it stands in.
    var leavesBlock: Bool {
        switch self {
        case .return, .throw, .break, .continue: true
        default: false
        }
    }

    /// Whether nothing around it can change what its operators bind.
    var isAtomic: Bool {
        switch self {
        case .call, .access, .element, .group, .comprehension, .list, .set, .map, .number, .text,
            .boolean, .null, .name:
            true
        default: false
        }
    }
}

/// What a node is to the one around it, as the captures of `repair.scm` name it.
enum Slot: String, CaseIterable {
    case statement, name, parameters, parameter, type, body, condition, alternative, consequence
    case target, iterated, value, left, right, `operator`, operand, callee, arguments, argument
    case object, member, index, bound, item, key
}
