#include <tree_sitter/api.h>

#ifdef __linux__
// Declared for GNU programs only, and without the C library's types, whose header this module must
// not be the first to see. The attributes are a `pthread_attr_t *`.
int pthread_getattr_np(unsigned long thread, void *attributes);
int pthread_attr_getstack(const void *attributes, void **lowest, size_t *size);
int pthread_attr_destroy(void *attributes);
unsigned long pthread_self(void);

// The lowest address of the calling thread's stack; null when it is not known.
static inline char *tenon_stack_end(void) {
    static _Thread_local char *known;
    if (!known) {
        union {
            long align;
            char bytes[128];
        } attributes;
        void *lowest = 0;
        size_t size = 0;
        if (pthread_getattr_np(pthread_self(), &attributes) == 0) {
            if (pthread_attr_getstack(&attributes, &lowest, &size) == 0) known = (char *)lowest;
            pthread_attr_destroy(&attributes);
        }
    }
    return known;
}
#else
void *pthread_self(void);
void *pthread_get_stackaddr_np(void *thread);
size_t pthread_get_stacksize_np(void *thread);

static inline char *tenon_stack_end(void) {
    char *highest = (char *)pthread_get_stackaddr_np(pthread_self());
    return highest ? highest - pthread_get_stacksize_np(pthread_self()) : 0;
}
#endif

// How many bytes of stack the caller has left; 0 when that is not known.
static inline size_t tenon_stack_left(void) {
    char here;
    char *end = tenon_stack_end();
    return end && &here > end ? (size_t)(&here - end) : 0;
}
