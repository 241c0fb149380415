// What Swift cannot call by itself: functions that the C library declares for GNU programs only,
// and system calls without a wrapper. No header is included here: a system header that this
// module saw first would count as its own, and hide its types from the Glibc module's users.
#pragma once

// The actions argument is a `posix_spawn_file_actions_t *`.
int posix_spawn_file_actions_addchdir_np(void *actions, const char *path);

#ifdef __linux__
long syscall(long number, ...);
int pipe2(int ends[2], int flags);
unsigned long pthread_self(void);
int pthread_setname_np(unsigned long thread, const char *name);

// A pipe with these flags on both ends (`O_CLOEXEC`: no child inherits it by accident).
static inline int tenon_pipe(int *ends, int flags) { return pipe2(ends, flags); }

static inline void tenon_name_thread(const char *name) {
    pthread_setname_np(pthread_self(), name);
}

// A descriptor that becomes readable when the process ends; -1 where the kernel has none.
// The number is the same on every architecture.
static inline int tenon_pidfd_open(int process) { return (int)syscall(434, process, 0); }
#else
int pipe(int ends[2]);
int pthread_setname_np(const char *name);

static inline int tenon_pipe(int *ends, int flags) {
    (void)flags;
    return pipe(ends);
}

static inline void tenon_name_thread(const char *name) { pthread_setname_np(name); }

static inline int tenon_pidfd_open(int process) {
    (void)process;
    return -1;
}
#endif
