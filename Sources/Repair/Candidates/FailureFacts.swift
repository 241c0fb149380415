/// What is known of a failure, beside where it may be: it makes some changes likelier.
package struct FailureFacts: Sendable, Hashable {
    /// Names of the exceptions or signals that the failing tests ended with: `KeyError`.
    package var errors: [String] = []
    /// Their messages.
    package var messages: [String] = []
    /// What was expected and what came, as the failing assertions print them.
    package var mismatches: [Mismatch] = []
    /// Constants in the failing tests, as they are written there: `"Jupiter"`, `42`.
    package var constants: [String] = []
    /// Whether a failing test does not end.
    package var isEndless = false

    /// Nothing is known.
    package init() {}

    /// One failed comparison.
    package struct Mismatch: Sendable, Hashable {
        package var expected: String
        package var actual: String

        package init(expected: String, actual: String) {
            self.expected = expected
            self.actual = actual
        }
    }
}
