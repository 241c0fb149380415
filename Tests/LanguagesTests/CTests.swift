import Languages
import Structure
import Syntax
import Testing

@Suite struct CTests {
    private let source = CFixture.source

    @Test func tags() throws {
        try checkTags(
            "c", source,
            """
            10–11 macro RING_MAX
            11–12 macro RING_DEBUG
            12–13 macro RING_MIN
            15 type byte_t
            16 type ring_callback
            17 type byte_pointer
            17 type byte_block
            18 type ring_t
            23–34 struct ring
            24 field data
            25 field head
            25 field tail
            26 field full
            27 field scratch
            28 field on_full
            29 field compare
            31 field number
            32 field real
            30–33 field extra
            37 field x
            37 field y
            36–38 struct point_t
            40–42 struct node
            41 field next
            44 enum_member RING_OK
            44 enum_member RING_FULL
            44 enum ring_status
            46 enum ring_mode
            46 enum_member MODE_READ
            46 enum_member MODE_WRITE
            48–51 struct word
            49 field whole
            50 field parts
            53 variable ring_errors
            54 constant default_capacity
            55 variable shared_ring
            55 variable spare_rings
            56 variable ring_names
            57 variable ring_hook
            61 function ring_new
            62 function ring_words
            63 function ring_size
            64 function ring_signal
            67 variable debug_level
            69 variable trace_level
            71 constant trace_level
            77–93 function ring_new
            95–107 function compare_rings
            109–112 function test_ring_starts_empty
            114 function ring_case
            116–119 function ring_grows
            120–122 function wraps
            2: value RING_H
            16: type byte_t
            17: type byte_t
            18: type ring
            24: type byte_t
            27: type byte_t
            28: type ring_callback
            29: type ring, type ring
            41: type node
            42: type node
            44: value RING_MAX
            54: value RING_MAX
            55: type ring_t
            58: call DEFINE_LOCK, value ring_lock
            61: type ring_t
            62: type ring_t
            63: type ring_t
            66: value RING_DEBUG
            68: value RING_MAX, value RING_TRACE
            77: type ring_t
            79: value RING_DEBUG
            82: type ring, call ring_alloc, value ring
            83: call RING_MIN, value capacity, value default_capacity
            85: value i, value limit, value i
            86: value ring, value data, value i, type byte_t, value made
            88: value ring, call on_full, value ring
            89: call ring_hook, value debug_level
            90: type point_t, value x, value y, value limit
            91: call use, value origin, value shared_ring, value shared_ring, value head,
                value made
            92: value ring
            96: type ring_t
            98: value left, value head, value right, value head
            99: value left, value tail
            100: value MODE_READ
            103: value ring_errors
            111: call assert_null, call ring_new, value data
            114: type kunit, call KUNIT_EXPECT_EQ, value test
            116: type START_TEST
            118: call ck_assert_int_eq, call ring_size, value shared_ring
            120: type END_TEST
            122: type rings, call cr_assert
            """)
    }

