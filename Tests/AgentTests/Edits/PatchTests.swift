import Agent
import TestKit
import Testing

@Suite("Patches") struct PatchTests {
    static let project = [
        "src/list.c": """
        int first(int *list) {
            return list[0];
        }

        int last(int *list, int count) {
            return list[count];
        }
        """ + "\n",
        "none.txt": "no end",
        "empty.txt": "",
    ]

    func check(
        _ format: EditFormat, _ answer: String, _ expected: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        AgentTests.check(
            Self.project, format, answer, expected, sourceLocation: sourceLocation)
    }

    @Test func appliesADiffWithWrongNumbers() {
        check(
            .unifiedDiff,
            """
            ```diff
            --- a/src/list.c
            +++ b/src/list.c
            @@ -70,3 +70,3 @@ int last
             int last(int *list, int count) {
            -    return list[count];
            +    return list[count - 1];
             }
            ```
            """,
            """
            --- a/src/list.c
            +++ b/src/list.c
            @@ -3,5 +3,5 @@
             }
            \u{20}
             int last(int *list, int count) {
            -    return list[count];
            +    return list[count - 1];
             }

            """)
    }

    @Test func choosesTheNearestOfEqualPlaces() {
        check(
            .unifiedDiff,
            """
            --- a/src/list.c
            +++ b/src/list.c
            @@ -7 +7 @@
            -}
            +} // last
            """,
            """
            --- a/src/list.c
            +++ b/src/list.c
            @@ -4,4 +4,4 @@
            \u{20}
             int last(int *list, int count) {
                 return list[count];
            -}
            +} // last

            """)
    }

    @Test func makesDeletesAndMovesFiles() {
        check(
            .unifiedDiff,
            """
            --- /dev/null
            +++ b/new.txt
            @@ -0,0 +1,2 @@
            +one
            +two
            --- a/empty.txt
            +++ /dev/null
            --- a/none.txt
            +++ b/some.txt
            @@ -1 +1,2 @@
             no end
            \\ No newline at end of file
            +more
            """,
            #"""
            --- /dev/null
            +++ b/new.txt
            @@ -0,0 +1,2 @@
            +one
            +two
            --- a/none.txt
            +++ /dev/null
            @@ -1 +0,0 @@
            -no end
            \ No newline at end of file
            --- /dev/null
            +++ b/some.txt
            @@ -0,0 +1,2 @@
            +no end
            +more
            \ No newline at end of file

            """#)
    }

    @Test func appliesAPatchWithAnchors() {
        check(
            .applyPatch,
            """
            *** Begin Patch
            *** Update File: src/list.c
            @@ int last(int *list, int count) {
            -    return list[count];
            +    return list[count - 1];
             }
            *** End Patch
            """,
            """
            --- a/src/list.c
            +++ b/src/list.c
            @@ -3,5 +3,5 @@
             }
            \u{20}
             int last(int *list, int count) {
            -    return list[count];
            +    return list[count - 1];
             }

            """)
    }

    @Test func appliesSeveralSections() {
        check(
            .applyPatch,
            """
            I will do this now.
            *** Begin Patch
            *** Add File: docs/readme.md
            +# List
            +
            +Of numbers.
            *** Delete File: empty.txt
            *** Update File: none.txt
            *** Move to: some.txt
            @@
            -no end
            +an end
            *** End of File
            *** End Patch
            """,
            #"""
            --- /dev/null
            +++ b/docs/readme.md
            @@ -0,0 +1,3 @@
            +# List
            +
            +Of numbers.
            --- a/none.txt
            +++ /dev/null
            @@ -1 +0,0 @@
            -no end
            \ No newline at end of file
            --- /dev/null
            +++ b/some.txt
            @@ -0,0 +1 @@
            +an end
            \ No newline at end of file

            """#)
    }

    @Test func refusesAmbiguousHunks() {
        check(
            .applyPatch,
            """
            *** Begin Patch
            *** Update File: src/list.c
            @@
            -}
            +};
            *** End Patch
            """,
            """
            Nothing was changed:
            - src/list.c: hunk 1: the quoted text stands at lines 3, 7; quote more lines around it

            """)
    }

    @Test func insertsBehindAnAnchor() {
        check(
            .applyPatch,
            """
            *** Begin Patch
            *** Update File: src/list.c
            @@ int first(int *list) {
            +    if (!list) return 0;
            *** End Patch
            """,
            """
            --- a/src/list.c
            +++ b/src/list.c
            @@ -1,4 +1,5 @@
             int first(int *list) {
            +    if (!list) return 0;
                 return list[0];
             }
            \u{20}

            """)
    }

    @Test func tellsOfACutPatch() {
        check(
            .applyPatch,
            """
            *** Begin Patch
            *** Update File: src/list.c
            @@
            -    return list[0];
            """,
            """
            Nothing was changed:
            - the patch has no `*** End Patch`: it was cut off

            """)
    }

    @Test func writesWholeFiles() {
        check(
            .wholeFile,
            """
            `none.txt`:

            ```text
            an end
            ```

            And an example of its use, which is no file:

            ```sh
            cat none.txt
            ```

            ```markdown docs/notes.md
            # Notes
            ```
            """,
            #"""
            --- /dev/null
            +++ b/docs/notes.md
            @@ -0,0 +1 @@
            +# Notes
            --- a/none.txt
            +++ b/none.txt
            @@ -1 +1 @@
            -no end
            \ No newline at end of file
            +an end

            """#)
    }

    @Test func knowsTheFormats() {
        #expect(EditFormat.detected(in: "*** Begin Patch\n*** End Patch") == .applyPatch)
        #expect(EditFormat.detected(in: "a.py\n<<<<<<< SEARCH\n") == .searchReplace)
        #expect(EditFormat.detected(in: "--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n") == .unifiedDiff)
        #expect(EditFormat.detected(in: "a.py\n```\nx\n```\n") == .wholeFile)
        #expect(EditFormat.detected(in: "Nothing is wrong.") == nil)
    }
}
