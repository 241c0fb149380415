# Uses names that are no text, end lines, or talk to terminals; and the longest ones.
# changes: added line\nend, added red, added bad-�-bytes, added nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn
from attempts import *

for name in [b"line\nend", b"\x1b[31mred\x1b]52;c;AAAA\x07", b"bad-\xff-bytes", b"n" * 255]:
    with open(name, "w") as file:
        file.write("x\n")
finish()
