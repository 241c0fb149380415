package import Base

/// What became of the grammars that were asked for.
package struct GrammarReport: Sendable, Equatable {
    /// One reason, and the grammars that it kept from being installed.
    package struct Failure: Sendable, Equatable, CustomStringConvertible {
        package var names: [String]
        package let message: String

        package var description: String { "\(names.joined(separator: ", ")): \(message)" }
    }

    /// Those compiled now, sorted.
    package internal(set) var built: [String] = []
    /// Those that were there already.
    package internal(set) var current: [String] = []
    package internal(set) var failures: [Failure] = []

    /// Whether every grammar that was asked for is installed.
    package var succeeded: Bool { failures.isEmpty }

    mutating func addFailure(_ name: String, _ message: String) {
        if let place = failures.firstIndex(where: { $0.message == message }) {
            failures[place].names.append(name)
        } else {
            failures.append(Failure(names: [name], message: message))
        }
    }
}

/// What is there under a grammar's name.
package enum GrammarState: String, Sendable {
    case absent
    /// Made from the sources that are pinned now.
    case current
    /// Made by another version of Tenon.
    case outdated
    /// The user's own file.
    case own
}

/// A step of the work, for showing.
package enum GrammarProgress: Sendable, CustomStringConvertible {
    /// Another installation runs, and is waited for.
    case waiting
    case downloading(archive: String, megabytes: Int)
    case unpacking(archive: String)
    case built(String, failure: GrammarInstallerError?, Int, of: Int)

    package var description: String {
        switch self {
        case .waiting: "waiting for another installation of grammars to end"
        case .downloading(let archive, let megabytes):
            "downloading \(archive) (\(megabytes) MB)"
        case .unpacking(let archive): "unpacking \(archive)"
        case .built(let name, nil, let done, let total): "built \(name) (\(done) of \(total))"
        case .built(let name, .some, _, _): "could not build \(name)"
        }
    }
}

/// Why grammars cannot be installed, and how to go on.
package enum GrammarInstallerError: Error, Equatable, Sendable, CustomStringConvertible {
    case unknownGrammar(String, similar: [String])
    case notInstalled(String, folder: Path)
    case noCompiler(tried: [String])
    case noPython(String)
    case noPip(String)
    case noTool(String, purpose: String)
    case noNetwork(archive: String, detail: String)
    case offline(archive: String)
    case badHash(file: String, expected: String, actual: String)
    case diskFull(Path, step: String)
    case archiveIncomplete(archive: String, detail: String)
    case download(archive: String, detail: String)
    case compilation(String, detail: String)
    case doesNotLoad(String, detail: String)
    case system(String)

    package var description: String {
        switch self {
        case .unknownGrammar(let name, let similar):
            "no grammar is called \"\(name)\""
                + (similar.isEmpty ? "" : " (did you mean \(similar.joined(separator: ", "))?)")
                + ": `tenon grammars list` shows them all"
        case .notInstalled(let name, let folder):
            "no grammar called \"\(name)\" is installed in \(folder)"
        case .noCompiler(let tried):
            "no C compiler (tried \(tried.joined(separator: ", "))): install one "
                + "(`apt install gcc libc6-dev`), or name one in the variable CC"
        case .noPython(let python):
            "cannot download the grammars' sources, because there is no \(python): install it "
                + "(`apt install python3-pip`), or " + GrammarInstallerError.byHand
        case .noPip(let python):
            "cannot download the grammars' sources, because \(python) has no pip: install it "
                + "(`apt install python3-pip`), or " + GrammarInstallerError.byHand
        case .noTool(let tool, let purpose):
            "cannot \(purpose), because there is no \(tool): install it and try again"
        case .noNetwork(let archive, let detail):
            "cannot download \(archive) (\(detail)): check the network, and pip's proxy and index "
                + "settings, and try again, or " + GrammarInstallerError.byHand
        case .offline(let archive):
            "\(archive) is not in the cache, and --offline forbids to download it: run without "
                + "--offline once, or " + GrammarInstallerError.byHand
        case .badHash(let file, let expected, let actual):
            "\(file) is not the archive that this version was made for (sha256 \(actual), "
                + "expected \(expected)): nothing of it was used; get it again from a trusted "
                + "place"
        case .diskFull(let folder, let step):
            "the disk is full while \(step): free space in \(folder) (a download takes 1.2 GB for "
                + "a moment, a build 0.3 GB or more) and try again"
        case .archiveIncomplete(let archive, let detail): "cannot unpack \(archive): \(detail)"
        case .download(let archive, let detail): "pip cannot download \(archive): \(detail)"
        case .compilation(let name, let detail):
            "the grammar of \(name) does not compile: \(detail)"
        case .doesNotLoad(let name, let detail):
            "the grammar of \(name) was compiled, but cannot be used: \(detail)"
        case .system(let message): message
        }
    }

    private static let byHand =
        "fetch the archive elsewhere and run `tenon grammars add --from FILE …`"
}
