// The launcher: a small program that Tenon carries inside its own file and starts for each run.
//
// It runs twice. Outside (`launcher outside`) it becomes an unprivileged user, enters the
// workspace's namespaces, and turns into bubblewrap, which starts it again inside the new
// namespaces. Inside (`launcher inside`) it is the keeper: process 1 there, which starts the
// command with every right given up (confine.c), reaps what is orphaned, and ends everything when
// the command ends or when the supervisor's side of the status socket closes. That also happens
// when the supervisor is killed. In the reduced mode there is no bubblewrap, and the keeper is a
// subreaper instead of process 1.
//
// It is single-threaded, allocates almost nothing, and trusts the order alone: not its environment
// (which is empty) and not the working directory.

#define _GNU_SOURCE
#include "launcher.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

// -- The order -------------------------------------------------------------------------------------

static const char *order;
static size_t order_length;

static void read_order(void) {
    struct stat status;
    if (fstat(ORDER_FD, &status) != 0) fail("read the order");
    order_length = (size_t)status.st_size;
    order = mmap(NULL, order_length, PROT_READ, MAP_PRIVATE, ORDER_FD, 0);
    if (order == MAP_FAILED) fail("read the order");
}

int next_record(size_t *place, struct record *record) {
    if (order_length - *place < 5) return 0;
    record->tag = (uint8_t)order[*place];
    memcpy(&record->length, order + *place + 1, 4);
    if (order_length - *place - 5 < record->length) return 0;
    record->bytes = order + *place + 5;
    *place += 5 + record->length;
    return 1;
}

struct record first_record(uint8_t tag) {
    struct record record;
    for (size_t place = 0; next_record(&place, &record);) {
        if (record.tag == tag) return record;
    }
    return (struct record){tag, 0, NULL};
}

char **all_strings(uint8_t tag) {
    struct record record;
    size_t count = 0;
    for (size_t place = 0; next_record(&place, &record);) count += record.tag == tag;
    char **strings = calloc(count + 1, sizeof *strings);
    if (!strings) fail("allocate memory");
    count = 0;
    for (size_t place = 0; next_record(&place, &record);) {
        if (record.tag == tag) strings[count++] = (char *)record.bytes;
    }
    return strings;
}

// -- Talking to the supervisor ---------------------------------------------------------------------

void report(char kind, int code, const char *text) {
    struct message message = {.kind = kind, .code = code};
    strncpy(message.text, text, sizeof message.text - 1);
    // A supervisor that is gone is noticed by the keeper; here there is nothing to do about it.
    if (send(STATUS_FD, &message, sizeof message, MSG_NOSIGNAL) < 0) return;
}

void fail(const char *what) {
    report('f', errno, what);
    _exit(125);
}

