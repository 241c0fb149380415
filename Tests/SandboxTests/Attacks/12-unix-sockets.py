# Talks to daemons through their sockets: Docker, D-Bus, an agent.
import glob
import socket

from attempts import *


def connect(path):
    client = socket.socket(socket.AF_UNIX)
    client.connect(path)
    return "connected"


found = [p for d in ("/run", "/var/run", "/tmp") for p in glob.glob(d + "/**/*sock*", recursive=True)]
for path in [
    os.environ["VICTIM_SOCKET"], "/var/run/docker.sock", "/run/docker.sock",
    "/run/dbus/system_bus_socket", f"/run/user/{os.getuid()}/bus", "/run/systemd/private",
    "/run/systemd/journal/socket", "/tmp/.X11-unix/X0", os.environ.get("SSH_AUTH_SOCK", "/none"),
    *found,
]:
    attempt(path, lambda: connect(path))
finish()
