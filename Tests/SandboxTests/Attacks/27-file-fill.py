# Makes a million empty files.
# verdict: quota of files reached
# arguments: --files 2000 --time 60
import itertools
import os

for number in itertools.count():
    if number % 1000 == 0:
        os.mkdir(f"folder-{number}")
    open(f"folder-{number // 1000 * 1000}/{number}", "w").close()
