import Languages
import Testing

@Suite struct CppTests {
    private let source = CppFixture.source

    @Test func tags() throws {
        try checkTags(
            "cpp", source,
            """
            9–10 macro SHAPE_ASSERT
            10–11 macro SHAPE_LIMIT
            12–121 namespace shapes
            13–17 namespace detail::inner
            14 constant kLimit
            15 constant ratios
            16 variable counter
            19 namespace fs
            22 type Name
            23–24 type Handle
            25 type Id
            27–28 interface Drawable
            30 enum Color
            30 enum_member Red
            30 enum_member Green
            31 enum Flags
            31 enum_member None
            31 enum_member All
            34–72 class Shape
            36 constructor Shape
            37 constructor Shape
            38 constructor Shape
            39 constructor ~Shape
            42 method area
            43 method name
            44 method clone
            45 method make
            46 method operator=
            47 method operator==
            48 method operator bool() const
            49 method operator Name() const
            50–51 method visit
            52 function operator<<
            55 type Point
            58 field name_
            59 field sides_
            59 field holes_
            60 constant kMaximum
            61 field live
            62 field points_
            63 field on_draw_
            65 field impl_
            66 enum_member kInline
            69–71 class Iterator
            70 field index
            74–76 struct Impl
            75 field depth
            78–81 struct Hash
            80 method operator()
            83–86 struct Bits
            84 field real
            85 field raw
            88 constructor Shape of Shape
            89 constructor ~Shape of Shape
            90 method clone of Shape
            91 method make of Shape
            92 method operator= of Shape
            93 method operator Name() const of Shape
            94–95 method get of Box
            96 variable live
            98 function operator<<
            99 function operator""_deg
            100–115 function total
            117 function square
            118 function shapes_version
            123–126 class ShapeTest
            125 method SetUp
            128 function HasName
            129 function HasArea
            130 function HasSides
            131 function Typed
            133 function clones
            135–143 class Exported
            137 method draw
            138 method shape
            139 field size
            141 field data
            142 method erase
            144 constant limit
            14: value SHAPE_LIMIT
            20: type std, import vector
            21: type std, import literals
            22: type std, type string
            23: type T
            24: type std, type shared_ptr, type T
            27: type T
            28: type T, value t, call draw
            30: value kGreen
            34: class Base, type detail, class Counted, type Shape
            37: type Name, value name_, type std, call move, value name, value sides_,
                value sides
            38: type Shape
            43: type Name, value name_
            44: type Shape
            45: type std, type unique_ptr, type Shape
            46: type Shape, type Shape
            47: type Shape, value sides_, value other, value sides_
            48: value sides_
            49: type Name
            50: type V
            51: type V, call visitor
            52: type std, type ostream, type std, type ostream, type Shape
            53: type Canvas
            54: type Base, import draw
            55: type detail, type Point
            58: type Name
            62: type std, type vector, type Point
            63: type Shape
            64: type Impl
            65: type Impl
            74: type Shape
            79: type Shape
            80: type Shape
            88: type Shape, value Shape
            89: type Shape
            90: type Shape, type Shape, class Shape
            91: type std, type unique_ptr, type Shape, type Shape, type std, call make_unique,
                type Shape, value sides
            92: type Shape, type Shape, type Shape
            93: type Shape, type Name, value name_
            94: type T
            95: type T, type detail, type Box, type T, value value
            96: type Shape
            98: type std, type ostream, type std, type ostream, type Shape, value out,
                value shape, call name
            99: value value
            100: type Drawable
            101: type std, type vector, type T
            103: value kLimit
            104: value all, value first, call area, value N
            105: value sum, value x, value factor
            106: type std, call sort, value all, call begin, value all, call end
            107: type shapes, type detail, type inner, call helper, type T, call twice,
                value sum
            109: type Shape, type all
            110: value local, call visit
            111: value impl_, value depth, type Shape, value kMaximum, type Color, value Red
            112: type std, type exception
            113: type Failure, value error
            117: value x, value x
            119: type Shape, type std, type vector, type Shape
            120: value Shape
            123: type testing, class Test
            128: type ShapeBasics, call EXPECT_EQ, type shapes, call make, call name
            129: type ShapeTest, call ASSERT_TRUE
            130: type ShapeTest
            131: type ShapeTest
            133: call BOOST_CHECK
            135: type SHAPE_API
            138: type Shape
            """)
    }

