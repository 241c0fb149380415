package import JSON
internal import Models
package import Verify

// What happens to a run, as JSON. A run is a function of what happened to it: kept events are all
// that is needed to take it up again.

extension AgentEvent: JSONEncodable {
    package func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            switch self {
            case .started: writer.member("event", "started")
            case .reproduced(let found):
                writer.member("event", "reproduced")
                found.encodeMembers(to: &writer)
            case .answered(let answer, let spending):
                writer.member("event", "answered")
                writer.member("answer", answer)
                writer.member("spending", spending)
            case .used(let outcomes, let draft):
                writer.member("event", "used")
                writer.member("outcomes", outcomes)
                writer.member("draft", draft)
            case .judged(let judgement):
                writer.member("event", "judged")
                writer.member("judgement", judgement)
            case .cancelled: writer.member("event", "cancelled")
            case .instructed(let words, let draft):
                writer.member("event", "instructed")
                writer.member("text", words)
                writer.member("draft", draft)
            }
        }
    }
}

extension AgentEvent: JSONDecodable {
    package init(from json: JSON) throws(JSONDecodingError) {
        switch try json.required("event") as String {
        case "started": self = .started
        case "reproduced": self = .reproduced(try Reproduction(from: json))
        case "answered":
            self = .answered(try json.required("answer"), try json.required("spending"))
        case "used": self = .used(try json.required("outcomes"), try json.required("draft"))
        case "judged": self = .judged(try json.required("judgement"))
        case "cancelled": self = .cancelled
        case "instructed": self = .instructed(try json.required("text"), try json.required("draft"))
        default: throw json.invalid("an unknown event")
        }
    }
}

extension Reproduction: JSONDecodable {
    fileprivate func encodeMembers(to writer: inout JSONWriter) {
        switch self {
        case .red(let evidence):
            writer.member("found", "red")
            writer.member("text", evidence)
        case .green: writer.member("found", "green")
        case .notNeeded: writer.member("found", "notNeeded")
        case .impossible(let reason):
            writer.member("found", "impossible")
            writer.member("text", reason)
        }
    }

    package init(from json: JSON) throws(JSONDecodingError) {
        switch try json.required("found") as String {
        case "red": self = .red(evidence: try json.required("text"))
        case "green": self = .green
        case "notNeeded": self = .notNeeded
        case "impossible": self = .impossible(try json.required("text"))
        default: throw json.invalid("an unknown finding")
        }
    }
}

extension CallOutcome: JSONEncodable, JSONDecodable {
    package func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("id", id)
            writer.member("text", text)
            writer.member("isError", isError)
        }
    }

    package init(from json: JSON) throws(JSONDecodingError) {
        self.init(
            id: try json.required("id"), text: try json.required("text"),
            isError: try json.required("isError"))
    }
}

extension Draft: JSONEncodable, JSONDecodable {
    package func encode(to writer: inout JSONWriter) {
        writer.array { writer in
            for (path, change) in files.sorted(by: { $0.key < $1.key }) {
                writer.object { writer in
                    writer.member("path", path.string)
                    writer.member("before", ifPresent: change.original.map(FileBytes.init))
                    writer.member("after", ifPresent: change.content.map(FileBytes.init))
                }
            }
        }
    }

    package init(from json: JSON) throws(JSONDecodingError) {
        self.init()
        for entry in json.elements {
            let written: String = try entry.required("path")
            do throws(EditProblem) {
                restore(
                    try ProjectPath(written),
                    Change(
                        original: entry["before"].flatMap(FileBytes.init)?.bytes,
                        content: entry["after"].flatMap(FileBytes.init)?.bytes))
            } catch {
                throw entry.invalid(error.reason)
            }
        }
    }
}

/// A file's content: a string where it is UTF-8, else its bytes one by one.
private struct FileBytes: JSONEncodable {
    let bytes: [UInt8]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    init?(_ json: JSON) {
        switch json.kind {
        case .string: bytes = json.bytes ?? []
        case .array: bytes = json.elements.compactMap { $0.int.map { UInt8(clamping: $0) } }
        default: return nil
        }
    }

    func encode(to writer: inout JSONWriter) {
        if let text = String(validating: bytes, as: UTF8.self) {
            writer.write(text)
        } else {
            writer.array(bytes.map { Int($0) })
        }
    }
}

extension Judgement: JSONEncodable, JSONDecodable {
    package func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            switch verdict {
            case .accepted: writer.member("verdict", "accepted")
            case .refused: writer.member("verdict", "refused")
            case .unverified(let reason):
                writer.member("verdict", "unverified")
                writer.member("because", reason)
            }
            writer.member("failures", failures.sorted())
            writer.member("report", report)
            writer.member("evidence", evidence)
        }
    }

    package init(from json: JSON) throws(JSONDecodingError) {
        let verdict: Verdict
        switch try json.required("verdict") as String {
        case "accepted": verdict = .accepted
        case "refused": verdict = .refused
        case "unverified": verdict = .unverified(try json.required("because"))
        default: throw json.invalid("an unknown verdict")
        }
        self.init(
            verdict: verdict, failures: Set(try json.required("failures", as: [String].self)),
            report: try json.required("report"), evidence: try json.required("evidence"))
    }
}

extension EvidenceSummary: JSONEncodable, JSONDecodable {
    package func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("verdict", verdict.rawValue)
            writer.member("turnedGreen", turnedGreen)
            writer.member("greenCount", greenCount)
            writer.member("stillRed", stillRed)
            writer.member("reasons", reasons)
            writer.member("notRun", notRun)
            writer.member("remarks", remarks)
        }
    }

    package init(from json: JSON) throws(JSONDecodingError) {
        let name: String = try json.required("verdict")
        guard let verdict = Evidence.Verdict(rawValue: name) else {
            throw json.invalid("an unknown verdict")
        }
        self.init(verdict)
        turnedGreen = try json.required("turnedGreen")
        greenCount = try json.required("greenCount")
        stillRed = try json.required("stillRed")
        reasons = try json.required("reasons")
        notRun = try json.required("notRun")
        remarks = try json.required("remarks")
    }
}
