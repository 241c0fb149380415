import Languages
import Testing

@Suite struct JavaTests {
    private let source = JavaFixture.source

    @Test func tags() throws {
        try checkTags(
            "java", source,
            """
            11–84 class Order
            14 constant LIMIT
            14 constant FLOOR
            15 field items
            16 field made
            17 field counts
            17 field total
            24–27 constructor Order
            31–51 method price
            39 field runs
            41–42 method run
            53 method fold
            55–64 method size
            66–70 interface Visitor
            67 constant DEPTH
            68 method visit
            69 method done
            72–83 enum Status
            73 enum_member OPEN
            75–77 enum_member SENT
            76 method label
            79 field label
            80 constructor Status
            81 constructor Status
            82 method label
            86–94 class Point
            86 field x
            86 field y
            86 field names
            87 constant ORIGIN
            89–91 constructor Point
            93 method sum
            96–100 interface Audited
            98 method value
            99 method levels
            102–121 class OrderTest
            103–104 method setUp
            106–107 method hasPrice
            109–111 method hasSizes
            113–114 method isSlow
            116–120 class WhenEmpty
            118–119 method isFree
            123–126 class LegacyTest
            124 method testOld
            125 method helper
            3: import List
            4: import concurrent
            5: import max
            6: import Assertions
            11: type Entity, value name, value flags, value Flags, value LAZY
            12: type T, type Item, class Base, type T, class Comparable, type Order, type T,
                type io, class Closeable
            15: type List, type T, class ArrayList
            20: value LIMIT
            24: type List, type T, type OrderException
            25: value items
            26: value items, call addAll, value items
            31: type Override
            32: type Rate
            34: type T, value items, value item, call price, value rate, value value
            35: call max, value LIMIT, value i, value n, value i, value i
            36: type Function, type T, type Long, value x, call price
            37: type BinaryOperator, type Long, value a, value b
            38: type Runnable, class Runnable
            41: type Override
            42: value runs
            44: call open, type Reader, type io, class Reader, value in
            45: value items, call stream, call map, value Item, value price, call reduce,
                value add
            46: type IOException, type TimeoutException
            47: class OrderException, value error
            49: call close
            53: type R, type R, type R, type BiFunction, type R, type T, type R
            55: type Object
            56: value shape, type Box, value box, value deep, value box, call size
            57: value shape
            58: type Circle, value radius
            59: type Square, value square, value side
            60: value square, value side
            62: value Order, value made
            66: type R, type Base, class Visitor
            68: type R, type Order
            72: class Named
            76: type String
            79: type String
            81: type String, value label, value label
            82: type String, value label
            86: type N, type Number, type N, type N, type String, class Shape
            87: type Point, type Integer, class Point
            90: value Objects, call requireNonNull, value x
            93: type N, value x
            96: type Retention, value RetentionPolicy, value RUNTIME
            98: type String
            103: type BeforeEach
            106: type Test
            107: call assertEquals, class Order, call price
            109: type ParameterizedTest, value name
            110: type ValueSource, value ints
            113: type Test, value groups
            116: type Nested
            118: type RepeatedTest
            123: type junit, type framework, class TestCase
            """)
    }

    @Test func scopes() throws {
        try checkScopes(
            "java", source,
            """
            1: {127
            3: type=List
            5: function=max
            11: {84, Entity, Flags
            12: type=Order, type=T, Item, Base, T, Comparable, Order, T, io, Closeable
            15: List, T, ArrayList
            19: {21
            20: LIMIT
            24: {27, List, T, parameter=items, parameter=counts, OrderException, {27
            25: items
            26: items
            31: {51, Override
            32: Rate, parameter=rate, {51
            33: variable=sum
            34: {34, T, variable=item, items, item, rate
            35: {35, variable=i, variable=n, LIMIT, i, n, i, i
            36: Function, T, Long, variable=cost, {36, parameter=x, x
            37: BinaryOperator, Long, variable=add, {37, parameter=a, parameter=b, a, b
            38: Runnable, variable=task, Runnable
            41: {42, Override
            42: {42, runs
            44: {50, var, variable=in, Reader, variable=other, io, Reader, in, {46
            45: items, Item, add
            46: {48, IOException, TimeoutException, parameter=error, {48
            47: OrderException, error
            48: {50
            53: {53, type=R, R, R, parameter=start, BiFunction, R, T, R, parameter=step
            55: {64, Object, parameter=shape, {64
            56: shape, Box, variable=box, box, box
            57: shape
            58: {58, Circle, variable=radius, var, variable=center, radius
            59: {61, Square, variable=square, square, {61
            60: square
            62: {62, Order
            66: {70, type=Visitor, type=R, Base, Visitor
            68: {68, R, Order, parameter=order
            69: {69, {69
            72: {83, type=Status, Named
            76: {76, String, {76
            79: String
            80: {80, {80
            81: {81, String, parameter=label, {81, label
            82: {82, String, {82, label
            86: {94, type=Point, type=N, Number, N, parameter=x, N, parameter=y, String,
                parameter=names, Shape
            87: Point, Integer, Point
            89: {91, {91
            90: Objects, x
            93: {93, N, {93, x
            96: {100, Retention, RetentionPolicy
            97: type=Audited
            98: String
            102: {121, type=OrderTest
            103: {104, BeforeEach
            104: {104
            106: {107, Test
            107: {107, Order
            109: {111, ParameterizedTest
            110: ValueSource
            111: parameter=size, {111
            113: {114
            114: {114
            116: {120, Nested
            117: type=WhenEmpty
            118: {119, RepeatedTest
            119: {119
            123: {126, type=LegacyTest, junit, framework, TestCase
            124: {124, {124
            125: {125, {125
            """)
    }

    @Test func imports() throws {
        try checkMatches(
            "java", .imports, source,
            """
            3 import, module java.util, name List
            4 import, module java.util.concurrent, wildcard *
            5 import, module java.lang.Math, name max
            6 import, module org.junit.jupiter.api.Assertions, wildcard *
            """)
    }

    @Test func documentation() throws {
        try checkMatches(
            "java", .docs, source,
            """
            11–84 documented, doc /**…
            14 documented, doc /** The most lines. */
            24–27 documented, doc /** Makes an order. */
            31–51 documented, doc /// In cents.
            75–77 documented, doc /** Sent away. */
            """)
    }

    @Test func tests() throws {
        try checkMatches(
            "java", .tests, source,
            """
            102–121 suite, name OrderTest
            106–107 test, name hasPrice
            109–111 test, name hasSizes
            113–114 test, name isSlow
            116–120 suite, name WhenEmpty
            118–119 test, name isFree
            123–126 suite, name LegacyTest
            124 test, name testOld
            """)
    }

    @Test func folds() throws {
        try checkFolds(
            "java", source,
            """
            fold: 12–84 19–21 24–27 32–51 38–43 44–46 46–48 48–50 55–64
                57–63 59–61 66–70 72–83 75–77 86–94 89–91 97–100 102–121
                117–120 123–126
            fold.comment: 8–10 13 23 29 30 74
            fold.imports: 3 4 5 6
            """)
    }
}
