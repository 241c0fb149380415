# Uses files that whoever started it had open; reads the server's input and writes to its output.
import fcntl
import stat

from attempts import *

for number in range(3, 4096):
    attempt(f"descriptor {number}", lambda: fcntl.fcntl(number, fcntl.F_GETFD) + 1)
require("input is empty", lambda: os.read(0, 1) == b"" and stat.S_ISCHR(os.fstat(0).st_mode))
require("input is /dev/null", lambda: os.fstat(0).st_rdev == os.stat("/dev/null").st_rdev)
require("output is a pipe", lambda: stat.S_ISFIFO(os.fstat(1).st_mode))
for number in (0, 1, 2):
    attempt(f"reading {number}", lambda: os.read(number, 1) if number else b"")
for process in ("self", "1", str(os.getppid())):
    for number in range(3, 16):
        path = f"/proc/{process}/fd/{number}"
        attempt(path, lambda: open(path, "rb"))
finish()
