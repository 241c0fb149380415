# Reads what a user keeps private: keys, passwords, other programs' files, by all roads.
from attempts import *

home = os.environ["VICTIM_HOME"]
secret = os.environ["VICTIM_SECRET"]
for path in [
    f"{home}/.ssh/id_ed25519", f"{home}/.aws/credentials", "/etc/shadow", "/etc/gshadow",
    "/etc/sudoers", secret, f"/proc/1/root{secret}", "/proc/1/root" + "/etc/shadow",
    f"/proc/self/root{secret}", f"/proc/self/cwd/../../../../../../../..{secret}",
    f"/proc/{os.environ['VICTIM_PID']}/root{secret}", os.path.expanduser("~root") + "/.bash_history", "/var/log/syslog",
    "/dev/mem", "/proc/kcore", "/proc/kmsg", "/etc/ssl/private/ssl-cert-snakeoil.key",
]:
    attempt(path, lambda: read(path))
os.symlink(secret, "link")
attempt("a link in the workspace", lambda: read("link"))
attempt("a hard link in the workspace", lambda: os.link(secret, "hard") or "linked")
attempt("the home folder", lambda: os.listdir(home))
attempt("a handle", lambda: call("name_to_handle_at", -100, secret.encode(), 0, 0, 0) or "handle")
finish()
