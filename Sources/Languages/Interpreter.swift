/// Reads the `#!` line of a script.
enum Interpreter {
    /// The program's name without its folder. `#!/usr/bin/env -S A=1 python3 -u` is `python3`.
    static func name(inFirstLine bytes: some Sequence<UInt8>) -> String? {
        // A longer line is not one that a kernel would run.
        var line = Array(bytes.lazy.prefix(256).prefix { $0 != 0x0A && $0 != 0x0D })
        if line.starts(with: [0xEF, 0xBB, 0xBF]) { line.removeFirst(3) }
        guard line.starts(with: "#!".utf8) else { return nil }
        var words = line.dropFirst(2)
            .split { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
            .map { String(decoding: $0, as: UTF8.self) }[...]
        guard var program = words.popFirst().map(lastComponent) else { return nil }
        if program == "env" {
            words = words.drop { $0.hasPrefix("-") || $0.utf8.contains(UInt8(ascii: "=")) }
            guard let first = words.first else { return nil }
            program = lastComponent(first)
        }
        return program.isEmpty ? nil : program
    }

    /// `python3.11` is `python`, `lua5.4` is `lua`.
    static func withoutVersion(_ program: String) -> String {
        let version = program.utf8.reversed().prefix { byte in
            byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        }
        return String(decoding: program.utf8.dropLast(version.count), as: UTF8.self)
    }

    private static func lastComponent(_ path: String) -> String {
        String(decoding: path.utf8.split(separator: UInt8(ascii: "/")).last ?? [], as: UTF8.self)
    }
}
