# Puts links where files and folders were, into and out of the workspace, for itself and for
# whoever writes back.
# problem: a.txt is not a regular file
from attempts import *

outside = os.environ["OUTSIDE"]
os.remove("a.txt")
os.symlink(f"{outside}/victim", "a.txt")
attempt("a linked file", lambda: write("a.txt"))
for name in os.listdir("d"):
    os.remove(f"d/{name}")
os.rmdir("d")
os.symlink(outside, "d")
attempt("a linked folder", lambda: write("d/b.txt"))
os.symlink("..", "up")
attempt("a link upwards", lambda: write("up/outside/victim"))
os.symlink("/proc/self/root", "slash")
attempt("a link to the root", lambda: write("slash" + outside + "/victim"))
finish()
