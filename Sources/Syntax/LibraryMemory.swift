internal import Base
internal import CTreeSitter
internal import Synchronization

/// The memory of the C library.
///
/// Version 0.20.7 counts the children of a node in 16 bits. A node with more, which a few hundred
/// kilobytes of brackets or comment lines make, is read from its last children on, all within its
/// block; and it is freed by an address in the middle of its block, which ends the process. Such
/// an address is at least 65,536 children behind the start. So blocks of that size are remembered
/// here, and an address within one frees that one. `Parser` refuses the wrong tree.
enum LibraryMemory {
    /// Has to run before anything else of the library. Touching it again costs nothing.
    static let install: Void = {
        unsafe ts_set_allocator(allocate, allocateZeroed, reallocate, releaseBlock)
    }()

    /// Gives back what the library has allocated for us.
    static func release(_ pointer: UnsafeMutableRawPointer?) {
        guard let pointer = unsafe pointer else { return }
        unsafe free(forget(pointer))
    }

    /// The size of the smallest block that can be freed by an address within it.
    fileprivate static let largeSize = 65536 * MemoryLayout<UInt>.size

    /// Every large block that is in use.
    fileprivate static let largeBlocks = Lock<[LargeBlock]>([])
    /// How many there are: mostly none, and then nothing is looked up.
    fileprivate static let largeBlockCount = Atomic<Int>(0)

    fileprivate static func remember(_ pointer: UnsafeMutableRawPointer, size: Int) {
        guard size >= largeSize else { return }
        let start = UInt(bitPattern: pointer)
        largeBlocks.withLock { blocks in
            blocks.append(LargeBlock(start: start, end: start + UInt(size)))
            largeBlockCount.store(blocks.count, ordering: .releasing)
        }
    }

    /// The start of the block that is to be freed when the library says this address.
    fileprivate static func forget(_ pointer: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer {
        guard largeBlockCount.load(ordering: .acquiring) > 0 else { return unsafe pointer }
        let address = UInt(bitPattern: pointer)
        let start: UInt? = largeBlocks.withLock { blocks in
            let found = blocks.firstIndex { $0.start <= address && address < $0.end }
            guard let index = found else { return nil }
            let start = blocks[index].start
            blocks.swapAt(index, blocks.count - 1)
            blocks.removeLast()
            largeBlockCount.store(blocks.count, ordering: .releasing)
            return start
        }
        guard let start else { return unsafe pointer }
        return unsafe pointer - Int(address - start)
    }
}

private struct LargeBlock {
    let start: UInt
    let end: UInt
}

/// As for the library's own functions, there is no going on without memory.
private func checked(
    _ pointer: UnsafeMutableRawPointer?, size: Int
) -> UnsafeMutableRawPointer? {
    guard let pointer = unsafe pointer else {
        if size == 0 { return nil }
        fatalError("no memory for a syntax tree (\(size) bytes)")
    }
    unsafe LibraryMemory.remember(pointer, size: size)
    return unsafe pointer
}

private func allocate(size: Int) -> UnsafeMutableRawPointer? {
    unsafe checked(malloc(size), size: size)
}

private func allocateZeroed(count: Int, size: Int) -> UnsafeMutableRawPointer? {
    let (total, isTooLarge) = count.multipliedReportingOverflow(by: size)
    return unsafe checked(calloc(count, size), size: isTooLarge ? .max : total)
}

private func reallocate(
    pointer: UnsafeMutableRawPointer?, size: Int
) -> UnsafeMutableRawPointer? {
    let start = unsafe pointer.map { unsafe LibraryMemory.forget($0) }
    return unsafe checked(realloc(start, size), size: size)
}

private func releaseBlock(pointer: UnsafeMutableRawPointer?) {
    unsafe LibraryMemory.release(pointer)
}
