"""What attacks share. An attack is a list of attempts, each of which must fail."""

import ctypes
import errno
import os
import platform
import sys

_tried = 0
_escaped = False


def attempt(name, action):
    """Tries something that must be impossible: it has worked when it gives anything true."""
    global _tried, _escaped
    _tried += 1
    try:
        result = action()
    except (OSError, ValueError):
        # Python says ValueError where a limit cannot be raised.
        return
    if result:
        _escaped = True
        print("ESCAPED:", name, repr(result)[:200], flush=True)


def require(name, action):
    """Does something that must be possible."""
    global _tried, _escaped
    _tried += 1
    try:
        result = action()
    except OSError as error:
        result = None
        name = f"{name}: {error}"
    if not result:
        _escaped = True
        print("IMPOSSIBLE:", name, flush=True)


def finish():
    """Says that every attempt was made. Without these words the attack counts as not run."""
    print("attempts made:", _tried, flush=True)
    sys.exit(1 if _escaped else 0)


def read(path, size=65536):
    """The start of a file."""
    with open(path, "rb") as file:
        return file.read(size)


def write(path, text="attacked\n"):
    """Writes to a file, and says so."""
    with open(path, "a") as file:
        file.write(text)
    return "written"


_libc = ctypes.CDLL(None, use_errno=True)
_X86, _ARM = 0, 1
_NUMBERS = {
    "add_key": (248, 217), "request_key": (249, 218), "keyctl": (250, 219),
    "unshare": (272, 97), "setns": (308, 268), "mount": (165, 40), "pivot_root": (155, 41),
    "clone": (56, 220), "clone3": (435, 435), "bpf": (321, 280), "userfaultfd": (323, 282),
    "perf_event_open": (298, 241), "io_uring_setup": (425, 425), "pidfd_open": (434, 434),
    "pidfd_send_signal": (424, 424), "pidfd_getfd": (438, 438), "ptrace": (101, 117),
    "process_vm_readv": (310, 270), "kcmp": (312, 272), "open_by_handle_at": (304, 265),
    "name_to_handle_at": (303, 264), "openat2": (437, 437), "fchmodat2": (452, 452),
    "open_tree": (428, 428), "move_mount": (429, 429), "fsopen": (430, 430),
    "init_module": (175, 105), "kexec_load": (246, 104), "reboot": (169, 142),
    "syslog": (103, 116), "swapon": (167, 224), "sethostname": (170, 161), "chroot": (161, 51),
    "shmget": (29, 194), "shmat": (30, 196), "mq_open": (240, 180), "socket": (41, 198),
    "ioctl": (16, 29), "prctl": (157, 167), "memfd_create": (319, 279), "quotactl": (179, 60),
    "setrlimit": (160, 164), "prlimit64": (302, 261),
}
_MACHINE = _ARM if platform.machine() in ("aarch64", "arm64") else _X86


def call(name, *arguments):
    """A system call by its number, past the C library; OSError when it fails."""
    number = _NUMBERS[name][_MACHINE]
    wide = [ctypes.c_long(a) if isinstance(a, int) else a for a in arguments]
    _libc.syscall.restype = ctypes.c_long
    result = _libc.syscall(ctypes.c_long(number), *wide)
    if result == -1:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code), name)
    return result


def refused_with(code, action):
    """Whether something fails with exactly this error: that it is refused, not just unlucky."""
    try:
        action()
    except OSError as error:
        return error.errno == code
    return False
