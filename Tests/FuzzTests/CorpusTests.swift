import Base
import Testing

@testable import Fuzz

@Suite struct CorpusTests {
    /// Every input in the repository: seeds, and what fuzzing found.
    @Test(arguments: FuzzTarget.all.map(\.name))
    func everyInputPasses(name: String) throws {
        let target = try #require(FuzzTarget.all.first { $0.name == name })
        let files = Files.list(corpusFolder / name)
        #expect(!files.isEmpty, "no inputs for \(name)")
        for file in files {
            let input = try Files.read((corpusFolder / name).appending(file), limit: 1 << 20)
            #expect(throws: Never.self, "\(name)/\(file)") { try target.check(input) }
        }
    }

    @Test func everyFolderHasItsTarget() {
        let folders = Files.list(corpusFolder).map(\.string)
        #expect(folders == FuzzTarget.all.map(\.name).sorted())
    }
}
