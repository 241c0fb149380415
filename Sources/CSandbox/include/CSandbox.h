// What the sandbox needs of the system and Swift cannot call by itself: descriptors handed to a new
// process, messages that carry descriptors, files without a name, and the seccomp filter.
// The program that runs inside a sandbox is not here but in Launcher/.
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "Beneath.h"
#include "Overlay.h"

// Who may talk to whom inside.
enum tenon_network {
    TENON_NETWORK_NONE,     // no sockets at all, but pairs
    TENON_NETWORK_LOOPBACK, // sockets of the network namespace, which has only a loopback
};

// Appends the seccomp filter, as the kernel wants it, to a file. With `among_others` there are no
// namespaces: then what processes of one user share and can do to each other is forbidden too.
// Returns 0, or a negative error number.
int tenon_seccomp_filter(enum tenon_network network, int among_others, int file);

// A file without a name that closes on exec; -1 on failure. One that can be executed is asked for
// as such, where the kernel makes a difference.
int tenon_anonymous_file(const char *name, int executable);

// Allows nobody, us included, to change the file any more. Returns 0, or -1.
int tenon_seal(int file);

// The two ends of a socket that keeps packets apart; both close on exec. Returns 0, or -1.
int tenon_socket_pair(int ends[2]);

// What the launcher says; the same layout as in Launcher/launcher.h.
struct tenon_message {
    char kind;
    int32_t code;
    char text[120];
};

// Takes one packet without waiting. At most 8 descriptors come with it; they close on exec.
// Returns 1, 0 when the other side has closed, or a negative error number.
int tenon_receive(int socket, struct tenon_message *message, int descriptors[8], int *count);

// Starts `path` with an empty environment, in a process group of its own. Descriptor n of the new
// process is descriptors[n], -1 for none; all others of ours that do not close on exec are the
// program's to close. Returns 0 or an error number.
int tenon_launch(
    const char *path, const char *argument, const int *descriptors, int count, int *process);

// The newest Landlock ABI of this kernel; 0 where there is none.
int tenon_landlock_abi(void);

// A descriptor that becomes readable when the process ends; -1 where the kernel has none.
int tenon_process_descriptor(int process);
