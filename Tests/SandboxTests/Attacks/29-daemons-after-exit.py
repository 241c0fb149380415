# Leaves daemons behind: own sessions, double forks, signals ignored. Nothing may survive it.
import signal
import subprocess
import time

from attempts import *

for number in range(8):
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            for name in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
                signal.signal(name, signal.SIG_IGN)
            time.sleep(3600)
        os._exit(0)
subprocess.Popen(["setsid", "-f", "sleep", "3600"])
finish()
