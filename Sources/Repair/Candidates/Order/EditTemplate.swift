/// How a change was thought of. What is usual among repairs is known for each.
package enum EditTemplate: String, Sendable, Hashable, CaseIterable {
    // Operators and constants.
    case comparisonBound, comparisonOther, arithmeticOperator, logicOperator, updateOperator
    case assignmentToUpdate, updateToAssignment, stepDirection, operandsSwapped, operandDropped
    case notDropped, signDropped, signAdded, flagFlipped, flagsFlipped
    case numberByOne, numberOther, constantEverywhere, nullReplaced
    case textFromTests, textFromFile, textOther, itemDropped, itemsSwapped
    case loopControl, exceptionType
    // Names, members and calls.
    case nameOfKind, nameOther, nameMisspelt, targetName, memberReplaced, memberDropped, memberAdded
    case calleeSibling, calleeOther, argumentsSwapped, argumentDropped, argumentAdded
    case callUnwrapped, callDropped
    // Expressions.
    case offByOne, wrapped, wrappedTwice, combined, combinedWithNumber, sliced, sliceChanged
    case indexed, expressionToName, expressionFromFunction, expressionFromFile
    case expressionFromRepository, listFilled, bestOf, defaulted, awaitChanged, copied
    // Conditions.
    case conditionNegated, comparisonWithNumber, conditionToName
    case conjunctAdded, disjunctAdded, conditionFromFunction, filterAdded
    // Statements.
    case statementDeleted, statementsDeleted, statementsSwapped, statementMoved
    case statementCopied, statementAdapted, statementAdded, statementFromRepository
    case statementWrapped, statementUnwrapped, updateAdded, assignmentAdded
    case guardAdded, branchesSwapped
    case returnReplaced, returnAdded, returnToYield

    /// Templates that are looked through together.
    var family: Family {
        switch self {
        case .comparisonBound, .comparisonOther, .arithmeticOperator, .logicOperator,
            .updateOperator, .assignmentToUpdate, .updateToAssignment, .stepDirection,
            .operandsSwapped, .operandDropped, .notDropped, .signDropped, .signAdded,
            .flagFlipped, .flagsFlipped, .numberByOne, .numberOther, .constantEverywhere,
            .nullReplaced, .textFromTests, .textFromFile, .textOther, .itemDropped,
            .itemsSwapped, .loopControl, .exceptionType:
            .tokens
        case .nameOfKind, .nameOther, .nameMisspelt, .targetName, .memberReplaced, .memberDropped,
            .memberAdded, .calleeSibling, .calleeOther, .argumentsSwapped, .argumentDropped,
            .argumentAdded, .callUnwrapped, .callDropped:
            .names
        case .offByOne, .wrapped, .wrappedTwice, .combined, .combinedWithNumber, .sliced,
            .sliceChanged, .indexed, .expressionToName, .listFilled, .bestOf, .defaulted,
            .awaitChanged, .copied:
            .expressions
        case .expressionFromFunction, .expressionFromFile: .donors
        case .expressionFromRepository, .statementFromRepository: .repository
        case .conditionNegated, .comparisonWithNumber,
            .conditionToName, .conjunctAdded, .disjunctAdded, .conditionFromFunction,
            .filterAdded, .returnReplaced:
            .conditions
        case .statementDeleted, .statementsDeleted, .statementsSwapped, .statementMoved,
            .statementCopied, .statementAdapted, .statementAdded, .statementWrapped,
            .statementUnwrapped, .updateAdded, .assignmentAdded, .guardAdded, .branchesSwapped,
            .returnAdded, .returnToYield:
            .statements
        }
    }
}

/// Templates that are looked through together: a place is asked for the drafts of one family at a
/// time, when the first of them may be due.
enum Family: Int, CaseIterable {
    case tokens, names, expressions, conditions, donors, statements, repository

    var templates: [EditTemplate] { EditTemplate.allCases.filter { $0.family == self } }
}
