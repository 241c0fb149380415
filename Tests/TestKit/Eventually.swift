internal import Base
internal import Glibc
package import Testing

/// Asks again and again until there is a value: for what comes by itself, on another thread, with
/// nothing to wait for. It gives up after a minute, which only happens where it never comes.
package func eventually<Value>(
    _ what: Comment? = nil, sourceLocation: SourceLocation = #_sourceLocation,
    _ ask: () throws -> Value?
) throws -> Value {
    let deadline = Instant.now.adding(milliseconds: 60_000)
    while true {
        if let value = try ask() { return value }
        try #require(Instant.now < deadline, what, sourceLocation: sourceLocation)
        usleep(2000)
    }
}
