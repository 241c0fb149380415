import Languages
import Testing

@Suite struct PythonTests {
    @Test func tags() throws {
        try check(
            "python", .tags, "def greet(name):\n    print(name)\n",
            """
            1:1 definition.function def greet(name):…
            1:5 name greet
            2:5 body print(name)
            2:5 reference.call print
            2:5 reference.value print
            2:11 reference.value name
            """)
    }
}