    @Test func scopes() throws {
        try checkScopes(
            "cpp", source,
            """
            1: {145
            9: function=SHAPE_ASSERT, parameter=x
            10: variable=SHAPE_LIMIT
            12: {121, type=shapes
            13: {17
            14: variable=kLimit, SHAPE_LIMIT
            15: variable=ratios
            16: variable=counter
            19: type=fs
            20: std, variable=vector
            21: std
            22: type=Name, std, string
            23: {24, type=T
            24: type=Handle, std, shared_ptr, T
            25: type=Id
            27: {28, type=T
            28: type=Drawable, {28, T, parameter=t, t
            30: type=Color, variable=Red, variable=Green, kGreen
            31: type=Flags, variable=None, variable=All
            34: {72, type=Shape, Base, detail, Counted, Shape
            36: function=Shape
            37: {37, function=Shape, Name, parameter=name, parameter=sides, std, name, sides,
                {37
            38: {38, function=Shape, Shape
            39: {39
            43: {43, Name, {43, name_
            44: Shape
            45: std, unique_ptr, Shape, parameter=sides
            46: Shape, Shape, parameter=other
            47: {47, Shape, parameter=other, {47, sides_, other
            48: {48, {48, sides_
            49: Name
            50: {51, type=V
            51: {51, function=visit, V, parameter=visitor, {51, visitor
            52: std, ostream, std, ostream, parameter=out, Shape, parameter=shape
            53: Canvas
            54: Base, variable=draw
            55: type=Point, detail, Point
            58: Name
            62: std, vector, Point
            63: Shape
            64: Impl
            65: Impl
            66: variable=kInline
            69: {71, type=Iterator
            74: {76, Shape, Impl
            78: {81
            79: {81, Hash, Shape
            80: Shape, parameter=shape
            83: {86, type=Bits
            88: {88, Shape, {88
            89: {89, Shape, {89
            90: {90, Shape, Shape, {90, Shape
            91: {91, std, unique_ptr, Shape, Shape, parameter=sides, {91, std, make_unique,
                Shape, sides
            92: {92, Shape, Shape, Shape, parameter=other, {92
            93: {93, Shape, Name, {93, name_
            94: {95, type=T
            95: {95, T, detail, Box, T, {95, value
            96: Shape, variable=live
            98: {98, std, ostream, std, ostream, parameter=out, Shape, parameter=shape, {98,
                out, shape
            99: {99, parameter=value, {99, value
            100: {115, Drawable, parameter=T, parameter=N
            101: {115, function=total, std, vector, T, parameter=all, {115
            102: variable=sum
            103: variable=limit, kLimit
            104: {104, variable=first, variable=second, all, first, N
            105: variable=twice, {105, sum, variable=factor, parameter=x, {105, x, factor
            106: std, all, all
            107: shapes, detail, inner, helper, T, static_cast, twice, sum
            108: {112
            109: Shape, function=local, all
            110: local
            111: Shape, Color
            112: {114, std, exception, parameter=error, {114
            113: Failure, error
            117: variable=square, {117, parameter=x, {117, x, x
            118: function=shapes_version
            119: function=total, Shape, std, vector, Shape
            120: Shape
            123: {126, type=ShapeTest, testing, Test
            125: {125, {125
            128: {128, function=TEST, ShapeBasics, HasName, {128, EXPECT_EQ, shapes
            129: {129, function=TEST_F, ShapeTest, HasArea, {129, ASSERT_TRUE
            130: {130, function=TEST_P, ShapeTest, HasSides, {130
            131: {131, function=TYPED_TEST, ShapeTest, Typed, {131
            133: {133, function=BOOST_AUTO_TEST_CASE, clones, {133, BOOST_CHECK
            135: {143, SHAPE_API, {143
            137: function=draw
            138: Shape, function=shape
            139: variable=size
            141: variable=data
            142: {142, function=erase, {142
            144: variable=limit
            """)
    }

    @Test func imports() throws {
        try checkMatches(
            "cpp", .imports, source,
            """
            3–4 import, module <memory>
            4–5 import, module <vector>
            5–6 import, module shapes/base.hpp
            7 import, module std.io
            19 import, alias fs, module std::filesystem
            20 import, module std, name vector
            21 import, wildcard namespace, module std::literals
            54 import, module Base, name draw
            """)
    }

    @Test func documentation() throws {
        try checkMatches(
            "cpp", .docs, source,
            """
            34–72 documented, doc /// A thing with an area.
            42 documented, doc /** The area. */
            59 documented, doc ///< What people call it.
            58 documented, doc ///< What people call it.
            123–126 documented, doc // namespace shapes
            """)
    }

    @Test func tests() throws {
        try checkMatches(
            "cpp", .tests, source,
            """
            123–126 suite, name ShapeTest
            128 test, name HasName
            129 test, name HasArea
            130 test, name HasSides
            131 test, name Typed
            133 test, name clones
            """)
    }

    @Test func folds() throws {
        try checkFolds(
            "cpp", source,
            """
            fold: 9–10 12–121 13–17 34–72 69–71 74–76 79–81 83–86 101–115
                108–112 112–114 123–126 135–143
            fold.comment: 1 17 33 41 58 121
            fold.imports: 3–4 4–5 5–6 7
            """)
    }

    /// To the grammar these macros are calls with braces behind them, and the semicolon in between
    /// is missing: a text with such tests has errors.
    @Test func testsInBraces() throws {
        try checkMatches(
            "cpp", .tests,
            """
            TEST_SUITE("shapes") {
              TEST_CASE("can be cloned", "[shape]") {
                SECTION("deeply") { REQUIRE(true); }
              }
              SCENARIO_METHOD(Canvas, "drawing") {}
              SCENARIO("drawing") { GIVEN("a canvas") { CHECK(1); } }
            }
            """, hasErrors: true,
            """
            1–7 suite, name shapes
            2–4 test, name can be cloned
            5 test, name drawing
            6 test, name drawing
            """)
    }
}
