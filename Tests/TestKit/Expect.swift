package import Testing

private import Base
private import Text

/// Compares an output with the text literal in the test's source. With `UPDATE_EXPECT=1` a literal
/// that differs is rewritten instead, and the change is reviewed as code.
///
/// A helper that checks something passes its own `sourceLocation` on; the literal that is rewritten
/// is then the last one in the helper's call that has the expected value.
package func expect(
    _ actual: String, equals expected: String, sourceLocation: SourceLocation = #_sourceLocation
) {
    if actual == expected && actual.utf8.elementsEqual(expected.utf8) { return }
    var why = ""
    if Environment.current["UPDATE_EXPECT"] == "1" {
        do {
            try ExpectationUpdater.shared.update(
                sourceLocation, from: expected, to: actual)
            return
        } catch {
            why = "not rewritten, because \(error)\n"
        }
    }
    Issue.record(
        "\(why)\(difference(expected, actual))\nUPDATE_EXPECT=1 rewrites the expectation",
        sourceLocation: sourceLocation)
}

/// How an output differs from what was expected.
private func difference(_ expected: String, _ actual: String) -> String {
    let diff = unifiedDiff(
        from: Array(expected.utf8), named: "expected", to: Array(actual.utf8), named: "actual",
        context: 1000)
    return String(decoding: diff, as: UTF8.self)
}
