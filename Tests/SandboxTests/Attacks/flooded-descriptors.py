# Opens files and sends descriptors to itself until nothing more goes: an error, and no more.
import array
import socket

from attempts import *

opened = []
try:
    while True:
        opened.append(os.open("/dev/null", os.O_RDONLY))
except OSError as error:
    require("an end", lambda: error.errno == errno.EMFILE and len(opened) < 5000)
for number in opened[-64:]:
    os.close(number)
left, right = socket.socketpair()
left.setblocking(False)
try:
    while True:
        left.sendmsg([b"x"], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [0] * 200))])
except OSError:
    pass
finish()
