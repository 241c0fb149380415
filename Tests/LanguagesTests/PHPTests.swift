import Languages
import Testing

@Suite struct PHPTests {
    private let source = PHPFixture.source

    @Test func tags() throws {
        try checkTags(
            "php", source,
            """
            16 constant FORMAT
            16 constant DEPTH
            17 constant SHOP_ROOT
            18 variable $registry
            19 variable $first
            19 variable $second
            20 function $double
            21–24 function $triple
            27–31 interface Priced
            29 constant CURRENCY
            30 method price
            33–42 class Audited
            35 property log
            36 method id
            37–41 method audit
            44–50 enum Status
            47 enum_member Open
            48 enum_member Sent
            49 method of
            55–115 class Order
            62 property items
            62 property spare
            63 property made
            64 property name
            65 constant MOST
            68–76 constructor __construct
            69 property rate
            70 property clock
            78–111 method price
            107 property depth
            108 method run
            113 method fold
            114 method helper
            117–121 function make
            119 function inner
            123–140 class OrderTest
            125 method setUp
            127–130 method testPrice
            132–134 method it_has_sizes
            137 method isSent
            139 method helper
            6: import DateTimeImmutable
            7: import Item, import Rate
            8: import Countable, import Named
            9: import total
            10: import LIMIT, import FLOOR
            13: value __DIR__
            17: call define, value __DIR__
            19: call load, value LIMIT
            20: value $x
            22: value $x
            23: value $local, call count, value $registry
            27: class Countable, class Named
            30: type Rate
            39: value $this, value log, value $lines
            40: value $this
            44: class Named
            49: call from, value $name, type Status, value Open
            55: type Entity
            56: class Record, class Priced, class JsonSerializable
            58: class Countable, class HasName, type HasName, value name
            59: class Audited
            69: type Rate
            70: type Clock, type Ticking, class SystemClock
            71: type Product
            73: call __construct
            74: value $this, value items, value $items
            75: value made
            78: type Rate
            83: value $this, value items, value $key, value $item
            84: value $item, call price, value $rate, value value, value $rate, call factor
            86: value $pairs
            87: call total, value $left, value $right
            89: value $i, value MOST
            90: value $i
            93: call array_map, type Product, value $one, value name, value $this, value items
            95: value $sum, type Money, value $sum, value MOST, class Money, value $sum
            96: call fallback
            98: type NotFound, type RuntimeException
            99: class OrderException, value $error, call getMessage, value $error
            101: call write, value PHP_EOL
            103: value $sum
            104: type Status, value Open, value value
            106: value $sum, class Handler
            110: value NAME, value SHOP_ROOT
            117: type Order, value LIMIT, type Order
            120: value $order
            123: class TestCase
            129: value $this, call assertSame, call make, class Order, call price
            132: type Test
            133: type DataProvider
            142: call describe
            143: call it, call expect, call toBe
            144: call test
            """)
    }

    @Test func scopes() throws {
        try checkScopes(
            "php", source,
            """
            1: {146
            6: type=DateTimeImmutable
            7: type=Product, type=Rate
            8: type=Countable, type=HasName
            9: type=total
            10: type=MOST, type=FLOOR
            13: __DIR__
            16: variable=FORMAT, variable=DEPTH
            17: define, __DIR__
            18: variable=$registry
            19: variable=$first, variable=$second, load, LIMIT
            20: variable=$double, {20, parameter=$x, $x
            21: variable=$triple, {24, parameter=$x, $registry, $first
            22: variable=$local, $x
            23: $local, count, $registry
            27: {31, type=Priced, Named
            29: variable=CURRENCY
            30: {30, Rate, parameter=$rate
            33: {42, type=Audited
            35: variable=$log
            36: {36
            37: {41, parameter=$lines, static
            39: $lines
            44: {50, type=Status, Named
            49: {49, parameter=$name, self, $name, Status
            55: {115, Entity
            56: type=Order, Priced
            58: Countable, HasName, HasName
            59: Audited
            62: variable=$items, variable=$spare
            63: variable=$made
            64: variable=$name
            65: variable=MOST
            68: {76
            69: Rate, parameter=$rate
            70: Clock, Ticking, parameter=$clock, SystemClock
            71: Product, parameter=$items
            74: $items
            75: $made
            78: {111, Rate, parameter=$rate
            80: variable=$sum
            81: variable=$registry
            82: variable=$calls
            83: variable=$key, variable=$item
            84: $sum, $item, $rate, $rate
            86: $pairs, variable=$left, variable=$right
            87: $sum, total, $left, $right
            89: variable=$i, $i, $i
            90: $sum, $i
            93: variable=$names, array_map, {93, Product, parameter=$one, $one
            94: variable=$shape
            95: $sum, Money, $sum, MOST, Money, $sum
            98: NotFound, parameter=$error
            99: OrderException, $error, $sum, $error
            101: PHP_EOL
            103: $sum
            104: Status
            106: variable=$handler, $sum, Handler
            107: variable=$depth
            108: {108
            110: $handler, SHOP_ROOT
            113: {113, parameter=$step, parameter=$start
            114: {114
            117: {121, function=make, Order, parameter=$order, parameter=$count, LIMIT, Order
            119: {119, function=inner
            120: $order
            123: {140, type=OrderTest, TestCase
            125: {125
            127: {130
            129: make, Order
            132: {134, Test
            133: DataProvider
            134: parameter=$size
            137: {137
            139: {139
            142: describe, {145
            143: it, {143, expect
            144: test, {144
            """)
    }

    @Test func imports() throws {
        try checkMatches(
            "php", .imports, source,
            #"""
            6 import, name DateTimeImmutable
            7 import, module Shop\Items, name Item, alias Product
            7 import, module Shop, name Rate
            8 import, module Shop\Traits, name Countable
            8 import, module Shop\Traits, name Named, alias HasName
            9 import, module Shop\Math, name total
            10 import, module Shop, name LIMIT, alias MOST
            10 import, module Shop, name FLOOR
            12 import, module bootstrap.php
            13 import, module /config/app.php
            14 import, module legacy.php
            """#)
    }

    @Test func documentation() throws {
        try checkMatches(
            "php", .docs, source,
            """
            27–31 documented, doc /** What can be priced. */
            47 documented, doc /** Not sent yet. */
            55–115 documented, doc /**…
            62 documented, doc /** @var Product[] */
            68–76 documented, doc /** Makes an order. */
            137 documented, doc /** @test */
            """)
    }

    @Test func tests() throws {
        try checkMatches(
            "php", .tests, source,
            """
            123–140 suite, name OrderTest
            127–130 test, name testPrice
            132–134 test, name it_has_sizes
            137 test, name isSent
            142–145 suite, name orders
            143 test, name has a price
            144 test, name is sent
            """)
    }

    @Test func folds() throws {
        try checkFolds(
            "php", source,
            """
            fold: 21–24 28–31 34–42 38–41 45–50 57–115 72–76 79–111 83–85
                86–88 89–91 92–98 94–97 98–100 100–102 106–109 118–121
                124–140 128–130 142–145
            fold.body: 103–104
            fold.comment: 26 46 52–54 61 67 136
            fold.imports: 6 7 8 9 10
            """)
    }
}
