"""The host that attacks are aimed at: what a developer's machine has that is nobody's business.

It prints where everything is, as NAME=value lines, and "ready". When its input ends, it says what
was touched, cleans up, and exits with 1 if anything was.
"""

import ctypes
import os
import select
import signal
import socket
import sys

folder = sys.argv[1]
canary = os.environ["TENON_CANARY_API_KEY"].encode()
touched = []
watched = {}


def listen(name, family, kind, address, value):
    server = socket.socket(family, kind)
    server.bind(address)
    if kind == socket.SOCK_STREAM:
        server.listen(8)
    server.setblocking(False)
    watched[server] = name
    print(f"{name}={value(server)}")


def port(server):
    return server.getsockname()[1]


for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGUSR1, signal.SIGCONT):
    signal.signal(number, lambda number, _: touched.append(f"signal {number}"))

listen("VICTIM_TCP", socket.AF_INET, socket.SOCK_STREAM, ("127.0.0.1", 0), port)
listen("VICTIM_UDP", socket.AF_INET, socket.SOCK_DGRAM, ("127.0.0.1", 0), port)
if os.path.exists("/proc/net/if_inet6"):
    listen("VICTIM_TCP6", socket.AF_INET6, socket.SOCK_STREAM, ("::1", 0), port)
path = os.path.join(folder, "docker.sock")
listen("VICTIM_SOCKET", socket.AF_UNIX, socket.SOCK_STREAM, path, lambda _: path)
name = f"tenon-victim-{os.getpid()}"
listen("VICTIM_ABSTRACT", socket.AF_UNIX, socket.SOCK_STREAM, "\0" + name, lambda _: name)

libc = ctypes.CDLL(None, use_errno=True)
libc.shmat.restype = ctypes.c_void_p
segment = libc.shmget(0, 4096, 0o1666)
memory = libc.shmat(segment, None, 0)
ctypes.memmove(memory, canary, len(canary))
print(f"VICTIM_SEGMENT={segment}")

shared = f"/dev/shm/{name}"
with open(shared, "wb") as file:
    file.write(canary)
os.chmod(shared, 0o666)
print(f"VICTIM_SHARED={shared}")

secret = os.path.join(folder, "secret")
with open(secret, "wb") as file:
    file.write(canary)
print(f"VICTIM_SECRET={secret}")
print(f"VICTIM_PID={os.getpid()}")
print("ready", flush=True)

while True:
    ready = select.select([0, *watched], [], [])[0]
    for server in ready:
        if server != 0:
            touched.append(watched[server])
            del watched[server]
    if 0 in ready and not os.read(0, 4096):
        break

if ctypes.string_at(memory, len(canary)) != canary:
    touched.append("VICTIM_SEGMENT")
for file in (shared, secret):
    with open(file, "rb") as opened:
        if opened.read() != canary:
            touched.append(file)
libc.shmctl(segment, 0, None)
os.unlink(shared)
print("touched:", ", ".join(touched))
sys.exit(1 if touched else 0)
