# Replaces the workspace itself by a link, so that whoever writes back goes elsewhere.
# changes: added inside
from attempts import *


def harmless(name, action):
    try:
        action()
    except OSError as error:
        print(name, error)


here = os.getcwd()
outside = os.environ["OUTSIDE"]
attempt("rename", lambda: os.rename(here, here + "-moved") or "renamed")
attempt("rename it from inside", lambda: os.rename("../project", "../x") or "renamed")
attempt("remove", lambda: os.rmdir(here) or "removed")
attempt("link over it", lambda: os.symlink(outside, here) or "linked")
# This may be in a private folder for temporary files, which nobody else sees.
harmless("link beside it", lambda: os.symlink(outside, here + "-link"))
require("inside", lambda: write("inside"))
finish()
