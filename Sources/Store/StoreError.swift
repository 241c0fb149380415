/// Why the store could not do something.
package struct StoreError: Error, Hashable, Sendable, CustomStringConvertible {
    /// SQLite's extended result code.
    package let code: Int32
    package let message: String

    package init(code: Int32, message: String) {
        self.code = code
        self.message = message
    }

    package var description: String { "database: \(message) (code \(code))" }

    /// Whether the file is damaged or no database at all, so that only making it anew helps.
    package var isBeyondRepair: Bool { [11, 26].contains(code & 0xff) }
}
