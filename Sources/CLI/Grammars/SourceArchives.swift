internal import Base

/// Gets pinned archives: from where the user says, from the cache, or through pip. Every archive
/// is held to its hash each time that it is used.
struct SourceArchives: Sendable {
    let cache: Path
    /// Files that the user fetched, or folders with them.
    let given: [Path]
    let isOffline: Bool
    let python: String

    /// An archive's file, checked.
    func file(
        of archive: SourceArchive, _ progress: (GrammarProgress) -> Void
    ) throws(GrammarInstallerError) -> Path {
        let cached = cache / archive.fileName
        if let given = try givenFile(of: archive) {
            // Kept, so that the next grammar needs no `--from` again.
            if Files.kind(of: cached) == nil { try copy(given, to: cached) }
            return given
        }
        if Files.kind(of: cached) == .file {
            if try hash(of: cached) == archive.sha256 { return cached }
            // Cut short or rotten; a download replaces it.
            Files.remove(cached)
        }
        if isOffline { throw .offline(archive: archive.fileName) }
        progress(.downloading(archive: archive.fileName, megabytes: archive.megabytes))
        try download(archive, to: cached)
        return cached
    }

    /// Takes some folders out of an archive.
    func extract(
        _ folders: [String], from file: Path, of archive: SourceArchive, into build: Path
    ) throws(GrammarInstallerError) {
        // What only other tools read is the larger part.
        let arguments =
            ["-xzf", file.string, "-C", build.string, "--no-same-owner", "--exclude=*.json"]
            + folders.sorted().map { "\(archive.root)/\($0)" }
        let outcome = try run("tar", arguments, purpose: "unpack archives")
        if outcome.succeeded { return }
        if Tool.isDiskFull(outcome) {
            throw .diskFull(build.parent, step: "\(archive.fileName) is unpacked")
        }
        throw .archiveIncomplete(
            archive: archive.fileName, detail: "tar \(Tool.words(for: outcome))")
    }

    /// The user's file with the archive's name, or the only file named that has its hash.
    private func givenFile(of archive: SourceArchive) throws(GrammarInstallerError) -> Path? {
        for path in given {
            var file = path
            if Files.kind(of: path) == .directory {
                file = path / archive.fileName
                if Files.kind(of: file) == nil { continue }
            } else if Files.kind(of: path) == nil {
                throw .system("there is no file \(path)")
            }
            let actual = try hash(of: file)
            if actual == archive.sha256 { return file }
            if file.name == archive.fileName {
                throw .badHash(file: file.string, expected: archive.sha256, actual: actual)
            }
        }
        return nil
    }

    private func copy(_ file: Path, to target: Path) throws(GrammarInstallerError) {
        do {
            try Files.createDirectories(target.parent)
            try Files.writeAtomically(target, Files.read(file, limit: 1 << 30))
        } catch let error as SystemError where error.code == ENOSPC {
            throw .diskFull(cache, step: "\(file.name) is copied")
        } catch {
            throw .system("\(error)")
        }
    }

    private func hash(of file: Path) throws(GrammarInstallerError) -> String {
        let isLinux = Subprocess.find("sha256sum") != nil
        let outcome = try run(
            isLinux ? "sha256sum" : "shasum",
            (isLinux ? [] : ["-a", "256"]) + ["--", file.string], purpose: "check archives")
        guard outcome.succeeded else {
            throw .system("cannot check \(file): \(Tool.words(for: outcome))")
        }
        // A backslash stands before the hash when the name has characters to be escaped.
        let hash = outcome.outputText.drop { $0 == "\\" }.prefix { $0.isHexDigit }
        return String(hash)
    }

    private func run(
        _ program: String, _ arguments: [String], purpose: String
    ) throws(GrammarInstallerError) -> Subprocess.Outcome {
        guard Subprocess.find(program) != nil else { throw .noTool(program, purpose: purpose) }
        do {
            return try Subprocess(
                program, arguments, environment: Tool.environment,
                timeoutMilliseconds: 10 * 60_000
            ).run()
        } catch {
            throw .system(error.description)
        }
    }
}

