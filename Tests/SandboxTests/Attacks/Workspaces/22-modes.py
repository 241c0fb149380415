# Gives files modes that would make whoever starts them somebody else, or let everybody write.
# changes: modified a.txt, added everybody, added program
from attempts import *

os.umask(0)
for name in ["a.txt", "program", "everybody"]:
    write(name)
for mode in [0o4755, 0o2755, 0o6777]:
    attempt(oct(mode), lambda: os.chmod("program", mode) or os.stat("program").st_mode & 0o6000)
for mode in [0o777, 0o1777]:
    os.chmod("program", mode)
os.chmod("everybody", 0o666)
os.chmod("a.txt", 0o666)
finish()
