internal import Languages
internal import Verify

/// Finds code elsewhere in a project that is about the same things. It reads files of the bed.
struct DonorFiles {
    private let bed: TestBed
    private let languages: LanguageRegistry

    /// No more files are read, and no larger ones.
    private static let mostFiles = 400
    private static let mostBytes = 1 << 17
    private static let mostTexts = 8

    init(_ bed: TestBed, languages: LanguageRegistry) {
        self.bed = bed
        self.languages = languages
    }

    /// The texts that have most of the names, but for `path` itself and tests. Those in the same
    /// folder are read first.
    func texts(with names: [String], besides path: String) -> [[UInt8]] {
        guard !names.isEmpty, let language = language(of: path) else { return [] }
        let folder = path.split(separator: "/").dropLast()
        let others = bed.project.paths.filter {
            $0 != path && FileRole.isOrdinary($0) && self.language(of: $0)?.id == language.id
        }
        let near = others.filter { $0.split(separator: "/").dropLast() == folder }
        let far = others.filter { $0.split(separator: "/").dropLast() != folder }
        let found = (near + far).prefix(DonorFiles.mostFiles).compactMap { path in
            bed.project.read(path).flatMap { text -> (text: [UInt8], count: Int)? in
                guard text.count <= DonorFiles.mostBytes else { return nil }
                let words = DonorFiles.words(of: text)
                let count = names.count { words.contains(ArraySlice($0.utf8)) }
                return count > 0 ? (text, count) : nil
            }
        }
        // Of equals the nearer one stays first.
        let ranked = found.enumerated().sorted {
            ($1.element.count, $0.offset) < ($0.element.count, $1.offset)
        }
        return ranked.prefix(DonorFiles.mostTexts).map(\.element.text)
    }

    private func language(of path: String) -> Language? {
        path.split(separator: "/").last.flatMap { languages.language(fileName: String($0)) }
    }

    private static func words(of text: [UInt8]) -> Set<ArraySlice<UInt8>> {
        Set(
            text.split { byte in
                let isLetter = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
                let isDigit = (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                return !isLetter && !isDigit && byte != UInt8(ascii: "_") && byte < 0x80
            })
    }
}
