# Leaves what makes a careless reader hang or fill the memory: FIFOs, a sparse file of the
# largest size, folders and files without rights, very deep folders.
# problem: fifo is not a regular file
# problem: sparse is larger than 4194304 bytes
from attempts import *

os.mkfifo("fifo")
os.remove("a.txt")
os.mkfifo("a.txt")
with open("sparse", "wb") as file:
    for size in [1 << 40, 1 << 30, 1 << 24]:
        try:
            file.truncate(size)
            break
        except OSError:
            pass
attempt("a device", lambda: os.mknod("device", 0o20666, os.makedev(1, 5)) or "made")
attempt("a whiteout", lambda: os.mknod("d/b.txt.x", 0o20666, os.makedev(0, 0)) or "made")
write("no-rights")
os.chmod("no-rights", 0)
os.mkdir("closed")
write("closed/inside")
os.chmod("closed", 0)
for _ in range(600):
    os.mkdir("dddddddddd")
    os.chdir("dddddddddd")
write("bottom")
finish()
