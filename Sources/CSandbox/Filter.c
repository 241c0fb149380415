// The seccomp filter. Everything is allowed but what a test has no business with and what would
// reach around the other layers: namespaces and mounts, kernel interfaces with a history of holes,
// sockets of other families than the internet's and Unix's, input pushed into terminals, and
// programs that run as their owner.

#define _GNU_SOURCE
#include "CSandbox.h"

#ifdef __linux__
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <seccomp.h>
#include <stddef.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/stat.h>

// A call that is refused whatever its arguments. Names that this library does not know are calls
// that this processor does not have.
static const char *const refused[] = {
    // Mounts and namespaces.
    "mount", "umount", "umount2", "pivot_root", "chroot", "move_mount", "open_tree", "fsopen",
    "fsconfig", "fsmount", "fspick", "mount_setattr", "unshare", "setns",
    // Keys, tracing of the kernel, faults answered by programs.
    "add_key", "request_key", "keyctl", "bpf", "perf_event_open", "userfaultfd", "fanotify_init",
    "lookup_dcookie", "syslog",
    // Files by handle reach around every path.
    "open_by_handle_at", "name_to_handle_at",
    // The machine's own affairs.
    "acct", "quotactl", "quotactl_fd", "swapon", "swapoff", "reboot", "kexec_load",
    "kexec_file_load", "init_module", "finit_module", "delete_module", "iopl", "ioperm",
    "settimeofday", "clock_settime", "clock_adjtime", "adjtimex", "sethostname", "setdomainname",
    "vhangup", "nfsservctl", "_sysctl", "uselib", "ustat", "sysfs", "modify_ldt", "vm86",
    "vm86old",
};

// Calls that are said not to exist: programs then take the older ones, whose arguments a filter
// can see.
static const char *const missing[] = {
    "clone3", "openat2", "io_uring_setup", "io_uring_enter", "io_uring_register",
};

// Memory, queues and semaphores that others of the same user share, but for a namespace.
static const char *const shared[] = {
    "shmget", "shmat", "shmctl", "msgget", "msgsnd", "msgrcv", "msgctl", "semget", "semop",
    "semctl", "semtimedop", "mq_open", "mq_unlink",
};

// Adds a rule for every name; the first failure counts.
static int add_all(
    scmp_filter_ctx filter, uint32_t action, const char *const *names, size_t count) {
    for (size_t index = 0; index < count; index++) {
        int number = seccomp_syscall_resolve_name(names[index]);
        if (number == __NR_SCMP_ERROR) continue;
        int code = seccomp_rule_add(filter, action, number, 0);
        // A call of other processors only cannot be made here.
        if (code != 0 && code != -EDOM) return code;
    }
    return 0;
}
#define ADD_ALL(filter, action, names) \
    add_all(filter, action, names, sizeof(names) / sizeof *(names))

// Refuses a call when all of these bits are set in an argument.
static int refuse_bits(scmp_filter_ctx filter, int call, unsigned int argument, uint64_t bits) {
    return seccomp_rule_add(
        filter, SCMP_ACT_ERRNO(EPERM), call, 1, SCMP_CMP(argument, SCMP_CMP_MASKED_EQ, bits, bits));
}

// Others of the same user, the keeper among them: their limits are their own business, so the
// argument that names a process has to be 0, which is the caller. Among the user's own programs that
// goes for priorities and processors too, at the price that threads cannot be given some.
static int refuse_others(scmp_filter_ctx filter, int among_others) {
    static const struct {
        int call;
        unsigned int process;
    } calls[] = {
        {SCMP_SYS(prlimit64), 0},         {SCMP_SYS(sched_setaffinity), 0}, {SCMP_SYS(sched_setscheduler), 0},
        {SCMP_SYS(sched_setparam), 0},    {SCMP_SYS(sched_setattr), 0},
        {SCMP_SYS(setpriority), 1},       {SCMP_SYS(ioprio_set), 1},
        {SCMP_SYS(migrate_pages), 0},     {SCMP_SYS(move_pages), 0},
    };
    size_t count = among_others ? sizeof calls / sizeof *calls : 1;
    int code = 0;
    for (size_t index = 0; index < count && code == 0; index++) {
        code = seccomp_rule_add(
            filter, SCMP_ACT_ERRNO(EPERM), calls[index].call, 1,
            SCMP_CMP(calls[index].process, SCMP_CMP_NE, 0, 0));
    }
    return code;
}

// The limit of core dumps stays what it is, for 0 would let the machine's own crash handler have
// them again (see Confinement.swift). Who asks for none is told that there are none.
static int keep_core_limit(scmp_filter_ctx filter) {
    const unsigned int core = 4;
    int code = seccomp_rule_add(
        filter, SCMP_ACT_ERRNO(0), SCMP_SYS(prlimit64), 2, SCMP_CMP(1, SCMP_CMP_EQ, core, 0),
        SCMP_CMP(2, SCMP_CMP_NE, 0, 0));
    if (code != 0) return code;
    code = seccomp_rule_add(
        filter, SCMP_ACT_ERRNO(0), SCMP_SYS(setrlimit), 1, SCMP_CMP(0, SCMP_CMP_EQ, core, 0));
    return code == -EDOM ? 0 : code;
}

