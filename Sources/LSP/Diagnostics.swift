package import JSON
package import Text

/// Something to tell about a range of a document.
package struct Diagnostic: Equatable, Sendable {
    /// How bad it is.
    package enum Severity: Int, ProtocolEnumeration {
        case error = 1
        case warning = 2
        case information = 3
        case hint = 4
    }

    /// How the range is shown.
    package enum Tag: Int, ProtocolEnumeration {
        case unnecessary = 1
        case deprecated = 2
    }

    /// A diagnostic's code is a number or a string, as request ids are.
    package typealias Code = RequestID

    /// Another place that explains it.
    package struct RelatedInformation: Hashable, Sendable {
        /// Where it is.
        package var location: Location
        /// What the user reads.
        package var message: String

        /// All of its parts.
        package init(location: Location, message: String) {
            self.location = location
            self.message = message
        }
    }

    /// What it is about.
    package var range: PositionRange
    /// How bad it is; the client decides if nil.
    package var severity: Severity?
    /// Names the rule.
    package var code: Code?
    /// A page about the code.
    package var codeURI: String?
    /// Names the tool.
    package var source: String?
    /// What the user reads.
    package var message: ProtocolText
    /// How the range is shown.
    package var tags: [Tag]
    /// Other places that explain it.
    package var related: [RelatedInformation]
    /// Comes back with code action requests.
    package var data: JSON?

    /// All of its parts.
    package init(
        range: PositionRange, severity: Severity?, code: Code? = nil, codeURI: String? = nil,
        source: String?, message: ProtocolText, tags: [Tag] = [],
        related: [RelatedInformation] = [], data: JSON? = nil
    ) {
        self.range = range
        self.severity = severity
        self.code = code
        self.codeURI = codeURI
        self.source = source
        self.message = message
        self.tags = tags
        self.related = related
        self.data = data
    }

    /// The same diagnostic without what the client does not understand.
    package func reduced(for client: ClientCapabilities.Diagnostics) -> Diagnostic {
        var result = self
        result.tags = tags.filter { client.tags.contains($0.rawValue) }
        if !client.relatedInformation { result.related = [] }
        if !client.codeDescription { result.codeURI = nil }
        if !client.data { result.data = nil }
        if !client.markupMessages { result.message = .plain(message.text) }
        return result
    }
}

extension Diagnostic: JSONDecodable, JSONEncodable {
    /// Diagnostics come back from clients, other servers' included, so a flaw in what we only hand
    /// on costs that part and not the request.
    package init(from json: JSON) throws(JSONDecodingError) {
        range = try json.required("range")
        severity = try json.optional("severity")
        code = try json.optional("code")
        codeURI = json.lenient("codeDescription", as: JSON.self)?.lenient("href")
        source = try json.optional("source")
        message = try json.required("message")
        tags = json.lenient("tags") ?? []
        related = json.lenient("relatedInformation") ?? []
        data = json["data"]
    }

    package func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("range", range)
            writer.member("severity", ifPresent: severity)
            writer.member("code", ifPresent: code)
            if let codeURI { writer.member("codeDescription") { $0.member("href", codeURI) } }
            writer.member("source", ifPresent: source)
            writer.member("message", message)
            if !tags.isEmpty { writer.member("tags", tags) }
            if !related.isEmpty { writer.member("relatedInformation", related) }
            writer.member("data", ifPresent: data)
        }
    }
}

extension Diagnostic.RelatedInformation: JSONDecodable, JSONEncodable {
    package init(from json: JSON) throws(JSONDecodingError) {
        location = try json.required("location")
        message = try json.required("message")
    }

    package func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("location", location)
            writer.member("message", message)
        }
    }
}

/// `textDocument/publishDiagnostics`.
package struct PublishDiagnosticsParams: Equatable, Sendable {
    /// The document, as the client spells it.
    package var uri: String
    /// Only for a client that knows it here.
    package var version: Int?
    /// All that there are now for the document.
    package var diagnostics: [Diagnostic]

    /// All of its parts.
    package init(uri: String, version: Int?, diagnostics: [Diagnostic]) {
        self.uri = uri
        self.version = version
        self.diagnostics = diagnostics
    }
}

extension PublishDiagnosticsParams: JSONEncodable {
    package func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("uri", uri)
            writer.member("version", ifPresent: version)
            writer.member("diagnostics", diagnostics)
        }
    }
}

/// `textDocument/diagnostic`.
package struct DocumentDiagnosticParams: Sendable {
    /// The document, as the client spells it.
    package var uri: String
    /// Names one of a server's providers of diagnostics.
    package var identifier: String?
    /// The `resultID` of the report that the client still has.
    package var previousResultID: String?
    /// Names the progress that the client shows for this request, if it wants any.
    package var workDoneToken: ProgressToken?
}

extension DocumentDiagnosticParams: JSONDecodable {
    package init(from json: JSON) throws(JSONDecodingError) {
        uri = try json.documentURI()
        identifier = try json.optional("identifier")
        previousResultID = try json.optional("previousResultId")
        workDoneToken = try json.optional("workDoneToken")
    }
}

/// The answer to `textDocument/diagnostic`.
package enum DocumentDiagnosticReport: Equatable, Sendable {
    case full(resultID: String?, [Diagnostic])
    case unchanged(resultID: String)
}

extension DocumentDiagnosticReport: JSONEncodable {
    package func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            switch self {
            case .full(let resultID, let diagnostics):
                writer.member("kind", "full")
                writer.member("resultId", ifPresent: resultID)
                writer.member("items", diagnostics)
            case .unchanged(let resultID):
                writer.member("kind", "unchanged")
                writer.member("resultId", resultID)
            }
        }
    }
}
