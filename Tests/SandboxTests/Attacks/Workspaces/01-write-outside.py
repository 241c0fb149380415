# Writes beside the workspace: the home folder, places for temporary files, above the root.
# changes: added inside
from attempts import *


def harmless(name, action):
    try:
        action()
    except OSError as error:
        print(name, error)


outside = os.environ["OUTSIDE"]
name = f"tenon-attack-{os.getpid()}"
for path in [
    f"{outside}/new", f"{outside}/victim", f"{outside}/deep/new", f"/var/tmp/{name}", f"/{name}",
    f"../outside/{name}", f"/usr/{name}", f"/etc/{name}", "/proc/self/root" + f"/{name}",
]:
    attempt(path, lambda: write(path))
attempt("remove", lambda: os.remove(f"{outside}/victim") or "removed")
attempt("link out", lambda: os.link("a.txt", f"{outside}/{name}") or "linked")
# These may reach a private folder for temporary files, which nobody else sees.
for path in [f"../{name}", f"d/../../{name}", f"/proc/self/cwd/../{name}", f"/tmp/{name}"]:
    harmless(path, lambda: write(path))
harmless("a new folder above", lambda: os.mkdir(f"../{name}-folder"))
require("inside", lambda: write("inside"))
finish()
