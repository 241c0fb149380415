/// Lines that a patch adds to ordinary code and that can make a run of tests say what is not so.
/// Most have an honest use as well: they are for a reader's eyes, and decide nothing.
enum SuspiciousLines {
    /// What the new lines of a file can do, each once.
    static func reasons(for file: Patch.File) -> [Tampering.Reason] {
        let known = Set(lines(file.before))
        let added = lines(file.after).filter { !known.contains($0) }
        return Tampering.Reason.allCases.filter { reason in
            signs(of: reason).contains { sign in added.contains { $0.contains(sign) } }
        }
    }

    /// Without blanks, which are set differently by everybody, and with one kind of quotes.
    private static func lines(_ bytes: [UInt8]?) -> [String] {
        (bytes ?? []).split(separator: UInt8(ascii: "\n")).map { line in
            let text = line.filter { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }
                .map { $0 == UInt8(ascii: "'") ? UInt8(ascii: "\"") : $0 }
            return String(decoding: text, as: UTF8.self)
        }
    }

    private static func signs(of reason: Tampering.Reason) -> [String] {
        switch reason {
        case .test, .configuration, .startUp, .shadow, .program: []
        case .endsRuns: endings
        case .reachesIntoRunner: reaches
        case .writesReports: reports
        case .noticesTests: notices
        }
    }

    private static let endings = [
        "os._exit(", "import_exit", "atexit", "sys.exit(", "raiseSystemExit", "os.kill(os.getpid",
        "os.abort(", "os.exec", "process.exit", "process.reallyExit", "process.on(\"exit",
        "process.on(\"beforeExit", "process.abort", "process::exit", "process::abort", "os.Exit(",
        "syscall.Exit", "System.exit(", ".halt(", "exit!", "at_exit", "register_shutdown_function",
        "_Exit(", "quick_exit(", "Kernel.exit", "os.exit(", "_exit(0)", "longjmp",
    ]

    private static let reaches = [
        "importpytest", "frompytest", "_pytest", "pluggy", "importunittest", "fromunittest",
        "TestCase.", "TestResult", "sys.modules", "sys.meta_path", "sys.path", "sys.settrace",
        "sys.setprofile", "sys.monitoring", "sys.excepthook", "sys.stdout=", "__builtins__",
        "importbuiltins", "AssertionError", "gc.get_", "ctypes", "@jest/", "jest.", "node:test",
        "require.cache", "Module._", "globalThis.", "global.expect", "global.test", "global.it=",
        "global.describe", "org.junit", "sun.misc.Unsafe", "setAccessible", "Minitest", "RSpec",
        "PHPUnit", "XCTest", "ptrace", "LD_PRELOAD", "mprotect", "__attribute__((constructor",
        "Object.prototype", "method_missing", "refine", "busted", "luassert", "debug.sethook",
        "package.loaded", "go:linkname",
    ]

    private static let reports = [
        "<testsuite", "<testcase", "junit", ".addSuccess", "wasSuccessful", "\"1..", "\"ok1",
        "\"TAPversion", "testsRun", "numPassedTests", "---PASS", "testresult:ok", "OK\\n",
    ]

    private static let notices = [
        "PYTEST_", "\"pytest\"in", "\"unittest\"in", "JEST_WORKER_ID", "NODE_ENV", "VITEST",
        "testing.Testing(", "flag.Lookup(\"test", "sys._getframe", "inspect.stack",
        "inspect.currentframe", "extract_stack", "Error().stack", "caller(", "cfg!(test)",
        "RAILS_ENV", "APP_ENV", "sys.argv", "process.argv", "os.Args", "stackTrace",
    ]
}
