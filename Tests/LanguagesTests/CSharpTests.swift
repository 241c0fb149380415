import Languages
import Testing

@Suite struct CSharpTests {
    private let source = CSharpFixture.source

    @Test func tags() throws {
        try checkTags(
            "csharp", source,
            """
            10–129 namespace Shop.Orders
            14 type OrderChanged
            17–100 class Order
            22 constant Limit
            22 constant Floor
            23 constant Gate
            24 field items
            24 field spare
            25 field count
            27 property Changed
            27 property Closed
            28–32 property Sent
            34 constructor Order
            36–39 constructor Order
            41 constructor Order
            44 property Made
            45 property Name
            46–50 property this
            51 property Size
            53–91 method PriceAsync
            63–66 function Discount
            93 method Dispose
            94 method Fold
            95 method +
            96 method operator
            97 method true
            99 class Inner
            99 field depth
            102–107 interface IShape
            104 property Size
            105 method Draw
            106 property Moved
            109–110 enum Status
            110 enum_member Open
            110 enum_member Sent
            112–116 struct Point
            114 field X
            115 constructor Point
            118–121 class Money
            118 property Amount
            118 property Currency
            120 property IsFree
            123 class Pair
            123 property First
            123 property Second
            125–128 class Service
            127 field buffer
            131–148 class OrderTests
            134–135 method SetUp
            137–138 method HasPrice
            140–141 method HasSizes
            143–144 method IsSent
            146–147 method IsOpen
            150–156 class LegacyTests
            153–155 method Old
            1: type System, import Linq
            2: import System
            3: type System, import Math
            4: type System, type Collections, type Generic, import List, type Shop, type Item
            5: type Shop, import Legacy
            8: type InternalsVisibleTo
            10: type Shop, type Orders
            14: type Order, type T
            17: type Serializable, type Table
            18: type Base, class Record, type T, class IComparable, type Order, type T,
                class IDisposable
            19: type Item
            24: type List, type T
            27: type OrderChanged, type T
            28: type EventHandler
            30: value handlers, value value
            31: value handlers, value value
            34: value Made
            36: type IEnumerable, type T, value items
            38: value items, call AddRange, value items
            41: call Dispose
            44: value Limit
            45: value items, value Count
            46: type T
            48: value items, value index
            49: value items, value index, value value
            53: type Obsolete
            54: type Task, type Rate, type CancellationToken
            58: value items, value sum, value item, value Price, value rate, value Value
            59: value pairs, value sum, value value
            60: call Max, value Limit, value i, value n, value i, value step, value sum, value i
            61: type Func, type T, value x, value Price
            62: type Action, value Console, call WriteLine, value a, value b
            63: type R, type IRate
            65: value sum, value by, value Amount
            67: call Open
            68: class StreamReader, value stream
            69: value table, call TryGetValue, value found, type Box, value Deep, value box,
                value Size
            70: value items, value item, value Price, value sum, value item, value Name,
                value item, value Price
            71: value sum
            72: value Gate, value Changed, call Invoke, call nameof, value Limit, value Length
            75: value Task, call Delay, value token, call ConfigureAwait
            76: value handler, value OnChanged
            77: call Convert, value Status, value Open
            79: type InvalidOperationException, value error, value Message
            81: class OrderException, value error, value Order
            83: call Dispose
            84: value shape
            86: call Circle, value _, value radius, value radius
            87: type Square, value square, value Side
            88: value Status, value Sent
            89: call Discount, value rate
            94: type R, type T
            95: type Order, type T, type Order, type T, type Order, type T, value left
            96: type Order, type T, value order, value Name
            97: type Order, type T
            102: class IBase
            105: type Canvas
            106: type EventHandler
            109: type Flags
            110: value Open
            115: value X, value x
            118: class Value, value Amount
            120: value Amount
            125: type ILogger
            131: type TestFixture
            134: type SetUp
            137: type Test
            138: value Assert, call AreEqual, class Order, type Item, value Made
            140: type TestCase
            143: type Fact
            144: type Task
            146: type Xunit, type Theory, type InlineData
            150: type TestClass
            153: type TestMethod
            154: type DataRow
            """)
    }

