# Fills the place for temporary files, in one file that never ends.
# verdict: disk quota reached
# arguments: --disk 20 --time 60
import os

with open(os.environ["TMPDIR"] + "/fill", "wb") as file:
    while True:
        file.write(b"x" * (1 << 20))
        file.flush()
