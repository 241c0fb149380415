#if defined(__linux__)
#define _GNU_SOURCE
#endif
#include "Beneath.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#if defined(__linux__)
#include <linux/fs.h>
#include <linux/openat2.h>
#include <sys/fsuid.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>

int tenon_open_beneath(int folder, const char *path, int flags, unsigned mode) {
    struct open_how how = {
        .flags = (unsigned)(flags | O_CLOEXEC),
        .mode = flags & O_CREAT ? mode : 0,
        .resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS};
    int file;
    // It asks to be called again when a folder on the way moved meanwhile.
    int tries = 16;
    do {
        file = (int)syscall(SYS_openat2, folder, path, &how, sizeof how);
    } while (file < 0 && (errno == EINTR || (errno == EAGAIN && --tries > 0)));
    return file;
}

int tenon_rename(int folder, const char *from, const char *to, enum tenon_rename how) {
    return renameat2(
        folder, from, folder, to, how == TENON_RENAME_NEW ? RENAME_NOREPLACE : RENAME_EXCHANGE);
}

int tenon_change_mode(int file, unsigned mode) {
    char path[64];
    snprintf(path, sizeof path, "/proc/self/fd/%d", file);
    return chmod(path, mode);
}

void tenon_act_on_files_as(unsigned user, unsigned group) {
    setfsgid(group);
    setfsuid(user);
}

int tenon_copy_content(int from, int to) {
    if (ioctl(to, FICLONE, from) == 0) return 0;
    for (;;) {
        ssize_t count = copy_file_range(from, NULL, to, NULL, 1 << 30, 0);
        if (count == 0) return 0;
        if (count < 0 && errno != EINTR) break;
    }
    // Between some file systems the kernel copies nothing itself.
    if (errno != EXDEV && errno != EINVAL && errno != EOPNOTSUPP && errno != ENOSYS) return -1;
#else
int tenon_open_beneath(int folder, const char *path, int flags, unsigned mode) {
    // What leads out with ".." has been refused by who calls this.
    return openat(folder, path, flags | O_CLOEXEC | O_NOFOLLOW_ANY, mode);
}

int tenon_rename(int folder, const char *from, const char *to, enum tenon_rename how) {
    return renameatx_np(
        folder, from, folder, to, how == TENON_RENAME_NEW ? RENAME_EXCL : RENAME_SWAP);
}

int tenon_change_mode(int file, unsigned mode) { return fchmod(file, mode); }

// There is no such thing here: root's files stay root's.
void tenon_act_on_files_as(unsigned user, unsigned group) { (void)user, (void)group; }

int tenon_copy_content(int from, int to) {
#endif
    char bytes[64 << 10];
    for (;;) {
        ssize_t count = read(from, bytes, sizeof bytes);
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) return (int)count;
        for (ssize_t done = 0; done < count;) {
            ssize_t written = write(to, bytes + done, (size_t)(count - done));
            if (written < 0 && errno != EINTR) return -1;
            if (written > 0) done += written;
        }
    }
}
