# Hides a change among more changes than anybody reviews: a part of them must not be taken for all.
# problem: n2000 and what follows: more than 2000 changes
from attempts import *

for number in range(2500):
    write(f"n{number:04}", "x\n")
write("z-hidden")
finish()
