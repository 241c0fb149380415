# Queues signals until its user may have no more: then none of the user's programs can set a timer.
import resource
import signal

from attempts import *

number = signal.SIGRTMIN
signal.pthread_sigmask(signal.SIG_BLOCK, [number])
libc = ctypes.CDLL(None, use_errno=True)
queued = 0
while queued < 50_000 and libc.sigqueue(os.getpid(), number, None) == 0:
    queued += 1
require("an end", lambda: 0 < queued <= 4096 and ctypes.get_errno() == errno.EAGAIN)
attempt("more", lambda: resource.setrlimit(11, (50_000, 50_000)) or "raised")
finish()
