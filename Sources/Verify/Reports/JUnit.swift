/// The XML form that JUnit made common: `<testcase classname= name= time= file= line=>` with a
/// `<failure>`, an `<error>` or a `<skipped>` in it. What class and file mean differs by writer.
struct JUnitCase {
    let element: XMLElement
    let status: TestStatus
    /// The element that says why it did not pass.
    private let reason: XMLElement?

    init(_ element: XMLElement) {
        self.element = element
        if let reason = element.child(named: "failure") {
            (status, self.reason) = (.failed, reason)
        } else if let reason = element.child(named: "error") {
            (status, self.reason) = (.broken, reason)
        } else if let reason = element.child(named: "skipped") {
            (status, self.reason) = (.skipped, reason)
        } else {
            (status, self.reason) = (.passed, nil)
        }
    }

    var name: String { element.attributes["name"] ?? "" }
    var className: String { element.attributes["classname"] ?? "" }
    var file: String? { element.attributes["file"] }
    var line: Int? { element.attributes["line"].flatMap { Int($0) } }

    /// The traceback.
    var details: String { reason.map { $0.text.trimmed } ?? "" }

    /// One line; some writers give it as an attribute, others as the start of the text.
    var message: String {
        let given = reason?.attributes["message"] ?? ""
        return (given.firstFilledLine ?? details.firstFilledLine ?? "").shortened
    }

    /// The result under a name of the caller's choice.
    func result(id: TestID, frames finder: FrameFinder) -> TestResult {
        var result = TestResult(id: id, status: status)
        result.message = message
        result.details = details
        if status.isRed { result.frames = finder.frames(in: details) }
        result.milliseconds = element.attributes["time"].flatMap {
            Array($0.utf8)[...].milliseconds
        }
        return result
    }
}

enum JUnit {
    /// The cases of all report files, and what is wrong with those files.
    static func cases(in files: [[UInt8]]) -> (cases: [JUnitCase], problems: [String]) {
        var cases: [JUnitCase] = []
        var problems: [String] = []
        for file in files {
            guard let (root, isComplete) = XMLReader.read(file) else {
                problems.append("the report is not XML")
                continue
            }
            if !isComplete { problems.append("the report ends in the middle") }
            cases += root.descendants(named: "testcase").map(JUnitCase.init)
        }
        return (cases, problems)
    }
}

extension String {
    var trimmed: String { Array(utf8)[...].trimmed.string }

    /// The first line that has more than blanks.
    var firstFilledLine: String? {
        lines(of: Array(utf8)).lazy.map(\.trimmed).first { !$0.isEmpty }?.string
    }

    /// Cut to what fits a message.
    var shortened: String {
        let limit = 400
        guard utf8.count > limit else { return self }
        return String(decoding: utf8.prefix(limit), as: UTF8.self) + "…"
    }
}
