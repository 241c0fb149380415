import Base

/// The checkout.
var repository: Path { Path(#filePath).parent.parent.parent }

/// Where the program is that these tests start.
var builtPrograms: Path { repository / ".build/debug" }

/// Where `make test` has unpacked the editors of a suite of Debian's.
func debian(_ suite: String) -> Path {
    Directories(environment: .current).cache / "editors" / suite
}

/// `make test` installs what the tests need.
struct NotInstalled: Error {}
