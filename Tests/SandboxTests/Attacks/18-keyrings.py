# Reads and plants keys in the session's keyring, which no namespace separates.
from attempts import *

for ring in (-1, -2, -3, -4, -5):
    attempt(f"ring {ring}", lambda: call("keyctl", 0, ring, 0))
    attempt(f"plant in {ring}", lambda: call("add_key", b"user", b"tenon", b"x", 1, ring))
attempt("search", lambda: call("request_key", b"user", b"tenon", 0, -3))
require("keyctl is refused", lambda: refused_with(errno.EPERM, lambda: call("keyctl", 0, -3, 0)))
finish()
