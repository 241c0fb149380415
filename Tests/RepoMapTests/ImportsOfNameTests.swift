import RepoMap
import TestKit
import Testing

/// How a file may come by a name that it does not know.
@Suite("Imports of a name") struct ImportsOfNameTests {
    private func check(
        _ fixture: MapFixture, _ name: String, into path: String, _ family: LanguageFamily,
        _ expected: String, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let found = fixture.index.imports(of: name, into: path, family: family)
        expect(
            found.map { $0.statement ?? $0.module }.joined(separator: "\n"), equals: expected,
            sourceLocation: sourceLocation)
    }

    @Test("In Python: what others import, most used first; then where it is defined")
    func python() throws {
        let fixture = try MapFixture(
            """
            //- a.py
            import json
            import numpy as np
            from collections import OrderedDict, deque
            json.loads(np.zeros(1))
            //- b.py
            import json, os
            from collections import deque
            from queue import deque
            from .c import local
            //- shop/__init__.py
            //- shop/orders/__init__.py
            //- shop/orders/cart.py
            class Cart:
                def total(self):
                    return 0
            //- tools/clean.py
            def clean():
                pass
            //- src/run.py
            def run():
                pass
            """)
        check(
            fixture, "deque", into: "new.py", .python,
            """
            collections
            queue
            """)
        check(
            fixture, "np", into: "new.py", .python,
            """
            import numpy as np
            """)
        check(
            fixture, "json", into: "new.py", .python,
            """
            import json
            """)
        check(
            fixture, "Cart", into: "new.py", .python,
            """
            shop.orders.cart
            """)
        check(
            fixture, "clean", into: "tools/other.py", .python,
            """
            clean
            """)
        check(
            fixture, "clean", into: "new.py", .python,
            """
            tools.clean
            """)
        check(
            fixture, "run", into: "new.py", .python,
            """
            run
            """)
        // Not of the file itself, not of methods, not of files of one folder only.
        for name in ["total", "local", "nothing"] {
            check(fixture, name, into: "new.py", .python, "")
        }
        check(fixture, "Cart", into: "shop/orders/cart.py", .python, "")
        check(fixture, "Cart", into: "a.ts", .javaScript, "")
    }

    @Test("Elsewhere: paths from the file, headers, what others write")
    func others() throws {
        let fixture = try MapFixture(
            """
            //- web/src/api/client.ts
            import { useState } from "react";
            export function fetchAll(): void {}
            //- web/src/views/index.tsx
            export const Page = 1;
            //- lib/larger.h
            int larger(int a, int b);
            //- lib/larger.c
            int larger(int a, int b) { return a; }
            //- one.go
            package one

            import (
            	"fmt"
            )

            func one() { fmt.Println() }
            //- A.java
            import java.util.List;
            class A {}
            """)
        check(
            fixture, "fetchAll", into: "web/src/views/list.ts", .javaScript,
            """
            ../api/client
            """)
        check(
            fixture, "Page", into: "web/src/api/other.ts", .javaScript,
            """
            ../views
            """)
        check(
            fixture, "useState", into: "web/a.ts", .javaScript,
            """
            react
            """)
        check(
            fixture, "fmt", into: "two.go", .go,
            """
            import "fmt"
            """)
        check(
            fixture, "List", into: "B.java", .namespaces,
            """
            java.util
            """)
    }
}
