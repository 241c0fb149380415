internal import Base
private import CSandbox

/// The filter of system calls, as a program for the kernel. Made once for each kind of run.
struct SeccompFilter: Sendable {
    /// For runs in namespaces of their own.
    let alone: [UInt8]
    let aloneWithoutNetwork: [UInt8]
    /// For the reduced mode: no sockets, and nothing that processes of one user share.
    let amongOthers: [UInt8]

    static func forThisMachine() throws(Refusal) -> SeccompFilter {
        SeccompFilter(
            alone: try program(TENON_NETWORK_LOOPBACK, sharesMachine: false),
            aloneWithoutNetwork: try program(TENON_NETWORK_NONE, sharesMachine: false),
            amongOthers: try program(TENON_NETWORK_NONE, sharesMachine: true))
    }

    private static func program(
        _ network: tenon_network, sharesMachine: Bool
    ) throws(Refusal) -> [UInt8] {
        do {
            let file = try AnonymousFile.make("tenon-filter")
            let code = tenon_seccomp_filter(network, sharesMachine ? 1 : 0, file.number)
            guard code == 0 else { throw SystemError("make the seccomp filter", code: -code) }
            var bytes: [UInt8] = []
            guard lseek(file.number, 0, SEEK_SET) == 0 else { throw SystemError("read the filter") }
            while try file.read(into: &bytes, limit: 64 << 10) > 0 {}
            return bytes
        } catch {
            throw Refusal(
                reason: "there is no seccomp filter for this processor (\(error))",
                fix: "run Tenon on a kernel with CONFIG_SECCOMP_FILTER")
        }
    }
}
