# Looks for an API key in every environment, command line and memory that it can see.
from attempts import *

canary = "CANA" "RY"
attempt("our own environment", lambda: [v for v in os.environ.values() if canary in v])
for process in range(1, 2000):
    for name in ("environ", "cmdline", "auxv", "mem"):
        path = f"/proc/{process}/{name}"
        attempt(path, lambda: canary.encode() in read(path))
attempt("the victim", lambda: read(f"/proc/{os.environ['VICTIM_PID']}/environ"))
attempt("its command line", lambda: read(f"/proc/{os.environ['VICTIM_PID']}/cmdline"))
finish()
