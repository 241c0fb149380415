# Calls out: TCP, UDP, IPv6, names; and servers on the host's loopback. (Whether one of those was
# reached, the victim knows.)
import socket

from attempts import *


def connect(family, kind, address):
    server = socket.socket(family, kind)
    server.settimeout(5)
    server.connect(address)
    server.send(b"hello")
    return kind == socket.SOCK_STREAM or family == socket.AF_INET6 or address[0] != "127.0.0.1"


tcp, udp = int(os.environ["VICTIM_TCP"]), int(os.environ["VICTIM_UDP"])
v4, v6 = socket.AF_INET, socket.AF_INET6
attempt("host loopback", lambda: connect(v4, socket.SOCK_STREAM, ("127.0.0.1", tcp)))
attempt("host loopback, UDP", lambda: connect(v4, socket.SOCK_DGRAM, ("127.0.0.1", udp)))
six = int(os.environ.get("VICTIM_TCP6", "9"))
attempt("host loopback, IPv6", lambda: connect(v6, socket.SOCK_STREAM, ("::1", six)))
for address in ("192.0.2.1", "1.1.1.1", "169.254.169.254", "10.0.0.1", "224.0.0.1"):
    attempt(address, lambda: connect(v4, socket.SOCK_STREAM, (address, 80)))
    attempt(address + " UDP", lambda: connect(v4, socket.SOCK_DGRAM, (address, 53)))
attempt("IPv6", lambda: connect(v6, socket.SOCK_STREAM, ("2606:4700:4700::1111", 80)))
attempt("IPv6 UDP", lambda: connect(v6, socket.SOCK_DGRAM, ("2606:4700:4700::1111", 53)))
attempt("a name", lambda: socket.getaddrinfo("example.com", 80))
attempt("a raw socket", lambda: socket.socket(v4, socket.SOCK_RAW, 1))
finish()
