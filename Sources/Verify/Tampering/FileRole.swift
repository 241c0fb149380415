internal import JSON

/// What a file is to the tests, by its path and by what changes in it.
package enum FileRole {
    /// Whether a change of it is judged like any other: it is no test, and nothing that says how
    /// tests run.
    package static func isOrdinary(_ path: String) -> Bool {
        reason(for: Patch.File(path: path, before: [], after: [])) == nil
    }

    /// Why a changed file is withheld from judgement; nil for ordinary code.
    static func reason(for file: Patch.File) -> Tampering.Reason? {
        let parts = file.path.split(separator: "/").map(String.init)
        guard let name = parts.last else { return nil }
        let folders = parts.dropLast()
        if folders.contains(where: installed.contains) { return .program }
        if startUp.contains(where: { $0.matches(name) }) { return .startUp }
        if configuration.contains(where: { $0.matches(name) }) { return .configuration }
        if folders.contains(where: services.contains) { return .configuration }
        if folders.contains(where: testFolders.contains) { return .test }
        if testFiles.contains(where: { $0.matches(name) }) { return .test }
        if isMixed(name), changesTests(file, name) { return .configuration }
        if file.before == nil, isShadow(parts, name) { return .shadow }
        if file.before == nil, programs.contains(name) { return .program }
        return nil
    }

    /// Where packages are installed, with their programs.
    private static let installed: Set<String> = [
        "node_modules", ".venv", "venv", "site-packages", "dist-packages", ".bin",
    ]

    private static let startUp = wildcards(
        "sitecustomize.py", "usercustomize.py", "*.pth", "pyvenv.cfg", ".envrc", ".env", ".npmrc",
        ".yarnrc", ".yarnrc.yml", ".pnp.cjs", ".pnp.loader.mjs", ".python-version",
        ".tool-versions",
        ".node-version", ".nvmrc", ".ruby-version", "rust-toolchain", "rust-toolchain.toml",
        ".rubyopt", ".luarc", ".bashrc", ".profile", ".gitattributes", ".gitconfig", "gdbinit")

    private static let configuration = wildcards(
        "tenon.json", "conftest.py", "pytest.ini", ".pytest.ini", "tox.ini", "noxfile.py",
        ".coveragerc",
        "jest.config.*", "jest.setup.*", "vitest.config.*", "vitest.workspace.*", "vite.config.*",
        ".mocharc*", "karma.conf.*", "playwright.config.*", "cypress.config.*", "ava.config.*",
        ".babelrc*", "babel.config.*", ".swcrc", "phpunit.xml*", ".rspec", "spec_helper.rb",
        "rails_helper.rb", "test_helper.*", ".busted", ".luacov", "Rakefile", "Makefile",
        "GNUmakefile", "makefile", "*.mk", "justfile", "Justfile", "Taskfile.yml", "CTestConfig*",
        "CTestCustom*", "build.rs", "Jenkinsfile", ".gitlab-ci.yml", ".travis.yml", "appveyor.yml",
        "azure-pipelines.yml", "bitbucket-pipelines.yml", ".drone.yml", ".pre-commit-config.yaml",
        "codecov.yml", ".codecov.yml", "*.runsettings", "*.testplan", "*.xctestplan")

    /// Folders of services that run tests, of hooks, and of cargo's own settings.
    private static let services: Set<String> = [
        ".github", ".circleci", ".gitlab", ".buildkite", ".ci", ".husky", ".githooks", ".cargo",
        ".jest", ".vscode",
    ]

    private static let testFolders: Set<String> = [
        "test", "tests", "Test", "Tests", "__tests__", "__mocks__", "__snapshots__", "spec",
        "specs", "testdata", "test_data", "fixtures", "e2e", "cypress",
    ]

    private static let testFiles = wildcards(
        "test.py", "tests.py", "test_*", "*_test.*", "*_tests.*", "*_spec.*", "*.test.*",
        "*.spec.*", "test-*", "*-test.*", "*-spec.*", "*Test.java", "*Tests.java", "*IT.java",
        "*TestCase.java", "*Test.kt", "*Tests.kt", "*Spec.kt", "*Test.scala", "*Spec.scala",
        "*Suite.scala", "*Test.php", "*Tests.cs", "*Test.cs", "*Tests.swift", "*Test.swift",
        "*Tests.m", "*.bats", "*.snap")

    /// Modules of Python that its test runners load, and what is installed with them.
    private static let pythonModules: Set<String> = [
        "pytest", "_pytest", "pluggy", "iniconfig", "unittest", "doctest", "nose", "nose2", "mock",
        "coverage", "hypothesis", "xdist", "pytest_cov", "pytest_asyncio", "abc", "argparse", "ast",
        "asyncio", "atexit", "bdb", "codecs", "collections", "configparser", "contextlib", "copy",
        "copyreg", "dataclasses", "datetime", "difflib", "dis", "enum", "faulthandler", "fnmatch",
        "functools", "gc", "genericpath", "getpass", "gettext", "glob", "hashlib", "heapq",
        "importlib", "inspect", "io", "itertools", "json", "keyword", "linecache", "locale",
        "logging", "math", "numbers", "opcode", "operator", "os", "pathlib", "pdb", "pickle",
        "platform", "pprint", "py", "queue", "random", "re", "reprlib", "runpy", "select", "shlex",
        "shutil", "signal", "site", "socket", "stat", "string", "struct", "subprocess", "sys",
        "sysconfig", "tempfile", "textwrap", "threading", "time", "token", "tokenize", "tomllib",
        "traceback", "types", "typing", "urllib", "uuid", "warnings", "weakref", "xml", "zipfile",
    ]

    /// Modules of other languages' runners, where projects keep their own of that name.
    private static let otherModules: Set<String> = [
        "minitest.rb", "rspec.rb", "unit.rb", "autorun.rb", "busted.lua", "luassert.lua",
    ]

    /// What a command line may name, found through `PATH`.
    private static let programs: Set<String> = [
        "python", "python3", "pytest", "node", "npm", "npx", "yarn", "pnpm", "jest", "mocha",
        "vitest", "cargo", "rustc", "go", "swift", "swiftc", "cc", "gcc", "g++", "clang", "make",
        "cmake", "ctest", "java", "javac", "mvn", "mvnw", "gradle", "gradlew", "ruby", "rake",
        "rspec", "bundle", "php", "phpunit", "composer", "lua", "busted", "bats", "sh", "bash",
        "env", "git",
    ]

    /// A new module where imports are looked for before the installed ones: at the top, beside
    /// sources, or under the name of a runner's package.
    private static func isShadow(_ parts: [String], _ name: String) -> Bool {
        if parts.joined(separator: "/").contains("org/junit/") { return true }
        if otherModules.contains(name) { return true }
        let roots: Set<String> = ["src", "lib"]
        let inner = parts.first.map(roots.contains) == true ? Array(parts.dropFirst()) : parts
        guard let module = inner.first else { return false }
        if inner.count == 1 {
            return name.hasSuffix(".py") && pythonModules.contains(Wildcard.stem(of: name))
        }
        return name.hasSuffix(".py") && pythonModules.contains(module) && parts.count == 2
            && name.hasPrefix("__")
    }

    // -- Files with more than tests in them -----------------------------------------------------

    private static func isMixed(_ name: String) -> Bool { mixed.contains(name) }

    private static let mixed: Set<String> = [
        "package.json", "pyproject.toml", "setup.cfg", "setup.py", "Cargo.toml", "CMakeLists.txt",
        "meson.build", "pom.xml", "build.gradle", "build.gradle.kts", "settings.gradle",
        "composer.json", "Package.swift", "build.sbt", "Gemfile", "tsconfig.json", "deno.json",
    ]

    /// Whether what changes has to do with tests.
    private static func changesTests(_ file: Patch.File, _ name: String) -> Bool {
        if name == "package.json" { return testSettings(file.before) != testSettings(file.after) }
        return testLines(file.before) != testLines(file.after)
    }

    /// The parts of a `package.json` that say how tests run; all of it where it is no JSON.
    private static func testSettings(_ bytes: [UInt8]?) -> [String] {
        guard let bytes else { return [] }
        guard let json = try? JSON.parse(bytes) else {
            return [String(decoding: bytes, as: UTF8.self)]
        }
        let keys = [
            "scripts", "jest", "mocha", "vitest", "ava", "tap", "nyc", "c8", "babel", "type",
        ]
        return keys.map { key in json[key].map { "\($0)" } ?? "" }
    }

    /// The lines that speak of tests, and those of sections whose title does.
    private static func testLines(_ bytes: [UInt8]?) -> [String] {
        var isTestSection = false
        return String(decoding: bytes ?? [], as: UTF8.self).split(separator: "\n").compactMap {
            line in
            let text = line.lowercased()
            let isAbout = words.contains(where: text.contains)
            if text.hasPrefix("[") { isTestSection = isAbout }
            return isAbout || isTestSection ? text : nil
        }
    }

    private static let words = [
        "test", "pytest", "coverage", "tox", "harness", "junit", "jest", "mocha", "rspec", "patch.",
        "build-system", "cmdclass", "[scripts", "exec", "rootdir", "paths",
    ]

    private static func wildcards(_ patterns: String...) -> [Wildcard] {
        patterns.map { Wildcard($0) }
    }
}
