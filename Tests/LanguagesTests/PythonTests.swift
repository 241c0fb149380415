import Languages
import Testing

@Suite struct PythonTests {
    private let source = PythonFixture.source

    @Test func tags() throws {
        try checkTags(
            "python", source,
            """
            11 constant LIMIT
            13 variable counter
            14 variable plugin
            15 variable first
            15 variable second
            15 variable rest
            16 variable chained
            16 variable linked
            17 function double
            18 variable Vector
            19 type Pair
            20 type T
            21 class Point
            22 type Alias
            23 variable __all__
            27 variable fallback
            29 variable fallback
            34 variable json
            37–44 enum Color
            40 enum_member RED
            41 enum_member GREEN
            43–44 method label
            47–80 class Shape
            51 field sides
            52 field name
            54 field KINDS
            55 field __slots__
            57–60 constructor __init__
            58 field sides
            59 field _cache
            62–65 property area
            67–69 property area
            71–75 method load
            77–80 class Inner
            78 field depth
            80 method deep
            83–104 function outer
            87–90 function inner
            107–109 function resource
            112–114 function test_area
            117–122 class TestShape
            118–119 method test_sides
            121–122 method helper
            125–131 class ShapeCase
            126–127 method setUp
            129–131 method test_name
            4: import path
            5: import numpy, import sys
            6: import typing, import TYPE_CHECKING, import Dict
            7: import sibling
            8: import mod, import one, import two
            9: import helpers
            13: type int
            14: value importlib, call import_module
            16: call compute
            17: value x
            18: value list, value float
            19: type T, type tuple, type T, type T
            20: call TypeVar
            21: call namedtuple
            22: type TypeAlias
            25: value TYPE_CHECKING
            26: import abc, import Iterable
            29: call object
            32: import json
            33: class ImportError, value problem
            37: value enum, class Enum
            41: call auto
            43: type str
            44: value self, value name, call lower
            47: call dataclass
            48: class Base, value abc, class ABCMeta
            51: type int
            52: type str
            57: type int, type Any, value LIMIT
            58: value self, value sides
            59: value self, type Dict, type str
            60: value args
            62: call property
            63: type float
            65: value np, call sqrt, value self, value _area, call scale_by, value self,
                value sides
            67: value area, call setter
            69: value self, value _area, value value
            71: call staticmethod
            72: call trace, value LIMIT
            73: value os, type PathLike, type Iterable, type Shape
            74: call opened, value path, value handle
            75: call Shape, call int, value line, value handle, value line
            83: type Optional, type Shape
            85: value a, value b
            89: value d
            90: value inner
            92: call enumerate, value c
            93: call print, value index, value item
            94: value c
            95: class Shape
            96: call ValueError, value triangle
            97: value x, value LIMIT
            98: value others
            102: class KeyError, value os, value error, value error
            103: value error, value LIMIT
            104: value k, value v, call sorted, value b, value inner
            107: call fixture
            109: call Shape
            112: value pytest, value mark, call parametrize
            114: value resource, value area, value n
            125: value unittest, class TestCase
            127: value self, value shape, call Shape
            129: call skip
            131: value self, call assertEqual, value self, value shape, value name
            """)
    }

