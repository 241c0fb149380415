import Languages
import Testing

@Suite struct JavaScriptTests {
    private let source = JavaScriptFixture.source

    @Test func tags() throws {
        try checkTags(
            "javascript", source,
            """
            12 function lazy
            14 constant LIMIT
            15 variable counter
            15 variable started
            16 variable legacy
            17 constant first
            17 constant second
            17 constant others
            18 constant head
            18 constant tail
            21–30 function add
            22–24 function inner
            25 function local
            32–34 function numbers
            36–50 function main
            52 function double
            52 function triple
            55–74 class Store
            57 field instances
            58 field #secret
            59 method handler
            62–65 constructor constructor
            64 field options
            67 property size
            68 property size
            69 method create
            70 method [Symbol.iterator]
            71–72 method #hidden
            76–78 class Mixin
            77 method run
            80–85 constant api
            81 method get
            82 method post
            88 method data
            91 method reset of Store
            92 function from
            93 method start
            94 function stop
            95 variable VERSION
            97–104 function App
            3: import React, import useState, import useEffect
            6: import data
            7: value helper, value helper
            10: call require
            11: call require
            17: call defaults
            18: value head, value others, value list
            21: value LIMIT
            23: value x, value counter
            25: call inner, value y
            27: value rest
            28: call map, value local
            29: call reduce, value sum, value value, value alias, value a, value b, value plain
            37: call numbers
            38: value item
            40: value i, value LIMIT, value i, value i
            42: call load, value head
            44: value console, call log, value error, value message, value tail
            46: value counter
            47: value LIMIT
            48: value legacy, value x
            52: value x, value x
            55: call sealed
            56: value Base, class Emitter
            58: value first
            59: call emit, value event
            64: value options
            67: value #secret
            68: value #secret, value value
            69: class Store, value args
            70: value Symbol, value iterator
            71: call bound
            73: value Store, value instances, value second
            76: class Store
            81: call fetch, value url
            82: value api, call get, value url
            84: value counter
            91: value Store, value prototype, value count
            92: value Store, value items
            93: value module, value exports, value add
            94: value exports
            95: value module, value exports
            99: call Body, value title, value others
            100: call Button, value onClick
            102: value Body
            106: call describe
            107: call it, call expect, call add, call toBe
            108: value test, call only
            109: value it, call each, value n
            110: value describe, call skip
            111: call it
            114: value Deno, call test
            115: value t, call test
            """)
    }

    @Test func scopes() throws {
        try checkScopes(
            "javascript", source,
            """
            1: {116
            3: variable=React, variable=state, variable=useEffect
            4: variable=path
            6: variable=data
            10: variable=fs, require
            11: variable=join, variable=toAbsolute, require
            12: variable=lazy, {12
            14: variable=LIMIT
            15: variable=counter, variable=started
            16: variable=legacy
            17: variable=first, variable=second, variable=others, defaults
            18: variable=head, variable=tail, head, others
            21: {30, function=add, parameter=a, parameter=b, LIMIT, parameter=rest, {30
            22: {24, function=inner, parameter=x, {24
            23: x, counter
            25: variable=local, {25, parameter=y, inner, y
            26: variable=plain
            27: rest
            28: local
            29: {29, parameter=sum, variable=value, variable=alias, sum, value, alias, a, b,
                plain
            32: {34, function=numbers, {34
            36: {50, function=main, {50
            37: {39, variable=item, numbers, {39
            38: counter, item
            40: {40, variable=i, i, LIMIT, i, started, i
            41: {43
            42: load, head
            43: {45, parameter=error, {45
            44: console, error, tail
            46: counter, {49
            47: LIMIT
            48: legacy
            52: variable=double, {52, parameter=x, x, variable=triple, {52, parameter=x, {52, x
            55: sealed
            56: {74, type=Store, Base
            58: first
            59: {59, parameter=event, event
            62: {65, parameter=options, {65
            64: options
            67: {67, {67
            68: {68, parameter=value, {68, value
            69: {69, parameter=args, {69, Store, args
            70: {70, Symbol, {70
            71: {72, bound
            72: {72
            73: {73, Store, second
            76: variable=Mixin, {78, type=Named, Store
            77: {77, {77
            80: variable=api
            81: {81, parameter=url, {81, fetch, url
            82: {82, parameter=url, api, url
            84: counter
            88: {88, {88
            91: Store, {91, {91
            92: Store, {92, parameter=items, items
            93: module, add, {93, {93
            94: exports, {94, function=stop, {94
            95: module
            97: {104, function=App, variable=title, variable=onClick, {104
            99: Panel, title, others
            100: Button, onClick, Button
            102: Panel
            106: describe, {113, {113
            107: it, {107, expect, add
            108: test, {108, {108
            109: it, {109, parameter=n, n
            110: describe, {112, {112
            111: it, {111, {111
            114: Deno, {114, {114
            115: t, {115, {115
            """)
    }

    @Test func imports() throws {
        try checkMatches(
            "javascript", .imports, source,
            """
            3 import, alias React, module react
            3 import, name useState, alias state, module react
            3 import, name useEffect, module react
            4 import, wildcard *, alias path, module node:path
            5 import, module ./side-effect.css
            6 import, alias data, module ./data.json
            7 import, name helper, module ./helper.js
            7 import, name helper, alias default, module ./helper.js
            8 import, wildcard *, module ./all.js
            9 import, wildcard *, alias tools, module ./tools.js
            10 import, alias fs, module fs
            10 import, module fs
            11 import, name join, module path
            11 import, name resolve, alias toAbsolute, module path
            11 import, module path
            12 import, module ./lazy.js
            """)
    }

    @Test func documentation() throws {
        try checkMatches(
            "javascript", .docs, source,
            """
            21–30 documented, doc /** Adds two numbers. */
            62–65 documented, doc /** Makes a store. */
            """)
    }

    @Test func tests() throws {
        try checkMatches(
            "javascript", .tests, source,
            #"""
            106–113 suite, name store
            107 test, name adds
            108 test, name `works`
            109 test, name takes %i
            110–112 suite, name isn't done
            111 test, name 'can\'t'
            114 test, name on deno
            115 test, name sub
            """#)
    }

    @Test func folds() throws {
        try checkFolds(
            "javascript", source,
            """
            fold: 21–30 22–24 32–34 36–50 37–39 41–43 43–45 46–49 56–74
                62–65 76–78 80–85 87–89 97–104 99–102 106–113 110–112
            fold.comment: 2 20 54 61
            fold.imports: 3 4 5 6
            """)
    }
}
