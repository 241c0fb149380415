// File operations that no link and no ".." can lead astray.
#pragma once

// Opens a path that lies beneath the folder. Where any part of it is a link, or leads out, it
// fails. Always close-on-exec. Returns -1 with `errno`.
int tenon_open_beneath(int folder, const char *path, int flags, unsigned mode);

enum tenon_rename {
    // Fails where something has the new name.
    TENON_RENAME_NEW,
    // Both have something, which change places in one step.
    TENON_RENAME_EXCHANGE,
};

// Renames within one folder.
int tenon_rename(int folder, const char *from, const char *to, enum tenon_rename how);

// Gives an open file, of which nothing else need be possible (`O_PATH`), a new mode.
int tenon_change_mode(int file, unsigned mode);

// From now on, this thread's file operations are this user's. Only root can be somebody else.
void tenon_act_on_files_as(unsigned user, unsigned group);

// Appends all of one file to another, sharing their blocks where the file system can.
int tenon_copy_content(int from, int to);
