import Base
import Completion
import Text

// What the embedded model has learnt is made here, from any repositories: first what its network
// weighs, then, with that built in, how sure it may be of itself. Both are written over the files
// in `Sources/Completion/Model` that say what they were made from.

/// `--teach DIR`: writes the network's weights, taught on the repositories below a folder.
func teachNetwork(below folder: Path) throws {
    var lessons: [Lesson] = []
    let schools = try School.all(below: folder, seed: 1)
    for school in schools {
        lessons += school.lessons()
        complain("\(school.name): \(lessons.count) lessons so far")
    }
    var teacher = NetworkTeacher(seed: 1)
    teacher.learn(from: lessons, rounds: 8) { round, bits in
        complain("round \(round): \(readable(bits)) bits a token")
    }
    let numbers = teacher.weights.map { Int(($0 * 256).rounded()) }
    try write(
        """
        /// What the network was taught, in its order, in parts of 256: to name the token that came, at
        /// \(lessons.count) places in hidden files of these repositories, by gradient descent on the
        /// logarithm of the probability that it gave it:
        \(comment(schools.map(\.name)))
        ///
        /// Made by `.build/release/Bench --teach DIR`, with a checkout of each in DIR.
        enum NetworkWeights {
            static let all: [Float] = text.description.utf8.split(whereSeparator: { $0 <= 32 }).map {
                Float(Int(Substring($0)) ?? 0) / 256
            }

            private static let text: StaticString = \"\"\"
        \(wrapped(numbers.map { "\($0)" }, indent: "        "))
                \"\"\"
        }

        """, to: "NetworkWeights.swift")
}

/// `--fit-confidence DIR`: writes how sure the model may be of a line, fitted on repositories.
func fitConfidence(below folder: Path) throws {
    // Other files are hidden than those that the network was taught on.
    let schools = try School.all(below: folder, seed: 2)
    let lessons = schools.flatMap { $0.lineLessons() }
    let weights = fittedConfidence(lessons)
    try write(
        """
        /// How much each of the features of `Calibration` counts: a logistic regression, fitted on
        /// \(lessons.count) lines in hidden files of these repositories:
        \(comment(schools.map(\.name)))
        ///
        /// Made by `.build/release/Bench --fit-confidence DIR`, with a checkout of each in DIR.
        enum ConfidenceWeights {
            static let all: [Double] = [
        \(wrapped(weights.map { "\((($0 * 1000).rounded()) / 1000)," }, indent: "        "))
            ]
        }

        """, to: "ConfidenceWeights.swift")
}

private func write(_ text: String, to name: String) throws {
    try Files.writeAtomically(Path("Sources/Completion/Model") / name, Array(text.utf8))
}

private func comment(_ words: [String]) -> String {
    wrapped(
        words.sorted().dropLast().map { $0 + "," } + [(words.max() ?? "") + "."], indent: "/// ")
}

/// Words in lines of at most 100 characters.
private func wrapped(_ words: [String], indent: String) -> String {
    var lines: [String] = []
    var line = indent
    for word in words {
        if line.utf8.count + word.utf8.count > 99, line != indent {
            lines.append(String(line.dropLast()))
            line = indent
        }
        line += word + " "
    }
    return (lines + [String(line.dropLast())]).joined(separator: "\n")
}

/// A repository to learn from.
private struct School {
    let name: String
    private let library: CompletionLibrary

    /// The folders below one, each with the language that most of its files are in.
    static func all(below folder: Path, seed: UInt64) throws -> [School] {
        try Files.list(folder).sorted().compactMap { name in
            guard Files.kind(of: folder.appending(name)) == .directory else { return nil }
            return try School(folder.appending(name), name: name.string, seed: seed)
        }
    }

    private static let endings = [
        ".c", ".cs", ".go", ".java", ".js", ".kt", ".lua", ".php", ".py", ".rb", ".rs", ".swift",
        ".ts",
    ]

    private init?(_ folder: Path, name: String, seed: UInt64) throws {
        self.name = name
        let files = try sources(below: folder).map(\.0)
        let counts = Self.endings.map { ending in files.count { $0.hasSuffix(ending) } }
        guard let most = counts.max(), most > 0, let place = counts.firstIndex(of: most) else {
            return nil
        }
        library = try CompletionLibrary(
            folder, ending: Self.endings[place],
            CompletionLibrary.Amount(files: 1500, lines: 400, tokens: 2000), seed: seed)
    }

    /// What the tokens of the cases teach. So that the network also knows the ends of documents
    /// and folders with nothing in them, some cases have nothing behind them, or nothing around.
    func lessons() -> [Lesson] {
        library.cases.enumerated().flatMap { number, asked -> [Lesson] in
            let isNext = asked.kind == .next
            guard
                let (input, rest) = library.repository.question(
                    asked, isAtEnd: isNext || number % 4 == 1, knowsFiles: number % 8 != 3)
            else { return [] }
            return input.lessons(from: rest, most: isNext ? 1 : 24, isWordWhole: isNext)
        }
    }

    /// What the lines of the cases teach.
    func lineLessons() -> [LineLesson] {
        library.cases.enumerated().filter { $0.element.kind != .next }.compactMap { number, asked in
            library.repository.question(
                asked, isAtEnd: number % 4 == 1, knowsFiles: number % 8 != 3
            ).flatMap { $0.input.lineLesson(from: $0.rest) }
        }
    }
}
