#if defined(__linux__)
#define _GNU_SOURCE
#endif
#include "Overlay.h"

#include <errno.h>

#if !defined(__linux__)

const char *tenon_overlay_mount(
    const struct tenon_overlay_request *request, struct tenon_overlay *overlay) {
    (void)request, (void)overlay;
    errno = ENOSYS;
    return "mount an overlay";
}

int tenon_overlay_hides(int folder) {
    (void)folder;
    return 0;
}

#else

#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <sys/wait.h>
#include <sys/xattr.h>
#include <unistd.h>

// Newer than the C library that we build with; the numbers are the same on every architecture.
#define TENON_SYS_open_tree 428
#define TENON_SYS_move_mount 429
#define TENON_SYS_mount_setattr 442
#define TENON_OPEN_TREE_CLONE 1
#define TENON_MOVE_MOUNT_F_EMPTY_PATH 4
#define TENON_MOUNT_ATTR_IDMAP 0x00100000
struct tenon_mount_attr {
    unsigned long long set, clear, propagation, user_namespace;
};

enum { stack_size = 64 << 10 };

// The child shares memory and descriptors with the thread that waits for it: no copy of a large
// server's page tables, and what the child opens is open here. Its user and mount namespaces, its
// working directory and its credentials are its own.
struct job {
    const struct tenon_overlay_request *request;
    struct tenon_overlay *overlay;
    int is_root;
    const char *failed;
    int code;
};

static int write_file(const char *path, const char *text) {
    int file = open(path, O_WRONLY | O_CLOEXEC);
    if (file < 0) return -1;
    ssize_t count = write(file, text, strlen(text));
    int code = errno;
    close(file);
    errno = code;
    return count == (ssize_t)strlen(text) ? 0 : -1;
}

// The new user namespace knows the user as themselves, and nobody else. Then `exec` drops the
// capabilities that the namespace gives, as it does for every user that is not 0.
static int map_self(const struct tenon_overlay_request *request) {
    char line[64];
    if (write_file("/proc/self/setgroups", "deny") != 0) return -1;
    snprintf(line, sizeof line, "%u %u 1", request->uid, request->uid);
    if (write_file("/proc/self/uid_map", line) != 0) return -1;
    snprintf(line, sizeof line, "%u %u 1", request->gid, request->gid);
    return write_file("/proc/self/gid_map", line);
}

static int wait_to_be_killed(void *unused) {
    (void)unused;
    for (;;) pause();
    return 0;
}

// Every id stands for itself, but these two for each other.
static void describe_swap(char *text, size_t size, unsigned one, unsigned other) {
    unsigned low = one < other ? one : other, high = one < other ? other : one;
    int used = 0;
    if (low > 0) used = snprintf(text, size, "0 0 %u\n", low);
    used += snprintf(text + used, size - used, "%u %u 1\n", low, high);
    if (high - low > 1)
        used += snprintf(text + used, size - used, "%u %u %u\n", low + 1, low + 1, high - low - 1);
    used += snprintf(text + used, size - used, "%u %u 1\n", high, low);
    snprintf(text + used, size - used, "%u %u %u\n", high + 1, high + 1, 0xfffffffeu - high);
}

// As root: a new user namespace with these maps, and no process in it. Its owner is whom the calling
// thread acts as when it is made.
static int open_user_namespace(const char *users, const char *groups, uid_t owner) {
    char *stack = mmap(
        NULL, stack_size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_STACK, -1, 0);
    if (stack == MAP_FAILED) return -1;
    int namespace = -1, process = -1;
    // System calls, not the library's functions: those change all threads of a process, and would
    // take the server's for ours. The real user stays root, so nobody else may trace us.
    if (syscall(SYS_setresuid, -1, owner, -1) == 0)
        process = clone(
            wait_to_be_killed, stack + stack_size, CLONE_VM | CLONE_FILES | CLONE_NEWUSER, NULL);
    int code = errno;
    if (syscall(SYS_setresuid, -1, 0, -1) == 0 && process > 0) {
        char path[64];
        snprintf(path, sizeof path, "/proc/%d/uid_map", process);
        int mapped = write_file(path, users);
        snprintf(path, sizeof path, "/proc/%d/gid_map", process);
        if (mapped == 0 && write_file(path, groups) == 0) {
            snprintf(path, sizeof path, "/proc/%d/ns/user", process);
            namespace = open(path, O_RDONLY | O_CLOEXEC);
        }
        code = errno;
    }
    if (process > 0) {
        kill(process, SIGKILL);
        waitpid(process, NULL, __WALL);
    }
    munmap(stack, stack_size);
    errno = code;
    return namespace;
}

