# Tries other spellings of what must not be written: slashes at the end, names that do not exist
# yet, renames into place.
# changes: deleted d/b.txt
from attempts import *

os.mkdir("x")
write("x/config")
os.rename("x", ".git")
os.makedirs("y/hooks")
write("y/hooks/pre-commit")
os.rename("y", "d/.git")
write(".git//config")
write("./.git/./config")
write("d/../.git/config")
os.makedirs(".git/hooks/", exist_ok=True)
write(".git/hooks//pre-commit")
os.rename("d/b.txt", ".git/b.txt")
finish()
