internal import Base

/// The ends of a run's output, and what has come out of them.
struct OutputPipes {
    /// One stream with where it comes from; nil once that has ended.
    private struct Source {
        var pipe: SharedDescriptor?
        var stream: OutputStream
    }

    private var sources: [Source]
    private(set) var readBytes = 0

    /// Takes the reading ends; without one for errors, they come with the output.
    init(
        output: consuming FileDescriptor, errors: consuming FileDescriptor?, keptBytes: Int,
        longestLine: Int
    ) {
        func stream(_ stream: OutputLine.Stream) -> OutputStream {
            OutputStream(stream, keptBytes: keptBytes, longestLine: longestLine)
        }
        sources = [Source(pipe: SharedDescriptor(output), stream: stream(.output))]
        let stream = stream(.errors)
        if let errors {
            sources.append(Source(pipe: SharedDescriptor(errors), stream: stream))
        } else {
            sources.append(Source(pipe: nil, stream: stream))
        }
        for source in sources {
            if let pipe = source.pipe { IO.setNonBlocking(pipe.file.number, true) }
        }
    }

    var areOpen: Bool { sources.contains { $0.pipe != nil } }
    var output: CapturedOutput { sources[0].stream.captured }
    var errors: CapturedOutput { sources[1].stream.captured }

    /// What to poll for each; -1 for one that has ended.
    var descriptors: [Int32] { sources.map { $0.pipe?.file.number ?? -1 } }

    /// Reads what is there now from one of them, at most a buffer full.
    mutating func read(_ index: Int, _ onLine: (OutputLine) -> Void) {
        guard let pipe = sources[index].pipe else { return }
        var bytes: [UInt8] = []
        do {
            let count = try IO.read(pipe.file.number, into: &bytes, limit: 64 << 10)
            if count == 0 { return close(index, onLine) }
            readBytes += count
            sources[index].stream.take(bytes, onLine)
        } catch {
            if error.code != EAGAIN { close(index, onLine) }
        }
    }

    /// Ends the streams, whoever may still hold the other end.
    mutating func closeAll(_ onLine: (OutputLine) -> Void) {
        for index in sources.indices where sources[index].pipe != nil { close(index, onLine) }
    }

    private mutating func close(_ index: Int, _ onLine: (OutputLine) -> Void) {
        sources[index].pipe = nil
        sources[index].stream.finish(onLine)
    }
}
