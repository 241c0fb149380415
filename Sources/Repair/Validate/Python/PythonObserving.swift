extension WarmPython {
    /// Tests as they are, with a watch on the lines that they go through.
    static let observing = #"""
        class Recorder:
            """Notes which lines of the project run, and with what its functions are called."""

            most_calls = 20

            def __init__(self):
                self.calls = []
                # By the number of a code object: itself, its file, the lines that have yet to run.
                self.seen = {}

            def call(self, frame, event, argument):
                code = frame.f_code
                path = project_path(code.co_filename)
                if path is None:
                    return None
                if id(code) not in self.seen:
                    self.seen[id(code)] = (code, path, own_lines(code))
                left = self.seen[id(code)][2]
                left.discard(frame.f_lineno)
                if len(self.calls) < self.most_calls:
                    self.note(frame, path)
                # What has run as a whole is not watched any more: it tells nothing new.
                return self.line if left else None

            def note(self, frame, path):
                """Keeps what a function of a module is called with from another file."""
                code = frame.f_code
                function = frame.f_globals.get(code.co_name)
                caller = frame.f_back.f_code.co_filename if frame.f_back else ""
                if getattr(function, "__code__", None) is not code or caller == code.co_filename:
                    return
                names = code.co_varnames[:code.co_argcount]
                try:
                    values = pickle.dumps([frame.f_locals[name] for name in names])
                except Exception:
                    return
                if names and len(values) < 2000:
                    self.calls.append([path, code.co_name, base64.b64encode(values).decode()])

            def line(self, frame, event, argument):
                left = self.seen[id(frame.f_code)][2]
                if event == "line":
                    left.discard(frame.f_lineno)
                return self.line if left else None

            def found(self):
                lines = {}
                for code, path, left in self.seen.values():
                    lines.setdefault(path, set()).update(own_lines(code) - left)
                return {
                    "calls": self.calls,
                    "lines": {path: sorted(numbers) for path, numbers in lines.items()},
                }


        def own_lines(code):
            return {line for start, line in dis.findlinestarts(code) if line}


        def frames_of(error):
            """The project's part of a traceback, the place of the failure last."""
            frames = []
            trace = error.__traceback__ if error is not None else None
            while trace is not None:
                path = project_path(trace.tb_frame.f_code.co_filename)
                if path is not None:
                    frames.append([path, trace.tb_lineno, trace.tb_frame.f_code.co_name])
                trace = trace.tb_next
            return frames[-40:]


        # What tests ended with that were observed, by their numbers.
        known = {}


        def observe(tests, request):
            state = {"limit": request["limit"]}

            def work(index, writer):
                recorder = Recorder()
                began = time.process_time()

                def answer(status, error, message, frames, expired=False):
                    return {
                        "test": index, "status": status, "message": message, "frames": frames,
                        "error": type(error).__name__ if error is not None else "",
                        "expired": expired,
                        "seconds": time.process_time() - began,
                        **recorder.found(),
                    }

                def expire(number, frame):
                    sys.settrace(None)
                    frames = []
                    while frame is not None:
                        path = project_path(frame.f_code.co_filename)
                        if path is not None:
                            frames.insert(0, [path, frame.f_lineno, frame.f_code.co_name])
                        frame = frame.f_back
                    write(writer, answer("failed", None, "it took too long", frames[-40:], True))
                    os._exit(0)

                signal.signal(signal.SIGVTALRM, expire)
                signal.setitimer(signal.ITIMER_VIRTUAL, state["limit"])
                sys.settrace(recorder.call)
                try:
                    outcome = tests.run(index, None)
                finally:
                    sys.settrace(None)
                    signal.setitimer(signal.ITIMER_VIRTUAL, 0)
                return answer(
                    outcome.status, outcome.error, outcome.message, frames_of(outcome.error))

            def start(queue):
                size = max(1, min(40, len(queue) // CONFIG["workers"]))
                tasks = queue[:size]
                del queue[:size]
                return Child(tasks, max(2, 4 * state["limit"]) + 1, work)

            def lost(index, is_late):
                return {
                    "test": index, "status": "failed" if is_late else "broken", "frames": [],
                    "message": "it took too long" if is_late else "it ended the process",
                    "error": "", "expired": is_late, "seconds": state["limit"],
                }

            for line in work_through(list(request["tests"]), start, lost):
                known[line["test"]] = (line["error"] or "NoneType", line["message"])
                if line["expired"]:
                    # One endless loop seldom comes alone: the others are cut short.
                    state["limit"] = request["after"]
                write(ANSWERS, line)
            write(ANSWERS, {"loaded": loaded_lines()})


        def loaded_lines():
            """The lines of the project's modules that run when they are imported."""
            found = {}
            for module in list(sys.modules.values()):
                path = getattr(module, "__file__", None)
                is_source = isinstance(path, str) and path.endswith(".py")
                path = project_path(path) if is_source else None
                if path is not None and path not in found:
                    with open(ROOT + path, "rb") as source:
                        found[path] = sorted(body_lines(compile(source.read(), path, "exec")))
            return found


        def body_lines(code):
            lines = own_lines(code)
            for inner in code.co_consts:
                # What has no locals of its own is the body of a class.
                if isinstance(inner, types.CodeType) and not inner.co_flags & 1:
                    lines |= body_lines(inner)
            return lines

        """#
}
