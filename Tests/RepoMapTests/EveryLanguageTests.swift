import RepoMap
import TestKit
import Testing

/// One small project a language: what its map shows of one file for another, and who calls what.
@Suite("The map in every language")
struct EveryLanguageTests {
    struct Sample: Sendable, CustomTestStringConvertible {
        let name: String
        let files: String
        let focus: String
        var testDescription: String { name }
    }

    @Test(arguments: samples) func map(_ sample: Sample) throws {
        let fixture = try MapFixture(sample.files)
        let index = fixture.index
        let callers = index.answers(to: .callers, about: index.definitions(meant: "area"))
        let callees = index.answers(to: .callees, about: index.definitions(meant: "report"))
        func names(_ answers: [ContextAnswer]) -> String {
            answers.map { $0.definition?.name ?? $0.path }.joined(separator: " ")
        }
        let text =
            fixture.map(focus: sample.focus) + "area is used by: \(names(callers))\n"
            + "report uses: \(names(callees))\n"
        #expect(text == golden[sample.name] ?? "", "\(sample.name):\n\(text)")
    }
}

private let samples: [EveryLanguageTests.Sample] = [
    .init(
        name: "bash",
        files: """
            //- main.sh
            source ./shape.sh
            report() { area 2; }
            //- shape.sh
            limit=10
            area() { echo $(($1 * limit)); }
            """, focus: "main.sh"),
    .init(
        name: "c",
        files: """
            //- main.c
            #include "shape.h"
            int report(void) { struct Shape s; return area(&s); }
            //- shape.h
            #define LIMIT 10
            struct Shape { int width; };
            int area(const struct Shape *shape);
            """, focus: "main.c"),
    .init(
        name: "cpp",
        files: """
            //- main.cpp
            #include "shape.hpp"
            int report() { Shape s; return s.area(); }
            //- shape.hpp
            class Shape {
            public:
                int area() const { return width; }
                int width;
            };
            """, focus: "main.cpp"),
    .init(
        name: "csharp",
        files: """
            //- Main.cs
            using Shapes;
            class Main { int report() { return new Shape().area(); } }
            //- Shapes/Shape.cs
            namespace Shapes;
            public class Shape {
                public int Width { get; set; }
                public int area() { return Width; }
            }
            """, focus: "Main.cs"),
    .init(
        name: "go",
        files: """
            //- go.mod
            module example.com/m
            //- main.go
            package main
            import "example.com/m/shape"
            func report() int { s := shape.Shape{}; return s.area() }
            //- shape/shape.go
            package shape
            type Shape struct { Width int }
            func (s Shape) area() int { return s.Width }
            """, focus: "main.go"),
    .init(
        name: "java",
        files: """
            //- Main.java
            import shapes.Shape;
            class Main { int report() { return new Shape().area(); } }
            //- shapes/Shape.java
            package shapes;
            public class Shape {
                int width;
                public int area() { return width; }
            }
            """, focus: "Main.java"),
    .init(
        name: "javascript",
        files: """
            //- main.js
            import { area } from "./shape.js";
            function report() { return area({ width: 1 }); }
            //- shape.js
            export const area = (shape) => shape.width;
            export class Shape { width = 1; }
            """, focus: "main.js"),
    .init(
        name: "kotlin",
        files: """
            //- Main.kt
            import shapes.area
            fun report(): Int = area(Shape(1))
            //- shapes/Shape.kt
            package shapes
            class Shape(val width: Int)
            fun area(shape: Shape): Int = shape.width
            """, focus: "Main.kt"),
    .init(
        name: "lua",
        files: """
            //- main.lua
            local shape = require("shape")
            function report() return shape.area(1) end
            //- shape.lua
            local M = {}
            function M.area(width) return width end
            return M
            """, focus: "main.lua"),
    .init(
        name: "php",
        files: """
            //- Main.php
            <?php
            use Shapes\\Shape;
            function report() { return (new Shape())->area(); }
            //- Shapes/Shape.php
            <?php
            namespace Shapes;
            class Shape { public int $width; function area(): int { return $this->width; } }
            """, focus: "Main.php"),
    .init(
        name: "python",
        files: """
            //- main.py
            from shape import area
            def report(): return area(1)
            //- shape.py
            LIMIT = 10
            class Shape:
                def __init__(self): self.width = 1
            def area(shape): return shape.width
            """, focus: "main.py"),
    .init(
        name: "ruby",
        files: """
            //- main.rb
            require_relative "shape"
            def report; Shape.new.area; end
            //- shape.rb
            class Shape
              attr_reader :width
              def area; width; end
            end
            """, focus: "main.rb"),
    .init(
        name: "rust",
        files: """
            //- src/main.rs
            mod shape;
            use shape::Shape;
            fn report() -> u32 { Shape { width: 1 }.area() }
            //- src/shape.rs
            pub struct Shape { pub width: u32 }
            impl Shape { pub fn area(&self) -> u32 { self.width } }
            """, focus: "src/main.rs"),
    .init(
        name: "scala",
        files: """
            //- Main.scala
            import shapes.Shape
            object Main { def report(): Int = new Shape(1).area() }
            //- shapes/Shape.scala
            package shapes
            class Shape(val width: Int) { def area(): Int = width }
            """, focus: "Main.scala"),
    .init(
        name: "swift",
        files: """
            //- Sources/App/Main.swift
            func report() -> Int { Shape(width: 1).area() }
            //- Sources/App/Shape.swift
            struct Shape {
                let width: Int
                func area() -> Int { width }
            }
            """, focus: "Sources/App/Main.swift"),
    .init(
        name: "tsx",
        files: """
            //- main.tsx
            import { area, Shape } from "./shape";
            export function report() { return <Shape width={area({ width: 1 })} />; }
            //- shape.tsx
            export interface Props { width: number }
            export const area = (shape: Props): number => shape.width;
            export function Shape(props: Props) { return <b>{props.width}</b>; }
            """, focus: "main.tsx"),
    .init(
        name: "typescript",
        files: """
            //- main.ts
            import { area } from "./shape";
            export function report(): number { return area({ width: 1 }); }
            //- shape.ts
            export interface Shape { width: number }
            export function area(shape: Shape): number { return shape.width; }
            """, focus: "main.ts"),
]

