# Puts a folder where a file was and a file where a folder was, with contents that no longer fit
# beside what is there.
# changes: added a.txt/inside, deleted d/b.txt
# problem: a.txt is not a regular file
# problem: d is not a regular file
from attempts import *

os.remove("a.txt")
os.mkdir("a.txt")
write("a.txt/inside")
os.remove("d/b.txt")
os.rmdir("d")
write("d")
finish()
