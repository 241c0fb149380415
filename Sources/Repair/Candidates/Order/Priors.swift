/// How unusual each template's changes are among repairs: the negative natural logarithm of how
/// likely one of them is, in this failure.
struct Priors {
    private let costs: [EditTemplate: Double]
    /// The least cost of each family.
    private let least: [Double]

    /// The usual costs, less what the failure speaks for.
    init(_ hints: FailureHints) {
        var costs: [EditTemplate: Double] = [:]
        for template in EditTemplate.allCases {
            costs[template] = Priors.usual[template] ?? Priors.unknown
        }
        for hint in hints.hints {
            for (template, bonus) in Priors.bonuses[hint] ?? [:] {
                costs[template, default: Priors.unknown] -= bonus
            }
        }
        let bounded = costs.mapValues { max(0.1, $0) }
        self.costs = bounded
        least = Family.allCases.map { family in
            family.templates.compactMap { bounded[$0] }.min() ?? Priors.unknown
        }
    }

    /// That of a template.
    func cost(_ template: EditTemplate) -> Double { costs[template] ?? Priors.unknown }

    /// The least of a family.
    func least(_ family: Family) -> Double { least[family.rawValue] }

    /// How much the suspicion of a place counts against the prior of a change.
    static let suspicionWeight = 2.0
    /// What two edits cost beside what each of them does.
    static let pair = 3.0
    /// What a byte of a change costs.
    static let byte = 0.002

    private static let unknown = 5.0

    /// Learnt by `priors.py` from 851 small fixes in the histories of twelve public repositories in
    /// eleven languages (121 of them are among the first 1,500 candidates), blended with numbers
    /// that were set by hand; a table of what was counted is the output of `Bench --repairs`.
    private static let usual: [EditTemplate: Double] = [
        .comparisonBound: 1.0, .comparisonOther: 1.7, .arithmeticOperator: 1.9,
        .logicOperator: 1.5, .updateOperator: 1.8, .assignmentToUpdate: 3.4,
        .updateToAssignment: 2.5, .stepDirection: 1.8, .operandsSwapped: 2.3,
        .operandDropped: 2.2, .notDropped: 1.8, .signDropped: 2.0,
        .signAdded: 3.7, .flagFlipped: 1.5, .flagsFlipped: 2.2, .numberByOne: 1.9,
        .numberOther: 2.6, .constantEverywhere: 3.0, .nullReplaced: 3.4, .textFromTests: 1.6,
        .textFromFile: 4.1, .textOther: 2.7, .itemDropped: 2.6, .itemsSwapped: 2.4,
        .loopControl: 2.7, .exceptionType: 2.4,
        .nameOfKind: 3.4, .nameOther: 3.9, .nameMisspelt: 1.0, .targetName: 3.5,
        .memberReplaced: 3.9, .memberDropped: 3.2, .memberAdded: 3.5, .calleeSibling: 2.0,
        .calleeOther: 3.9, .argumentsSwapped: 2.1, .argumentDropped: 2.8, .argumentAdded: 3.6,
        .callUnwrapped: 3.1, .callDropped: 2.9,
        .offByOne: 2.7, .wrapped: 4.9, .wrappedTwice: 5.9, .combined: 5.4,
        .combinedWithNumber: 4.5, .sliced: 4.8, .sliceChanged: 2.4, .indexed: 4.2,
        .expressionToName: 4.3, .expressionFromFunction: 4.8, .expressionFromFile: 5.4,
        .expressionFromRepository: 4.6, .listFilled: 3.2, .bestOf: 4.0, .defaulted: 3.1,
        .awaitChanged: 3.0, .copied: 3.4,
        .conditionNegated: 2.0, .comparisonWithNumber: 3.1,
        .conditionToName: 3.5, .conjunctAdded: 4.3, .disjunctAdded: 4.7,
        .conditionFromFunction: 3.7, .filterAdded: 3.2,
        .statementDeleted: 2.7, .statementsDeleted: 4.1, .statementsSwapped: 4.1,
        .statementMoved: 3.7, .statementCopied: 4.5, .statementAdapted: 5.6,
        .statementAdded: 4.5, .statementFromRepository: 5.0, .statementWrapped: 5.5,
        .statementUnwrapped: 3.6, .updateAdded: 4.3, .assignmentAdded: 5.1, .guardAdded: 5.4,
        .branchesSwapped: 3.6, .returnReplaced: 3.6, .returnAdded: 3.6, .returnToYield: 3.0,
    ]

    private static let bonuses: [FailureHints.Hint: [EditTemplate: Double]] = [
        .index: [
            .offByOne: 0.8, .comparisonBound: 0.4, .guardAdded: 1.6, .conjunctAdded: 0.8,
            .sliceChanged: 0.4, .numberByOne: 0.4,
        ],
        .key: [.guardAdded: 1.6, .defaulted: 2.0, .conjunctAdded: 0.8, .textFromFile: 0.8],
        .null: [.guardAdded: 1.6, .conjunctAdded: 0.8, .disjunctAdded: 0.8, .returnAdded: 1.2],
        .zero: [.guardAdded: 1.6, .conjunctAdded: 0.6, .disjunctAdded: 0.6],
        .name: [.nameMisspelt: 0.8, .nameOfKind: 0.4],
        .member: [.memberReplaced: 0.8, .calleeSibling: 0.6, .guardAdded: 0.8, .callDropped: 0.4],
        .type: [.wrapped: 1.0, .argumentAdded: 1.0, .argumentDropped: 0.8, .argumentsSwapped: 0.4],
        .recursion: [.guardAdded: 2.0, .comparisonBound: 0.4, .comparisonWithNumber: 0.8],
        .endless: [
            .updateAdded: 1.2, .conditionToName: 0.8,
            .updateOperator: 0.4, .comparisonBound: 0.3, .arithmeticOperator: 0.2,
        ],
        .value: [.wrapped: 0.8, .guardAdded: 0.8],
        .byOne: [.offByOne: 0.8, .numberByOne: 0.6, .comparisonBound: 0.4],
        .sign: [.signAdded: 1.6, .signDropped: 0.8, .operandsSwapped: 0.4, .wrapped: 0.6],
        .flag: [.flagFlipped: 0.4, .comparisonBound: 0.2, .conditionNegated: 0.4],
        .nothing: [.returnAdded: 1.6, .returnReplaced: 0.6],
        .otherKind: [.wrapped: 1.6, .listFilled: 0.6, .callUnwrapped: 0.6],
        .otherOrder: [.itemsSwapped: 0.8, .operandsSwapped: 0.6, .argumentsSwapped: 0.4],
    ]
}
