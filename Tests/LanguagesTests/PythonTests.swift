import Languages
import Testing

@Suite struct PythonTests {
    private let source = PythonFixture.source

    @Test func tags() throws {
        try checkTags(
            "python", source,
            """
            """)
    }

    @Test func scopes() throws {
        try checkScopes(
            "python", source,
            """
            """)
    }

    @Test func imports() throws {
        try checkMatches(
            "python", .imports, source,
            """
            """)
    }

    @Test func documentation() throws {
        try checkMatches(
            "python", .docs, source,
            """
            """)
    }

    @Test func tests() throws {
        try checkMatches(
            "python", .tests, source,
            """
            """)
    }

    @Test func folds() throws {
        try checkFolds(
            "python", source,
            """
            """)
    }
}
