// Build-time tool: compiles a C program, and writes a Swift file that holds it as a literal of
// hexadecimal digits; an empty one without a compiler.
//
//     EmbedLauncher OUTPUT.swift [COMPILER SOURCE…]
//
// The literal lies in the binary's constant data: nothing is decoded before the first sandbox.
// It stands alone, with the C library only, because every build of the package starts with it.

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Ends the build with a message in the form that the build system shows as an error.
func fail(_ message: String) -> Never {
    print("error: \(message)")
    exit(1)
}

/// Runs a program and waits for its end; what it says is the build's output.
func run(_ arguments: [String]) {
    var pointers = unsafe arguments.map { unsafe strdup($0) } + [nil]
    defer { unsafe pointers.forEach { unsafe free($0) } }
    var process: pid_t = 0
    let code = unsafe posix_spawn(&process, arguments[0], nil, nil, &pointers, environ)
    if code != 0 { fail("cannot start \(arguments[0]) (errno \(code))") }
    var status: Int32 = 0
    while unsafe waitpid(process, &status, 0) < 0 && errno == EINTR {}
    if status != 0 { exit(1) }
}

func readFile(_ path: String) -> [UInt8] {
    guard let file = unsafe fopen(path, "r") else { fail("cannot read \(path) (errno \(errno))") }
    defer { unsafe fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while true {
        let count = unsafe fread(&chunk, 1, chunk.count, file)
        if count == 0 { return bytes }
        bytes += chunk[..<count]
    }
}

func writeFile(_ path: String, _ text: String) {
    guard let file = unsafe fopen(path, "w") else { fail("cannot write \(path) (errno \(errno))") }
    let written = unsafe fputs(text, file)
    guard unsafe fclose(file) == 0, written >= 0 else { fail("cannot write \(path)") }
}

let arguments = CommandLine.arguments
guard arguments.count >= 2 else { fail("usage: EmbedLauncher OUTPUT [COMPILER SOURCE…]") }
let output = arguments[1]
var image: [UInt8] = []
if arguments.count > 2 {
    let program = output + ".program"
    let options = ["-O2", "-s", "-Wall", "-Wextra", "-Werror", "-o", program]
    run([arguments[2]] + options + arguments[3...])
    image = readFile(program)
}
let digits = Array("0123456789abcdef".utf8)
let text = image.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
writeFile(
    output,
    """
    /// The sandbox's launcher as an executable file, in hexadecimal digits.
    let launcherImage: StaticString = "\(String(decoding: text, as: UTF8.self))"

    """)
