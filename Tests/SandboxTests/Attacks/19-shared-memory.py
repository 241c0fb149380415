# Meets others in memory that is shared by name or number.
from attempts import *

shared = os.environ["VICTIM_SHARED"]
attempt("read /dev/shm", lambda: read(shared))
attempt("write /dev/shm", lambda: os.write(os.open(shared, os.O_WRONLY), b"attacked"))
attempt("list /dev/shm", lambda: os.path.basename(shared) in os.listdir("/dev/shm"))
segment = int(os.environ["VICTIM_SEGMENT"])
attempt("attach a segment", lambda: call("shmat", segment, 0, 0))
attempt("find segments", lambda: len(read("/proc/sysvipc/shm").splitlines()) > 1)
attempt("a message queue", lambda: call("mq_open", b"tenon", 0o102, 0o600, 0) + 1)
finish()
