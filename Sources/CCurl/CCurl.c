#include "CCurl.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <sys/socket.h>

// libcurl's message about a transfer that is done.
struct message {
    int kind;
    TenonCurlEasy *easy;
    union {
        void *whatever;
        int result;
    } data;
};

struct library {
    int (*global_init)(long flags);
    TenonCurlEasy *(*easy_init)(void);
    void (*easy_cleanup)(TenonCurlEasy *);
    int (*easy_setopt)(TenonCurlEasy *, int option, ...);
    int (*easy_getinfo)(TenonCurlEasy *, int info, ...);
    int (*easy_pause)(TenonCurlEasy *, int what);
    const char *(*easy_strerror)(int code);
    const char *(*version)(void);
    TenonCurlList *(*slist_append)(TenonCurlList *, const char *);
    void (*slist_free_all)(TenonCurlList *);
    TenonCurlMulti *(*multi_init)(void);
    int (*multi_cleanup)(TenonCurlMulti *);
    int (*multi_setopt)(TenonCurlMulti *, int option, ...);
    int (*multi_add_handle)(TenonCurlMulti *, TenonCurlEasy *);
    int (*multi_remove_handle)(TenonCurlMulti *, TenonCurlEasy *);
    int (*multi_perform)(TenonCurlMulti *, int *running);
    int (*multi_poll)(TenonCurlMulti *, void *more, unsigned count, int milliseconds, int *ready);
    int (*multi_wakeup)(TenonCurlMulti *);
    struct message *(*multi_info_read)(TenonCurlMulti *, int *left);
};

static struct library curl;

const char *tenon_curl_load(const char *file) {
    void *library = dlopen(file, RTLD_NOW | RTLD_LOCAL);
    if (!library) return dlerror();
    struct library found;
#define FIND(name)                                                   \
    *(void **)(&found.name) = dlsym(library, "curl_" #name);         \
    if (!found.name) {                                               \
        dlclose(library);                                            \
        return "it is too old: curl_" #name " is missing";           \
    }
    FIND(global_init)
    FIND(easy_init)
    FIND(easy_cleanup)
    FIND(easy_setopt)
    FIND(easy_getinfo)
    FIND(easy_pause)
    FIND(easy_strerror)
    FIND(version)
    FIND(slist_append)
    FIND(slist_free_all)
    FIND(multi_init)
    FIND(multi_cleanup)
    FIND(multi_setopt)
    FIND(multi_add_handle)
    FIND(multi_remove_handle)
    FIND(multi_perform)
    FIND(multi_poll)
    FIND(multi_wakeup)
    FIND(multi_info_read)
#undef FIND
    // 3 is CURL_GLOBAL_ALL.
    if (found.global_init(3) != 0) return "it cannot be initialised";
    curl = found;
    return 0;
}

// libcurl's wish for a socket.
struct wanted_socket {
    int family;
    int type;
    int protocol;
    unsigned address_length;
    struct sockaddr address;
};

static int open_socket(void *data, int purpose, struct wanted_socket *wanted) {
    (void)data, (void)purpose;
#ifdef SOCK_CLOEXEC
    return socket(wanted->family, wanted->type | SOCK_CLOEXEC, wanted->protocol);
#else
    int made = socket(wanted->family, wanted->type, wanted->protocol);
    if (made >= 0) fcntl(made, F_SETFD, FD_CLOEXEC);
    return made;
#endif
}

TenonCurlEasy *tenon_curl_easy_init(void) {
    TenonCurlEasy *easy = curl.easy_init();
    // 20163 is CURLOPT_OPENSOCKETFUNCTION.
    if (easy) curl.easy_setopt(easy, 20163, open_socket);
    return easy;
}

void tenon_curl_easy_cleanup(TenonCurlEasy *easy) { curl.easy_cleanup(easy); }

int tenon_curl_set_number(TenonCurlEasy *easy, TenonCurlOption option, long value) {
    return curl.easy_setopt(easy, (int)option, value);
}

int tenon_curl_set_size(TenonCurlEasy *easy, TenonCurlOption option, long long value) {
    return curl.easy_setopt(easy, (int)option, value);
}

int tenon_curl_set_pointer(TenonCurlEasy *easy, TenonCurlOption option, const void *value) {
    return curl.easy_setopt(easy, (int)option, value);
}

int tenon_curl_set_receiver(
    TenonCurlEasy *easy, TenonCurlOption option, TenonCurlReceiver value
) {
    return curl.easy_setopt(easy, (int)option, value);
}

long tenon_curl_number(TenonCurlEasy *easy, TenonCurlInfo info) {
    long value = 0;
    curl.easy_getinfo(easy, (int)info, &value);
    return value;
}

void *tenon_curl_private(TenonCurlEasy *easy) {
    void *value = 0;
    curl.easy_getinfo(easy, (int)TENON_CURL_INFO_PRIVATE, &value);
    return value;
}

void tenon_curl_flush(TenonCurlEasy *easy) {
    // To stop and to go on each tell the server of another window, and all that waits goes along.
    // 1 is CURLPAUSE_RECV, 0 is CURLPAUSE_CONT.
    curl.easy_pause(easy, 1);
    curl.easy_pause(easy, 0);
}

const char *tenon_curl_error_text(int code) { return curl.easy_strerror(code); }

const char *tenon_curl_version(void) { return curl.version(); }

TenonCurlList *tenon_curl_list_append(TenonCurlList *list, const char *text) {
    return curl.slist_append(list, text);
}

void tenon_curl_list_free(TenonCurlList *list) { curl.slist_free_all(list); }

TenonCurlMulti *tenon_curl_multi_init(long most_idle_connections) {
    TenonCurlMulti *multi = curl.multi_init();
    // 6 is CURLMOPT_MAXCONNECTS.
    if (multi) curl.multi_setopt(multi, 6, most_idle_connections);
    return multi;
}

void tenon_curl_multi_cleanup(TenonCurlMulti *multi) { curl.multi_cleanup(multi); }

int tenon_curl_multi_add(TenonCurlMulti *multi, TenonCurlEasy *easy) {
    return curl.multi_add_handle(multi, easy);
}

void tenon_curl_multi_remove(TenonCurlMulti *multi, TenonCurlEasy *easy) {
    curl.multi_remove_handle(multi, easy);
}

void tenon_curl_multi_perform(TenonCurlMulti *multi) {
    int running = 0;
    curl.multi_perform(multi, &running);
}

void tenon_curl_multi_poll(TenonCurlMulti *multi, int milliseconds) {
    curl.multi_poll(multi, 0, 0, milliseconds, 0);
}

void tenon_curl_multi_wakeup(TenonCurlMulti *multi) { curl.multi_wakeup(multi); }

TenonCurlEasy *tenon_curl_multi_next_done(TenonCurlMulti *multi, int *result) {
    int left = 0;
    struct message *message;
    while ((message = curl.multi_info_read(multi, &left))) {
        // 1 is CURLMSG_DONE, the only kind there is.
        if (message->kind != 1) continue;
        *result = message->data.result;
        return message->easy;
    }
    return 0;
}
