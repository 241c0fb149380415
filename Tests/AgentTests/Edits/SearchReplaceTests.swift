import Agent
import TestKit
import Testing

@Suite("Search and replace") struct SearchReplaceTests {
    static let project = [
        "app.py": """
        def first(items):
            return items[0]


        def last(items):
            return items[-1]
        """ + "\n",
        "windows.txt": "one\r\ntwo\r\nthree\r\n",
        "twice.txt": "a\nx = 1\nb\nx = 1\nc\n",
    ]

    func check(
        _ answer: String, _ expected: String, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        AgentTests.check(
            Self.project, .searchReplace, answer, expected, sourceLocation: sourceLocation)
    }

    @Test func replacesAQuotedPassage() {
        check(
            """
            The list may be empty:

            **app.py**
            ```python
            <<<<<<< SEARCH
            def first(items):
                return items[0]
            =======
            def first(items):
                return items[0] if items else None
            >>>>>>> REPLACE
            ```
            """,
            """
            --- a/app.py
            +++ b/app.py
            @@ -1,5 +1,5 @@
             def first(items):
            -    return items[0]
            +    return items[0] if items else None
            \u{20}
            \u{20}
             def last(items):

            """)
    }

    @Test func shiftsTheReplacementLikeTheQuote() {
        check(
            """
            app.py
            <<<<<<< SEARCH
            return items[-1]
            =======
            if not items:
                return None
            return items[-1]
            >>>>>>> REPLACE
            """,
            """
            --- a/app.py
            +++ b/app.py
            @@ -3,4 +3,6 @@
            \u{20}
            \u{20}
             def last(items):
            +    if not items:
            +        return None
                 return items[-1]

            """)
    }

    @Test func forgivesBlanksAtLineEndsAndAroundTheQuote() {
        check(
            """
            ### `app.py`
            <<<<<<< SEARCH

            def last(items):\u{20}\u{20}
                return items[-1]

            =======
            def last(items):
                return items[len(items) - 1]
            >>>>>>> REPLACE
            """,
            """
            --- a/app.py
            +++ b/app.py
            @@ -3,4 +3,4 @@
            \u{20}
            \u{20}
             def last(items):
            -    return items[-1]
            +    return items[len(items) - 1]

            """)
    }

    @Test func keepsTheLineEndsOfTheFile() {
        check(
            """
            windows.txt
            <<<<<<< SEARCH
            two
            =======
            2
            zwei
            >>>>>>> REPLACE
            """,
            """
            --- a/windows.txt
            +++ b/windows.txt
            @@ -1,3 +1,4 @@
             one\r
            -two\r
            +2\r
            +zwei\r
             three\r

            """)
    }

    @Test func refusesWhatStandsTwice() {
        check(
            """
            twice.txt
            <<<<<<< SEARCH
            x = 1
            =======
            x = 2
            >>>>>>> REPLACE
            """,
            """
            Nothing was changed:
            - twice.txt: the quoted text stands at lines 2, 4; quote more lines around it

            """)
    }

    @Test func namesWhatIsNearestToAWrongQuote() {
        check(
            """
            app.py
            <<<<<<< SEARCH
            def last(values):
                return items[-1]
            =======
            pass
            >>>>>>> REPLACE
            """,
            """
            Nothing was changed:
            - app.py: the quoted text is not in the file. Most like it, at line 5:
            def last(items):
                return items[-1]

            """)
    }

    @Test func changesAllFilesOrNone() {
        check(
            """
            windows.txt
            <<<<<<< SEARCH
            one
            =======
            1
            >>>>>>> REPLACE
            missing.py
            <<<<<<< SEARCH
            a
            =======
            b
            >>>>>>> REPLACE
            """,
            """
            Nothing was changed:
            - missing.py: there is no such file

            """)
    }

    @Test func refusesACommentInPlaceOfCode() {
        check(
            """
            app.py
            <<<<<<< SEARCH
            def first(items):
                return items[0]
            =======
            def first(items):
                # ... rest of the code ...
            >>>>>>> REPLACE
            """,
            """
            Nothing was changed:
            - app.py: `# ... rest of the code ...` stands for code that would be lost; write the code

            """)
    }

    @Test func makesANewFile() {
        check(
            """
            File: tests/test_app.py
            <<<<<<< SEARCH
            =======
            def test_first():
                pass
            >>>>>>> REPLACE
            """,
            """
            --- /dev/null
            +++ b/tests/test_app.py
            @@ -0,0 +1,2 @@
            +def test_first():
            +    pass

            """)
    }

    @Test func tellsOfACutAnswer() {
        check(
            """
            app.py
            <<<<<<< SEARCH
            def first(items):
            =======
            def fir
            """,
            """
            Nothing was changed:
            - app.py: a SEARCH block has no >>>>>>> REPLACE line

            """)
    }

    @Test func neverLeavesTheProject() {
        for path in [
            "../x.py", "/etc/passwd.conf", "a/../../x.py", ".git/config", "~/x.py", "a/.GIT/x.y",
        ] {
            let edits = EditFormat.searchReplace.changes(
                in: "\(path)\n<<<<<<< SEARCH\n=======\nx\n>>>>>>> REPLACE\n")
            #expect(edits.changes.isEmpty && edits.problems.count == 1, "\(path)")
        }
    }

    @Test func readsNoSecret() {
        check(
            """
            config/.env
            <<<<<<< SEARCH
            A=1
            =======
            A=2
            >>>>>>> REPLACE
            """,
            """
            Nothing was changed:
            - config/.env: the file looks secret

            """)
    }

    @Test func deletesAPassage() {
        check(
            """
            app.py
            <<<<<<< SEARCH
            def last(items):
                return items[-1]
            =======
            >>>>>>> REPLACE
            """,
            """
            --- a/app.py
            +++ b/app.py
            @@ -2,5 +2,3 @@
                 return items[0]
            \u{20}
            \u{20}
            -def last(items):
            -    return items[-1]

            """)
    }

    @Test func forgivesTypographicQuotes() {
        AgentTests.check(
            ["a.js": "  say('it''s - fine')\n"], .searchReplace,
            """
            a.js
            <<<<<<< SEARCH
            say(‘it’’s – fine’)
            =======
            say("fine")
            >>>>>>> REPLACE
            """,
            """
            --- a/a.js
            +++ b/a.js
            @@ -1 +1 @@
            -  say('it''s - fine')
            +  say("fine")

            """)
    }
}
