# Fills the disk, file by file.
# verdict: disk quota reached
# arguments: --disk 20 --time 60
import itertools

for number in itertools.count():
    with open(f"fill-{number}", "wb") as file:
        file.write(b"x" * (4 << 20))
