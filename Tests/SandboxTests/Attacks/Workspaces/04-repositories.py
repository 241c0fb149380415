# Writes hooks, configuration and folders that git would believe, in all places where it looks.
# changes: added inside
from attempts import *

require("no repository is here", lambda: not os.path.exists(".git"))
for folder in [".git/hooks", ".git/info", "d/.git/hooks", "nested/.git/modules/x/hooks"]:
    os.makedirs(folder, exist_ok=True)
for path in [".git/hooks/pre-commit", ".git/hooks/post-checkout", "d/.git/hooks/pre-commit"]:
    write(path, "#!/bin/sh\ntouch \"$OUTSIDE/ran\"\n")
    os.chmod(path, 0o755)
for path in [".git/config", "d/.git/config", "nested/.git/config"]:
    write(path, f"[core]\n\tfsmonitor = touch {os.environ['OUTSIDE']}/ran\n")
os.mkdir("linked")
write("linked/.git", f"gitdir: {os.environ['OUTSIDE']}\n")
require("inside", lambda: write("inside"))
finish()
