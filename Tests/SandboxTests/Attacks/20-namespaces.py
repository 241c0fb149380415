# Makes namespaces of its own, where it would be root, mounts, and enters those of others.
from attempts import *

for name, flag in {
    "user": 0x10000000, "mount": 0x20000, "pid": 0x20000000, "net": 0x40000000,
    "ipc": 0x8000000, "uts": 0x4000000, "cgroup": 0x2000000, "time": 0x80,
}.items():
    attempt(f"unshare {name}", lambda: call("unshare", flag) == 0)
    if name != "time":
        attempt(f"clone {name}", lambda: call("clone", flag | 17, 0, 0, 0, 0) + 1)
        attempt(f"dressed {name}", lambda: call("clone", flag | 17 | 1 << 40, 0, 0, 0, 0) + 1)
    attempt(f"clone3 {name}", lambda: call(
        "clone3", (ctypes.c_uint64 * 11)(flag, 0, 0, 0, 17), 88) + 1)
    for process in ("1", os.environ["VICTIM_PID"]):
        attempt(f"setns {name}", lambda: call(
            "setns", os.open(f"/proc/{process}/ns/{name}", os.O_RDONLY), flag) == 0)
attempt("mount", lambda: call("mount", b"none", b"/tmp", b"tmpfs", 0, 0) == 0)
attempt("bind", lambda: call("mount", b"/", b"/tmp", 0, 4096, 0) == 0)
attempt("remount", lambda: call("mount", 0, b"/usr", 0, 32 | 4096, 0) == 0)
attempt("open_tree", lambda: call("open_tree", -100, b"/", 1) + 1)
attempt("fsopen", lambda: call("fsopen", b"tmpfs", 0) + 1)
attempt("pivot_root", lambda: call("pivot_root", b".", b".") == 0)
attempt("chroot", lambda: os.chroot(".") or "changed")
finish()
