internal import Languages
internal import Structure
internal import Syntax
internal import Text

/// Thinks of changes of one file. Each family of templates is an extension in a file of its own;
/// none of them knows a language, only roles, spellings and what is known of names.
struct Drafter {
    let anatomy: Anatomy
    let kinds: Kinds
    let names: NamesInScope
    let spelling: Spelling
    let facts: FailureFacts
    let hints: FailureHints
    let donors: Donors

    init?(_ file: SuspectFile, facts: FailureFacts) {
        guard let description = file.language.description.repair else { return nil }
        let bytes = file.text.bytes
        let scopes = Scopes(of: file.tree, bytes: bytes, language: file.language)
        guard
            let anatomy = Anatomy(
                of: file.tree, bytes: bytes, language: file.language, scopes: scopes)
        else { return nil }
        self.anatomy = anatomy
        self.facts = facts
        hints = FailureHints(facts)
        kinds = Kinds(anatomy, description)
        names = NamesInScope(
            scopes, imports: imports(of: file.tree, bytes: bytes, language: file.language),
            bytes: bytes, bindsLate: description.bindsLate)
        spelling = Spelling(
            description, grammar: file.tree.grammar,
            indent: anatomy.indentationStep ?? file.language.description.indent)
        donors = Donors(anatomy, kinds)
    }

    /// The drafts of a family at a site.
    func drafts(_ family: Family, at site: Int) -> [Draft] {
        var sheet = DraftSheet()
        switch family {
        case .tokens: tokens(site, &sheet)
        case .names: nameDrafts(site, &sheet)
        case .expressions: expressions(site, &sheet)
        case .conditions: conditions(site, &sheet)
        case .donors: donated(site, &sheet)
        case .statements: statements(site, &sheet)
        case .repository: break
        }
        return sheet.drafts
    }

    /// The parts of a site that are not of a site in it.
    func parts(of site: Int) -> [Int] {
        anatomy.within(site).filter { anatomy[$0].site == site && !anatomy[$0].isInType }
    }

    /// The expressions of a site whose value is used: not what is called, not what is bound.
    func values(of site: Int) -> [Int] {
        parts(of: site).filter { isValue($0) }
    }

    /// Whether another expression may stand here.
    func isValue(_ part: Int) -> Bool {
        let it = anatomy[part]
        return it.role.isExpression && !it.isBinding && it.slot != .callee && it.slot != .member
            && it.slot != .name && it.slot != .parameter
    }

    func text(_ part: Int) -> String { anatomy.text(part) }

    /// The text, in parentheses where the place of a part needs them.
    func fit(_ text: String, _ part: Int) -> String {
        Precedence(of: text) < needed(at: part) ? "(" + text + ")" : text
    }

    /// The part's text, in parentheses unless it holds together at least so.
    func operand(_ part: Int, _ needed: Precedence) -> String {
        let text = text(part)
        return Precedence(of: text) < needed ? "(" + text + ")" : text
    }

    /// How tightly an expression has to hold together to stand in the place of a part.
    private func needed(at part: Int) -> Precedence {
        guard let parent = anatomy[part].parent else { return .anything }
        switch anatomy[parent].role {
        case .arithmetic, .logic:
            guard let sign = anatomy.child(parent, .operator) else { return .atom }
            let precedence = Precedence(ofOperator: text(sign))
            let isRight = anatomy[part].slot == .right && anatomy[parent].role == .arithmetic
            return isRight ? precedence.tighter : precedence
        case .comparison, .chain: return Precedence.comparison.tighter
        case .not: return spelling(.not)?.hasPrefix("not") ?? false ? .not : .atom
        case .negative, .await: return .sign
        case .access, .element: return anatomy[part].slot == .object ? .atom : .anything
        case .call: return anatomy[part].slot == .callee ? .atom : .anything
        case .conditional: return Precedence.conditional.tighter
        default: return .anything
        }
    }

    /// The names of values that can be read at a part, but for those of imports, types and
    /// functions.
    func variables(at part: Int) -> [NamesInScope.Name] {
        names.visible(at: anatomy[part].range.lowerBound).filter {
            ($0.kind == .parameter || $0.kind == .variable) && $0.text != "_"
                && kinds.of(name: $0.text, at: part) != .function
        }
    }

    /// What a name costs that is bound only further down, or far away.
    func remoteness(_ name: NamesInScope.Name) -> Double {
        (name.isLater ? 0.6 : 0) + 0.1 * Double(min(name.distance, 4))
    }

    /// The indentation of the line where a part starts; nil when it does not start its line.
    func indentation(of part: Int) -> String? {
        anatomy.indentation(at: anatomy[part].range.lowerBound)
    }
}

extension Anatomy {
    /// The blanks before an offset, when there is nothing else on its line before it.
    func indentation(at offset: Int) -> String? {
        var start = offset
        while start > 0, bytes[start - 1] == 0x20 || bytes[start - 1] == 0x09 { start -= 1 }
        guard start == 0 || bytes[start - 1] == 0x0A || bytes[start - 1] == 0x0D else { return nil }
        return text(start..<offset)
    }

    /// By how much the first statement of a body is indented.
    fileprivate var indentationStep: String? {
        for part in parts.indices where parts[part].slot == .statement {
            guard let outer = ancestors(part).first(where: { parts[$0].slot == .statement }),
                let inner = indentation(at: parts[part].range.lowerBound),
                let around = indentation(at: parts[outer].range.lowerBound),
                inner.hasPrefix(around), inner.utf8.count > around.utf8.count
            else { continue }
            return String(inner.dropFirst(around.count))
        }
        return nil
    }
}
