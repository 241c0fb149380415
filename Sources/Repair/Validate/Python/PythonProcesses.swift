extension WarmPython {
    /// Messages, and forked processes that do one thing and say what came of it.
    static let processes = #"""
        # Runs tests in forked children of a process in which everything is loaded. A request is a
        # line of JSON on standard input; its answer is lines of JSON on standard output, the last
        # of which says "end".
        import base64
        import dis
        import gc
        import importlib.machinery
        import itertools
        import json
        import os
        import pickle
        import random
        import re
        import resource
        import select
        import signal
        import sys
        import time
        import types
        import zlib

        CONFIG = json.loads(sys.argv[1])
        ROOT = os.path.realpath(CONFIG["root"]) + os.sep
        ANSWERS = os.dup(1)
        FOREIGN = ("site-packages", "dist-packages", os.sep + ".venv", os.sep + "venv" + os.sep)


        def write(descriptor, message):
            data = (json.dumps(message) + "\n").encode()
            while data:
                data = data[os.write(descriptor, data):]


        paths = {}


        def project_path(name):
            """The path of a project's file below its root; None for any other."""
            if name not in paths:
                full = "" if name.startswith("<") else os.path.realpath(name)
                own = full.startswith(ROOT) and not any(part in full for part in FOREIGN)
                paths[name] = full[len(ROOT):] if own else None
            return paths[name]


        def requests(descriptor):
            buffer = b""
            while True:
                data = os.read(descriptor, 1 << 20)
                if not data:
                    return
                buffer += data
                while b"\n" in buffer:
                    line, buffer = buffer.split(b"\n", 1)
                    yield json.loads(line)



        class Child:
            """A forked process that works through tasks, and says a line of each."""

            def __init__(self, tasks, wall, work):
                self.tasks = tasks
                self.said = 0
                self.heard = b""
                self.wall = wall
                self.deadline = time.monotonic() + wall
                self.reader, writer = os.pipe()
                self.process = os.fork()
                if self.process == 0:
                    try:
                        os.setpgid(0, 0)
                        os.close(self.reader)
                        quieten()
                        for task in tasks:
                            write(writer, work(task, writer))
                    except BaseException as problem:
                        sys.stderr.write(repr(problem))
                    finally:
                        os._exit(0)
                os.close(writer)

            def hear(self):
                """The lines that it says now; None when it has ended."""
                data = os.read(self.reader, 1 << 16)
                if not data:
                    return None
                self.heard += data
                *lines, self.heard = self.heard.split(b"\n")
                self.said += len(lines)
                self.deadline = time.monotonic() + self.wall
                return [json.loads(line) for line in lines]

            def end(self):
                """Makes an end of it and of what it started; whether its time was up."""
                for kill in (os.killpg, os.kill):
                    try:
                        kill(self.process, signal.SIGKILL)
                    except OSError:
                        pass
                status = os.waitpid(self.process, 0)[1]
                os.close(self.reader)
                was_cut = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGVTALRM
                return was_cut or self.deadline <= time.monotonic()


        def quieten():
            """What a test prints is of no interest, and what it allocates may harm no other."""
            nothing = os.open(os.devnull, os.O_RDWR)
            for descriptor in (0, 1, 2):
                os.dup2(nothing, descriptor)
            with open("/proc/self/statm") as sizes:
                used = int(sizes.read().split()[0]) * resource.getpagesize()
            bound = used + (1 << 30)
            most = resource.getrlimit(resource.RLIMIT_AS)[1]
            resource.setrlimit(resource.RLIMIT_AS, (bound, most))
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


        def work_through(queue, start, lost):
            """Keeps some children at work until the queue of tasks is empty."""
            running = {}
            while queue or running:
                while queue and len(running) < CONFIG["workers"]:
                    child = start(queue)
                    running[child.reader] = child
                now = time.monotonic()
                wait = min(child.deadline for child in running.values()) - now
                ready = select.select(list(running), [], [], max(0, wait))[0]
                ended = [child for child in running.values() if child.deadline <= now]
                for reader in ready:
                    lines = running[reader].hear()
                    if lines is None:
                        ended.append(running[reader])
                    for line in lines or []:
                        yield line
                for child in ended:
                    if running.pop(child.reader, None):
                        is_late = child.end()
                        rest = child.tasks[child.said:]
                        if rest:
                            yield lost(rest[0], is_late)
                            queue[:0] = rest[1:]

        """#
}
