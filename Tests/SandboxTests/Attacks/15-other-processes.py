# Signals, traces and reads a process of the host.
import signal

from attempts import *

victim = int(os.environ["VICTIM_PID"])
for number in (0, signal.SIGCONT, signal.SIGUSR1, signal.SIGKILL):
    attempt(f"kill -{number}", lambda: os.kill(victim, number) or "sent")
    attempt(f"killpg -{number}", lambda: os.killpg(victim, number) or "sent")
attempt("a pidfd's signal", lambda: call(
    "pidfd_send_signal", call("pidfd_open", victim, 0), signal.SIGUSR1, 0, 0) or "sent")
attempt("a pidfd's files", lambda: call("pidfd_getfd", call("pidfd_open", victim, 0), 0, 0) + 1)
for request in (16, 0x4206):
    attempt(f"ptrace {request}", lambda: call("ptrace", request, victim, 0, 0) or "attached")


class Part(ctypes.Structure):
    _fields_ = [("base", ctypes.c_void_p), ("length", ctypes.c_size_t)]


buffer = ctypes.create_string_buffer(8)
here, there = Part(ctypes.addressof(buffer), 8), Part(0x400000, 8)
attempt("process_vm_readv", lambda: call(
    "process_vm_readv", victim, ctypes.byref(here), 1, ctypes.byref(there), 1, 0))
for name in ("mem", "environ", "maps", "fd/0", "root", "cwd/secret"):
    attempt(name, lambda: open(f"/proc/{victim}/{name}", "rb"))
attempt("its affinity", lambda: os.sched_setaffinity(victim, {0}) or "set")
attempt("its priority", lambda: os.setpriority(os.PRIO_PROCESS, victim, 19) or "set")
finish()
