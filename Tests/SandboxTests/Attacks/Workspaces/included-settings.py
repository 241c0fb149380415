# Writes into a file of the project that the repository's own settings include: from then on, git
# would run its programs.
# changes: added .gitattributes, modified shared.gitconfig
from attempts import *

program = f"touch {os.environ['OUTSIDE']}/executed"
require("settings", lambda: write("shared.gitconfig", f"""
[core]
\tfsmonitor = {program}
\thooksPath = hooks
\tsshCommand = {program}
\tpager = {program}
[filter "planted"]
\tclean = {program}
\tsmudge = {program}
\tprocess = {program}
[diff "planted"]
\ttextconv = {program}
\tcommand = {program}
"""))
require("attributes", lambda: write(".gitattributes", "* filter=planted diff=planted\n"))
finish()
