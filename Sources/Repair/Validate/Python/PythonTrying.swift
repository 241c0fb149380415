extension WarmPython {
    /// Tests with changed files, which take the place of what is loaded.
    static let trying = #"""
        SOURCES = {}
        # So many tests that are red are run even where none of them turns green.
        SAMPLE = 3


        def install(files):
            """From here on these files read as given, for everything that is imported."""
            for path, text in files.items():
                SOURCES[ROOT + path] = text.encode()
            loader = importlib.machinery.SourceFileLoader
            get_data, path_stats = loader.get_data, loader.path_stats

            def get(self, path):
                full = os.path.realpath(path)
                return SOURCES[full] if full in SOURCES else get_data(self, path)

            def stats(self, path):
                if os.path.realpath(path) in SOURCES:
                    raise OSError("it is not taken from the disk")
                return path_stats(self, path)

            loader.get_data, loader.path_stats = get, stats


        class CannotSwap(Exception):
            """The change is of something that has run already, when the file was imported."""


        class Original:
            """A file as it is loaded: its code, and the functions made of it."""

            def __init__(self, full):
                names = {
                    module.__file__ for module in list(sys.modules.values())
                    if isinstance(getattr(module, "__file__", None), str)
                    and os.path.realpath(module.__file__) == full
                }
                self.name = min(names) if names else None
                self.functions = {}
                if self.name is None:
                    return
                with open(full, "rb") as source:
                    self.code = compile(source.read(), self.name, "exec", dont_inherit=True)
                for function in gc.get_objects():
                    if isinstance(function, types.FunctionType):
                        code = function.__code__
                        if code.co_filename == self.name:
                            self.functions.setdefault(code, []).append(function)

            def swap(self, text):
                pairs = []
                self.pair(self.code, compile(text, self.name, "exec", dont_inherit=True), pairs)
                for function, code in pairs:
                    try:
                        function.__code__ = code
                    except ValueError:
                        raise CannotSwap()

            def pair(self, old, new, pairs):
                inner = [
                    [c for c in code.co_consts if isinstance(c, types.CodeType)]
                    for code in (old, new)]
                fits = [c.co_name for c in inner[0]] == [c.co_name for c in inner[1]]
                functions = self.functions.get(old)
                if functions:
                    if old != new:
                        pairs += [(function, new) for function in functions]
                    if not fits:
                        return
                elif not fits or own_part(old) != own_part(new):
                    raise CannotSwap()
                for old, new in zip(*inner):
                    # What a function makes while it runs is made of its new code anyhow.
                    if not functions or old in self.functions:
                        self.pair(old, new, pairs)


        def own_part(code):
            constants = [repr(c) for c in code.co_consts if not isinstance(c, types.CodeType)]
            return (
                code.co_code, constants, code.co_names, code.co_varnames, code.co_freevars,
                code.co_cellvars, code.co_flags, getattr(code, "co_exceptiontable", b""))


        originals = {}


        def attempt(tests, request):
            """Tries candidates; each is a job with the whole texts of the files that it changes."""
            if not request["fresh"]:
                for path in request["paths"]:
                    if path not in originals:
                        originals[path] = Original(ROOT + path)
                gc.collect()
                gc.freeze()

            # Projects that limit the time of their tests use the other two timers.
            def passes(tests, index, following):
                signal.setitimer(signal.ITIMER_VIRTUAL, request["limit"])
                outcome = tests.run(index, following)
                signal.setitimer(signal.ITIMER_VIRTUAL, 0)
                is_same = known.get(index) == (type(outcome.error).__name__, outcome.message)
                return outcome.status == "passed", is_same

            def run(tests, red, green):
                """First some of the tests that are red: few changes are worth more."""
                fixed = same = ran = 0
                for place, index in enumerate(red):
                    if place == SAMPLE and not fixed:
                        break
                    is_green, is_same = passes(tests, index, None)
                    fixed += is_green
                    same += is_same
                    ran += 1
                if not fixed:
                    return {"verdict": "unchanged" if same == ran else "changed"}
                for place, index in enumerate(green):
                    following = green[place + 1] if place + 1 < len(green) else None
                    if not passes(tests, index, following)[0]:
                        return {"verdict": "worse"}
                if fixed == len(red):
                    return {"verdict": "passed"}
                return {"verdict": "better", "fixed": fixed}

            def swapped(job, writer):
                signal.signal(signal.SIGVTALRM, signal.SIG_DFL)
                install(job["files"])
                try:
                    for path, text in job["files"].items():
                        if originals[path].name is not None:
                            originals[path].swap(text)
                except CannotSwap:
                    return {"job": job["id"], "verdict": "fresh"}
                except (SyntaxError, ValueError):
                    return {"job": job["id"], "verdict": "invalid"}
                return {"job": job["id"], **run(tests, request["red"], request["green"])}

            def afresh(job, writer):
                signal.signal(signal.SIGVTALRM, signal.SIG_DFL)
                install(job["files"])
                # Loading has its time too.
                signal.setitimer(signal.ITIMER_VIRTUAL, request["limit"] + 5)
                answer = {"verdict": "invalid"}

                def body(loaded, problems):
                    places = {name: index for index, name in enumerate(loaded.names)}
                    if not problems and all(name in places for name in request["names"]):
                        red, green = (
                            [places[request["names"][index]] for index in part]
                            for part in (request["red"], request["green"]))
                        answer.update(run(loaded, red, green))

                with_tests(body)
                return {"job": job["id"], **answer}

            def start(queue):
                work = afresh if request["fresh"] else swapped
                return Child([queue.pop(0)], request["wall"], work)

            def lost(job, is_late):
                return {"job": job["id"], "verdict": "endless" if is_late else "worse"}

            for line in work_through(list(request["jobs"]), start, lost):
                write(ANSWERS, line)

        """#
}
