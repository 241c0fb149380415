# Changes the machine's settings through /proc and /sys.
from attempts import *

for path in (
    "/proc/sys/kernel/core_pattern", "/proc/sys/kernel/hostname", "/proc/sys/vm/drop_caches",
    "/proc/sys/kernel/ns_last_pid", "/proc/sys/net/ipv4/ip_forward", "/proc/sysrq-trigger",
    "/proc/sys/user/max_user_namespaces", "/proc/sys/fs/binfmt_misc/register", "/proc/mtrr",
    "/sys/fs/cgroup/cgroup.procs", "/sys/fs/cgroup/tenon/cgroup.procs", "/sys/power/state",
    "/sys/kernel/uevent_helper", "/sys/kernel/debug/x", "/proc/self/uid_map",
):
    attempt(path, lambda: write(path, "1\n"))
for folder in ("/sys/fs/cgroup", "/sys/fs/cgroup/memory", "/sys/fs/cgroup/unified", "/sys/kernel"):
    attempt(folder, lambda: os.mkdir(folder + "/tenon-attack") or "made")
for value in ("-1000", "0", "999"):
    attempt("protection from the memory killer", lambda: write("/proc/self/oom_score_adj", value))
attempt("a host name", lambda: call("sethostname", b"attacked", 8) == 0)
for name, arguments in {
    "bpf": (0, ctypes.create_string_buffer(128), 128), "syslog": (3, ctypes.create_string_buffer(9), 8),
    "perf_event_open": (ctypes.create_string_buffer(b"\0\0\0\0\x80", 128), 0, -1, -1, 0),
    "userfaultfd": (1,), "reboot": (0xfee1dead, 672274793, 0, 0), "init_module": (b"", 0, b""),
    "kexec_load": (0, 0, 0, 0), "swapon": (b"x", 0), "quotactl": (0, 0, 0, 0),
}.items():
    require(name, lambda: refused_with(errno.EPERM, lambda: call(name, *arguments)))
finish()
