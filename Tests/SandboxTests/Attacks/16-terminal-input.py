# Types into a terminal, so that the user's shell runs it.
import fcntl
import pty
import struct
import termios

from attempts import *

TIOCSTI, TIOCLINUX = 0x5412, 0x541C
attempt("the terminal", lambda: os.open("/dev/tty", os.O_RDWR) + 1)
for number in (0, 1, 2):
    attempt(f"descriptor {number}", lambda: fcntl.ioctl(number, TIOCSTI, b"x") or "typed")
    attempt(f"descriptor {number}, selection", lambda: fcntl.ioctl(number, TIOCLINUX, b"\2") or "x")
require("TIOCSTI is refused", lambda: refused_with(
    errno.EPERM, lambda: fcntl.ioctl(0, TIOCSTI, b"x")))
require("TIOCLINUX is refused", lambda: refused_with(
    errno.EPERM, lambda: fcntl.ioctl(0, TIOCLINUX, b"\2")))
letter = ctypes.create_string_buffer(b"x")
require("a dressed TIOCSTI is refused", lambda: refused_with(
    errno.EPERM, lambda: call("ioctl", 0, TIOCSTI | 1 << 32, letter)))


def own():
    _, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSCTTY, 0)
    fcntl.ioctl(slave, TIOCSTI, b"x")
    return "typed"


attempt("a terminal of its own", own)
finish()
