// Giving up rights, in the order in which each still can be given up. It happens in the process
// that becomes the command, so that the keeper stays out of the command's reach.

#define _GNU_SOURCE
#include "launcher.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

// -- Landlock --------------------------------------------------------------------------------------

// Rights and scopes that are newer than the headers we may be built with.
#define ACCESS_TRUNCATE (1ULL << 14)
#define ACCESS_IOCTL_DEV (1ULL << 15)
#define SCOPE_ABSTRACT_SOCKETS (1ULL << 0)
#define SCOPE_SIGNALS (1ULL << 1)

// The attributes of a rule set as of ABI 6; an older kernel is given a shorter one.
struct ruleset {
    uint64_t files;
    uint64_t network;
    uint64_t scopes;
};

static const uint64_t reading = LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_READ_FILE |
                                LANDLOCK_ACCESS_FS_READ_DIR;

static const uint64_t on_devices = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR |
                                   LANDLOCK_ACCESS_FS_WRITE_FILE | ACCESS_IOCTL_DEV;

// What makes sense on a file that is no folder.
static const uint64_t on_files = LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_WRITE_FILE |
                                 LANDLOCK_ACCESS_FS_READ_FILE | ACCESS_TRUNCATE | ACCESS_IOCTL_DEV;

// Everything that this kernel's Landlock knows to forbid. Devices are never made.
static uint64_t all_rights(int abi) {
    uint64_t rights = (1ULL << 13) - 1;
    if (abi >= 2) rights |= LANDLOCK_ACCESS_FS_REFER;
    if (abi >= 3) rights |= ACCESS_TRUNCATE;
    if (abi >= 5) rights |= ACCESS_IOCTL_DEV;
    return rights;
}

static void allow(int ruleset, const char *path, uint64_t rights) {
    int file = open(path, O_PATH | O_CLOEXEC);
    // What is not there needs no rule.
    if (file < 0 && (errno == ENOENT || errno == EACCES)) return;
    struct stat status;
    if (file < 0 || fstat(file, &status) != 0) fail(path);
    if (!S_ISDIR(status.st_mode)) rights &= on_files;
    struct landlock_path_beneath_attr rule = {.allowed_access = rights, .parent_fd = file};
    if (syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) != 0) {
        fail(path);
    }
    close(file);
}

static void restrict_files(void) {
    int32_t oldest = 0;
    struct record wanted = first_record(TAG_LANDLOCK);
    if (wanted.bytes) memcpy(&oldest, wanted.bytes, sizeof oldest);
    int abi = (int)syscall(
        SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
    // A kernel without it knows no ABI, which is an error.
    if (abi < 0) abi = 0;
    if (abi < oldest) fail("find a Landlock that is new enough");
    if (abi == 0) return;

    uint64_t all = all_rights(abi);
    struct ruleset attributes = {
        .files = all, .scopes = abi >= 6 ? SCOPE_ABSTRACT_SOCKETS | SCOPE_SIGNALS : 0};
    size_t size = abi >= 6 ? sizeof attributes : sizeof attributes.files;
    int ruleset = (int)syscall(SYS_landlock_create_ruleset, &attributes, size, 0);
    if (ruleset < 0) fail("make a Landlock rule set");
    uint64_t writing = all & ~(LANDLOCK_ACCESS_FS_MAKE_CHAR | LANDLOCK_ACCESS_FS_MAKE_BLOCK);
    struct record record;
    for (size_t place = 0; next_record(&place, &record);) {
        if (record.tag == TAG_LISTABLE) allow(ruleset, record.bytes, LANDLOCK_ACCESS_FS_READ_DIR);
        if (record.tag == TAG_READABLE) allow(ruleset, record.bytes, reading);
        if (record.tag == TAG_WRITABLE) allow(ruleset, record.bytes, writing);
        if (record.tag == TAG_DEVICE) allow(ruleset, record.bytes, on_devices & all);
    }
    if (syscall(SYS_landlock_restrict_self, ruleset, 0) != 0) fail("restrict itself by Landlock");
    close(ruleset);
}

// -- The rest --------------------------------------------------------------------------------------

static void set_limits(void) {
    struct record record;
    for (size_t place = 0; next_record(&place, &record);) {
        if (record.tag != TAG_LIMIT) continue;
        uint64_t pair[2];
        memcpy(pair, record.bytes, sizeof pair);
        struct rlimit limit = {pair[1], pair[1]};
        // A processor limit is announced by a signal that can be told from a kill.
        if (pair[0] == RLIMIT_CPU) limit.rlim_max = pair[1] + 5;
        // What is bounded more closely already stays so.
        struct rlimit now;
        if (getrlimit((__rlimit_resource_t)pair[0], &now) != 0) fail("see a resource limit");
        if (limit.rlim_max > now.rlim_max) limit.rlim_max = now.rlim_max;
        if (limit.rlim_cur > limit.rlim_max) limit.rlim_cur = limit.rlim_max;
        if (setrlimit((__rlimit_resource_t)pair[0], &limit) != 0) fail("set a resource limit");
    }
}

// When memory is scarce, it is the sandbox that goes.
static void go_first(void) {
    int file = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
    if (file < 0) return;
    if (write(file, "1000", 4) < 0) {
        // Only a preference: the watchdog does not rely on it.
    }
    close(file);
}

// When the processor is scarce, it is the sandbox that waits.
static void step_back(void) {
    setpriority(PRIO_PROCESS, 0, 10);
    struct sched_param none = {0};
    sched_setscheduler(0, SCHED_BATCH, &none);
}

static void filter_calls(void) {
    struct record filter = first_record(TAG_FILTER);
    if (!filter.bytes || filter.length == 0) {
        errno = EINVAL;
        fail("find the seccomp filter");
    }
    // The records are not aligned, but the kernel copies bytes.
    struct sock_fprog program = {
        .len = (unsigned short)(filter.length / sizeof(struct sock_filter)),
        .filter = (struct sock_filter *)filter.bytes,
    };
    if (syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program) != 0) {
        fail("load the seccomp filter");
    }
}

void confine(void) {
    go_first();
    set_limits();
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) fail("give up new privileges");
    restrict_files();
    filter_calls();
    // Last, for the preparations are ours, and somebody waits for them.
    step_back();
}
