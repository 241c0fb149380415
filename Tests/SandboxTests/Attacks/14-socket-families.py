# Opens sockets of families with a history of holes, with their numbers dressed up too, and the
# ring that makes system calls past a filter.
import socket

from attempts import *

allowed = {1, 2, 10, 16}
for family in range(0, 64):
    if family not in allowed:
        for kind in (1, 2, 3, 5):
            attempt(f"family {family}, {kind}", lambda: call("socket", family, kind, 0))
for family in (40, 17, 38, 44):
    attempt(f"dressed {family}", lambda: call("socket", family | 1 << 32, 1, 0))
for protocol in (2, 4, 6, 9, 12, 15, 16, 20):
    attempt(f"netlink {protocol}", lambda: call("socket", 16, 3, protocol))
attempt("io_uring", lambda: call("io_uring_setup", 1, ctypes.create_string_buffer(256)) + 1)
require("io_uring is unknown", lambda: refused_with(
    errno.ENOSYS, lambda: call("io_uring_setup", 1, ctypes.create_string_buffer(256))))
finish()
