import Languages
import Testing

@Suite struct SwiftTests {
    private let source = SwiftFixture.source

    @Test func tags() throws {
        try checkTags(
            "swift", source,
            """
            6 constant limit
            7 variable counter
            7 variable started
            8 constant first
            8 constant second
            9 function double
            10 type Pair
            16–22 interface Shape
            17 type Unit
            18 property area
            19 method make
            20 constructor init
            21 method subscript
            24–70 class Circle
            26 property radius
            27 property shared
            28 property x
            28 property y
            29 property names
            30 property delegate
            31 property area
            32–35 property label
            36 property watched
            39–42 constructor init
            44 constructor init
            45 method deinit
            47–65 method scale
            51 function inner
            67 method <+>
            68 method subscript
            69 class Inner
            69 enum Depth
            69 enum_member deep
            72 struct Point
            72 property x
            72 property y
            77–82 enum Direction
            79 enum_member north
            80 enum_member south
            80 enum_member west
            81 property opposite
            84–87 class Store
            85 property items
            86 method add
            89–92 extension Circle
            90 property description
            91 method grow
            94 extension Array
            94 property total
            96–101 function area
            103–104 macro stringify
            106–110 class CircleTests
            107 method setUp
            108 method testArea
            109 method testHelper
            112–115 struct CircleSuite
            113 method grows
            114 method named
            1: import Foundation
            2: class testable, import Point
            3: import Geometry
            7: type Int
            8: value limit
            9: type Int, type Int, value value
            10: type T, type T, type T
            16: class AnyObject, class Sendable
            17: type Hashable, type Int
            18: type Double
            19: type Int, type Self
            20: type Int
            21: type Int, type Unit
            24: class MainActor
            25: type T, type Shape, class Base, class Shape, type Int
            26: class Published, type Double
            27: class Circle, value limit
            28: type Int
            29: type String, type T, call makeNames
            30: type Delegate
            31: type Double, value Double, value pi, value radius, value radius
            32: type String
            33: value radius, call describe, value radius
            34: value radius, class Double, value text
            36: call notify, value oldValue
            39: type Double, type String
            40: value radius, value radius
            41: call init
            45: value counter
            47: class discardableResult
            48: type U
            49: type Double, type U, type Double, type Void
            50: type Self
            51: type Int, type Int, value step
            52: call inner
            53: value lookup, value first, type Delegate
            54: value some, value optional, value item, value local
            55: call print, value item
            57: value items, call enumerated, value index, call work, value element
            58: value factor
            59: value zero, value limit
            60: value value, value ShapeError, call negative, value value
            61: value fallthrough
            63: value delegate, call run, value found, type ShapeError, call log, value error
            64: value items, call map, value $0, value scaled, call first, value one
            67: type Circle, type Circle, type Circle, value left
            68: type String, type Int, value names, value key, value count, value counter
            72: class Equatable, class unchecked, class Sendable
            77: class String, class CaseIterable
            80: type Int, type Point
            81: type Direction, value south
            85: type Point
            86: type Point, value items, call append, value item
            89: class CustomStringConvertible, type Hashable
            90: type String
            91: value counter, value limit, value counter
            94: type Swift, type Int, type Int, call reduce
            96: type Shape, type Box, type Sendable, type Int, type Double
            97: value counter, value counter
            98: type Point, value x, value MemoryLayout, value Point, value size
            99: call defer, call log, value key, value size
            100: value shape, value area, call rounded, value up
            103: class freestanding
            104: type T, type T, type String
            106: class XCTestCase
            108: class XCTAssertEqual, class Circle, value area, call pair
            109: type Int
            112: class Suite
            113: class Test, call expect, value limit
            114: class Test, type Int
            """)
    }

