private import JSON

/// Python's lines, by a collector of our own that needs no package. It is a plug-in of pytest, and
/// a way to start unittest.
enum PythonCoverage {
    /// The collector's name as a module.
    static let module = "tenon_lines"

    /// What it wrote: a line of JSON a test, `["test_shop.py::test_total", {"shop.py": [1, 2]}]`.
    static func read(_ output: [UInt8]) -> [String: LineCoverage] {
        var tests: [String: LineCoverage] = [:]
        for line in lines(of: output) {
            guard let json = try? JSON.parse(Array(line)), let name = json[0]?.string,
                let files = json[1]
            else { continue }
            var coverage = LineCoverage()
            for (file, numbers) in files.members {
                for number in numbers.elements { number.int.map { coverage.add($0, of: file) } }
            }
            tests[name, default: LineCoverage()].add(coverage)
        }
        return tests
    }

    /// Python 3.12 tells of each line once and then leaves it alone, at nearly no cost; before, a
    /// trace function is called for each line.
    static let collector = """
        import json
        import os
        import sys
        import threading

        ROOT = os.environ["TENON_ROOT"] + os.sep
        OUTPUT = os.environ["TENON_OUT"]
        HERE = os.path.dirname(os.path.abspath(__file__)) + os.sep

        paths = {}
        lines = {}
        collecting = False


        def project_path(name):
            if name not in paths:
                full = os.path.abspath(name) if not name.startswith("<") else ""
                own = full.startswith(ROOT) and not full.startswith(HERE)
                paths[name] = full[len(ROOT):] if own and "site-packages" not in full else None
            return paths[name]


        def record(name, line):
            path = project_path(name)
            if path is not None and collecting:
                lines.setdefault(path, set()).add(line)


        def trace_call(frame, event, argument):
            return trace_line if project_path(frame.f_code.co_filename) is not None else None


        def trace_line(frame, event, argument):
            if event == "line":
                record(frame.f_code.co_filename, frame.f_lineno)
            return trace_line


        def watch_line(code, line):
            record(code.co_filename, line)
            return sys.monitoring.DISABLE


        def begin():
            global collecting
            lines.clear()
            collecting = True
            if hasattr(sys, "monitoring"):
                sys.monitoring.restart_events()
            else:
                threading.settrace(trace_call)
                sys.settrace(trace_call)


        def end(test):
            global collecting
            collecting = False
            if not hasattr(sys, "monitoring"):
                sys.settrace(None)
                threading.settrace(None)
            found = {path: sorted(numbers) for path, numbers in lines.items()}
            with open(OUTPUT, "a") as output:
                output.write(json.dumps([test, found]) + "\\n")


        if hasattr(sys, "monitoring"):
            TOOL = sys.monitoring.COVERAGE_ID
            sys.monitoring.use_tool_id(TOOL, "tenon")
            sys.monitoring.register_callback(TOOL, sys.monitoring.events.LINE, watch_line)
            sys.monitoring.set_events(TOOL, sys.monitoring.events.LINE)


        def pytest_runtest_logstart(nodeid, location):
            begin()


        def pytest_runtest_logfinish(nodeid, location):
            end(nodeid)


        def run_unittest(arguments):
            import unittest

            run = unittest.TestCase.run

            def watched(self, result=None):
                begin()
                try:
                    return run(self, result)
                finally:
                    end(self.id())

            unittest.TestCase.run = watched
            sys.path.insert(0, os.getcwd())
            unittest.main(module=None, argv=["python3 -m unittest"] + arguments)

        """
}
