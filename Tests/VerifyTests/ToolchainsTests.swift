import Base
import TestKit
import Testing

@testable import Verify

@Suite("Toolchains in the user's home")
struct ToolchainsTests {
    private func toolchains(_ existing: [String], path: String) -> Toolchains {
        Toolchains(
            home: "/home/u", path: path,
            exists: { path in existing.contains { Path("/home/u/\($0)").isInside(path) } },
            list: { folder in
                existing.compactMap { Path("/home/u/\($0)").relative(to: folder) }
                    .compactMap { $0.string.split(separator: "/").first.map { Path(String($0)) } }
                    .sorted()
            })
    }

    @Test("Known folders are shown, and programs find them in the user's own order")
    func known() {
        let found = toolchains(
            [
                ".cargo/bin/cargo", ".rustup/toolchains/stable/bin", ".pyenv/versions/3.11.7/bin",
                ".pyenv/versions/3.9.1/bin", ".ssh/id_rsa", ".cargo/credentials.toml",
            ],
            path: "/home/u/.pyenv/shims:/home/u/.cargo/bin:/home/u/secret/bin:/opt/x/bin:/usr/bin")
        expect(
            found.readable.map(\.string).joined(separator: "\n"),
            equals: """
                /home/u/.cargo/bin
                /home/u/.pyenv/versions
                /home/u/.rustup/toolchains
                """)
        expect(
            found.environment.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
                .joined(separator: "\n"),
            equals: """
                CARGO_HOME=/home/u/.cargo
                PATH=/home/u/.pyenv/versions/3.11.7/bin:/home/u/.cargo/bin:/opt/x/bin:/usr/bin:/usr/local/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin
                RUSTUP_HOME=/home/u/.rustup
                """)
    }

    @Test("The virtual environment that is active is shown, and comes first")
    func virtualEnvironment() {
        let found = toolchains(
            ["work/env/pyvenv.cfg", "work/env/bin/python3", "work/other/bin/tool"],
            path: "/home/u/work/env/bin:/home/u/work/other/bin:/usr/bin")
        #expect(found.readable == ["/home/u/work/env"])
        #expect(found.environment["PATH"]?.hasPrefix("/home/u/work/env/bin:/usr/bin:") == true)
    }

    @Test("A project's own programs come first")
    func preferring() {
        let environment = toolchains([], path: "").environment(preferring: ["/p/.venv/bin"])
        #expect(environment["PATH"]?.hasPrefix("/p/.venv/bin:/usr/local/bin:") == true)
    }

    @Test("Nothing of a home folder is shown that can hold a credential")
    func credentials() {
        let found = toolchains([".cargo/credentials.toml", ".m2/settings.xml", ".ssh/a"], path: "")
        #expect(found.readable.isEmpty)
        #expect(found.environment.keys.sorted() == ["PATH"])
    }
}
