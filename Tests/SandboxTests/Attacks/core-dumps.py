# Crashes, so that the machine's crash handler, a program of root's, takes its memory for reading.
import resource
import signal

from attempts import *


def crash():
    child = os.fork()
    if child == 0:
        os.kill(os.getpid(), signal.SIGSEGV)
    return os.WCOREDUMP(os.waitpid(child, 0)[1])


require("an end by a crash", lambda: not crash())
# A limit of 0 is no limit for a crash handler; one of 1 is.
before = resource.getrlimit(resource.RLIMIT_CORE)
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
pair = (ctypes.c_ulong * 2)(0, 0)
call("setrlimit", resource.RLIMIT_CORE, pair)
call("prlimit64", 0, resource.RLIMIT_CORE, pair, 0)
require("the limit stays", lambda: resource.getrlimit(resource.RLIMIT_CORE) == before)
attempt("a core dump", crash)
finish()
