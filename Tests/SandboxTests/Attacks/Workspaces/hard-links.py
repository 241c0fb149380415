# Changes a file through a second name for it: copies that share files with the original would
# change that.
# changes: modified a.txt, added other
from attempts import *

os.link("a.txt", "other")
write("other")
require("both changed", lambda: read("a.txt") == read("other"))
finish()
