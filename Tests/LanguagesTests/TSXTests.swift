import Languages
import Testing

@Suite struct TSXTests {
    private let source = TSXFixture.source

    @Test func tags() throws {
        try checkTags(
            "tsx", source,
            """
            5–9 interface CardProps
            6 property title
            7 property items
            8 method render
            11 type Theme
            12 constant DEFAULT_THEME
            15–24 function Card
            17 function toggle
            26 function Empty
            28–35 class Screen
            29 field state
            31–34 method render
            37–39 function assertOpen
            41–44 enum Size
            42 enum_member Small
            43 enum_member Large
            46–48 namespace Layout
            47 variable width
            1: import useState, import ReactNode
            5: class BaseProps
            7: type T
            8: type T, type ReactNode
            12: type Theme
            15: type CardProps, type T
            16: call useState
            17: call setOpen, value open
            19: call Root, value DEFAULT_THEME, value toggle
            20: call Header, type T, value title
            21: value open, value items, call map, value title, call render, value item
            22: value Root
            26: type FC
            28: value React, class Component, type CardProps, type Item
            29: value DEFAULT_THEME
            32: value state, value theme, type Theme
            33: call Card, value props, value theme
            38: value value, class ClosedError, value value
            47: value Size, value Large
            50: call describe
            51: call beforeEach, call reset
            53: call it
            54: call render, call Card, value String
            55: call expect, value screen, call findByText, call toBeVisible
            58: value it, call each, value Size, value Small, value Size, value Large
            59: call expect, call Empty, call toFit, value size
            """)
    }

    @Test func scopes() throws {
        try checkScopes(
            "tsx", source,
            """
            1: {62, variable=useState, variable=ReactNode
            2: variable=Panel
            5: {9, type=CardProps, type=T, BaseProps
            7: T
            8: {8, parameter=item, T, ReactNode
            11: {11, type=Theme
            12: variable=DEFAULT_THEME, Theme
            15: {24, function=Card, type=T, variable=title, variable=items, variable=render,
                CardProps, T, {24
            16: variable=open, variable=setOpen, useState
            17: variable=toggle, {17, setOpen, open
            19: Panel, DEFAULT_THEME, toggle
            20: Header, T, title
            21: open, items, {21, parameter=item, title, render, item
            22: Panel
            26: variable=Empty, React, {26
            28: {35, type=Screen, React, CardProps, Item
            29: DEFAULT_THEME
            31: {34, {34
            32: variable=theme, Theme
            33: Card, theme
            37: {39, function=assertOpen, parameter=value, {39
            38: value, ClosedError, value
            41: type=Size
            46: variable=Layout, {48
            47: variable=width, Size
            50: describe, {61, {61
            51: beforeEach, {51, reset
            53: it, {56, {56
            54: render, Card, String
            55: expect, screen
            58: it, Size, Size, {60, parameter=size, {60
            59: expect, Empty, size
            """)
    }

    @Test func imports() throws {
        try checkMatches(
            "tsx", .imports, source,
            """
            1 import, name useState, module react
            1 import, name ReactNode, module react
            2 import, wildcard *, alias Panel, module ./panel
            """)
    }

    @Test func documentation() throws {
        try checkMatches(
            "tsx", .docs, source,
            """
            5–9 documented, doc /** What a card shows. */
            15–24 documented, doc /** A card. */
            """)
    }

    @Test func tests() throws {
        try checkMatches(
            "tsx", .tests, source,
            """
            50–61 suite, name Card
            53–56 test, name shows its title
            58–60 test, name fits %s
            """)
    }

    @Test func folds() throws {
        try checkFolds(
            "tsx", source,
            """
            fold: 5–9 15–24 19–22 28–35 31–34 37–39 41–44 46–48 50–61 53–56
                58–60
            fold.comment: 4 14
            fold.imports: 1 2
            """)
    }
}
