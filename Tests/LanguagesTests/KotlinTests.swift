import Languages
import Testing

@Suite struct KotlinTests {
    private let source = KotlinFixture.source

    @Test func tags() throws {
        try checkTags(
            "kotlin", source,
            """
            10 constant LIMIT
            11 variable counter
            12 constant first
            12 constant second
            13 function double
            14 property shout of String
            15 constant cached
            16 type Handler
            21–25 interface Shape
            22 property area
            23 method describe
            24 method size
            27–29 interface Visitor
            28 method visit
            31–90 class Circle
            33 property radius
            34 property label
            37 property store
            38 property names
            39 property area
            41 property width
            50 constructor constructor
            53–76 method scale
            58 function inner
            78 method plus
            80–83 class Factory
            81 method create
            82 constant SIDES
            85–89 class Inner
            86–88 class companion
            87 property depth
            93–101 enum Direction
            93 property degrees
            95 enum_member NORTH
            96–98 enum_member SOUTH
            97 method opposite
            100 method opposite
            103–106 class Registry
            104 property shapes
            105 method register
            108 class Result
            109 class Marker
            109 property text
            111 function second of List
            112 function orEmpty of Circle
            113–115 constant anonymous
            114 method visit
            116 function counted
            118–131 class CircleTest
            119 method setUp
            121–122 method area
            124–126 method `has a name`
            128–130 class Deeper
            129 method deep
            133–135 class CircleSpec
            137–143 class OtherSpec
            1: class JvmName
            5: import PI
            6: import math
            7: import Flow, type Stream
            11: type Int
            12: class Pair, value LIMIT
            13: type Int, type Int, value value
            14: type String, type String, call uppercase
            15: call lazy, call compute, value LIMIT
            16: type T, type T, type Unit
            21: type T, type Any, class Comparable, type Shape, type T
            22: type Double
            23: type String, type String
            24: value area, value LIMIT
            28: type Shape, type Boolean
            31: class Serializable
            32: type T
            33: type Double
            34: type String
            35: type Int
            36: class Base, value plain, class Shape, type T, value delegate, type T, type Any
            37: class Inject, type Store
            38: call mutableListOf, type String
            39: type Double
            40: value PI, value radius, value radius
            41: type Int
            43: value field, value value
            47: value counter
            50: type String, value text, call toDouble
            53: type U
            54: type Double
            55: type U
            56: type U, type Unit
            57: type Circle, type T
            58: type Int, type Int, value step
            59: call inner
            60: value items, call withIndex, call block, value item
            61: value local, value LIMIT, value counter
            62: value factor, call toInt
            63: type Int, value label
            64: value LIMIT, value names, value kind
            65: class ShapeException, value kind, value names, value size
            68: value store, call add, value found
            69: type IllegalStateException
            70: call println, value error, value message
            72: call log, value inner, type Circle
            74: value items, call map, value it, call hashCode, call filter, value code,
                value local, call sum
            75: value local, value found, type String, call copy, value factor, type Double
            78: type Circle, type T, class Circle, type T, value radius, value other,
                value radius
            80: class Maker
            81: class JvmStatic, type Circle, type Any, class Circle
            93: type Int
            97: value NORTH
            100: value SOUTH
            103: class Store
            104: type MutableMap, type String, type Shape, class HashMap
            105: type String, type Shape, value shapes, value name, value shape
            109: type String
            111: type T, type List, type T, type T
            112: type Circle, type String, call toString
            113: class Visitor
            114: type Shape
            116: type Int, type Int, value x
            119: class BeforeEach
            121: class Test
            122: call assertEquals, class Circle, value area
            124: class ParameterizedTest
            125: class ValueSource
            126: type Int
            128: class Nested
            129: type org, type junit, class Test
            133: class StringSpec
            134: call shouldBe
            137: class FunSpec
            139: call context, call test, call check
            140: call describe, call it
            141: call should
            """)
    }

