import Languages
import Testing

@Suite struct TypeScriptTests {
    private let source = TypeScriptFixture.source

    @Test func tags() throws {
        try checkTags(
            "typescript", source,
            """
            12 constant LIMIT
            13 constant VERSION
            14 variable started
            15 variable counter
            18–24 interface Priced
            19 property price
            20 method discount
            21 method onChange
            26 type Handler
            27 type Shape
            28 type Options
            28 property depth
            28 method walk
            29 enum Color
            29 enum_member Red
            29 enum_member Green
            29 enum_member Blue
            30 enum Ambient
            30 enum_member One
            32–35 namespace Store.Inner
            33 constant size
            34 function open
            36–38 namespace legacy
            37 function old
            39 interface Window
            39 property shop
            41 function parse
            42–46 function parse
            43 function inner
            44 function local
            47 function ambient
            49–74 class Shop
            51 field #count
            52 field items
            53 field price
            54 field label
            55 method onChange
            58–61 constructor constructor
            58 field db
            58 field name
            60 field other
            63 property size
            64 property size
            65 method close
            66 method overload
            67 method overload
            69–72 method list
            73 method walk
            76 class Item
            76 field id
            77 function total
            78 class Main
            79–82 constant handlers
            80 method click
            81 method key
            83 constant a
            83 constant c
            83 constant others
            83 constant registry
            84 type Mapped
            1: import Money, import Rate
            2: import express, import Request
            6: value Money
            7: value parse
            18: class Base, type T, class Other
            19: type Money
            21: type Money
            22: type Priced, type T
            26: type E, type E, type Promise
            27: value registry
            39: type Shop
            41: type Money
            42: type Money
            43: type T, value value, type Money
            44: type T, type T, value x
            45: call local, value text, call inner, value text, value strict, type Options
            47: type Color, type Red
            49: call Injectable, value LIMIT
            50: class Emitter, type T, class Priced, type T, class Closable
            52: type Map, type Item, class Map
            53: type Money
            54: call Input
            55: type Money, call emit, value price
            58: type Database, type TaxRate
            60: value other
            63: value Shop, value #count
            64: value Shop, value #count, value value
            65: type Promise
            68: call Get
            69: call Query, type Options, type Request, type Promise, type Item
            70: value items, value console, call log, value key, value values, value first,
                value many
            71: type Item, value db, call find, value Item
            73: type AsyncGenerator, value counter
            77: type Item, value items, value length
            79: type Record, type Handler, type Event
            80: call total, value event
            81: call legacy, value event
            83: value handlers, value util, class Registry, type Item
            84: type T, type T, type K, type U
            86: call describe
            87: call it, call expect, call parse, call toEqual, value LIMIT
            88: value test, call each, value n
            """)
    }

    @Test func scopes() throws {
        try checkScopes(
            "typescript", source,
            """
            1: {90, variable=Money, variable=TaxRate
            2: variable=express, variable=Request
            3: variable=util
            4: variable=legacy
            5: variable=Alias, util
            12: variable=LIMIT
            13: variable=VERSION
            14: variable=started
            15: variable=counter
            18: {24, type=Priced, type=T, Base, T, ns
            19: Money
            20: {20, parameter=by
            21: {21, parameter=price, Money
            22: {22, parameter=name, Priced, T
            23: {23
            26: {26, type=Handler, type=E, {26, parameter=event, E, parameter=rest, E, Promise
            27: {27, type=Shape, {27, registry
            28: {28, type=Options, {28
            29: type=Color
            30: type=Ambient
            32: {35
            33: variable=size
            34: {34, function=open, {34
            36: {38
            37: {37, function=old, parameter=x
            39: {39, {39, type=Window, Shop
            41: {41, function=parse, parameter=text, Money
            42: {46, function=parse, parameter=text, parameter=strict, Money, {46
            43: {43, function=inner, type=T, parameter=value, T, {43, value, Money
            44: variable=local, {44, type=T, parameter=x, T, T, x
            45: local, text, inner, text, strict, Options
            47: {47, function=ambient, parameter=x, Color, Color
            49: LIMIT
            50: {74, type=Shop, type=T, Emitter, T, Priced, T, ns
            52: Map, Item, Map
            53: Money
            55: {55, parameter=price, Money, {55, price
            58: {61, parameter=db, Database, parameter=name, parameter=other, TaxRate, {61
            60: other
            63: {63, {63, Shop
            64: {64, parameter=value, {64, Shop, value
            65: {65, Promise
            66: {66, parameter=x
            67: {67, parameter=x, {67
            69: {72, variable=first, variable=many, Options, parameter=req, Request, Promise,
                Item, {72
            70: {70, variable=key, variable=values, console, key, values, first, many
            71: {71, Item, Item, {71, {71
            73: {73, AsyncGenerator, {73, counter
            76: {76, type=Item
            77: variable=total, {77, parameter=items, Item, items
            78: {78, type=Main
            79: variable=handlers, Record, Handler, Event
            80: {80, parameter=event, {80, total, event
            81: {81, parameter=event, legacy, event
            83: variable=a, variable=c, variable=others, handlers, variable=registry, util, Item
            84: {84, type=Mapped, type=T, {84, type=K, T, {84, T, K, type=U, U
            86: describe, {89, {89
            87: it, {87, {87, expect, parse, LIMIT
            88: test, {88, parameter=n, n
            """)
    }

    @Test func imports() throws {
        try checkMatches(
            "typescript", .imports, source,
            """
            1 import, name Money, module ./money
            1 import, name Rate, alias TaxRate, module ./money
            2 import, alias express, module express
            2 import, name Request, module express
            3 import, wildcard *, alias util, module util
            4 import, alias legacy, module legacy
            5 import, alias Alias, module util.inspect
            6 import, name Money, module ./money
            7 import, name parse, alias parseMoney, module ./money
            8 import, wildcard *, module ./all
            9 import, wildcard *, alias tools, module ./tools
            """)
    }

    @Test func documentation() throws {
        try checkMatches(
            "typescript", .docs, source,
            """
            12 documented, doc /** The most items of an order. */
            18–24 documented, doc /** What can be priced. */
            58–61 documented, doc /** Makes a shop. */
            """)
    }

    @Test func tests() throws {
        try checkMatches(
            "typescript", .tests, source,
            """
            86–89 suite, name shop
            87 test, name parses
            88 test, name case %i
            """)
    }

    @Test func folds() throws {
        try checkFolds(
            "typescript", source,
            """
            fold: 18–24 32–35 36–38 42–46 50–74 58–61 69–72 79–82 86–89
            fold.comment: 11 17 57
            fold.imports: 1 2 3 4 5
            """)
    }
}
