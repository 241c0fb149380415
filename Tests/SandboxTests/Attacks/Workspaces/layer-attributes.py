# Writes the attributes by which an overlay knows what is hidden and where to look instead.
# changes: added inside
from attempts import *

outside = os.environ["OUTSIDE"].encode()
os.mkdir("folder")
write("file")
for name in ["opaque", "redirect", "metacopy", "whiteout", "origin"]:
    for value in [b"y", outside, b"/" + outside, outside + b"/victim"]:
        for path in ["folder", "file", "d", "a.txt"]:
            for space in ["user", "trusted"]:
                try:
                    os.setxattr(path, f"{space}.overlay.{name}", value)
                except OSError:
                    pass
os.remove("file")
os.rmdir("folder")
attempt("through a redirected folder", lambda: read("d/victim"))
attempt("through a redirected file", lambda: b"private" in read("a.txt"))
require("inside", lambda: write("inside"))
finish()