static int refuse_namespaces(scmp_filter_ctx filter) {
    static const uint64_t kinds[] = {
        CLONE_NEWNS, CLONE_NEWCGROUP, CLONE_NEWUTS, CLONE_NEWIPC, CLONE_NEWUSER, CLONE_NEWPID,
        CLONE_NEWNET,
    };
    int code = 0;
    for (size_t index = 0; index < sizeof kinds / sizeof *kinds && code == 0; index++) {
        code = refuse_bits(filter, SCMP_SYS(clone), 0, kinds[index]);
    }
    return code;
}

// Files that run as their owner or group are never made. (The mounts ignore such bits, and the
// write-back drops them: this is the third lock.)
static int refuse_owner_bits(scmp_filter_ctx filter) {
    static const struct {
        int call;
        unsigned int mode;
    } calls[] = {
        {SCMP_SYS(chmod), 1}, {SCMP_SYS(fchmod), 1}, {SCMP_SYS(fchmodat), 2}, {452, 2},
        {SCMP_SYS(creat), 1}, {SCMP_SYS(mknod), 1},  {SCMP_SYS(mknodat), 2},
    };
    static const uint64_t bits[] = {S_ISUID, S_ISGID};
    for (size_t bit = 0; bit < 2; bit++) {
        for (size_t index = 0; index < sizeof calls / sizeof *calls; index++) {
            int code = refuse_bits(filter, calls[index].call, calls[index].mode, bits[bit]);
            if (code != 0 && code != -EDOM) return code;
        }
        // The mode means something only where a file is made; else it is what lay around.
        static const struct {
            int call;
            unsigned int flags;
        } opens[] = {{SCMP_SYS(open), 1}, {SCMP_SYS(openat), 2}};
        for (size_t index = 0; index < 2; index++) {
            int code = seccomp_rule_add(
                filter, SCMP_ACT_ERRNO(EPERM), opens[index].call, 2,
                SCMP_CMP(opens[index].flags, SCMP_CMP_MASKED_EQ, O_CREAT, O_CREAT),
                SCMP_CMP(opens[index].flags + 1, SCMP_CMP_MASKED_EQ, bits[bit], bits[bit]));
            if (code != 0 && code != -EDOM) return code;
        }
    }
    return 0;
}

// Input for a terminal that its user did not type. The kernel takes 32 bits of the request.
static int refuse_terminal_input(scmp_filter_ctx filter) {
    static const uint64_t requests[] = {TIOCSTI, 0x541C /* TIOCLINUX */};
    int code = 0;
    for (size_t index = 0; index < 2 && code == 0; index++) {
        code = seccomp_rule_add(
            filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(ioctl), 1,
            SCMP_CMP(1, SCMP_CMP_MASKED_EQ, 0xffffffff, requests[index]));
    }
    return code;
}

static int refuse_sockets(scmp_filter_ctx filter, enum tenon_network network) {
    uint32_t action = SCMP_ACT_ERRNO(EAFNOSUPPORT);
    if (network == TENON_NETWORK_NONE) {
        return seccomp_rule_add(filter, SCMP_ACT_ERRNO(EACCES), SCMP_SYS(socket), 0);
    }
    // The families are few and small numbers: all are refused but Unix's, the internet's two, and
    // the kernel's own answers about interfaces.
    int code = 0;
    for (unsigned int family = 0; family <= AF_NETLINK && code == 0; family++) {
        if (family == AF_UNIX || family == AF_INET || family == AF_INET6) continue;
        if (family == AF_NETLINK) continue;
        code = seccomp_rule_add(
            filter, action, SCMP_SYS(socket), 1,
            SCMP_CMP(0, SCMP_CMP_MASKED_EQ, 0xffffffff, family));
    }
    if (code == 0) {
        code = seccomp_rule_add(
            filter, action, SCMP_SYS(socket), 1, SCMP_CMP(0, SCMP_CMP_GT, AF_NETLINK, 0));
    }
    // Of those answers only routes and addresses (protocol 0).
    if (code == 0) {
        code = seccomp_rule_add(
            filter, action, SCMP_SYS(socket), 2,
            SCMP_CMP(0, SCMP_CMP_MASKED_EQ, 0xffffffff, AF_NETLINK),
            SCMP_CMP(2, SCMP_CMP_NE, 0, 0));
    }
    return code;
}

int tenon_seccomp_filter(enum tenon_network network, int among_others, int file) {
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
    if (!filter) return -ENOMEM;
    // Calls of another processor, or of its 32-bit mode, have other numbers: they end the program.
    int code = seccomp_attr_set(filter, SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS);
    if (code == 0) code = ADD_ALL(filter, SCMP_ACT_ERRNO(EPERM), refused);
    if (code == 0) code = ADD_ALL(filter, SCMP_ACT_ERRNO(ENOSYS), missing);
    if (code == 0 && among_others) code = ADD_ALL(filter, SCMP_ACT_ERRNO(EPERM), shared);
    if (code == 0) code = refuse_others(filter, among_others);
    if (code == 0) code = keep_core_limit(filter);
    if (code == 0) code = refuse_namespaces(filter);
    if (code == 0) code = refuse_owner_bits(filter);
    if (code == 0) code = refuse_terminal_input(filter);
    if (code == 0) code = refuse_sockets(filter, network);
    if (code == 0) code = seccomp_export_bpf(filter, file);
    seccomp_release(filter);
    return code;
}
#endif
