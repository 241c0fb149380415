# Talks to a daemon through a socket without a file.
import socket

from attempts import *


def connect(kind):
    client = socket.socket(socket.AF_UNIX, kind)
    client.connect("\0" + os.environ["VICTIM_ABSTRACT"])
    return "connected"


attempt("a stream", lambda: connect(socket.SOCK_STREAM))
attempt("datagrams", lambda: connect(socket.SOCK_DGRAM))
finish()
