// Makes processes that are not its children, but its keeper's, and some that another adopts.
#define _GNU_SOURCE
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static void stay(void) {
    setsid();
    signal(SIGTERM, SIG_IGN);
    for (;;) pause();
}

int main(void) {
    int made = 0;
    for (int number = 0; number < 8; number++) {
        long process = syscall(SYS_clone, CLONE_PARENT | SIGCHLD, 0, 0, 0, 0);
        if (process == 0) stay();
        made += process > 0;
    }
    for (int number = 0; number < 8; number++) {
        pid_t adopter = fork();
        if (adopter == 0) {
            prctl(PR_SET_CHILD_SUBREAPER, 1);
            if (fork() == 0) {
                if (fork() == 0) stay();
                _exit(0);
            }
            wait(NULL);
            stay();
        }
        made += adopter > 0;
    }
    if (made != 16) puts("IMPOSSIBLE: processes of its own");
    printf("attempts made: %d\n", made);
    return made != 16;
}
