package import Verify

/// What one test did, without any change of the project.
package struct Observation: Sendable, Equatable {
    package let test: TestID
    package let status: TestStatus
    /// The name of the exception that it ended with; empty where it did not, or none is known.
    package var error = ""
    package var message = ""
    /// The project's own code in the traceback, the place of the failure last.
    package var frames: [StackFrame] = []
    /// Whether it was cut short because it took too long.
    package var isEndless = false
    package var milliseconds = 0.0
    /// The lines that it went through; empty where nobody watched.
    package var coverage = LineCoverage()

    package init(test: TestID, status: TestStatus) {
        self.test = test
        self.status = status
    }
}

extension Observation {
    /// What a report says of a test, for runners that tell no more.
    package init(_ result: TestResult, coverage: LineCoverage) {
        self.init(test: result.id, status: result.status)
        message = result.message
        error = Observation.error(in: result.message)
        frames = result.frames
        milliseconds = Double(result.milliseconds ?? 0)
        self.coverage = coverage
    }

    /// The name before the colon of `KeyError: 'x'`, where it is a name.
    static func error(in message: String) -> String {
        let name = message.utf8.prefix { $0 != UInt8(ascii: ":") }
        let isName =
            name.allSatisfy { ($0 | 0x20) >= UInt8(ascii: "a") || $0 == UInt8(ascii: ".") }
        let text = String(decoding: name, as: UTF8.self)
        guard isName, text.hasSuffix("Error") || text.hasSuffix("Exception") else { return "" }
        return text.split(separator: ".").last.map(String.init) ?? text
    }
}
