import Base
import Completion
import Text

/// The embedded completion model, on source files that Debian's packages carry: 15 % of the files
/// are hidden from it, and it is asked for what stands in these.
func embeddedModelFigures(_ bench: Bench) throws -> [Figure] {
    let libraries = [
        ("Python", debianPython, ".py"),
        (
            "Go",
            Files.list("/usr/lib").first { $0.string.hasPrefix("go-") }
                .map { "/usr/lib" / $0.string / "src" }, ".go"
        ),
    ]
    var figures: [Figure] = []
    for case (let name, let folder?, let ending) in libraries {
        let amount =
            bench.options.isQuick
            ? CompletionLibrary.Amount(files: 20, lines: 5, tokens: 5)
            : CompletionLibrary.Amount(files: 1500, lines: 300, tokens: 2000)
        let library = try CompletionLibrary(folder, ending: ending, amount, seed: 1)
        figures += library.figures(name)
    }
    return figures + [editFigure(bench)]
}

extension CompletionLibrary {
    fileprivate func figures(_ name: String) -> [Figure] {
        var times = Times()
        var answers: [CompletionCase.Kind: [(confidence: Double, isRight: Bool)]] = [:]
        for asked in cases {
            guard let answer = repository.answer(asked) else { continue }
            if asked.kind != .next { times.add(answer.nanoseconds) }
            answers[asked.kind, default: []].append(
                (answer.confidence, answer.isRight(asked)))
        }
        func right(_ kind: CompletionCase.Kind) -> Double {
            let all = answers[kind] ?? []
            return 100 * Double(all.count { $0.isRight }) / Double(max(1, all.count))
        }
        let lines: [CompletionCase.Kind] = [.lineStart, .token, .word]
        let index = repository.index
        let millions = Double(max(1, index.tokenCount)) / 1e6
        return [
            Figure(
                "\(name): index of \(readable(millions)) million tokens, a million in",
                Double(repository.buildNanoseconds) / 1e9 / millions, unit: "s",
                goal: .below(1.5)),
            Figure(
                "\(name): memory a token", Double(index.byteCount) / 1e6 / millions, unit: "bytes",
                goal: .below(32)),
            Figure(
                "\(name): rest of line right (at its start / inside / in a word)",
                lines.map { .init(label: $0.rawValue, value: right($0)) }, unit: "%"),
            Figure(
                "\(name): shown if 80 % of that shall be right",
                lines.map { .init(label: $0.rawValue, value: coverage(answers[$0] ?? [])) },
                unit: "%"),
            Figure("\(name): next token right", right(.next), unit: "%"),
            Figure(
                "\(name): a line (p50 / p95 / p99)", times,
                goals: ["p50": .below(3), "p99": .below(20)]),
        ]
    }

    /// How many answers can be shown, the surest first, so that four in five are right.
    private func coverage(_ answers: [(confidence: Double, isRight: Bool)]) -> Double {
        var right = 0
        var best = 0
        let sorted = answers.sorted { $0.confidence > $1.confidence }
        for (number, answer) in sorted.enumerated() {
            right += answer.isRight ? 1 : 0
            if right * 5 >= (number + 1) * 4 { best = number + 1 }
        }
        return 100 * Double(best) / Double(max(1, answers.count))
    }
}

/// What an edit in a document of 5,000 lines costs before the next suggestion.
private func editFigure(_ bench: Bench) -> Figure {
    let text = TextBuffer(SampleText(.python, lines: bench.size(5000)).text)
    let times = Times.repeating(
        atMost: bench.rounds(100), budgetMilliseconds: bench.budgetMilliseconds / 5
    ) {
        keep(DocumentIndex(text))
    }
    return Figure(
        "an edit's update, 5,000 lines (p50 / p95 / p99)", times, goals: ["p50": .below(5)])
}
