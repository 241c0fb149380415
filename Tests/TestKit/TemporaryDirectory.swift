package import Base
package import Testing

/// A folder of its own for one test, removed with everything in it when the test lets go of it.
package final class TemporaryDirectory {
    /// The folder's path, without links in it.
    package let path: Path
    private let own: Set<Path>
    private let failsOnLeftovers: Bool
    private let sourceLocation: SourceLocation

    /// A new folder with the files of a fixture. With `failsOnLeftovers`, files that are in it at
    /// the end and were not in the fixture fail the test.
    package init(
        _ fixture: Fixture? = nil, failsOnLeftovers: Bool = false,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let made = try Files.makeTemporaryDirectory(prefix: "tenon-test")
        path = Files.resolved(made) ?? made
        own = Set((fixture?.files ?? []).map { Path($0.path) })
        self.failsOnLeftovers = failsOnLeftovers
        self.sourceLocation = sourceLocation
        for file in fixture?.files ?? [] {
            try write(file.path, file.bytes)
        }
    }

    deinit {
        if failsOnLeftovers {
            let left = leftovers.map(\.string).joined(separator: ", ")
            if !left.isEmpty {
                Issue.record("left behind: \(left)", sourceLocation: sourceLocation)
            }
        }
        Files.removeTree(path)
    }

    /// Writes a file, and makes the folders that it needs.
    package func write(_ relativePath: String, _ bytes: [UInt8]) throws {
        let file = path / relativePath
        try Files.createDirectories(file.parent)
        try Files.writeAtomically(file, bytes)
    }

    /// Writes a file, and makes the folders that it needs.
    package func write(_ relativePath: String, _ text: String) throws {
        try write(relativePath, Array(text.utf8))
    }

    /// The bytes of a file.
    package func read(_ relativePath: String) throws -> [UInt8] {
        try Files.read(path / relativePath, limit: 1 << 30)
    }

    /// The paths of all files below the folder, relative to it and sorted.
    package var files: [Path] {
        var found: [Path] = []
        collect(path, into: &found)
        return found
    }

    /// The files that were not in the fixture.
    package var leftovers: [Path] { files.filter { !own.contains($0) } }

    private func collect(_ folder: Path, into found: inout [Path]) {
        for name in Files.list(folder) {
            let file = folder.appending(name)
            if Files.kind(of: file, followLinks: false) == .directory {
                collect(file, into: &found)
            } else if let relative = file.relative(to: path) {
                found.append(relative)
            }
        }
    }
}