// Hands over the folders whose file systems the supervisor watches. It sees them through these
// descriptors even where it has no right to look into the sandbox.
static void say_hello(void) {
    enum { most = 8 };
    int folders[most];
    size_t count = 0;
    char **paths = all_strings(TAG_MEASURED);
    for (; paths[count] && count < most; count++) {
        folders[count] = open(paths[count], O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        if (folders[count] < 0) fail(paths[count]);
    }
    free(paths);
    struct message message = {.kind = 'h', .code = (int32_t)count};
    struct iovec part = {&message, sizeof message};
    union {
        struct cmsghdr header;
        char bytes[CMSG_SPACE(sizeof folders)];
    } control = {0};
    struct msghdr packet = {.msg_iov = &part, .msg_iovlen = 1};
    if (count > 0) {
        packet.msg_control = &control;
        packet.msg_controllen = CMSG_SPACE(count * sizeof(int));
        control.header.cmsg_level = SOL_SOCKET;
        control.header.cmsg_type = SCM_RIGHTS;
        control.header.cmsg_len = CMSG_LEN(count * sizeof(int));
        memcpy(CMSG_DATA(&control.header), folders, count * sizeof(int));
    }
    if (sendmsg(STATUS_FD, &packet, MSG_NOSIGNAL) < 0) fail("greet the supervisor");
    for (size_t index = 0; index < count; index++) close(folders[index]);
}

// -- Inside ----------------------------------------------------------------------------------------

// Calls `act` for each descendant of a process, whose threads list their children each.
static void for_descendants(pid_t process, void (*act)(pid_t)) {
    char path[64];
    snprintf(path, sizeof path, "/proc/%d/task", process);
    DIR *tasks = opendir(path);
    if (!tasks) return;
    struct dirent *task;
    while ((task = readdir(tasks))) {
        if (task->d_name[0] == '.') continue;
        snprintf(path, sizeof path, "/proc/%d/task/%.16s/children", process, task->d_name);
        FILE *children = fopen(path, "re");
        int child;
        while (children && fscanf(children, "%d", &child) == 1) {
            act(child);
            for_descendants(child, act);
        }
        if (children) fclose(children);
    }
    closedir(tasks);
}

// One bit for each process that was stopped.
static unsigned char stopped[(1 << 22) / 8];
static int newly_stopped;

static void stop(pid_t process) {
    unsigned char bit = (unsigned char)(1 << (process & 7));
    if (stopped[process >> 3 & (sizeof stopped - 1)] & bit) return;
    stopped[process >> 3 & (sizeof stopped - 1)] |= bit;
    newly_stopped++;
    kill(process, SIGSTOP);
}

static void end(pid_t process) { kill(process, SIGKILL); }

// Ends every descendant. A process namespace of its own does that when we end; without one, those
// that multiply faster than they are killed are stopped first, until a look finds no new ones.
static void end_descendants(void) {
    do {
        newly_stopped = 0;
        for_descendants(getpid(), stop);
    } while (newly_stopped > 0);
    do {
        for_descendants(getpid(), end);
    } while (waitpid(-1, NULL, __WALL) > 0 || errno != ECHILD);
}

__attribute__((noreturn)) static void run_command(void) {
    // No terminal of ours is the command's.
    if (setsid() < 0) fail("start a session");
    struct record directory = first_record(TAG_DIRECTORY);
    if (directory.bytes && chdir(directory.bytes) != 0) fail(directory.bytes);
    char **command = all_strings(TAG_ARGUMENT);
    environ = all_strings(TAG_VARIABLE);
    confine();
    report('s', 0, "");
    execvp(command[0], command);
    report('e', errno, command[0]);
    _exit(127);
}

// Waits for the command's end, or for the supervisor to want it ended.
static void keep(pid_t command, int signals) {
    for (;;) {
        struct pollfd polled[2] = {{signals, POLLIN, 0}, {STATUS_FD, POLLIN, 0}};
        if (poll(polled, 2, -1) < 0 && errno != EINTR) return;
        if (polled[1].revents) return;
        if (!polled[0].revents) continue;
        struct signalfd_siginfo info;
        if (read(signals, &info, sizeof info) < 0) continue;
        int status;
        pid_t ended;
        while ((ended = waitpid(-1, &status, __WALL | WNOHANG)) > 0) {
            if (ended == command) {
                report('x', status, "");
                return;
            }
        }
    }
}

static void inside(void) {
    close(ORDER_FD);
    if (syscall(SYS_close_range, IMAGE_FD, ~0U, 0) != 0) fail("close descriptors");
    fcntl(STATUS_FD, F_SETFD, FD_CLOEXEC);
    prctl(PR_SET_NAME, "tenon-keeper");
    // Orphans of the command are ours, where no process namespace makes them so.
    if (prctl(PR_SET_CHILD_SUBREAPER, 1) != 0) fail("adopt orphans");
    say_hello();

    sigset_t set, old;
    sigemptyset(&set);
    sigaddset(&set, SIGCHLD);
    sigprocmask(SIG_BLOCK, &set, &old);
    pid_t command = fork();
    if (command < 0) fail("fork");
    if (command == 0) {
        sigprocmask(SIG_SETMASK, &old, NULL);
        run_command();
    }
    // Not even what runs as the same user may look into us.
    if (prctl(PR_SET_DUMPABLE, 0) != 0) fail("close itself");
    int signals = signalfd(-1, &set, SFD_CLOEXEC);
    if (signals < 0) fail("watch the command");
    // The output ends when the command and its descendants have closed it: we must not hold it.
    close(0);
    close(1);
    close(2);
    keep(command, signals);
    if (getpid() != 1) end_descendants();
    _exit(0);
}

// -- Outside ---------------------------------------------------------------------------------------

static void become_user(void) {
    struct record identity = first_record(TAG_IDENTITY);
    if (!identity.bytes) return;
    int32_t ids[2];
    memcpy(ids, identity.bytes, sizeof ids);
    uid_t user = (uid_t)ids[0];
    gid_t group = (gid_t)ids[1];
    if (setgroups(0, NULL) != 0 || setresgid(group, group, group) != 0 ||
        setresuid(user, user, user) != 0) {
        fail("become an unprivileged user");
    }
    if (setuid(0) == 0) {
        errno = EPERM;
        fail("stay an unprivileged user");
    }
}

static void outside(void) {
    // Before there is anything that could stay outside of it.
    if (first_record(TAG_GROUP).bytes && write(GROUP_FD, "0", 1) != 1) {
        fail("join its control group");
    }
    become_user();
    struct record parent = first_record(TAG_PARENT);
    char **wrapper = all_strings(TAG_WRAPPER);
    if (first_record(TAG_NAMESPACES).bytes) {
        if (setns(USER_NS_FD, CLONE_NEWUSER) != 0 || setns(MOUNT_NS_FD, CLONE_NEWNS) != 0) {
            fail("enter the workspace");
        }
    }
    // Bubblewrap dies with the supervisor. The keeper of the reduced mode has to outlive it for
    // long enough to end the command, and sees it going by the closing of the status socket.
    // Whoever changes identity loses this wish, so it comes after that.
    if (wrapper[0]) {
        int32_t supervisor;
        memcpy(&supervisor, parent.bytes, sizeof supervisor);
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (getppid() != supervisor) _exit(125);
    }
    if (syscall(SYS_close_range, IMAGE_FD + 1, ~0U, 0) != 0) fail("close descriptors");
    umask(022);
    if (chdir("/") != 0) fail("change to the root folder");
    if (!wrapper[0]) inside();
    execv(wrapper[0], wrapper);
    fail(wrapper[0]);
}

int main(int count, char **arguments) {
    read_order();
    if (count == 2 && strcmp(arguments[1], "inside") == 0) inside();
    outside();
    return 125;
}
