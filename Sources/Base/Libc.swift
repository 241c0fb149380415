// The C library for the whole package: who imports Base has it. (An exported import has to be
// `public`; nothing else in the package is.)
#if canImport(Glibc)
    @_exported public import Glibc
#elseif canImport(Darwin)
    @_exported public import Darwin
#endif
