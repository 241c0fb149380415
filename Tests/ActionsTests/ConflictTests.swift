import TestKit
import Testing

@Suite struct ConflictTests {
    @Test func keepsASide() throws {
        try check(
            "python",
            """
            x = 1
            <<<<<<< HEAD
            y = 2$0
            =======
            y = 3
            z = 4
            >>>>>>> feature/other
            w = 5
            """,
            """
            Keep ours (HEAD) 4>0
              -<<<<<<< HEAD
              -=======
              -y = 3
              -z = 4
              ->>>>>>> feature/other
            Keep theirs (feature/other) 4>0
              -<<<<<<< HEAD
              -y = 2
              -=======
              ->>>>>>> feature/other
            """)
    }

    @Test func leavesOutTheBase() throws {
        try check(
            "python",
            """
            <<<<<<<
            y = 2
            |||||||
            y = 1
            =======
            y = 3
            >>>>>>>$0
            """,
            #"""
            Keep ours 5>0
              -<<<<<<<
              -|||||||
              -y = 1
              -=======
              -y = 3
              ->>>>>>>
              \ No newline at end of file
            Keep theirs 5>0
              -<<<<<<<
              -y = 2
              -|||||||
              -y = 1
              -=======
              ->>>>>>>
              \ No newline at end of file
            """#)
    }

    @Test func withoutATreeTheMarkersAreTheProblem() throws {
        try check(
            nil,
            """
            <<<<<<< mine
            some$0 words
            =======
            other words
            >>>>>>> yours
            """,
            #"""
            Keep ours (mine) 1>0
              -<<<<<<< mine
              -=======
              -other words
              ->>>>>>> yours
              \ No newline at end of file
            Keep theirs (yours) 1>0
              -<<<<<<< mine
              -some words
              -=======
              ->>>>>>> yours
              \ No newline at end of file
            """#)
    }

    @Test func aSideThatDoesNotParseIsNotOfferedWhenItAddsErrors() throws {
        try check(
            "python",
            """
            <<<<<<< mine
            def f(:
            def g(:
            def h(:
            =======
            x = 1
            >>>>>>> yours$0
            """,
            #"""
            Keep theirs (yours) * 7>0
              -<<<<<<< mine
              -def f(:
              -def g(:
              -def h(:
              -=======
              ->>>>>>> yours
              \ No newline at end of file
            """#)
    }

    @Test func aRuleIsNoMarker() throws {
        try check(
            nil,
            """
            Title
            =======$0
            words
            >>>>>>> quoted
            """,
            "")
    }
}
