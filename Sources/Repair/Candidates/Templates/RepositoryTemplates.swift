internal import Languages
internal import Structure
internal import Syntax

/// Finds texts elsewhere in the repository, in the language of a file (its place among those of the
/// source), that use these names; those that are most alike first. It may read files, and is asked
/// at most once for each function.
package typealias DonorLookup = @Sendable (_ names: [String], _ file: Int) -> [[UInt8]]

/// Pieces of other files that may be of use in one.
struct ForeignDonors {
    /// Calls, by the name that they call.
    private(set) var calls: [String: [Donors.Donor]] = [:]
    private(set) var statements: [Donors.Donor] = []

    /// No more texts are looked into.
    private static let mostTexts = 8

    init(_ texts: [[UInt8]], language: Language) {
        guard let grammar = try? language.grammar(), let description = language.description.repair
        else { return }
        for bytes in texts.prefix(ForeignDonors.mostTexts) {
            var parser = Parser(grammar: grammar)
            guard case .finished(let tree) = parser.parse(bytes),
                let anatomy = Anatomy(
                    of: tree, bytes: bytes, language: language,
                    scopes: Scopes(of: tree, bytes: bytes, language: language))
            else { continue }
            let kinds = Kinds(anatomy, description)
            let donors = Donors(anatomy, kinds)
            for donor in donors.expressions where anatomy[donor.part].role == .call {
                guard let callee = anatomy.child(donor.part, .callee) else { continue }
                calls[kinds.calledName(callee), default: []].append(donor)
            }
            statements += donors.statements.filter { anatomy[$0.part].role == .action }
        }
    }
}

extension Drafter {
    /// The names by which the rest of the repository is asked for a function: what it calls.
    func calledNames(at site: Int) -> [String] {
        let function = anatomy[site].function ?? 0
        var found: [String] = []
        for part in anatomy.within(function) where anatomy[part].slot == .callee {
            let name = kinds.calledName(part)
            if !found.contains(name) { found.append(name) }
        }
        return found
    }

    /// Calls as other files make them, and what they do beside.
    func foreign(_ site: Int, _ donors: ForeignDonors) -> [Draft] {
        var sheet = DraftSheet()
        let readable = readable(at: site)
        let known = readable.union(
            anatomy.parts.indices.filter { anatomy[$0].role == .name }.map(text))
        func fits(_ donor: Donors.Donor) -> Bool {
            donor.names.allSatisfy { known.contains($0) } && self.fits(donor, readable)
        }
        for part in parts(of: site) where anatomy[part].role == .call {
            guard let callee = anatomy.child(part, .callee) else { continue }
            let same = donors.calls[kinds.calledName(callee)] ?? []
            for donor in same where donor.text != text(part) && fits(donor) {
                sheet.replace(
                    anatomy[part].range, fit(donor.text, part), .expressionFromRepository)
            }
        }
        guard anatomy[site].slot == .statement, let indentation = indentation(of: site) else {
            return sheet.drafts
        }
        let start = anatomy[site].range.lowerBound
        for donor in donors.statements where fits(donor) {
            sheet.replace(
                start..<start, donor.text + "\n" + indentation, .statementFromRepository)
        }
        return sheet.drafts
    }
}
