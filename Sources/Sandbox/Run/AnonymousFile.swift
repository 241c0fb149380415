internal import Base
private import CSandbox

/// Files without a name, which go with their last descriptor.
enum AnonymousFile {
    static func make(_ name: String, executable: Bool = false) throws(SystemError) -> FileDescriptor
    {
        let number = unsafe tenon_anonymous_file(name, executable ? 1 : 0)
        guard number >= 0 else { throw SystemError("make a file without a name") }
        return FileDescriptor(owning: number)
    }

    /// One with these bytes, which nobody can change any more.
    static func holding(
        _ bytes: [UInt8], _ name: String, executable: Bool = false
    ) throws(SystemError) -> FileDescriptor {
        let file = try make(name, executable: executable)
        try file.writeAll(bytes)
        guard tenon_seal(file.number) == 0 else { throw SystemError("seal", name) }
        return file
    }
}
