enum CFixture {
    /// What C can declare, and how it is used.
    static let source = #"""
        /* Ring buffers of bytes, with everything that C can declare. */
        #ifndef RING_H
        #define RING_H

        #include <stddef.h>
        #include <stdio.h>
        #include "ring/alloc.h"
        #include CONFIG_HEADER

        #define RING_MAX 4096
        #define RING_DEBUG
        #define RING_MIN(a, b) ((a) < (b) ? (a) : (b))

        /** A byte. */
        typedef unsigned char byte_t;
        typedef int (*ring_callback)(void *context, byte_t value);
        typedef byte_t *byte_pointer, byte_block[16];
        typedef struct ring ring_t;

        /**
         * A ring of bytes.
         */
        struct ring {
            byte_t *data;   ///< The bytes.
            size_t head, tail;
            unsigned full : 1;
            byte_t scratch[4][8];
            ring_callback on_full;
            int (*compare)(const struct ring *, const struct ring *);
            union {
                int number;
                float real;
            } extra;
        };

        typedef struct {
            double x, y;
        } point_t;

        typedef struct node {
            struct node *next;
        } node;

        typedef enum { RING_OK, RING_FULL = RING_MAX + 1 } ring_status;

        enum ring_mode { MODE_READ = 1, MODE_WRITE };

        union word {
            int whole;
            char parts[4];
        };

        extern int ring_errors;
        static const size_t default_capacity = RING_MAX;
        static ring_t *shared_ring, *spare_rings[2];
        const char *const ring_names[] = {"first", "second"};
        static int (*ring_hook)(int) = NULL;
        DEFINE_LOCK(ring_lock);

        // Prototypes.
        ring_t *ring_new(size_t capacity);
        char **ring_words(const ring_t *ring);
        int (ring_size)(const ring_t *ring);
        void (*ring_signal(int number, void (*handler)(int)))(int);

        #ifdef RING_DEBUG
        static int debug_level = 2;
        #if RING_MAX > 10 && defined(RING_TRACE)
        static int trace_level;
        #else
        static const int trace_level = 0;
        #endif
        #endif

        // Makes a ring.
        // The caller frees it.
        ring_t *ring_new(size_t capacity)
        {
        #ifdef RING_DEBUG
            int attempts = 0;
        #endif
            struct ring *ring = ring_alloc(sizeof(*ring));
            const int limit = RING_MIN(capacity, default_capacity);
            static int made;
            for (size_t i = 0; i < limit; i++) {
                ring->data[i] = (byte_t)made;
            }
            ring->on_full(ring, 1);
            (*ring_hook)(debug_level);
            point_t origin = {.x = 0, .y = limit};
            use(&origin, shared_ring ? shared_ring->head : made++);
            return ring;
        }

        static int compare_rings(left, right)
            const ring_t *left, *right;
        {
            if (left->head == right->head) goto same;
            switch (left->tail) {
            case MODE_READ:
                return -1;
            default:
                return ring_errors;
            }
        same:
            return 0;
        }

        static void test_ring_starts_empty(void **state)
        {
            assert_null(ring_new(0)->data);
        }

        static void ring_case(struct kunit *test) { KUNIT_EXPECT_EQ(test, 1, 1); }

        START_TEST(ring_grows)
        {
            ck_assert_int_eq(ring_size(shared_ring), 0);
        }
        END_TEST

        Test(rings, wraps) { cr_assert(1); }

        #endif

        """#
}
