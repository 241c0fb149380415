package import JSON
internal import Models

// What a session begins with, as JSON.

extension AgentTask: JSONEncodable, JSONDecodable {
    package func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("goal", goal.rawValue)
            writer.member("instruction", instruction)
            if let focus {
                writer.member("focus") { writer in
                    writer.member("path", focus.path.string)
                    writer.member("first", focus.lines.lowerBound)
                    writer.member("last", focus.lines.upperBound)
                }
            }
            if let complaint {
                writer.member("complaint") { writer in
                    writer.member("path", complaint.path.string)
                    writer.member("line", complaint.line)
                    writer.member("message", complaint.message)
                }
            }
            writer.member("evidence", evidence)
            writer.member("houseRules", houseRules)
            writer.member("context", context)
            writer.member("passes", passes.map(\.rawValue))
            writer.member("turnLimit", turnLimit)
            writer.member("budget") { writer in
                writer.member("tokens", ifPresent: budget.tokens)
                writer.member("money", ifPresent: budget.money?.trillionths)
                writer.member("iterations", ifPresent: budget.iterations)
                writer.member("milliseconds", ifPresent: budget.milliseconds)
            }
        }
    }

    package init(from json: JSON) throws(JSONDecodingError) {
        let name: String = try json.required("goal")
        guard let goal = AgentGoal(rawValue: name) else { throw json.invalid("an unknown goal") }
        let budget = try json.required("budget", as: JSON.self)
        let money: Int? = try budget.optional("money")
        self.init(
            goal: goal, instruction: try json.required("instruction"),
            budget: Budget(
                tokens: try budget.optional("tokens"), money: money.map { Money(trillionths: $0) },
                iterations: try budget.optional("iterations"),
                milliseconds: try budget.optional("milliseconds")),
            turnLimit: try json.required("turnLimit"))
        if let part: JSON = try json.optional("focus") {
            let first: Int = try part.required("first")
            focus = AgentFocus(
                path: try part.projectPath("path"),
                lines: first...max(first, try part.required("last")))
        }
        if let part: JSON = try json.optional("complaint") {
            complaint = Complaint(
                path: try part.projectPath("path"), line: try part.required("line"),
                message: try part.required("message"))
        }
        evidence = try json.required("evidence")
        houseRules = try json.required("houseRules")
        context = try json.required("context")
        passes = try json.required("passes", as: [String].self).compactMap(ExtraPass.init)
    }
}

extension JSON {
    fileprivate func projectPath(_ key: String) throws(JSONDecodingError) -> ProjectPath {
        let written: String = try required(key)
        do throws(EditProblem) {
            return try ProjectPath(written)
        } catch {
            throw invalid(error.reason)
        }
    }
}

extension AgentSetting: JSONEncodable, JSONDecodable {
    package func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("window", window)
            writer.member("editFormat", ifPresent: editFormat?.rawValue)
            writer.member("mayRun", mayRun)
            writer.member("temperature", ifPresent: temperature)
        }
    }

    package init(from json: JSON) throws(JSONDecodingError) {
        let format: String? = try json.optional("editFormat")
        self.init(
            window: try json.required("window"), editFormat: format.flatMap(EditFormat.init),
            mayRun: try json.required("mayRun"))
        temperature = try json.optional("temperature")
    }
}
