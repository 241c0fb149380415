extension WarmPython {
    /// What runs tests: pytest, unittest, or a script by itself.
    static let tests = #"""
        class Result:
            """How a test ended."""

            def __init__(self):
                self.status = "passed"
                self.error = None
                self.message = ""

            def fail(self, status, error):
                if self.status in ("passed", "skipped"):
                    self.status = status
                    self.error = error
                    try:
                        self.message = str(error)[:4000] if error is not None else ""
                    except Exception:
                        self.message = ""

            def skip(self):
                if self.status == "passed":
                    self.status = "skipped"


        class NoTests:
            names = []


        class PytestTests:
            def __init__(self, items):
                self.items = items
                self.names = [item.nodeid for item in items]

            def run(self, index, following):
                import pytest
                item = self.items[index]
                outcome = Result()
                after = self.items[following] if following is not None else None
                # Without the reports, which take longer than most tests.
                steps = [
                    ("broken", item.ihook.pytest_runtest_setup, {}),
                    ("failed", item.ihook.pytest_runtest_call, {}),
                    ("broken", item.ihook.pytest_runtest_teardown, {"nextitem": after}),
                ]
                if not getattr(item, "_request", True):
                    item._initrequest()
                for status, hook, arguments in steps:
                    if status == "failed" and outcome.status != "passed":
                        continue
                    try:
                        hook(item=item, **arguments)
                    except pytest.skip.Exception:
                        outcome.skip()
                    except pytest.xfail.Exception:
                        pass
                    except (Exception, SystemExit, pytest.fail.Exception) as error:
                        if item.get_closest_marker("xfail") is None:
                            outcome.fail(status, error)
                return outcome


        class PytestPlugin:
            def __init__(self, body):
                self.body = body
                self.problems = []

            def pytest_collectreport(self, report):
                if report.failed:
                    message = str(report.longrepr)[-4000:]
                    self.problems.append({"where": report.nodeid, "message": message})

            def pytest_runtestloop(self, session):
                self.body(PytestTests(session.items), self.problems)
                return True


        class UnittestTests:
            def __init__(self, suite):
                self.tests = []
                self.flatten(suite)
                self.names = [test.id() for test in self.tests]

            def flatten(self, suite):
                for test in suite:
                    if hasattr(test, "__iter__"):
                        self.flatten(test)
                    else:
                        self.tests.append(test)

            def run(self, index, following):
                import unittest
                outcome = Result()

                class Listener(unittest.TestResult):
                    def addFailure(self, test, error):
                        outcome.fail("failed", error[1])

                    def addError(self, test, error):
                        is_test = isinstance(test, unittest.TestCase)
                        outcome.fail("failed" if is_test else "broken", error[1])

                    def addSkip(self, test, reason):
                        outcome.skip()

                    def addSubTest(self, test, subtest, error):
                        if error is not None:
                            outcome.fail("failed", error[1])

                # A suite of its own, so that what its class and module set up is set up.
                unittest.TestSuite([self.tests[index]]).run(Listener())
                return outcome


        class ScriptTests:
            """A script is one test: it passes when it ends well."""

            def __init__(self, arguments):
                self.arguments = arguments
                self.names = [arguments[0]]

            def run(self, index, following):
                outcome = Result()
                script = self.arguments[0]
                full = os.path.realpath(script)
                sys.argv = list(self.arguments)
                sys.path[0] = os.path.dirname(full)
                module = types.ModuleType("__main__")
                module.__file__ = script
                sys.modules["__main__"] = module
                try:
                    text = SOURCES[full] if full in SOURCES else open(full, "rb").read()
                    exec(compile(text, script, "exec"), module.__dict__)
                except SystemExit as error:
                    if error.code not in (None, 0):
                        outcome.fail("failed", error)
                except BaseException as error:
                    outcome.fail("failed", error)
                return outcome


        def with_tests(body):
            """Loads the tests and calls the body with them."""
            arguments = list(CONFIG["arguments"])
            sys.dont_write_bytecode = True
            if CONFIG["runner"] == "pytest":
                if not CONFIG["path"]:
                    sys.path[:] = [entry for entry in sys.path if entry not in ("", os.getcwd())]
                import pytest
                own = ["-p", "no:cacheprovider", "-p", "no:faulthandler", "-q", "--tb=no"]
                pytest.main(arguments + own, plugins=[PytestPlugin(body)])
            elif CONFIG["runner"] == "unittest":
                import unittest

                class Loader(unittest.TextTestRunner):
                    def run(self, suite):
                        body(UnittestTests(suite), [])
                        return unittest.TestResult()

                sys.path.insert(0, os.getcwd())
                unittest.main(
                    module=None, argv=["python3 -m unittest"] + arguments, testRunner=Loader,
                    exit=False)
            else:
                body(ScriptTests(arguments), [])

        """#
}
