internal import Base
internal import CLI

exit(runCommandLine(Array(CommandLine.arguments.dropFirst()), console: .standard))
