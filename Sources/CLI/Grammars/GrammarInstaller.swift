package import Base

/// Installs grammars: gets their pinned sources, compiles those that are wanted, and keeps what
/// is current. It blocks, and it runs trusted tools (pip, tar, the C compiler) on pinned sources.
///
/// An installed grammar is `<folder>/<name>.so`, put there whole or not at all, with the pin that
/// it was made from in `<folder>/.pins/<name>`. A grammar without a pin is the user's own and is
/// never replaced.
package struct GrammarInstaller: Sendable {
    package struct Options: Sendable {
        /// Where grammars go.
        package var folder: Path
        /// Where downloaded archives are kept.
        package var cache: Path
        /// Archives that the user fetched (files, or folders with them): used before a download.
        package var archives: [Path] = []
        /// Whether nothing may be downloaded.
        package var isOffline = false
        /// How many compilers run at once.
        package var jobs = max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
        /// The Python whose pip downloads.
        package var python = "python3"
        /// The C compiler; nil looks for one.
        package var compiler: String?
        package var catalog = GrammarCatalog.pinned

        package init(folder: Path, cache: Path) {
            self.folder = folder
            self.cache = cache
        }

        /// The user's own places, and the compiler that `CC` names.
        package init(environment: Environment) {
            let directories = Directories(environment: environment)
            self.init(folder: directories.data / "grammars", cache: directories.cache)
            compiler = environment["CC"].flatMap { $0.isEmpty ? nil : $0 }
        }
    }

    private let options: Options
    private let store: GrammarStore

    package init(_ options: Options) {
        // The tools run in other folders, and grammars are only loaded from absolute paths.
        let here = Files.resolved(".") ?? "/"
        var options = options
        options.folder = here.appending(options.folder)
        options.cache = here.appending(options.cache)
        options.archives = options.archives.map { here.appending($0) }
        self.options = options
        store = GrammarStore(folder: options.folder)
    }

    /// Installs what is missing or outdated of these grammars. Fails as a whole where nothing can
    /// be done; what is wrong with one grammar stands in the report. `progress` is called by one
    /// thread at a time, from any.
    package func add(
        _ names: [String], progress: @escaping @Sendable (GrammarProgress) -> Void = { _ in }
    ) throws(GrammarInstallerError) -> GrammarReport {
        let wanted = try resolve(names)
        if wanted.allSatisfy({ store.state(of: $0) == .current }) {
            return GrammarReport(current: wanted.map(\.name))
        }
        return try store.withLock(waiting: { progress(.waiting) }) {
            () throws(GrammarInstallerError) in try install(wanted, progress)
        }
    }

    /// Installs the grammars of the languages that Tenon has queries for.
    package func addDefaults(
        progress: @escaping @Sendable (GrammarProgress) -> Void = { _ in }
    ) throws(GrammarInstallerError) -> GrammarReport {
        let known = Set(options.catalog.sources.map(\.name))
        return try add(GrammarCatalog.defaultNames.filter(known.contains), progress: progress)
    }

    /// Every grammar that can be installed, and those of the user's own, by name.
    package func list() -> [(name: String, state: GrammarState)] {
        let sources = options.catalog.sources
        let known = Set(sources.map(\.name))
        let own = store.installedNames.filter { !known.contains($0) }.map { ($0, GrammarState.own) }
        return (sources.map { ($0.name, store.state(of: $0)) } + own).sorted { $0.0 < $1.0 }
    }

    /// Removes installed grammars, the user's own among them. Returns the names that were there.
    package func remove(_ names: [String]) throws(GrammarInstallerError) -> [String] {
        let installed = Set(store.installedNames)
        var found: [String] = []
        for name in names {
            let name = options.catalog.source(named: name)?.name ?? name
            guard installed.contains(name) else {
                throw .notInstalled(name, folder: options.folder)
            }
            found.append(name)
        }
        for name in found { store.remove(name) }
        return found
    }

    /// Where an installed grammar is; nil when it is not.
    package func file(of name: String) -> Path? {
        let name = options.catalog.source(named: name)?.name ?? name
        return store.installedNames.contains(name) ? store.file(of: name) : nil
    }
}

// MARK: - Steps