// A user namespace that swaps the original's owner and the user that runs inside, for an
// id-mapped mount: only root can make one.
static int open_swap(const struct tenon_overlay_request *request, const struct stat *original) {
    char users[160], groups[160];
    describe_swap(users, sizeof users, original->st_uid, request->uid);
    describe_swap(groups, sizeof groups, original->st_gid, request->gid);
    return open_user_namespace(users, groups, 0);
}

// As root: makes the mounts that follow the unprivileged user's. Who owns the user namespace may
// enter it, and the overlay writes as who mounted it.
static int become_owner(const struct tenon_overlay_request *request) {
    char user[64], group[64];
    snprintf(user, sizeof user, "%u %u 1", request->uid, request->uid);
    snprintf(group, sizeof group, "%u %u 1", request->gid, request->gid);
    int namespace = open_user_namespace(user, group, request->uid);
    if (namespace < 0) return -1;
    int result = setns(namespace, CLONE_NEWUSER);
    if (result == 0) result = (int)syscall(SYS_setresgid, -1, request->gid, -1);
    if (result == 0) result = (int)syscall(SYS_setresuid, -1, request->uid, -1);
    // The working folder moves along.
    if (result == 0) result = unshare(CLONE_NEWNS);
    int code = errno;
    close(namespace);
    errno = code;
    return result;
}

// Puts an original at `target`, its owner as the user who runs inside.
static const char *mount_original(
    const struct job *job, int folder, const char *path, const char *target) {
    const struct tenon_overlay_request *request = job->request;
    struct stat original, bound;
    if (fstat(folder, &original) != 0) return "look at the original";
    int tree = (int)syscall(
        TENON_SYS_open_tree, AT_FDCWD, path, TENON_OPEN_TREE_CLONE | O_CLOEXEC);
    if (tree < 0) return "bind the original";
    const char *failed = NULL;
    int swap = -1;
    if (fstat(tree, &bound) != 0 || bound.st_dev != original.st_dev
        || bound.st_ino != original.st_ino) {
        failed = "find the original where it was";
        errno = ESTALE;
    } else if (job->is_root
               && (original.st_uid != request->uid || original.st_gid != request->gid)) {
        swap = open_swap(request, &original);
        struct tenon_mount_attr attributes = {
            .set = TENON_MOUNT_ATTR_IDMAP, .user_namespace = (unsigned long long)swap};
        if (swap < 0
            || syscall(
                   TENON_SYS_mount_setattr, tree, "", AT_EMPTY_PATH, &attributes,
                   sizeof attributes)
                != 0)
            failed = "map the original's owner";
    }
    if (!failed
        && syscall(
               TENON_SYS_move_mount, tree, "", AT_FDCWD, target, TENON_MOVE_MOUNT_F_EMPTY_PATH)
            != 0)
        failed = "bind the original";
    int code = errno;
    close(tree);
    if (swap >= 0) close(swap);
    errno = code;
    return failed;
}

// The changes' folder is the workspace's root: it has the original's mode. There is no repository
// in a workspace: a whiteout hides what there is.
static const char *make_layers(const struct tenon_overlay_request *request) {
    struct stat original;
    if (fstat(request->original, &original) != 0) return "look at the original";
    if (mkdir("work", 0700) != 0 || mkdir("changes", 0700) != 0 || mkdir("root", 0700) != 0
        || chmod("changes", (original.st_mode & 0777) | 0700) != 0)
        return "make the layers";
    // Without them, a folder that replaces a removed one cannot be told from it.
    if (setxattr("changes", "user.tenon", "", 0, 0) != 0) return "write attributes on a tmpfs";
    if (mknod("changes/.git", S_IFCHR, makedev(0, 0)) != 0) return "hide the repository";
    return NULL;
}

// Where the parts of a cache with this number are; some texts are relative to "layers".
struct cache_names {
    char lower[24], folder[24], changes[24], work[24], layers[96];
};

static struct cache_names names_of_cache(int number) {
    struct cache_names names;
    snprintf(names.lower, sizeof names.lower, "lower%d", number);
    snprintf(names.folder, sizeof names.folder, "cache%d", number);
    snprintf(names.changes, sizeof names.changes, "changes%d", number);
    snprintf(names.work, sizeof names.work, "work%d", number);
    snprintf(names.layers, sizeof names.layers,
             "lowerdir=../lower%d,upperdir=changes%d,workdir=work%d,userxattr", number, number,
             number);
    return names;
}

// Binds the caches' originals, beside "lower".
static const char *mount_caches(const struct job *job) {
    const struct tenon_overlay_request *request = job->request;
    const char *path = request->cache_paths;
    for (int i = 0; i < request->cache_count; i++, path += strlen(path) + 1) {
        struct cache_names names = names_of_cache(i);
        if (request->caches[i] < 0) continue;
        if (mkdir(names.lower, 0700) != 0) return "mount a tmpfs";
        const char *failed = mount_original(job, request->caches[i], path, names.lower);
        if (failed) return failed;
    }
    return NULL;
}

