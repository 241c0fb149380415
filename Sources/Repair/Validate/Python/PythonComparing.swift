extension WarmPython {
    /// What candidates do with inputs like those of the tests; then the two processes.
    static let comparing = #"""
        class Late(BaseException):
            """A call took too long."""


        def varied(value, source):
            """A value like another, by chance."""
            if isinstance(value, bool):
                return source.random() < 0.5
            if isinstance(value, int):
                near = [value, value + 1, value - 1, -value, 0]
                return source.choice(near + [source.randint(-9, 99)])
            if isinstance(value, float):
                return source.choice([value, value + 0.5, -value, 0.0, float(int(value))])
            if isinstance(value, str):
                letters = list(value)
                if letters and source.random() < 0.5:
                    del letters[source.randrange(len(letters))]
                if letters and source.random() < 0.5:
                    letters.insert(source.randint(0, len(letters)), source.choice(letters))
                return "".join(letters)
            if isinstance(value, (list, tuple)):
                items = [varied(item, source) if source.random() < 0.3 else item for item in value]
                chance = source.random()
                if items and chance < 0.3:
                    del items[source.randrange(len(items))]
                elif items and chance < 0.5:
                    items.insert(source.randint(0, len(items)), source.choice(items))
                elif chance < 0.6:
                    source.shuffle(items)
                elif chance < 0.65:
                    items = []
                return type(value)(items) if type(value) in (list, tuple) else value
            if isinstance(value, dict):
                return {key: varied(item, source) for key, item in value.items()}
            return value


        def behaviour(function, arguments):
            """What a call comes to, in a few letters."""
            def expire(number, frame):
                raise Late()

            signal.signal(signal.SIGVTALRM, expire)
            signal.setitimer(signal.ITIMER_VIRTUAL, 0.05)
            try:
                result = function(*arguments)
                if hasattr(result, "__next__"):
                    result = list(itertools.islice(result, 100))
                text = re.sub(" at 0x[0-9a-f]+", "", repr((result, arguments)))
                return "value %d" % zlib.crc32(text.encode("utf-8", "replace"))
            except Late:
                return "endless"
            except Exception as error:
                return "error " + type(error).__name__
            finally:
                signal.setitimer(signal.ITIMER_VIRTUAL, 0)


        def compare(tests, request):
            """What candidates do with inputs like those of the tests."""
            def work(job, writer):
                install(job["files"])
                for path, text in job["files"].items():
                    if path not in originals or originals[path].name is None:
                        return {"job": job["id"], "behaviour": []}
                    try:
                        originals[path].swap(text)
                    except CannotSwap:
                        return {"job": job["id"], "behaviour": []}
                source = random.Random(request["seed"])
                found = []
                for path, name, values in request["calls"]:
                    module = next(
                        (module for module in list(sys.modules.values())
                         if project_path(getattr(module, "__file__", None) or "<") == path), None)
                    function = getattr(module, name, None)
                    for _ in range(request["each"]):
                        arguments = [varied(value, source) for value in pickle.loads(
                            base64.b64decode(values))]
                        if function is not None:
                            found.append(behaviour(function, arguments))
                return {"job": job["id"], "behaviour": found}

            def start(queue):
                return Child([queue.pop(0)], request["wall"], work)

            def lost(job, is_late):
                return {"job": job["id"], "behaviour": []}

            for line in work_through(list(request["jobs"]), start, lost):
                write(ANSWERS, line)





        def serve(descriptor):
            """The warm process: it has loaded the tests, and forks for every task."""
            def body(tests, problems):
                for request in requests(descriptor):
                    if request["do"] == "load":
                        write(ANSWERS, {"tests": tests.names, "problems": problems})
                    else:
                        work = {"observe": observe, "try": attempt, "compare": compare}
                        work[request["do"]](tests, request)
                    write(ANSWERS, {"end": request["do"]})
                os._exit(0)

            try:
                with_tests(body)
                problem = "no tests were loaded"
            except BaseException as error:
                problem = repr(error)
            body(NoTests(), [{"where": "", "message": problem}])


        def main():
            """The outer process stays as it is before anything of the project is loaded."""
            if CONFIG["runner"] == "pytest":
                import pytest
            reader, writer = os.pipe()
            if os.fork() == 0:
                os.close(writer)
                nothing = os.open(os.devnull, os.O_RDWR)
                for descriptor in (0, 1, 2):
                    os.dup2(nothing, descriptor)
                serve(reader)
                os._exit(0)
            os.close(reader)
            for request in requests(0):
                if request.get("fresh"):
                    attempt(None, request)
                    write(ANSWERS, {"end": request["do"]})
                else:
                    write(writer, request)


        main()

        """#
}
