// Signals every process that it can reach, and its keeper by name. The victim and the keeper are
// none the worse, so the command's own end is what counts.
// verdict: failed (exit code 7)
#include <signal.h>
#include <unistd.h>

int main(void) {
    static const int signals[] = {SIGTERM, SIGHUP, SIGUSR1, SIGKILL, SIGSTOP};
    signal(SIGTERM, SIG_IGN);
    signal(SIGHUP, SIG_IGN);
    signal(SIGUSR1, SIG_IGN);
    for (int index = 0; index < 5; index++) {
        kill(-1, signals[index]);
        kill(1, signals[index]);
        // A parent that is no process of ours to see is 0, which would be our own group.
        if (getppid() > 0) kill(getppid(), signals[index]);
    }
    return 7;
}