    @Test func scopes() throws {
        try checkScopes(
            "csharp", source,
            """
            1: {157
            4: type=Items, List
            5: type=Alias
            8: InternalsVisibleTo
            10: {129
            14: {14, type=OrderChanged, type=T, Order, T, parameter=order, parameter=index
            17: {100, Serializable, Table
            18: type=Order, type=T, Record, T, IComparable, Order, T, IDisposable
            19: T, Item
            24: List, T
            27: OrderChanged, T
            28: EventHandler
            30: {30, {30, handlers, value
            31: {31, {31, handlers, value
            34: {34, {34, Made
            36: {39, IEnumerable, T, parameter=items, parameter=counts, items
            37: {39
            38: items
            41: Dispose
            44: {44, {44, Limit
            45: items
            46: {50, T, parameter=index
            48: {48, {48, items, index
            49: {49, items, index, value
            51: {51, {51
            53: {91, Obsolete
            54: Task, Rate, parameter=rate, CancellationToken, parameter=token
            55: {91
            56: variable=sum
            57: variable=step
            58: {58, variable=item, items, sum, item, rate
            59: {59, variable=key, variable=value, pairs, sum, value
            60: {60, variable=i, variable=n, Max, Limit, i, n, i, step, sum, i
            61: Func, T, variable=cost, {61, parameter=x, x
            62: Action, variable=add, {62, parameter=a, parameter=b, Console, a, b
            63: {66, function=Discount, type=R, R, parameter=by, R, IRate
            64: {66
            65: sum, by
            67: variable=stream, Open
            68: {68, variable=reader, StreamReader, stream, {68
            69: table, variable=found, found, Box, Deep, variable=box, box
            70: variable=best, {70, variable=item, items, item, sum, item, item
            71: variable=point, sum
            72: Gate, {72, Changed, nameof, Limit
            74: {78
            75: Task, token
            76: handler, OnChanged
            77: Convert, Status
            79: {82, InvalidOperationException, parameter=error, error
            80: {82
            81: OrderException, error, Order
            83: {83, Dispose
            84: shape
            86: {86, Circle, variable=radius, _, radius, radius
            87: {87, Square, variable=square, square
            88: {88, Status
            89: {89, Discount, rate
            93: {93, {93
            94: {94, type=R, R, parameter=start, T, parameter=step
            95: {95, Order, T, Order, T, parameter=left, Order, T, parameter=right, left
            96: {96, Order, T, parameter=order, order
            97: {97, Order, T, parameter=order
            99: {99, type=Inner
            102: {107, type=IShape, IBase
            104: {104
            105: {105, Canvas, parameter=canvas
            106: EventHandler
            109: Flags
            110: type=Status, Open
            112: {116, type=Point
            115: {115, parameter=x, {115, X, x
            118: {121, type=Money, parameter=Amount, parameter=Currency, Amount
            120: Amount
            123: {123, type=Pair, parameter=First, parameter=Second
            125: {128, type=Service, ILogger, parameter=logger
            131: {148, TestFixture
            132: type=OrderTests
            134: {135, SetUp
            135: {135
            137: {138, Test
            138: {138, Assert, Order, Item
            140: {141, TestCase
            141: parameter=size, parameter=expected, {141
            143: {144, Fact
            144: Task, {144
            146: {147, InlineData
            147: parameter=value, {147
            150: {156, TestClass
            151: type=LegacyTests
            153: {155, TestMethod
            154: DataRow
            155: {155
            """)
    }

    @Test func imports() throws {
        try checkMatches(
            "csharp", .imports, source,
            """
            1 import, module System.Linq
            2 import, module System
            3 import, wildcard static, module System.Math
            4 import, alias Items, module System.Collections.Generic.List<Shop.Ite…
            5 import, alias Alias, module Shop.Legacy
            6 import, module Old
            """)
    }

    @Test func documentation() throws {
        try checkMatches(
            "csharp", .docs, source,
            """
            14 documented, doc /// <param name="order">The order.</para…
            17–100 documented, doc /// <summary>An order.</summary>
            22 documented, doc /// <summary>The most lines.</summary>
            44 documented, doc /// <summary>How many were made.</summar…
            """)
    }

    @Test func tests() throws {
        try checkMatches(
            "csharp", .tests, source,
            """
            131–148 suite, name OrderTests
            137–138 test, name HasPrice
            140–141 test, name HasSizes
            143–144 test, name IsSent
            146–147 test, name IsOpen
            150–156 suite, name LegacyTests
            153–155 test, name Old
            """)
    }

    @Test func folds() throws {
        try checkFolds(
            "csharp", source,
            """
            fold: 11–129 20–100 29–32 37–39 47–50 55–91 64–66 74–78 80–82
                84–90 103–107 113–116 119–121 126–128 133–148 152–156
            fold.comment: 12 13 16 21 43 110
            fold.imports: 1 2 3 4 5
            """)
    }
}
