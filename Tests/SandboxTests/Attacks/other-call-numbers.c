// Makes system calls by another processor's numbers, which a filter may not know: the 32-bit ones
// (there 310 is unshare) and those of x32. The filter ends whoever does that.
#include <signal.h>
#include <stdio.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static int is_ended(void (*attack)(void)) {
    int status = 0;
    pid_t child = fork();
    if (child == 0) {
        attack();
        _exit(0);
    }
    waitpid(child, &status, 0);
    return WIFSIGNALED(status);
}

static void thirty_two_bits(void) {
#ifdef __x86_64__
    long result;
    __asm__ volatile("int $0x80" : "=a"(result) : "a"(310), "b"(0x10000000) : "memory");
#else
    raise(SIGSYS);
#endif
}

static void x32(void) {
#ifdef __x86_64__
    syscall(0x40000000 | SYS_unshare, 0x10000000);
#else
    raise(SIGSYS);
#endif
}

int main(void) {
    int ended = is_ended(thirty_two_bits) + is_ended(x32);
    printf("attempts made: %d\n", 2);
    return ended == 2 ? 0 : 1;
}