    @Test func scopes() throws {
        try checkScopes(
            "kotlin", source,
            """
            1: {144, JvmName
            5: variable=PI
            7: variable=Stream
            10: variable=LIMIT
            11: variable=counter, Int
            12: variable=first, variable=second, Pair, LIMIT
            13: variable=double, Int, Int, {13, parameter=value, value
            14: String, variable=shout, String, {14, uppercase
            15: variable=cached, lazy, {15, compute, LIMIT
            16: {16, type=Handler, type=T, T, Unit
            21: {25, type=Shape, type=T, Any, Comparable, Shape, T
            22: variable=area, Double
            23: {23, function=describe, parameter=prefix, String, String
            24: {24, function=size, area, LIMIT
            27: {29, type=Visitor
            28: {28, function=visit, parameter=shape, Shape, Boolean
            31: {90, Serializable
            32: type=Circle, type=T
            33: parameter=radius, Double
            34: parameter=label, String
            35: parameter=plain, Int
            36: Base, plain, Shape, T, delegate, Any
            37: Inject, variable=store, Store
            38: variable=names, mutableListOf, String
            39: variable=area, Double
            40: {40, PI, radius
            41: variable=width, Int
            42: {44, parameter=value
            43: field, value
            46: {48
            47: counter
            50: {50, parameter=text, String, text
            53: {76, type=U, function=scale
            54: parameter=factor, Double
            55: parameter=items, U
            56: parameter=block, U, Unit
            57: Circle, T
            58: {58, function=inner, parameter=step, Int, Int, step
            59: variable=local, inner
            60: {60, variable=index, variable=item, items, {60, block, item
            61: local, LIMIT, {61, counter
            62: variable=found, {66, variable=kind, factor
            63: Int, {63, label
            64: LIMIT, {64, names, kind
            65: {65, ShapeException, kind, names
            67: {73
            68: store, found
            69: {71, parameter=error, IllegalStateException
            70: println, error
            71: {73
            72: log, inner, Circle
            74: items, {74, it, {74, parameter=code, code, local
            75: local, found, String, {75, {75, copy, factor, Double
            78: {78, function=plus, parameter=other, Circle, T, Circle, T, radius, other
            80: {83, type=Factory, Maker
            81: {81, JvmStatic, function=create, Circle, Any, Circle
            82: variable=SIDES
            85: {89, type=Inner
            86: {88
            87: variable=depth
            93: {101, type=Direction, parameter=degrees, Int
            95: {95, variable=NORTH
            96: {98, variable=SOUTH
            97: {97, function=opposite, NORTH
            100: {100, function=opposite, SOUTH
            103: {106, type=Registry, Store
            104: variable=shapes, MutableMap, String, Shape, HashMap
            105: {105, function=register, parameter=name, String, parameter=shape, Shape,
                shapes, name, shape
            108: {108, type=Result
            109: {109, type=Marker, parameter=text, String
            111: {111, type=T, List, T, function=second, T
            112: {112, Circle, function=orEmpty, String
            113: variable=anonymous, {115, Visitor
            114: {114, function=visit, parameter=shape, Shape
            116: variable=counted, {116, parameter=x, Int, Int, x
            118: {131, type=CircleTest
            119: {119, BeforeEach, function=setUp
            121: {122, Test
            122: function=area, assertEquals, Circle
            124: {126, ParameterizedTest
            125: ValueSource
            126: function=`has a name`, parameter=value, Int
            128: {130, Nested, type=Deeper
            129: {129, org, function=deep
            133: {135, type=CircleSpec, StringSpec, {135
            134: {134
            137: {143, type=OtherSpec, FunSpec
            138: {142
            139: context, {139, test, {139, check
            140: describe, {140, it, {140
            141: should, {141
            """)
    }

    @Test func imports() throws {
        try checkMatches(
            "kotlin", .imports, source,
            """
            5 import, module kotlin, module math, name PI
            6 import, module kotlin.math, wildcard *
            7–9 import, module kotlinx, module coroutines, module flow, name Flow, alias Stream
            """)
    }

    @Test func documentation() throws {
        try checkMatches(
            "kotlin", .docs, source,
            """
            10 documented, doc /** The limit. */
            21–25 documented, doc /**…
            53–76 documented, doc /** Scales. */
            93–101 documented, doc /** Directions. */
            95 documented, doc /** Up. */
            """)
    }

    @Test func tests() throws {
        try checkMatches(
            "kotlin", .tests, source,
            """
            118–131 suite, name CircleTest
            121–122 test, name area
            124–126 test, name `has a name`
            128–130 suite, name Deeper
            129 test, name deep
            133–135 suite, name CircleSpec
            134 test, name adds numbers
            137–143 suite, name OtherSpec
            139 suite, name outer
            139 test, name works
            140 suite, name thing
            140 test, name does
            141 test, name be fine
            """)
    }

    @Test func folds() throws {
        try checkFolds(
            "kotlin", source,
            """
            fold: 21–25 27–29 32–36 36–90 42–44 46–48 53–57 57–76 62–66
                69–71 71–73 80–83 85–89 86–88 93–101 96–98 103–106 113–115
                118–131 128–130 133–135 137–143 138–142
            fold.body: 68
            fold.comment: 9 18–20 52 92 94
            fold.imports: 5 6 7
            """)
    }
}
