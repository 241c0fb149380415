# Works in a repository that names programs for git to run, and plants more: attributes, and what
# looks like a bare repository.
# changes: added HEAD, modified a.txt, added config, added d/.gitattributes, added d/HEAD, added d/config, added d/objects/x, added d/refs/x, added objects/x, added refs/x
from attempts import *

for folder in ["", "d/"]:
    write(folder + "HEAD", "ref: refs/heads/main\n")
    write(folder + "config", "[core]\nbare = true\nrepositoryformatversion = 0\nfsmonitor = "
          f"\"touch {os.environ['OUTSIDE']}/ran\"\n")
    for name in ["objects", "refs"]:
        os.mkdir(folder + name)
        write(f"{folder}{name}/x")
write("d/.gitattributes", "* filter=x\n")
write("a.txt")
require("inside", lambda: True)
finish()
