internal import Base
internal import RepoMap
internal import Structure
internal import Verify

/// The tests from which a chain of references leads to what some files define, the nearest first.
/// The map tells likely meanings, so these are the tests to begin with, and never all that matter.
func testsReaching(
    _ files: [String], in root: Path, usesCache: Bool, _ console: Console
) -> [TestTarget] {
    if files.isEmpty { return [] }
    let index = upToDate(indexScope(for: root, usesCache: usesCache, console), console)
    let answers = index.answers(to: .tests, about: files.flatMap(index.definitions(of:)))
    let targets = answers.compactMap { answer -> TestTarget? in
        // Files of tests have helpers too, which no runner can run.
        guard let definition = answer.definition,
            definition.name.lowercased().hasPrefix("test"),
            [.function, .method].contains(definition.kind)
        else { return nil }
        return TestTarget(
            file: answer.path, path: [definition.container, definition.name].compactMap(\.self))
    }
    return Array(targets.prefix(mostTestsAtFirst))
}

/// More than these are no quick first answer.
private let mostTestsAtFirst = 50
