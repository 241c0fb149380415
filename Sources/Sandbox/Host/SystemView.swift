internal import Base
private import CSandbox

/// What of the system's own files a sandbox shows, read-only: programs, libraries, and such
/// settings as programs cannot do without. No file of a user's, no key, no socket.
struct SystemView: Sendable {
    /// Folders at the top that exist here.
    let folders: [Path]
    /// Links at the top, such as /bin on most systems of today.
    let links: [(place: Path, target: Path)]
    /// Files and folders of /etc.
    let settings: [Path]
    /// Whether the kernel can hide parts of what is mounted.
    let hasLandlock: Bool

    var all: [Path] { folders + links.map(\.target) + settings }

    /// Where programs are looked for.
    var programFolders: [Path] {
        ["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"]
    }

    /// What this machine has of it.
    static func current() -> SystemView {
        var folders: [Path] = []
        var links: [(place: Path, target: Path)] = []
        for top in tops {
            switch Files.kind(of: top, followLinks: false) {
            case .directory: folders.append(top)
            case .link:
                if let target = Files.resolved(top) { links.append((top, target)) }
            case .file, .other, nil: break
            }
        }
        let java = Files.list("/etc").map(\.string).filter { $0.hasPrefix("java-") }
        let settings = (etc + java).map { Path("/etc") / $0 }.filter { Files.kind(of: $0) != nil }
        return SystemView(
            folders: folders, links: links, settings: settings,
            hasLandlock: tenon_landlock_abi() > 0)
    }

    private static let tops: [Path] = [
        "/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32", "/opt", "/nix/store",
        "/gnu/store",
    ]

    private static let etc = [
        "alternatives", "bash.bashrc", "ca-certificates", "ca-certificates.conf", "crypto-policies",
        "debian_version", "fonts", "gai.conf", "group", "host.conf", "hosts", "inputrc",
        "ld.so.cache", "ld.so.conf", "ld.so.conf.d", "locale.alias", "locale.conf", "localtime",
        "login.defs", "lsb-release", "magic", "mime.types", "nsswitch.conf", "os-release", "passwd",
        "pki/ca-trust", "pki/tls/cert.pem", "pki/tls/certs", "profile", "protocols", "rpc",
        "services", "shells", "ssl/certs", "ssl/openssl.cnf", "terminfo", "timezone",
    ]
}
