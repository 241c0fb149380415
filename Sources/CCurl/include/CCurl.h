// The part of libcurl that is called, loaded when it is first needed: linking it would make every
// start of the program load two dozen libraries. The numbers are libcurl's own; its binary
// interface has not changed them since they were given out.
#pragma once
#include <stddef.h>

// One transfer (`CURL`), all transfers of a thread (`CURLM`), and a list of strings.
typedef struct TenonCurlEasy TenonCurlEasy;
typedef struct TenonCurlMulti TenonCurlMulti;
typedef struct TenonCurlList TenonCurlList;

typedef enum {
    TENON_CURL_WRITE_DATA = 10001,
    TENON_CURL_URL = 10002,
    TENON_CURL_PROXY = 10004,
    TENON_CURL_ERROR_BUFFER = 10010,
    TENON_CURL_WRITE_FUNCTION = 20011,
    TENON_CURL_HTTP_HEADER = 10023,
    TENON_CURL_HEADER_DATA = 10029,
    TENON_CURL_SSL_VERSION = 32,
    TENON_CURL_POST = 47,
    TENON_CURL_FOLLOW_LOCATION = 52,
    TENON_CURL_SSL_VERIFY_PEER = 64,
    TENON_CURL_CA_INFO = 10065,
    TENON_CURL_HEADER_FUNCTION = 20079,
    TENON_CURL_FORBID_REUSE = 75,
    TENON_CURL_HTTP_GET = 80,
    TENON_CURL_SSL_VERIFY_HOST = 81,
    TENON_CURL_HTTP_VERSION = 84,
    TENON_CURL_NO_SIGNAL = 99,
    TENON_CURL_ACCEPT_ENCODING = 10102,
    TENON_CURL_PRIVATE = 10103,
    TENON_CURL_POST_SIZE = 30120,
    TENON_CURL_CONNECT_TIMEOUT = 156,
    TENON_CURL_COPIED_POST = 10165,
    TENON_CURL_PROTOCOLS = 181,
    TENON_CURL_TCP_KEEP_ALIVE = 213,
    TENON_CURL_PATH_AS_IS = 234,
    TENON_CURL_PROXY_CA_INFO = 10246,
    TENON_CURL_SUPPRESS_CONNECT_HEADERS = 265,
    TENON_CURL_QUICK_EXIT = 322,
} TenonCurlOption;

typedef enum {
    TENON_CURL_INFO_PRIVATE = 0x100015,
    TENON_CURL_INFO_PROXY_STATUS = 0x200016,
    TENON_CURL_INFO_CONNECT_COUNT = 0x20001a,
    TENON_CURL_INFO_LOCAL_PORT = 0x20002a,
    TENON_CURL_INFO_HTTP_VERSION = 0x20002e,
} TenonCurlInfo;

// What libcurl calls with a part of the head or the body; it returns how much of it was taken.
typedef size_t (*TenonCurlReceiver)(char *bytes, size_t size, size_t count, void *data);

// Loads the library from a file, once. Null when it is there; else why not.
const char *tenon_curl_load(const char *file);

// All below need the loaded library.
// No child process inherits its sockets: one that did would keep them open.
TenonCurlEasy *tenon_curl_easy_init(void);
void tenon_curl_easy_cleanup(TenonCurlEasy *easy);
int tenon_curl_set_number(TenonCurlEasy *easy, TenonCurlOption option, long value);
int tenon_curl_set_size(TenonCurlEasy *easy, TenonCurlOption option, long long value);
int tenon_curl_set_pointer(TenonCurlEasy *easy, TenonCurlOption option, const void *value);
int tenon_curl_set_receiver(TenonCurlEasy *easy, TenonCurlOption option, TenonCurlReceiver value);
long tenon_curl_number(TenonCurlEasy *easy, TenonCurlInfo info);
void *tenon_curl_private(TenonCurlEasy *easy);
// Has what waits to be sent on the transfer's HTTP/2 connection sent now.
void tenon_curl_flush(TenonCurlEasy *easy);
const char *tenon_curl_error_text(int code);
const char *tenon_curl_version(void);

// Appends a copy of the text; the list that is returned replaces the one given.
TenonCurlList *tenon_curl_list_append(TenonCurlList *list, const char *text);
void tenon_curl_list_free(TenonCurlList *list);

TenonCurlMulti *tenon_curl_multi_init(long most_idle_connections);
void tenon_curl_multi_cleanup(TenonCurlMulti *multi);
int tenon_curl_multi_add(TenonCurlMulti *multi, TenonCurlEasy *easy);
void tenon_curl_multi_remove(TenonCurlMulti *multi, TenonCurlEasy *easy);
void tenon_curl_multi_perform(TenonCurlMulti *multi);
void tenon_curl_multi_poll(TenonCurlMulti *multi, int milliseconds);
// The one function that may be called from any thread.
void tenon_curl_multi_wakeup(TenonCurlMulti *multi);
// A transfer that is done, and its result; null when there is none.
TenonCurlEasy *tenon_curl_multi_next_done(TenonCurlMulti *multi, int *result);