// Covers the caches with layers; those without an original are folders of the tmpfs.
static const char *cover_caches(const struct job *job) {
    for (int i = 0; i < job->request->cache_count; i++) {
        struct cache_names names = names_of_cache(i);
        if (mkdir(names.folder, 0700) != 0) return "make the layers";
        if (job->request->caches[i] < 0) continue;
        if (mkdir(names.work, 0700) != 0 || mkdir(names.changes, 0700) != 0)
            return "make the layers";
        if (mount("tenon", names.folder, "overlay", MS_NOSUID | MS_NODEV, names.layers) != 0)
            return "mount an overlay";
    }
    return NULL;
}

static const char *open_all(struct tenon_overlay *overlay) {
    overlay->root = open("root", O_PATH | O_DIRECTORY | O_CLOEXEC);
    overlay->changes = open("changes", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    overlay->mount_namespace = open("/proc/self/ns/mnt", O_RDONLY | O_CLOEXEC);
    overlay->user_namespace = open("/proc/self/ns/user", O_RDONLY | O_CLOEXEC);
    return overlay->root < 0 || overlay->changes < 0 || overlay->mount_namespace < 0
            || overlay->user_namespace < 0
        ? "open the workspace"
        : NULL;
}

// Below the mount point come "lower", the original, and "layers", the rest. Names are relative: no
// character of the mount point's path is taken for a separator.
static const char *mount_all(struct job *job) {
    const struct tenon_overlay_request *request = job->request;
    if (!job->is_root && map_self(request) != 0) return "map the user";
    if (mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0) return "make mounts private";
    if (mount("tenon", request->mountpoint, "tmpfs", MS_NOSUID | MS_NODEV, "mode=0711,size=4k") != 0
        || chdir(request->mountpoint) != 0 || mkdir("lower", 0700) != 0
        || mkdir("layers", 0700) != 0)
        return "mount a tmpfs";
    const char *failed = mount_original(job, request->original, request->path, "lower");
    if (!failed) failed = mount_caches(job);
    if (failed) return failed;
    if (job->is_root && become_owner(request) != 0) return "map the user";
    char bounds[160];
    snprintf(bounds, sizeof bounds, "mode=0700,%s", request->bounds);
    if (mount("tenon", "layers", "tmpfs", MS_NOSUID | MS_NODEV, bounds) != 0
        || chdir("layers") != 0)
        return "mount a tmpfs";
    failed = make_layers(request);
    if (failed) return failed;
    const char *layers = "lowerdir=../lower,upperdir=changes,workdir=work,userxattr";
    if (mount("tenon", "root", "overlay", MS_NOSUID | MS_NODEV, layers) != 0)
        return "mount an overlay";
    failed = cover_caches(job);
    return failed ? failed : open_all(job->overlay);
}

static int run_job(void *argument) {
    struct job *job = argument;
    umask(0);
    job->failed = mount_all(job);
    job->code = errno;
    return 0;
}

static void close_all(struct tenon_overlay *overlay) {
    int *all[] = {
        &overlay->user_namespace, &overlay->mount_namespace, &overlay->root, &overlay->changes};
    for (int i = 0; i < 4; i++) {
        if (*all[i] >= 0) close(*all[i]);
        *all[i] = -1;
    }
}

const char *tenon_overlay_mount(
    const struct tenon_overlay_request *request, struct tenon_overlay *overlay) {
    *overlay = (struct tenon_overlay){-1, -1, -1, -1};
    struct job job = {
        .request = request, .overlay = overlay, .is_root = geteuid() == 0,
        .failed = "start a process in new namespaces"};
    char *stack = mmap(
        NULL, stack_size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_STACK, -1, 0);
    if (stack == MAP_FAILED) return job.failed;
    // A handler of ours must not run in the child, on our memory.
    sigset_t every, before;
    sigfillset(&every);
    pthread_sigmask(SIG_SETMASK, &every, &before);
    // Without an exit signal, nobody who waits for any child takes this one.
    int flags = CLONE_VM | CLONE_VFORK | CLONE_FILES | CLONE_NEWNS;
    if (!job.is_root) flags |= CLONE_NEWUSER;
    int process = clone(run_job, stack + stack_size, flags, &job);
    if (process > 0) {
        waitpid(process, NULL, __WALL);
    } else {
        job.code = errno;
    }
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    munmap(stack, stack_size);
    if (job.failed) close_all(overlay);
    errno = job.code;
    return job.failed;
}

int tenon_overlay_hides(int folder) {
    char value = 0;
    return fgetxattr(folder, "user.overlay.opaque", &value, 1) == 1 && value == 'y';
}

#endif