    @Test func scopes() throws {
        try checkScopes(
            "c", source,
            """
            1: {125
            2: RING_H
            3: variable=RING_H
            10: variable=RING_MAX
            11: variable=RING_DEBUG
            12: function=RING_MIN, parameter=a, parameter=b
            15: type=byte_t
            16: type=ring_callback, parameter=context, byte_t, parameter=value
            17: byte_t, type=byte_pointer, type=byte_block
            18: ring, type=ring_t
            23: {34, type=ring
            24: byte_t
            27: byte_t
            28: ring_callback
            29: ring, ring
            30: {33
            36: {38
            38: type=point_t
            40: {42, type=node
            41: node
            42: type=node
            44: variable=RING_OK, variable=RING_FULL, RING_MAX, type=ring_status
            46: type=ring_mode, variable=MODE_READ, variable=MODE_WRITE
            48: {51, type=word
            53: variable=ring_errors
            54: variable=default_capacity, RING_MAX
            55: ring_t, variable=shared_ring, variable=spare_rings
            56: variable=ring_names
            57: variable=ring_hook
            58: DEFINE_LOCK, ring_lock
            61: ring_t, function=ring_new, parameter=capacity
            62: function=ring_words, ring_t, parameter=ring
            63: function=ring_size, ring_t, parameter=ring
            64: function=ring_signal, parameter=number, parameter=handler
            66: RING_DEBUG
            67: variable=debug_level
            68: RING_MAX, RING_TRACE
            69: variable=trace_level
            71: variable=trace_level
            77: {93, ring_t, function=ring_new, parameter=capacity
            78: {93
            79: RING_DEBUG
            80: variable=attempts
            82: ring, variable=ring, ring_alloc, ring
            83: variable=limit, RING_MIN, capacity, default_capacity
            84: variable=made
            85: {87, variable=i, i, limit, i, {87
            86: ring, i, byte_t, made
            88: ring, ring
            89: ring_hook, debug_level
            90: point_t, variable=origin, limit
            91: use, origin, shared_ring, shared_ring, made
            92: ring
            95: {107, function=compare_rings, parameter=left, parameter=right
            96: ring_t, variable=left, variable=right
            97: {107
            98: left, right
            99: left, {104
            100: MODE_READ
            103: ring_errors
            109: {112, function=test_ring_starts_empty, parameter=state
            110: {112
            111: assert_null, ring_new
            114: {114, function=ring_case, kunit, parameter=test, {114, KUNIT_EXPECT_EQ, test
            116: {119, START_TEST
            117: {119
            118: ck_assert_int_eq, ring_size, shared_ring
            120: {122, END_TEST
            122: function=Test, rings, wraps, {122, cr_assert
            """)
    }

    @Test func imports() throws {
        try checkMatches(
            "c", .imports, source,
            """
            5–6 import, module <stddef.h>
            6–7 import, module <stdio.h>
            7–8 import, module ring/alloc.h
            8–9 import, module CONFIG_HEADER
            """)
    }

    @Test func documentation() throws {
        try checkMatches(
            "c", .docs, source,
            """
            15 documented, doc /** A byte. */
            23–34 documented, doc /**…
            25 documented, doc ///< The bytes.
            24 documented, doc ///< The bytes.
            61 documented, doc // Prototypes.
            77–93 documented, doc // The caller frees it.
            """)
    }

    @Test func tests() throws {
        try checkMatches(
            "c", .tests, source,
            """
            109–112 test, name test_ring_starts_empty
            114 test, name ring_case
            116–119 test, name ring_grows
            120–122 test, name wraps
            """)
    }

    @Test func folds() throws {
        try checkFolds(
            "c", source,
            """
            fold: 2–124 12–13 23–34 30–33 36–38 40–42 48–51 66–73 68–72
                70–71 78–93 79–81 85–87 97–107 99–104 100–101 102–103 110–112
                117–119
            fold.comment: 1 14 20–22 24 60 75 76
            fold.imports: 5–6 6–7 7–8 8–9
            """)
    }

    /// A condition of the preprocessor stands in bodies as well as around the file's own variables.
    @Test func whatABodyDeclaresIsNoDefinition() throws {
        let source = Array(
            """
            #if A
            int outer;
            int prototype(void);
            #endif
            int body(void) {
            #if A
                int inner;
                const int limit = 1;
                int local_prototype(void);
                struct local { int field; };
            #endif
            }
            """.utf8)
        let language = try TestLanguages.named("c")
        var parser = Parser(grammar: try language.grammar())
        guard case .finished(let tree) = parser.parse(source) else {
            Issue.record("parsing did not finish")
            return
        }
        let names = Tags(of: tree, bytes: source, language: language).definitions.map {
            String(decoding: source[$0.nameRange], as: UTF8.self)
        }
        #expect(names == ["outer", "prototype", "body", "local", "field"])
    }
}
