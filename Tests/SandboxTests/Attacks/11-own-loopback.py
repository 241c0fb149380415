# Not an attack: tests start servers, so a loopback of its own has to work. In the reduced mode
# there is none, and no socket at all.
# reduced: failed (exit code 1)
import socket
import threading

from attempts import *


def talk(family, address):
    server = socket.create_server(address, family=family)
    threading.Thread(target=lambda: server.accept()[0].sendall(b"hello"), daemon=True).start()
    client = socket.socket(family)
    client.connect(server.getsockname()[: 2])
    return client.recv(5) == b"hello"


def talk_unix():
    server = socket.socket(socket.AF_UNIX)
    server.bind("own.sock")
    server.listen()
    threading.Thread(target=lambda: server.accept()[0].sendall(b"hello"), daemon=True).start()
    client = socket.socket(socket.AF_UNIX)
    client.connect("own.sock")
    return client.recv(5) == b"hello"


require("TCP", lambda: talk(socket.AF_INET, ("127.0.0.1", 0)))
require("a name", lambda: socket.gethostbyname("localhost") == "127.0.0.1")
require("Unix", talk_unix)
require("a pair", lambda: socket.socketpair())
finish()
