internal import Base
internal import CTreeSitter

/// Room for the recursions of the C library.
///
/// The parser's stack of states is released and merged by recursion, one call for each state that
/// is not on the first path. The worst text found (a nest of `<a>(` in TSX) takes 96 bytes of stack
/// for 4 bytes; there may be a worse one, so that a token of one byte is expected to take a call.
enum DeepStack {
    /// The bytes of stack that parsing a text of some length may take.
    static func needed(forByteCount count: Int) -> Int {
        256 * 1024 + count * 128
    }

    /// Runs the body here, or on a thread made for it when the stack here has less than `size`
    /// bytes left. Answers nil when there is no such thread to be had.
    static func run<Result>(size: Int, _ body: () -> Result) -> Result? {
        if tenon_stack_left() >= size { return body() }
        var result: Result?
        let isDone = withoutActuallyEscaping({ result = body() }) { runOnThread(size: size, $0) }
        return isDone ? result : nil
    }

    /// The memory of the stack is only promised, and taken a page at a time as it is used.
    private static func runOnThread(size: Int, _ body: @escaping () -> Void) -> Bool {
        let pageSize = 64 * 1024
        let size = (size + pageSize - 1) / pageSize * pageSize
        let flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE
        let memory = unsafe mmap(nil, size, PROT_READ | PROT_WRITE, flags, -1, 0)
        guard let memory = unsafe memory, unsafe memory != MAP_FAILED else { return false }
        defer { unsafe munmap(memory, size) }
        // What is below the stack must not be written over, should it be too small after all.
        unsafe mprotect(memory, 4096, PROT_NONE)

        var attributes = pthread_attr_t()
        unsafe pthread_attr_init(&attributes)
        defer { unsafe pthread_attr_destroy(&attributes) }
        guard unsafe pthread_attr_setstack(&attributes, memory, size) == 0 else { return false }
        let work = unsafe Unmanaged.passRetained(Work(body))
        #if canImport(Glibc)
            var thread = pthread_t()
            let code = unsafe pthread_create(&thread, &attributes, runWork, work.toOpaque())
            guard code == 0 else {
                unsafe work.release()
                return false
            }
            pthread_join(thread, nil)
        #else
            var thread: pthread_t?
            let code = unsafe pthread_create(&thread, &attributes, runWork, work.toOpaque())
            guard code == 0, let thread = unsafe thread else {
                unsafe work.release()
                return false
            }
            unsafe pthread_join(thread, nil)
        #endif
        return true
    }
}

private final class Work {
    let body: () -> Void

    init(_ body: @escaping () -> Void) {
        self.body = body
    }
}

#if canImport(Glibc)
    private func runWork(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
        if let argument = unsafe argument {
            unsafe Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().body()
        }
        return nil
    }
#else
    private func runWork(_ argument: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
        unsafe Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().body()
        return nil
    }
#endif