// MARK: - Download

extension SourceArchives {
    /// Downloads with pip, which knows the user's index, proxy and certificates.
    private func download(
        _ archive: SourceArchive, to target: Path
    ) throws(GrammarInstallerError) {
        let folder = cache / ".download"
        Files.removeTree(folder)
        defer { Files.removeTree(folder) }
        do {
            for name in ["out", "tmp"] { try Files.createDirectories(folder / name) }
            try PipBackend.write(to: folder / "backend")
            try Files.writeAtomically(
                folder / "requirements.txt",
                Array("\(archive.name)==\(archive.version) --hash=sha256:\(archive.sha256)\n".utf8))
        } catch {
            if error.code == ENOSPC { throw .diskFull(cache, step: "a download is prepared") }
            throw .system(error.description)
        }
        guard Subprocess.find(python) != nil else { throw .noPython(python) }
        let outcome = try runPip(in: folder)
        guard outcome.succeeded else { throw failure(of: archive, outcome) }
        let file = folder / "out" / archive.fileName
        guard Files.kind(of: file) == .file else {
            throw .download(archive: archive.fileName, detail: "it came under another name")
        }
        let actual = try hash(of: file)
        guard actual == archive.sha256 else {
            throw .badHash(file: file.name, expected: archive.sha256, actual: actual)
        }
        guard Files.rename(file, to: target) else {
            throw .system(SystemError("write", target.string).description)
        }
    }

    private func runPip(in folder: Path) throws(GrammarInstallerError) -> Subprocess.Outcome {
        var environment = Tool.environment
        environment["PYTHONPATH"] = (folder / "backend").string
        // Else an installed setuptools would look for its own parts in our stand-in.
        environment["SETUPTOOLS_USE_DISTUTILS"] = "stdlib"
        // A user's habits for installing do not matter here.
        environment["PIP_REQUIRE_VIRTUALENV"] = "0"
        // pip unpacks the archive (1 GB) to read its name; /tmp may be a small memory disk.
        environment["TMPDIR"] = (folder / "tmp").string
        do {
            return try Subprocess(
                python,
                [
                    "-m", "pip", "download", "--quiet", "--no-deps", "--no-binary", ":all:",
                    "--no-build-isolation", "--no-cache-dir", "--require-hashes",
                    "--disable-pip-version-check", "--no-input", "--progress-bar", "off",
                    "--retries", "2", "--dest", (folder / "out").string,
                    "--requirement", (folder / "requirements.txt").string,
                ],
                directory: folder, environment: environment, timeoutMilliseconds: 60 * 60_000
            ).run()
        } catch {
            throw .system(error.description)
        }
    }

    private func failure(
        of archive: SourceArchive, _ outcome: Subprocess.Outcome
    ) -> GrammarInstallerError {
        let text = outcome.errorText
        if text.contains("No module named pip") { return .noPip(python) }
        if Tool.isDiskFull(outcome) {
            return .diskFull(cache, step: "\(archive.fileName) is downloaded")
        }
        if text.contains("DO NOT MATCH THE HASHES") {
            return .badHash(
                file: "the download of \(archive.fileName)", expected: archive.sha256,
                actual: word(after: "Got", in: text))
        }
        let signs = [
            "NewConnectionError", "ConnectTimeoutError", "ReadTimeoutError", "ProxyError",
            "SSLError", "ConnectionError", "Temporary failure in name resolution",
            "No matching distribution found",
        ]
        if let sign = signs.first(where: text.contains) {
            return .noNetwork(archive: archive.fileName, detail: "pip reports \(sign)")
        }
        return .download(archive: archive.fileName, detail: Tool.words(for: outcome))
    }

    private func word(after label: String, in text: String) -> String {
        let words = text.split(whereSeparator: \.isWhitespace)
        guard let place = words.firstIndex(where: { $0 == label }), place + 1 < words.count else {
            return "unknown"
        }
        return String(words[place + 1])
    }
}
