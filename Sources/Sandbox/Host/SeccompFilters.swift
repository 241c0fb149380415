internal import Base
private import CSandbox

/// The filters of system calls, as programs for the kernel. Each is made when it is first needed.
final class SeccompFilters: Sendable {
    enum Kind {
        /// For runs in namespaces of their own.
        case alone, aloneWithoutNetwork
        /// For the reduced mode: no sockets, and nothing that processes of one user share.
        case amongOthers
    }

    private let programs: Lock<[Kind: [UInt8]]>

    init(_ known: [Kind: [UInt8]] = [:]) {
        programs = Lock(known)
    }

    func program(_ kind: Kind) throws(Refusal) -> [UInt8] {
        try programs.withLock { programs throws(Refusal) in
            if let known = programs[kind] { return known }
            let program = try SeccompFilters.make(kind)
            programs[kind] = program
            return program
        }
    }

    private static func make(_ kind: Kind) throws(Refusal) -> [UInt8] {
        do {
            let file = try AnonymousFile.make("tenon-filter")
            let code =
                switch kind {
                case .alone: tenon_seccomp_filter(TENON_NETWORK_LOOPBACK, 0, file.number)
                case .aloneWithoutNetwork: tenon_seccomp_filter(TENON_NETWORK_NONE, 0, file.number)
                case .amongOthers: tenon_seccomp_filter(TENON_NETWORK_NONE, 1, file.number)
                }
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
