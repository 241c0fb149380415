#define _GNU_SOURCE
#include "CSandbox.h"

#ifdef __linux__
#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

int tenon_anonymous_file(const char *name, int executable) {
    const unsigned int executable_flag = 0x10; // MFD_EXEC, of Linux 6.3
    unsigned int flags = MFD_CLOEXEC | MFD_ALLOW_SEALING;
    if (executable) {
        int file = memfd_create(name, flags | executable_flag);
        if (file >= 0 || errno != EINVAL) return file;
    }
    return memfd_create(name, flags);
}

int tenon_seal(int file) {
    return fcntl(file, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE | F_SEAL_SEAL);
}

int tenon_socket_pair(int ends[2]) {
    return socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends);
}

int tenon_receive(int socket, struct tenon_message *message, int descriptors[8], int *count) {
    struct iovec part = {message, sizeof *message};
    union {
        struct cmsghdr header;
        char bytes[CMSG_SPACE(8 * sizeof(int))];
    } control;
    struct msghdr packet = {
        .msg_iov = &part,
        .msg_iovlen = 1,
        .msg_control = &control,
        .msg_controllen = sizeof control,
    };
    *count = 0;
    ssize_t length;
    do {
        length = recvmsg(socket, &packet, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);
    } while (length < 0 && errno == EINTR);
    if (length < 0) return -errno;
    struct cmsghdr *header = length > 0 ? CMSG_FIRSTHDR(&packet) : NULL;
    if (header && header->cmsg_level == SOL_SOCKET && header->cmsg_type == SCM_RIGHTS) {
        *count = (int)((header->cmsg_len - CMSG_LEN(0)) / sizeof(int));
        memcpy(descriptors, CMSG_DATA(header), (size_t)*count * sizeof(int));
    }
    message->text[sizeof message->text - 1] = 0;
    if (length == 0) return 0;
    return length == sizeof *message ? 1 : -EPROTO;
}

int tenon_launch(
    const char *path, const char *argument, const int *descriptors, int count, int *process) {
    enum { most = 9, free_numbers = 64 };
    int copies[most];
    int code = 0;
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    posix_spawn_file_actions_init(&actions);
    posix_spawnattr_init(&attributes);
    // Copies with high numbers first: a target's number may be one of the sources.
    for (int number = 0; number < most; number++) {
        int wanted = number < count && descriptors[number] >= 0;
        copies[number] =
            wanted ? fcntl(descriptors[number], F_DUPFD_CLOEXEC, free_numbers) : -1;
        if (wanted && copies[number] < 0) code = errno;
        if (wanted) posix_spawn_file_actions_adddup2(&actions, copies[number], number);
    }
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &all);
    posix_spawnattr_setpgroup(&attributes, 0);
    posix_spawnattr_setflags(
        &attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    char *arguments[] = {(char *)"tenon-launcher", (char *)argument, NULL};
    char *environment[] = {NULL};
    pid_t started = 0;
    if (code == 0) {
        code = posix_spawn(&started, path, &actions, &attributes, arguments, environment);
    }
    *process = started;
    for (int number = 0; number < most; number++) {
        if (copies[number] >= 0) close(copies[number]);
    }
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    return code;
}

int tenon_landlock_abi(void) {
    long abi = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
    return abi > 0 ? (int)abi : 0;
}

int tenon_process_descriptor(int process) {
    // The number is the same on every architecture.
    return (int)syscall(434, process, 0);
}

#else

// Elsewhere the system's own sandbox is used (see Seatbelt.swift), which needs none of this.
int tenon_seccomp_filter(enum tenon_network network, int among_others, int file) {
    (void)network, (void)among_others, (void)file;
    return -1;
}
int tenon_anonymous_file(const char *name, int executable) {
    (void)name, (void)executable;
    return -1;
}
int tenon_seal(int file) {
    (void)file;
    return -1;
}
int tenon_socket_pair(int ends[2]) {
    (void)ends;
    return -1;
}
int tenon_receive(int socket, struct tenon_message *message, int descriptors[8], int *count) {
    (void)socket, (void)message, (void)descriptors;
    *count = 0;
    return -1;
}
int tenon_launch(
    const char *path, const char *argument, const int *descriptors, int count, int *process) {
    (void)path, (void)argument, (void)descriptors, (void)count;
    *process = 0;
    return -1;
}
int tenon_landlock_abi(void) { return 0; }
int tenon_process_descriptor(int process) {
    (void)process;
    return -1;
}
#endif
