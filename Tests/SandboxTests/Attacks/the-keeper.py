# Attacks its keeper: its memory, its files (the order that it was given), its program, its limits.
import resource
import signal

from attempts import *

for process in {1, os.getppid()}:
    for name in ("mem", "environ", "maps", "auxv", "stack", "syscall"):
        attempt(f"{process}/{name}", lambda: read(f"/proc/{process}/{name}"))
    attempt("its program", lambda: open(f"/proc/{process}/exe", "r+b"))
    attempt("its root", lambda: os.listdir(f"/proc/{process}/root" + "/proc"))
    attempt("its files", lambda: os.listdir(f"/proc/{process}/fd"))
    attempt("trace", lambda: call("ptrace", 16, process, 0, 0) == 0)
    attempt("seize", lambda: call("ptrace", 0x4206, process, 0, 0) == 0)
    attempt("signal", lambda: os.kill(process, signal.SIGTERM) or "sent")
    attempt("limits", lambda: resource.prlimit(process, resource.RLIMIT_NOFILE, (3, 3)) or "set")
    attempt("file", lambda: call("pidfd_getfd", call("pidfd_open", process, 0), 4, 0) + 1)
finish()
