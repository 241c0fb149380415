// Makes processes for as long as it can.
// verdict: limit of processes reached
// arguments: --processes 60 --time 20
#include <unistd.h>

int main(void) {
    for (;;) fork();
}