private let golden: [String: String] = [
    "bash": """
    shape.sh:
     limit=10
     area()
    area is used by: report
    report uses: area

    """,
    "c": """
    shape.h:
     #define LIMIT 10
     struct Shape
      int width;
     int area(const struct Shape *shape);
    area is used by: report
    report uses: Shape area

    """,
    "cpp": """
    shape.hpp:
     class Shape
      int area() const
      int width;
    area is used by: report
    report uses: Shape area

    """,
    "csharp": """
    Shapes/Shape.cs:
     public class Shape
      public int Width
      public int area()
    area is used by: report
    report uses: Shape area

    """,
    "go": """
    shape/shape.go:
     type Shape struct
      Width int
      func (s Shape) area() int
    area is used by: report
    report uses: Shape area

    """,
    "java": """
    shapes/Shape.java:
     public class Shape
      int width;
      public int area()
    area is used by: report
    report uses: Shape area

    """,
    "javascript": """
    shape.js:
     export const area = (shape) =>
     export class Shape
      width = 1
    area is used by: report
    report uses: area

    """,
    "kotlin": """
    shapes/Shape.kt:
     class Shape(val width: Int)
      val width: Int
     fun area(shape: Shape): Int
    area is used by: report
    report uses: Shape area

    """,
    "lua": """
    shape.lua:
     local M = {}
      function M.area(width)
    area is used by: report
    report uses: shape area

    """,
    "php": """
    Shapes/Shape.php:
     class Shape
      public int $width;
      function area(): int
    area is used by: report
    report uses: Shape area

    """,
    "python": """
    shape.py:
     LIMIT = 10
     class Shape
      def __init__(self)
     def area(shape)
    area is used by: report
    report uses: area

    """,
    "ruby": """
    shape.rb:
     class Shape
      attr_reader :width
      def area;
    area is used by: report
    report uses: Shape area

    """,
    "rust": """
    src/shape.rs:
     pub struct Shape
      pub width: u32
     impl Shape
      pub fn area(&self) -> u32
    area is used by: report
    report uses: Shape Shape area

    """,
    "scala": """
    shapes/Shape.scala:
     class Shape(val width: Int)
      val width: Int
      def area(): Int =
    area is used by: report
    report uses: Shape area

    """,
    "swift": """
    Sources/App/Shape.swift:
     struct Shape
      let width: Int
      func area() -> Int
    area is used by: report
    report uses: Shape area

    """,
    "tsx": """
    shape.tsx:
     export interface Props
      width: number
     export const area = (shape: Props): number =>
     export function Shape(props: Props)
    area is used by: report
    report uses: area Shape

    """,
    "typescript": """
    shape.ts:
     export interface Shape
      width: number
     export function area(shape: Shape): number
    area is used by: report
    report uses: area

    """,
]
