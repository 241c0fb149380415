import Languages
import Testing

@Suite struct LuaTests {
    private let source = LuaFixture.source

    @Test func tags() throws {
        try checkTags(
            "lua", source,
            """
            5 variable json
            6 variable Item
            6 variable rate
            7 variable utils
            11 module M
            12 constant LIMIT
            12 variable counter
            13 constant VERSION
            14 field DEBUG of _G
            15 field DEFAULT of M
            19 module Point
            20 field __index of Point
            23 module Order
            29–34 function new of Order
            31 field items
            32 field total
            32 field count
            37–63 method price of Order
            59–61 function double
            66–69 function send of M
            71 field nested of M
            72 function deep of nested
            74–76 function helper
            78 function square
            80 function global_helper
            83–88 field handlers of M
            84 method open
            86 method on-error
            102 module TestOrder
            103–105 method testPrice of TestOrder
            5: call require
            6: call require, call require, value default
            7: call require
            8: call require
            9: call dofile
            14: value _G
            15: value M
            20: value Point, value Point
            24: call setmetatable, value Order, class Point
            30: call setmetatable, value Order
            31: value self, value items
            32: value self, value self, call select
            33: value self
            39: call ipairs, value self, value items
            40: value sum, value sum, value item, call price, value discount, value rate,
                value value
            42: value LIMIT
            43: value sum, value sum, value i
            45: value sum, value LIMIT
            46: value sum, value sum
            49: call check, value sum
            50: value done
            51: value sum
            52: value M, value DEFAULT
            53: value counter
            54: value utils, call log, value sum
            60: value x
            62: call double, value sum, value self, value self, value items, value json,
                call encode, value self
            66: value M
            67: value counter, value counter
            68: value order, call price
            71: value M
            72: value M, value nested
            75: value value
            78: value x, value x
            80: call helper, call square
            83: value M
            84: value order
            85: value helper
            87: value Point, value __index
            90: call describe
            92: call before_each, value order, value Order, call new
            94: call describe
            95: call it
            96: value assert, value are, call equal, value order, call price
            98: call pending
            104: value lu, call assertEquals
            107: value M
            """)
    }

    @Test func scopes() throws {
        try checkScopes(
            "lua", source,
            """
            1: {108
            5: variable=json, require
            6: variable=Item, variable=rate, require, require
            7: variable=utils, require
            8: require
            9: dofile
            11: variable=M
            12: variable=LIMIT, variable=counter
            13: variable=VERSION
            14: _G
            15: M
            19: variable=Point
            20: Point, Point
            23: variable=Order
            24: setmetatable, Order, Point
            29: {34, parameter=items
            30: variable=self, setmetatable, Order
            31: self, items
            32: self, self, select
            33: self
            37: {63, parameter=discount
            38: variable=sum
            39: {41, variable=index, variable=item, ipairs, self
            40: sum, sum, item, discount, rate
            42: {44, variable=i, LIMIT
            43: sum, sum, i
            45: {47, sum, LIMIT
            46: sum, sum
            48: {50
            49: variable=done, check, sum
            50: done
            51: sum
            52: {52, M
            53: {54, counter
            54: utils, sum
            55: {56
            59: {61, function=double, parameter=x
            60: x
            62: double, sum, self, self, json, self
            66: M, {69, parameter=order
            67: counter, counter
            68: order
            71: M
            72: M, {72
            74: {76, function=helper, parameter=value
            75: value
            78: variable=square, {78, parameter=x, x, x
            80: {80, function=global_helper, helper, square
            83: M
            84: {84, parameter=order, order
            85: helper
            86: {86
            87: Point
            90: describe, {100
            91: variable=order
            92: before_each, {92, order, Order
            94: describe, {99
            95: it, {97
            96: assert, order
            98: pending
            102: variable=TestOrder
            103: {105
            104: lu
            107: M
            """)
    }

    @Test func imports() throws {
        try checkMatches(
            "lua", .imports, source,
            """
            5 import, alias json, module cjson
            6 import, module shop.item
            6 import, module shop.rate
            7 import, alias utils, module shop.utils
            8 import, module shop.setup
            9 import, module config.lua
            """)
    }

    @Test func documentation() throws {
        try checkMatches(
            "lua", .docs, source,
            """
            5 documented, doc -- @module orders
            19 documented, doc -- @class Point
            23 documented, doc ---@class Order
            29–34 documented, doc ---@return Order
            37–63 documented, doc -- The price of all.
            66–69 documented, doc --[[ Sends it. ]]
            83–88 documented, doc --- What may be done.
            """)
    }

    @Test func tests() throws {
        try checkMatches(
            "lua", .tests, source,
            """
            90–100 suite, name orders
            94–99 suite, name price
            95–97 test, name is lower
            98 test, name is not checked
            102 suite, name TestOrder
            103–105 test, name testPrice
            """)
    }

    @Test func folds() throws {
        try checkFolds(
            "lua", source,
            """
            fold: 29–34 37–63 39–41 42–44 45–47 48–50 53–54 55–56 59–61
                66–69 74–76 83–88 90–100 94–99 95–97 103–105
            fold.body: 52
            fold.comment: 2 3 17 18 22 26 27 28 36 65 82
            fold.imports: 5 6 7
            """)
    }
}