extension GrammarInstaller {
    /// The grammars of the names, each once; all names must be known before anything is done.
    private func resolve(_ names: [String]) throws(GrammarInstallerError) -> [GrammarSource] {
        var sources: [GrammarSource] = []
        for name in names {
            guard let source = options.catalog.source(named: name) else {
                throw .unknownGrammar(name, similar: options.catalog.names(like: name))
            }
            if !sources.contains(source) { sources.append(source) }
        }
        return sources
    }

    /// Installs what is not there, with the lock held.
    private func install(
        _ wanted: [GrammarSource], _ progress: @escaping @Sendable (GrammarProgress) -> Void
    ) throws(GrammarInstallerError) -> GrammarReport {
        // Somebody else may have installed them while we waited.
        var report = GrammarReport()
        var missing: [GrammarSource] = []
        for source in wanted {
            switch store.state(of: source) {
            case .current: report.current.append(source.name)
            case .own: report.failures.append(.init(names: [source.name], message: own(source)))
            case .absent, .outdated: missing.append(source)
            }
        }
        if missing.isEmpty { return report }
        let compiler = try GrammarCompiler(named: options.compiler)
        let build = try store.emptyBuildFolder()
        defer { Files.removeTree(build) }
        let unpacked = unpack(missing, into: build, &report, progress)
        compile(unpacked, in: build, with: compiler, &report, progress)
        return report
    }

    private func own(_ source: GrammarSource) -> String {
        "\(store.file(of: source.name)) was not installed by tenon and is left alone; "
            + "run `tenon grammars remove \(source.name)` first to replace it"
    }

    /// Takes the sources out of their archives. What an archive lacks costs its grammars only.
    private func unpack(
        _ sources: [GrammarSource], into build: Path, _ report: inout GrammarReport,
        _ progress: (GrammarProgress) -> Void
    ) -> [GrammarSource] {
        let archives = SourceArchives(
            cache: options.cache, given: options.archives, isOffline: options.isOffline,
            python: options.python)
        var unpacked: [GrammarSource] = []
        var failed: [SourceArchive: GrammarInstallerError] = [:]
        let needed = Set(sources).union(sources.flatMap(\.headersOf))
        for (archive, group) in Dictionary(grouping: needed, by: \.archive) {
            do {
                let file = try archives.file(of: archive, progress)
                progress(.unpacking(archive: archive.fileName))
                try archives.extract(group.map(\.folder), from: file, of: archive, into: build)
            } catch {
                failed[archive] = error
            }
        }
        for source in sources {
            let archives = [source.archive] + source.headersOf.map(\.archive)
            guard let error = archives.lazy.compactMap({ failed[$0] }).first else {
                unpacked.append(source)
                continue
            }
            report.addFailure(source.name, error.description)
        }
        return unpacked
    }

    /// Compiles in parallel, the largest first so that the end is not one long compilation.
    private func compile(
        _ sources: [GrammarSource], in build: Path, with compiler: GrammarCompiler,
        _ report: inout GrammarReport, _ progress: @escaping @Sendable (GrammarProgress) -> Void
    ) {
        let jobs = sources.map { GrammarCompiler.Job($0, in: build) }
            .sorted { $0.sourceBytes > $1.sourceBytes }
        let queue = BoundedQueue<GrammarCompiler.Job>(capacity: jobs.count)
        for job in jobs { _ = queue.offer(job) }
        queue.close()

        struct Shared: Sendable {
            var running: Int
            var report: GrammarReport
        }
        let threads = max(1, min(options.jobs, jobs.count))
        let shared = Monitor(Shared(running: threads, report: report))
        let store = store
        let work: @Sendable () -> Void = {
            while let job = queue.take() {
                let failure = compiler.install(job, into: store)
                shared.withLock { shared in
                    if let failure {
                        shared.report.addFailure(job.source.name, failure.description)
                    } else {
                        shared.report.built.append(job.source.name)
                    }
                    let done = shared.report.built.count
                    progress(.built(job.source.name, failure: failure, done, of: jobs.count))
                }
            }
            shared.update { $0.running -= 1 }
        }
        for index in 1..<max(2, threads) where index < threads {
            do {
                try Thread.start(name: "compile \(index)", work)
            } catch {
                // Fewer threads do the same work.
                shared.update { $0.running -= 1 }
            }
        }
        work()
        report = shared.wait { $0.running == 0 ? $0.report : nil } ?? report
        report.built.sort()
    }
}
