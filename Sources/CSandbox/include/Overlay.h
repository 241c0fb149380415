// Mounts a throw-away workspace: an overlay over a folder, whose changes go to a bounded tmpfs.
//
// The mount lives in a mount namespace of its own, which no process stays in: the descriptors that
// come back keep it alive. When they close, or the process that has them dies, the mount and all
// changes are gone; nothing is left on disk.
//
// No header is included here: what a module sees first counts as its own.
#pragma once

struct tenon_overlay_request {
    // The folder to cover: open for reading, and its absolute path. A mount is known by path only
    // in another mount namespace; it must lead to the same folder.
    int original;
    const char *path;
    // An empty folder of ours, shared by all workspaces: each namespace mounts its own there.
    const char *mountpoint;
    // Bounds of the tmpfs, as its mount options: "size=…,nr_inodes=…".
    const char *bounds;
    // More folders to cover, each with a layer of its own in the same tmpfs: open for reading, or -1
    // for one that starts empty. Their paths follow each other, each with its NUL.
    const int *caches;
    const char *cache_paths;
    int cache_count;
    // Who runs inside. Other than the caller only where that is root.
    unsigned uid;
    unsigned gid;
};

struct tenon_overlay {
    // What a run enters: first the user namespace, which is the user's who runs inside.
    int user_namespace;
    int mount_namespace;
    // The workspace, and the layer that holds its changes.
    int root;
    int changes;
};

// Returns NULL, or the step that failed with `errno` saying why. Every descriptor is close-on-exec.
const char *tenon_overlay_mount(
    const struct tenon_overlay_request *request, struct tenon_overlay *overlay);

// Whether a folder of the layer of changes hides the original's, instead of adding to it.
int tenon_overlay_hides(int folder);

// The workspace's place below the mount point, and where the other folders' places begin: a number
// follows, from 0 on.
#define TENON_OVERLAY_ROOT "layers/root"
#define TENON_OVERLAY_CACHE "layers/cache"
