import TestKit
import Testing

@Suite("Imports lead to files")
struct ImportResolutionTests {
    /// The best definition of a map: two files define `build`, and the import says which is meant.
    private func first(_ text: String, focus: String) throws -> String {
        let map = try MapFixture(text).map(focus: focus)
        return map.split(separator: "\n").prefix(2).joined(separator: "\n")
    }

    @Test("Python: relative, absolute and through a package's own file")
    func python() throws {
        let rest = """

            //- src/shop/a/__init__.py
            from .inner import build
            //- src/shop/a/inner.py
            def build(x): pass
            //- src/shop/b.py
            def build(y): pass
            """
        for line in [
            "from .a import build", "from shop.a import build", "from shop.a.inner import build",
            "from . import a\na.build",
        ] {
            let text = "//- src/shop/main.py\n\(line)\nbuild(1)" + rest
            #expect(
                try first(text, focus: "src/shop/main.py")
                    == "src/shop/a/inner.py:\n def build(x)", "\(line)")
        }
    }

    @Test("TypeScript: relative, by a package's name and through barrel files")
    func typeScript() throws {
        let rest = """

            //- packages/core/package.json
            {"name": "@shop/core"}
            //- packages/core/src/index.ts
            export * from './inner'
            //- packages/core/src/inner.ts
            export { build } from './deep'
            //- packages/core/src/deep.ts
            export const build = (x: number) => x
            //- packages/app/other.ts
            export function build(y: number) {}
            """
        for line in [
            "import { build } from '@shop/core'", "import { build } from '../core/src'",
            "import { build } from '../core/src/deep.js'",
        ] {
            let text = "//- packages/app/main.ts\n\(line)\nbuild(1)" + rest
            #expect(
                try first(text, focus: "packages/app/main.ts").hasPrefix(
                    "packages/core/src/deep.ts:\n export const build = (x: number)"), "\(line)")
        }
    }

    @Test("Go: by the module's name")
    func go() throws {
        let text = """
            //- go.mod
            module example.org/shop
            //- main.go
            package main
            import "example.org/shop/a"
            func main() { a.Build(1) }
            //- a/a.go
            package a
            func Build(x int) {}
            //- b/b.go
            package b
            func Build(y int) {}
            """
        #expect(try first(text, focus: "main.go") == "a/a.go:\n func Build(x int)")
    }

    @Test("Rust: crates, modules, lists and names passed on")
    func rust() throws {
        let rest = """

            //- Cargo.toml
            [package]
            name = "my-shop"
            //- src/lib.rs
            pub use crate::a::deep::build;
            mod a;
            //- src/a/mod.rs
            pub mod deep;
            //- src/a/deep.rs
            pub fn build(x: u8) {}
            //- src/b.rs
            pub fn build(y: u8) {}
            """
        for line in [
            "use crate::a::deep::build;", "use my_shop::build;", "use super::a::{deep::{build}};",
            "use crate::{a::deep::{self, build as make}, b};",
        ] {
            let text = "//- src/main_loop.rs\n\(line)\nfn run() { build(1) }" + rest
            #expect(
                try first(text, focus: "src/main_loop.rs").hasPrefix("src/a/deep.rs:\n pub fn"),
                "\(line)")
        }
    }

    @Test("Swift modules, Java packages, PHP namespaces, C headers and Ruby paths")
    func others() throws {
        let swift = """
            //- Sources/App/Main.swift
            import Core
            func run() { build(1) }
            //- Sources/Core/A.swift
            public func build(_ x: Int) {}
            //- Sources/Else/A.swift
            public func build(_ y: Int) {}
            """
        #expect(
            try first(swift, focus: "Sources/App/Main.swift").hasPrefix("Sources/Core/A.swift"))
        let java = """
            //- app/Main.java
            import org.shop.Build;
            class Main { Build b; }
            //- src/org/shop/Build.java
            package org.shop;
            public class Build {}
            //- src/org/other/Build.java
            package org.other;
            public class Build {}
            """
        #expect(try first(java, focus: "app/Main.java").hasPrefix("src/org/shop/Build.java"))
        let php = """
            //- app/main.php
            <?php
            use Shop\\Core\\{Build, Other};
            new Build();
            //- src/Core/Build.php
            <?php
            class Build {}
            //- src/Else/Build.php
            <?php
            class Build {}
            """
        #expect(try first(php, focus: "app/main.php").hasPrefix("src/Core/Build.php"))
        let c = """
            //- src/main.c
            #include "core/build.h"
            int main(void) { return build(1); }
            //- include/core/build.h
            int build(int x);
            //- other/build.h
            int build(int y);
            """
        #expect(try first(c, focus: "src/main.c").hasPrefix("include/core/build.h"))
        let ruby = """
            //- app/main.rb
            require_relative '../lib/core/build'
            build(1)
            //- lib/core/build.rb
            def build(x)
            end
            //- lib/else/build.rb
            def build(y)
            end
            """
        #expect(try first(ruby, focus: "app/main.rb").hasPrefix("lib/core/build.rb"))
    }

    @Test("Files that import each other in a circle, and paths out of the root")
    func circles() throws {
        let text = """
            //- a.py
            from b import *
            from ....x import y
            go()
            //- b.py
            from a import *
            from c import go
            //- c.py
            from b import go
            from a import go
            """
        #expect(try MapFixture(text).map(focus: "a.py") == "")
        let deep = "use " + String(repeating: "{a::", count: 900) + ";"
        #expect(try MapFixture("//- src/lib.rs\n\(deep)").map(focus: "src/lib.rs") == "")
    }
}
