internal import Base

/// The inputs that are in the repository.
let corpusFolder = Path(#filePath).parent / "Corpus"

#if FUZZING

    /// What libFuzzer calls with each input. Global because a C function cannot capture.
    nonisolated(unsafe) private var searched = FuzzTarget.all[0]

    @_silgen_name("LLVMFuzzerRunDriver")
    private func runDriver(
        _ argumentCount: UnsafeMutablePointer<CInt>,
        _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
        _ check: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
    ) -> CInt

    /// Lets libFuzzer search. It ends the process itself when it finds something.
    func search(_ target: FuzzTarget, _ options: FuzzOptions) -> Int32 {
        // Inputs that reach new code are kept between runs, but only finds go into the repository.
        let known = corpusFolder / target.name
        let kept = Path(".build/fuzz/corpus") / target.name
        do {
            try Files.createDirectories(kept)
        } catch {
            say("\(error)")
            return 2
        }
        unsafe searched = target
        var arguments = [
            "Fuzz", kept.string, known.string, "-max_total_time=\(options.seconds)",
            "-artifact_prefix=\(known.string)/", "-timeout=20", "-rss_limit_mb=4096",
            "-max_len=4096",
            "-print_final_stats=1", "-use_value_profile=1",
        ]
        if let seed = options.seed { arguments.append("-seed=\(seed)") }
        return runSearch(arguments)
    }

    /// What the address sanitizer is told to overlook: before it calls `regexec` it measures the text
    /// as if a zero byte ended it, though the range that is passed says where it ends.
    @c(__asan_default_suppressions)
    func suppressions() -> UnsafePointer<UInt8> {
        let text: StaticString = "interceptor_name:regexec"
        return unsafe text.utf8Start
    }

    /// The arguments live as long as the process, and so do the pointers to them.
    private func runSearch(_ arguments: [String]) -> Int32 {
        var count = CInt(arguments.count)
        let list = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(
            capacity: arguments.count + 1)
        for (index, argument) in arguments.enumerated() { unsafe list[index] = strdup(argument) }
        unsafe list[arguments.count] = nil
        var pointer: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = unsafe list
        return unsafe runDriver(&count, &pointer) { bytes, count in
            let input = unsafe Array(UnsafeBufferPointer(start: bytes, count: count))
            do {
                unsafe try searched.check(input)
            } catch {
                fatalError("\(error)")
            }
            return 0
        }
    }

#else

    /// Without the instrumentation there is nothing that could lead a search.
    func search(_ target: FuzzTarget, _ options: FuzzOptions) -> Int32 {
        say("this build can only replay files: build with TENON_FUZZ=1, as `make fuzz` does")
        return 2
    }

#endif
