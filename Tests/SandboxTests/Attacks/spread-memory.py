# Takes memory in many processes, each of which takes little.
# verdict: out of memory
# arguments: --memory 200 --time 60
import os
import time

for number in range(20):
    if os.fork() == 0:
        block = bytearray(os.urandom(1 << 20) * 24)
        time.sleep(3600)
time.sleep(3600)
