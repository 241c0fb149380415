// Makes threads in place of processes.
// verdict: limit of processes reached
// arguments: --processes 60 --time 20
#include <pthread.h>
#include <unistd.h>

static void *wait_forever(void *nothing) {
    pause();
    return nothing;
}

int main(void) {
    for (;;) {
        pthread_t thread;
        pthread_create(&thread, 0, wait_forever, 0);
    }
}
