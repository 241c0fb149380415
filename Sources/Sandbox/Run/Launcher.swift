internal import Base
private import CSandbox

/// The launcher: a small C program that the build embedded in this one.
enum Launcher {
    /// The program as a file that can be executed; made once.
    private static let image = Result { () throws(SystemError) in
        SharedDescriptor(
            try AnonymousFile.holding(bytes(), "tenon-launcher", executable: true))
    }

    /// Where a process that has the launcher's descriptors finds the program itself: number 5, as
    /// Launcher/launcher.h has it.
    static let path = "/proc/self/fd/5"

    /// Starts it outside of any sandbox; what it is given there, it hands on or closes.
    static func start(
        _ order: Order, input: Int32, output: Int32, errors: Int32, status: Int32,
        namespaces: SandboxNamespaces?, group: ControlGroup?
    ) throws(SystemError) -> pid_t {
        let image = try image.get()
        let order = try AnonymousFile.holding(order.bytes, "tenon-order")
        let descriptors = [
            input, output, errors, order.number, status, image.file.number,
            namespaces?.user.number ?? -1, namespaces?.mount.number ?? -1,
            group?.members.number ?? -1,
        ]
        var process: pid_t = 0
        let code = unsafe tenon_launch(
            Launcher.path, "outside", descriptors,
            Int32(descriptors.count), &process)
        guard code == 0 else { throw SystemError("start", "the sandbox's launcher", code: code) }
        return process
    }

    /// The program that the build wrote down in hexadecimal digits.
    private static func bytes() -> [UInt8] {
        // The literal is as long as it says, and constant.
        let digits = unsafe UnsafeBufferPointer(
            start: launcherImage.utf8Start, count: launcherImage.utf8CodeUnitCount)
        let halves = unsafe digits.map {
            $0 < UInt8(ascii: "a") ? $0 & 15 : $0 - UInt8(ascii: "a") + 10
        }
        return stride(from: 0, to: halves.count - 1, by: 2).map {
            halves[$0] << 4 | halves[$0 + 1]
        }
    }
}
