/// Gives every call of a conversation an identifier that every server accepts: nine letters and
/// digits, never twice. What a server gave itself stays where it fits.
///
/// A conversation may have gone from one server to another, and some give no identifiers at all.
struct ToolCallIDs {
    /// What the server demands.
    enum Form {
        /// Up to 64 letters, digits, dashes and underscores.
        case usual
        /// Exactly nine letters and digits.
        case nineCharacters
    }

    private let form: Form
    private var used: Set<String> = []
    private var count = 0
    /// The identifiers of the last message with calls, by the ones that they stand for.
    private var current: [String: String] = [:]

    init(_ form: Form) {
        self.form = form
    }

    /// The identifiers of a message's calls, in their order.
    mutating func ids(for calls: [ToolCall]) -> [String] {
        current = [:]
        return calls.map { call in
            let id = fits(call.id) && !used.contains(call.id) ? call.id : made()
            used.insert(id)
            // Of two calls with the same identifier the results could not be told apart anyway.
            if current[call.id] == nil { current[call.id] = id }
            return id
        }
    }

    /// The identifier that a result has to name.
    func id(for result: ToolResult) -> String {
        current[result.callID] ?? result.callID
    }

    private func fits(_ id: String) -> Bool {
        let isPlain = id.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                true
            default: form == .usual && (byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_"))
            }
        }
        switch form {
        case .usual: return isPlain && (1...64).contains(id.utf8.count)
        case .nineCharacters: return isPlain && id.utf8.count == 9
        }
    }

    private mutating func made() -> String {
        repeat {
            count += 1
            let digits = String(count)
            let id = "call" + String(repeating: "0", count: max(0, 5 - digits.utf8.count)) + digits
            if !used.contains(id) { return id }
        } while true
    }
}
