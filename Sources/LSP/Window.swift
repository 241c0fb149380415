package import JSON
package import Text

/// How loud a message is.
package enum MessageType: Int, ProtocolEnumeration {
    case error = 1
    case warning = 2
    case info = 3
    case log = 4
    case debug = 5
}

/// The text of `window/logMessage` and `window/showMessage`.
package struct MessageParams: Hashable, Sendable {
    /// How loud it is.
    package var type: MessageType
    /// What the user reads.
    package var message: String

    /// All of its parts.
    package init(_ type: MessageType, _ message: String) {
        self.type = type
        self.message = message
    }
}

extension MessageParams: JSONEncodable {
    package func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("type", type)
            writer.member("message", message)
        }
    }
}

/// `window/showMessageRequest`: a message with buttons.
package struct ShowMessageRequestParams: Hashable, Sendable {
    /// How loud it is.
    package var type: MessageType
    /// What the user reads.
    package var message: String
    /// The titles of the buttons; the answer names one.
    package var actions: [String]

    /// All of its parts.
    package init(_ type: MessageType, _ message: String, actions: [String]) {
        self.type = type
        self.message = message
        self.actions = actions
    }
}

extension ShowMessageRequestParams: JSONEncodable {
    package func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("type", type)
            writer.member("message", message)
            writer.key("actions")
            writer.array { writer in
                for action in actions { writer.object { $0.member("title", action) } }
            }
        }
    }
}

/// The answer to `window/showMessageRequest`.
package struct ShowMessageRequestResult: Hashable, Sendable {
    /// The title of the chosen button; nil if the user chose none.
    package var action: String?
}

extension ShowMessageRequestResult: JSONDecodable {
    package init(from json: JSON) throws(JSONDecodingError) {
        action = json.isNull ? nil : try json.required("title")
    }
}

/// `window/showDocument`.
package struct ShowDocumentParams: Hashable, Sendable {
    /// What to show.
    package var uri: String
    /// To be opened outside the editor.
    package var external: Bool
    /// Whether the cursor goes there.
    package var takeFocus: Bool
    /// What to select in it.
    package var selection: PositionRange?

    /// All of its parts.
    package init(uri: String, external: Bool, takeFocus: Bool, selection: PositionRange? = nil) {
        self.uri = uri
        self.external = external
        self.takeFocus = takeFocus
        self.selection = selection
    }
}

extension ShowDocumentParams: JSONEncodable {
    package func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("uri", uri)
            writer.member("external", external)
            writer.member("takeFocus", takeFocus)
            writer.member("selection", ifPresent: selection)
        }
    }
}

/// The answer to `window/showDocument`.
package struct ShowDocumentResult: Hashable, Sendable {
    /// Whether it was shown.
    package var success: Bool
}

extension ShowDocumentResult: JSONDecodable {
    package init(from json: JSON) throws(JSONDecodingError) {
        success = try json.required("success")
    }
}

/// `$/logTrace`.
package struct LogTraceParams: Hashable, Sendable {
    /// What the user reads.
    package var message: String
    /// Only for a client that traces verbosely.
    package var verbose: String?

    /// All of its parts.
    package init(message: String, verbose: String? = nil) {
        self.message = message
        self.verbose = verbose
    }
}

extension LogTraceParams: JSONEncodable {
    package func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("message", message)
            writer.member("verbose", ifPresent: verbose)
        }
    }
}

/// `$/progress` as the client sends it.
package struct ProgressParams: Sendable {
    /// The task.
    package var token: ProgressToken
    /// What happened, by the task's own rules.
    package var value: JSON
}

extension ProgressParams: JSONDecodable {
    package init(from json: JSON) throws(JSONDecodingError) {
        token = try json.required("token")
        value = try json.required("value")
    }
}

/// `window/workDoneProgress/cancel`.
package struct ProgressCancelParams: Sendable {
    /// The task.
    package var token: ProgressToken
}

extension ProgressCancelParams: JSONDecodable {
    package init(from json: JSON) throws(JSONDecodingError) { token = try json.required("token") }
}

/// What `$/progress` says about our work: one `begin`, any number of `report`s, one `end`.
package enum WorkDoneProgress: Hashable, Sendable {
    /// `percentage`, from 0 to 100, promises that reports will have one.
    case begin(title: String, message: String?, percentage: Int?, cancellable: Bool)
    case report(message: String?, percentage: Int?, cancellable: Bool)
    case end(message: String?)
}

extension WorkDoneProgress: JSONEncodable {
    package func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            switch self {
            case .begin(let title, let message, let percentage, let cancellable):
                writer.member("kind", "begin")
                writer.member("title", title)
                writer.member("cancellable", cancellable)
                writer.member("message", ifPresent: message)
                writer.member("percentage", ifPresent: percentage.map(Self.clamp))
            case .report(let message, let percentage, let cancellable):
                writer.member("kind", "report")
                writer.member("cancellable", cancellable)
                writer.member("message", ifPresent: message)
                writer.member("percentage", ifPresent: percentage.map(Self.clamp))
            case .end(let message):
                writer.member("kind", "end")
                writer.member("message", ifPresent: message)
            }
        }
    }

    private static func clamp(_ percentage: Int) -> Int { min(max(percentage, 0), 100) }
}
