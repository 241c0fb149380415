// Takes memory that belongs to no process: files without a name, never mapped.
// verdict: out of memory
// arguments: --memory 200 --time 60
#define _GNU_SOURCE
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

int main(void) {
    static char block[1 << 20];
    memset(block, 1, sizeof block);
    for (int count = 0; count < 64; count++) {
        int file = memfd_create("hidden", 0);
        for (int size = 0; size < 64; size++) {
            if (write(file, block, sizeof block) < 0) break;
        }
    }
    pause();
}
