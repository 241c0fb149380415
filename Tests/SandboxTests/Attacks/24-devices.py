# Makes devices and opens those that reach the hardware.
import stat

from attempts import *

for kind, major, minor in (
    (stat.S_IFCHR, 1, 1), (stat.S_IFBLK, 8, 0), (stat.S_IFBLK, 254, 0), (stat.S_IFCHR, 10, 229),
    (stat.S_IFCHR, 5, 0),
):
    for folder in (".", os.environ["TMPDIR"]):
        device = os.makedev(major, minor)
        attempt(f"mknod {major}:{minor}", lambda: os.mknod(folder + "/d", kind | 0o666, device) or 1)
for name in (
    "kvm", "vsock", "fuse", "mem", "kmsg", "port", "sda", "vda", "nvme0", "loop0", "loop-control",
    "net/tun", "vhost-net", "vhost-vsock", "uinput", "snd", "dri", "input", "hpet", "autofs",
    "userfaultfd", "mapper/control", "console", "tty0", "tty1", "cuse", "btrfs-control",
):
    attempt(name, lambda: os.open("/dev/" + name, os.O_RDONLY) + 1)
attempt("a new file in /dev", lambda: write("/dev/new"))
finish()
