// What the parts of the launcher share. See launcher.c.
#pragma once

#include <stddef.h>
#include <stdint.h>

// The descriptors that the launcher is started with, beside the three standard ones.
enum {
    ORDER_FD = 3,   // the order: what to run, and under which restrictions
    STATUS_FD = 4,  // a socket to the supervisor; its closing means "end now"
    IMAGE_FD = 5,   // this program itself, to be run again inside the sandbox
    USER_NS_FD = 6, // namespaces to enter first, where the order says so
    MOUNT_NS_FD = 7,
    GROUP_FD = 8, // the members of a control group to join first, where the order says so
};

// An order is a row of records: a tag, the length, and so many bytes. Its writer is Order.swift.
enum {
    TAG_PARENT = 'p',     // int32: the supervisor's process id
    TAG_IDENTITY = 'u',   // int32 uid, int32 gid: become this user first
    TAG_GROUP = 'g',      // join the control group of GROUP_FD
    TAG_NAMESPACES = 'n', // enter the namespaces of USER_NS_FD and MOUNT_NS_FD
    TAG_WRAPPER = 'b',    // string: bubblewrap and its arguments
    TAG_LIMIT = 'l',      // uint64 resource, uint64 value: setrlimit
    TAG_LISTABLE = 'o',   // string: a folder below which names may be read
    TAG_READABLE = 'r',   // string: a path that may be read and executed
    TAG_WRITABLE = 'w',   // string: a folder where everything is allowed
    TAG_DEVICE = 'd',     // string: a device that may be read and written, or a folder of such
    TAG_LANDLOCK = 'a',   // int32: the oldest Landlock ABI that will do; 0: none will do too
    TAG_FILTER = 's',     // the seccomp program
    TAG_MEASURED = 'm',   // string: a folder whose file system the supervisor measures
    TAG_DIRECTORY = 'f',  // string: where the command starts
    TAG_VARIABLE = 'e',   // string: NAME=value
    TAG_ARGUMENT = 'c',   // string: the command and its arguments
};

struct record {
    uint8_t tag;
    uint32_t length;
    const char *bytes; // strings have their NUL counted in length
};

// Steps through the records of the order, from *place on; 0 at the end.
int next_record(size_t *place, struct record *record);

// The first record with this tag; NULL bytes where there is none.
struct record first_record(uint8_t tag);

// The strings of all records with this tag, with NULL at the end.
char **all_strings(uint8_t tag);

// What the launcher tells its supervisor: one message a packet.
struct message {
    char kind; // 'h'ello with descriptors, 's'tarted, 'f'ailed, 'x' for the command's end
    int32_t code;
    char text[120];
};

void report(char kind, int code, const char *text);

// Says what failed, and why, and ends.
__attribute__((noreturn)) void fail(const char *what);

// Gives up every right that the order does not grant; for good, and for all descendants.
void confine(void);