    @Test func scopes() throws {
        try checkScopes(
            "python", source,
            """
            1: {132
            4: variable=os
            5: variable=np, variable=sys
            6: variable=TYPE_CHECKING, variable=D
            7: variable=sibling
            8: variable=one, variable=deux
            11: variable=LIMIT
            13: variable=counter, int
            14: variable=plugin, importlib
            15: variable=first, variable=second, variable=rest
            16: variable=chained, variable=linked, compute
            17: variable=double, {17, parameter=x, x
            18: variable=Vector, list, float
            19: type=Pair, T, tuple, T, T
            20: variable=T, TypeVar
            21: variable=Point, namedtuple
            22: variable=Alias, TypeAlias
            23: variable=__all__
            25: TYPE_CHECKING
            26: variable=Iterable
            27: variable=fallback
            29: variable=fallback, object
            32: variable=json
            33: ImportError, variable=problem
            34: variable=json
            37: {44, type=Color, enum
            40: variable=RED
            41: variable=GREEN, auto
            43: {44, function=label, parameter=self, str
            44: self
            47: dataclass
            48: {80, type=Shape, Base, abc
            51: variable=sides, int
            52: variable=name, str
            54: variable=KINDS
            55: variable=__slots__
            57: {60, function=__init__, parameter=self, parameter=sides, int, parameter=args,
                Any, parameter=scale, LIMIT, parameter=kwargs
            58: self, sides
            59: self, Dict, str
            60: variable=left, variable=right, args
            62: property
            63: {65, function=area, parameter=self, float
            65: np, self, scale_by, self
            67: area
            68: {69, function=area, parameter=self, parameter=value
            69: self, value
            71: staticmethod
            72: trace, LIMIT
            73: {75, function=load, parameter=path, os, Iterable, Shape
            74: opened, path, variable=handle
            75: {75, Shape, int, line, variable=line, handle, line
            77: {80, type=Inner
            78: variable=depth
            80: {80, function=deep, parameter=self
            83: {104, function=outer, parameter=a, parameter=b, parameter=c, Optional, Shape
            85: variable=local, a, b
            87: {90, function=inner, parameter=d
            88: local
            89: variable=local, d
            90: inner
            92: variable=index, variable=item, enumerate, c
            93: print, index, item
            94: c
            95: Shape, variable=triangle
            96: ValueError, triangle
            97: variable=x, variable=others, x, LIMIT
            98: others
            100: counter
            101: variable=counter
            102: KeyError, os, variable=error
            103: error, LIMIT
            104: {104, k, v, variable=k, variable=v, sorted, b, variable=y, inner
            107: fixture
            108: {109, function=resource
            109: Shape
            112: pytest
            113: {114, function=test_area, parameter=n, parameter=resource
            114: resource, n
            117: {122, type=TestShape
            118: {119, function=test_sides, parameter=self
            121: {122, function=helper, parameter=self
            125: {131, type=ShapeCase, unittest
            126: {127, function=setUp, parameter=self
            127: self, Shape
            129: skip
            130: {131, function=test_name, parameter=self
            131: self, self
            """)
    }

    @Test func imports() throws {
        try checkMatches(
            "python", .imports, source,
            """
            2 import, module __future__, name annotations
            4 import, module os.path
            5 import, module numpy, alias np
            5 import, module sys
            6 import, module typing, name TYPE_CHECKING
            6 import, module typing, name Dict, alias D
            7 import, module ., name sibling
            8 import, module ..pkg.mod, name one
            8 import, module ..pkg.mod, name two, alias deux
            9 import, module helpers, wildcard *
            14 import, module plugins.main
            26 import, module collections.abc, name Iterable
            32 import, module json
            """)
    }

    @Test func documentation() throws {
        try checkMatches(
            "python", .docs, source,
            #"""
            1–132 documented, doc """Shapes: the module docstring."""
            13 documented, doc #: A documented variable.
            37–44 documented, doc """Colors."""
            47–80 documented, doc """A shape."""
            48–80 documented, doc """A shape."""
            52 documented, doc """The name."""
            62–65 documented, doc """The area."""
            63–65 documented, doc """The area."""
            83–104 documented, doc """Outer."""
            """#)
    }

    @Test func tests() throws {
        try checkMatches(
            "python", .tests, source,
            """
            112–114 test, name test_area
            117–122 suite, name TestShape
            118–119 test, name test_sides
            125–131 suite, name ShapeCase
            129–131 test, name test_name
            """)
    }

    @Test func folds() throws {
        try checkFolds(
            "python", source,
            """
            fold: 28–29 33–34 37–44 43–44 48–80 57–60 63–65 68–69 73–75
                74–75 77–80 83–104 87–90 92–93 94–98 95–96 97–98 102–103
                108–109 113–114 117–122 118–119 121–122 125–131 126–127 130–131
            fold.body: 26–27 32 100–101
            fold.comment: 1 12 38 49 53 64 84
            fold.imports: 2 4 5 6 7 8 9 26 32
            """)
    }
}