    @Test func scopes() throws {
        try checkScopes(
            "swift", source,
            """
            1: {116, variable=Foundation
            2: testable, variable=Shapes
            3: variable=Geometry
            6: variable=limit
            7: variable=counter, Int, variable=started
            8: variable=first, variable=second, limit
            9: variable=double, Int, Int, {9, parameter=value, value
            10: {10, type=Pair, type=T, T, T
            16: {22, type=Shape, AnyObject, Sendable
            17: type=Unit, Hashable, Int
            18: variable=area, Double
            19: {19, function=make, parameter=sides, Int, Self
            20: {20, parameter=sides, Int
            21: {21, parameter=index, Int, Unit, {21, {21, {21
            24: {70, MainActor
            25: type=Circle, type=T, Shape, Base, Shape, Int
            26: Published, variable=radius, Double
            27: variable=shared, Circle, limit
            28: variable=x, variable=y, Int
            29: variable=names, String, T, makeNames
            30: variable=delegate, Delegate
            31: variable=area, Double, {31, Double, radius
            32: variable=label, String, {35
            33: {33, radius, describe, radius
            34: {34, parameter=text, radius, Double, text
            36: variable=watched, {36, notify, oldValue
            39: {42, parameter=radius, Double, parameter=name, String
            40: radius
            44: {44
            45: {45, counter
            47: {65, discardableResult
            48: function=scale, type=U
            49: parameter=factor, Double, parameter=items, U, parameter=work, Double, Void
            50: Self
            51: {51, function=inner, parameter=step, Int, Int, step
            52: variable=local, inner
            53: variable=delegate, variable=found, lookup, first, Delegate
            54: {56, some, variable=item, optional, item, local
            55: print, item
            57: {57, variable=index, variable=element, items, index, work, element
            58: factor
            59: {60, limit
            60: {60, variable=value, value, ShapeError, value
            61: {62, fallthrough
            63: {63, delegate, found, {63, variable=error, ShapeError, log, error
            64: items, {64, $0, {64, self, parameter=one, one
            67: {67, parameter=left, Circle, parameter=right, Circle, Circle, left
            68: {68, parameter=key, String, Int, {68, names, key, counter
            69: {69, type=Inner, {69, type=Depth
            72: {72, type=Point, Equatable, unchecked, Sendable, variable=x, variable=y
            77: {82, type=Direction, String, CaseIterable
            80: Int, Point
            81: variable=opposite, Direction, {81
            84: {87, type=Store
            85: variable=items, Point
            86: {86, function=add, parameter=item, Point, items, item
            89: {92, Circle, CustomStringConvertible, Hashable
            90: variable=description, String, {90
            91: {91, function=grow, {91, counter, limit, counter
            94: {94, Swift, Int, variable=total, Int, {94, reduce
            96: {101, function=area, parameter=shape, Shape, parameter=box, Box, Sendable,
                parameter=_, Int, Double
            97: {97, counter, counter
            98: variable=key, Point, variable=size, MemoryLayout, Point
            99: defer, {99, log, key, size
            100: shape
            103: {104, freestanding
            104: function=stringify, type=T, parameter=value, T, String
            106: {110, type=CircleTests, XCTestCase
            107: {107, function=setUp
            108: {108, function=testArea, XCTAssertEqual, Circle, pair
            109: {109, function=testHelper, parameter=x, Int
            112: {115, Suite, type=CircleSuite
            113: {113, Test, function=grows, expect, limit
            114: {114, Test, function=named, parameter=n, Int
            """)
    }

    @Test func imports() throws {
        try checkMatches(
            "swift", .imports, source,
            """
            1 import, module Foundation, wildcard Foundation
            2 import, module Shapes, name Point
            2 import, module Shapes.Point, wildcard Shapes.Point
            3 import, module Geometry, wildcard Geometry
            """)
    }

    @Test func documentation() throws {
        try checkMatches(
            "swift", .docs, source,
            """
            6 documented, doc /// The limit.
            16–22 documented, doc /// In two lines.
            39–42 documented, doc /** Makes one. */
            77–82 documented, doc /// Directions.
            79 documented, doc /// Up.
            """)
    }

    @Test func tests() throws {
        try checkMatches(
            "swift", .tests, source,
            """
            106–110 suite, name CircleTests
            108 test, name testArea
            112–115 suite, name CircleSuite
            113 test, name grows
            114 test, name named
            """)
    }

    @Test func folds() throws {
        try checkFolds(
            "swift", source,
            """
            fold: 16–22 25–70 32–35 39–42 50–65 58–62 59–60 61–62 77–82
                84–87 89–92 96–101 106–110 112–115
            fold.body: 9 31 33 34 36 40–42 44 45 51 51–65 53 55–56 57 59–60 60 61–62
                63 64 67 68 81 86 90 91 94 97 97–101 99 108 113
            fold.comment: 5 13 14 15 38 74 76 78
            fold.imports: 1 2 3
            """)
    }
}
