// Takes all memory there is.
// verdict: out of memory
// arguments: --memory 100 --time 60
#include <stdlib.h>
#include <string.h>

int main(void) {
    for (;;) {
        char *memory = malloc(1 << 20);
        if (memory) memset(memory, 1, 1 << 20);
    }
}
