/// A failed system call: what was tried, on what, and why it failed.
package struct SystemError: Error, Equatable, CustomStringConvertible {
    package let operation: String
    package let subject: String
    package let code: Int32

    package init(_ operation: String, _ subject: String = "", code: Int32 = errno) {
        self.operation = operation
        self.subject = subject
        self.code = code
    }

    package var description: String {
        let what = subject.isEmpty ? operation : "\(operation) \(subject)"
        return "cannot \(what): \(SystemError.text(of: code))"
    }

    /// The C library's words for an error number.
    package static func text(of code: Int32) -> String {
        // Thread-safe in the C libraries that we build on (glibc since 2.32, macOS).
        guard let text = unsafe strerror(code) else { return "error \(code)" }
        return unsafe String(cString: text)
    }
}
