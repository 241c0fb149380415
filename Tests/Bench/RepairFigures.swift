import Base
import JSON
import Languages
import Repair
import Syntax
import Text

/// How early real repairs come among the candidates, for `--repairs FILE`: a JSON object a line with
/// `language`, `buggy` and `fixed` texts (any of which is right) and the suspicious `lines` from 0.
///
/// The last figures say how often each template made the repair, of how many of its candidates:
/// the negative logarithm of the share is what a candidate of it costs. `Priors` has such numbers.
func repairFigures(_ bench: Bench) throws -> [Figure] {
    guard let path = bench.options.repairs else { return [] }
    let registry = LanguageRegistry(
        loader: GrammarLoader(
            environment: .current,
            directories: [Directories(environment: .current).data / "grammars"]))
    var tally = RepairTally()
    for line in try Files.read(path, limit: 1 << 30).split(separator: 0x0A) {
        try tally.add(JSON.parse(Array(line)), registry, limit: bench.size(2000))
    }
    return tally.figures
}

private struct RepairTally {
    private var ranks: [Int?] = []
    private var made: [EditTemplate: Int] = [:]
    private var right: [EditTemplate: Int] = [:]
    private var firsts = Times()
    private var nexts = Times()

    mutating func add(_ json: JSON, _ registry: LanguageRegistry, limit: Int) throws {
        let buggy = json["buggy"]?.bytes ?? []
        let fixed = json["fixed"]?.elements.map { ink($0.bytes ?? []) } ?? []
        let lines = json["lines"]?.elements.compactMap(\.int) ?? []
        let start = threadNanoseconds()
        guard let language = registry.language(id: try json.required("language")),
            let file = SuspectFile(
                buggy, language: language,
                suspicion: Dictionary(lines.map { ($0, 1) }) { first, _ in first })
        else { return }
        var source = CandidateSource([file])
        var rank: Int?
        var count = 0
        while count < limit, let candidate = source.next() {
            count += 1
            if count == 1 { firsts.add(threadNanoseconds() - start) }
            guard let template = candidate.templates.first, candidate.templates.count == 1 else {
                continue
            }
            made[template, default: 0] += 1
            let after = try candidate.changes[0].edits.applied(to: buggy)
            if rank == nil, fixed.contains(ink(after)) {
                rank = count
                right[template, default: 0] += 1
            }
        }
        nexts.add((threadNanoseconds() - start) / Int64(max(1, count)))
        ranks.append(rank)
    }

    var figures: [Figure] {
        let found = ranks.compactMap { $0 }
        let within = [20, 100, 300, 1000].map { limit in
            Figure.Part(
                label: "\(limit)", value: Double(found.count { $0 <= limit }), goal: nil)
        }
        var figures = [
            Figure(
                "repaired within 20 / 100 / 300 / 1,000", within, unit: "",
                note: "of \(ranks.count)"),
            Figure("first candidate", firsts), Figure("each candidate", nexts),
        ]
        for template in EditTemplate.allCases {
            guard let all = made[template] else { continue }
            figures.append(
                Figure(
                    template.rawValue,
                    [
                        Figure.Part(label: "right", value: Double(right[template] ?? 0)),
                        Figure.Part(label: "made", value: Double(all)),
                    ], unit: ""))
        }
        return figures
    }
}

/// A text without blanks, which do not matter here.
private func ink(_ bytes: [UInt8]) -> [UInt8] { bytes.filter { $0 > 0x20 } }
