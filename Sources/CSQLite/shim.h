#pragma once
#include <sqlite3.h>

// The destructor constants are casts, which Swift does not import. SQLite copies what is bound.
static inline int tenon_bind_text(sqlite3_stmt *statement, int index, const char *text, int count) {
    return sqlite3_bind_text(statement, index, text, count, SQLITE_TRANSIENT);
}

static inline int tenon_bind_blob(sqlite3_stmt *statement, int index, const void *blob, int count) {
    return sqlite3_bind_blob(statement, index, blob, count, SQLITE_TRANSIENT);
}

// Variadic, so out of Swift's reach.
static inline int tenon_set_limit(sqlite3 *connection, int limit, int value) {
    return sqlite3_limit(connection, limit, value);
}
