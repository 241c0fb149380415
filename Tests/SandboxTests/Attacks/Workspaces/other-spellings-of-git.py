# Writes to a repository's files under a name that some file systems take for the same.
# changes: added .GIT/hooks/pre-commit
# problem: .GIT/hooks/pre-commit may not be written
from attempts import *

os.makedirs(".GIT/hooks")
write(".GIT/hooks/pre-commit")
finish()
