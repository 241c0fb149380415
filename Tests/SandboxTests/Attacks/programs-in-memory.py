# Starts a program that no folder has: what it may do is no more than before.
import subprocess
import sys

from attempts import *


def in_memory(path):
    file = os.memfd_create("program", 0)
    with open(path, "rb") as program:
        os.write(file, program.read())
    return file


def run(program, *words):
    file = in_memory(program)
    found = subprocess.run(
        [program, *words], executable=f"/proc/self/fd/{file}", pass_fds=[file],
        capture_output=True)
    os.close(file)
    return found.stdout


rights = """
import ctypes
libc = ctypes.CDLL(None)
data = (ctypes.c_uint32 * 6)(*[1] * 6)
libc.capget((ctypes.c_uint32 * 2)(0x20080522, 0), data)
print(libc.prctl(39, 0, 0, 0, 0), libc.prctl(21, 0, 0, 0, 0), sum(data))
"""
require("no new privileges, the filter, no capabilities", lambda: run(
    os.path.realpath(sys.executable), "-c", rights) == b"1 2 0\n")
for path in (os.environ["VICTIM_HOME"] + "/.ssh/id_ed25519", "/etc/shadow", "/proc/1/environ"):
    attempt(path, lambda: run("/bin/cat", path))
attempt("a program of root's", lambda: os.fchmod(in_memory("/bin/cat"), 0o4755) or "made")
finish()
