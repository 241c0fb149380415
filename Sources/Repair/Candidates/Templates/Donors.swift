/// Pieces of the file that may be of use elsewhere in it.
struct Donors {
    /// An expression, or a simple statement.
    struct Donor: Hashable {
        let part: Int
        let text: String
        let kinds: KindSet
        /// The names that are read in it, each once.
        let names: [String]
        let function: Int?
    }

    /// Expressions of several parts, shortest first, each text once a function.
    let expressions: [Donor]
    /// Those that are conditions.
    let conditions: [Donor]
    /// Statements of one line.
    let statements: [Donor]

    /// No longer text is copied.
    private static let mostBytes = 60

    init(_ anatomy: Anatomy, _ kinds: Kinds) {
        var expressions: [Donor] = []
        var conditions: [Donor] = []
        var statements: [Donor] = []
        struct Seen: Hashable {
            let function: Int?
            let text: String
        }
        var seen: Set<Seen> = []
        for (part, it) in anatomy.parts.enumerated() {
            guard it.range.count <= Donors.mostBytes, !it.isBinding, !it.isInType,
                !anatomy.bytes[it.range].contains(0x0A)
            else { continue }
            let isStatement = it.slot == .statement && Donors.copied.contains(it.role)
            guard isStatement || Donors.worthwhile(anatomy, part) else { continue }
            let text = anatomy.text(part)
            guard seen.insert(Seen(function: it.function, text: text)).inserted else { continue }
            let donor = Donor(
                part: part, text: text, kinds: isStatement ? [] : kinds.of(part),
                names: Donors.names(anatomy, part), function: it.function)
            if isStatement {
                statements.append(donor)
            } else {
                expressions.append(donor)
                if [.comparison, .logic, .not].contains(it.role) { conditions.append(donor) }
            }
        }
        self.expressions = expressions
        self.conditions = conditions
        self.statements = statements
    }

    /// Statements that may be of use in another place.
    private static let copied: Set<Role> = [
        .assign, .update, .step, .action, .return, .break, .continue, .throw,
    ]

    private static func worthwhile(_ anatomy: Anatomy, _ part: Int) -> Bool {
        let it = anatomy[part]
        switch it.role {
        case .comparison, .arithmetic, .logic, .not, .negative, .conditional, .group, .call,
            .access, .element, .list, .tuple, .map, .comprehension:
            return it.slot != .callee && it.slot != .member
        default: return false
        }
    }

    private static func names(_ anatomy: Anatomy, _ part: Int) -> [String] {
        var names: [String] = []
        for inner in anatomy.within(part) where anatomy[inner].role == .name {
            let name = anatomy.text(inner)
            if !names.contains(name) { names.append(name) }
        }
        return names
    }
}

extension Drafter {
    /// The names that can be read at a part, of whatever kind.
    func readable(at part: Int) -> Set<String> {
        Set(names.visible(at: anatomy[part].range.lowerBound).map(\.text))
    }

    /// Whether all names of a donor that the file binds anywhere can be read.
    func fits(_ donor: Donors.Donor, _ readable: Set<String>) -> Bool {
        donor.names.allSatisfy { readable.contains($0) || !names.isBound($0) }
    }

    /// Expressions of the function or the file in the place of others.
    func donated(_ site: Int, _ sheet: inout DraftSheet) {
        let function = anatomy[site].function
        for part in values(of: site) {
            switch anatomy[part].role {
            case .text, .null, .boolean, .lambda, .documentation: continue
            default: break
            }
            let kind = kinds.of(part)
            let own = text(part)
            let readable = readable(at: part)
            for donor in donors.expressions
            where donor.text != own && kind.fits(donor.kinds) && fits(donor, readable) {
                let isSame = anatomy[donor.part].role == anatomy[part].role
                let extra =
                    (isSame ? 0 : 0.3) + (kind.isEmpty || donor.kinds.isEmpty ? 0.2 : 0)
                sheet.replace(
                    anatomy[part].range, fit(donor.text, part),
                    donor.function == function ? .expressionFromFunction : .expressionFromFile,
                    extra)
            }
        }
    }

}
