# Makes files that run as their owner, by every call that sets modes.
import stat

from attempts import *

OWNER = stat.S_ISUID | stat.S_ISGID
open("file", "w").close()


def left(path="file"):
    return os.stat(path).st_mode & OWNER


for bits in (0o4755, 0o2755, 0o6755):
    attempt("chmod", lambda: os.chmod("file", bits) or left())
    attempt("fchmod", lambda: os.fchmod(os.open("file", os.O_RDWR), bits) or left())
    attempt("fchmodat2", lambda: call("fchmodat2", -100, b"file", bits, 0) or left())
    name = f"new-{bits}"
    attempt("open", lambda: os.open(name, os.O_CREAT | os.O_WRONLY, bits) and left(name))
    attempt("mknod", lambda: os.mknod(name + "m", bits | stat.S_IFREG) or left(name + "m"))
    how = (ctypes.c_uint64 * 3)(os.O_CREAT | os.O_WRONLY, bits, 0)
    attempt("openat2", lambda: call("openat2", -100, (name + "o").encode(), how, 24) and left(name + "o"))
require("other modes", lambda: os.chmod("file", 0o750) or os.stat("file").st_mode & 0o777 == 0o750)
finish()
