package import Base

/// A server that runs as a process of its own, and the editor that talks to it. The process ends,
/// if not before, when this goes.
package final class ServerProcess {
    package let editor: Editor
    private var process: ChildProcess

    package init(
        _ program: String, _ arguments: [String], directory: Path? = nil,
        environment: [String: String]? = nil
    ) throws(SystemError) {
        var process = try ChildProcess(
            program, arguments, directory: directory, environment: environment)
        guard let input = process.takeInput(), let output = process.takeOutput() else {
            throw SystemError("talk to", program, code: EBADF)
        }
        editor = Editor(Wire(toServer: input, fromServer: output))
        self.process = process
    }

    package var identifier: pid_t { process.identifier }

    /// Waits for the end of the process; nil when it still runs after the time.
    package func end(withinMilliseconds patience: Int = 5000) -> ProcessEnd? {
        process.wait(until: Instant.now.adding(milliseconds: patience))
    }
}
