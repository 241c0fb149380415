internal import Base
internal import CSQLite

/// One open database. Not for sharing: whoever has it is alone with it.
@safe package final class Connection {
    private let handle: OpaquePointer
    /// Statements by their text: preparing costs more than running most of them.
    private var prepared: [String: Prepared] = [:]

    /// Opens or makes the file. Links are not followed, and no other program can hold us up for
    /// longer than the time-out.
    package init(path: String, busyTimeoutMilliseconds: Int32 = 2000) throws(StoreError) {
        var pointer: OpaquePointer?
        let flags =
            SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX
            | SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_EXRESCODE
        let code = unsafe sqlite3_open_v2(path, &pointer, flags, nil)
        guard let pointer = unsafe pointer else {
            throw StoreError(code: SQLITE_NOMEM, message: "out of memory")
        }
        guard code == SQLITE_OK else {
            let error = unsafe StoreError(
                code: code, message: String(cString: sqlite3_errmsg(pointer)))
            unsafe sqlite3_close_v2(pointer)
            throw error
        }
        unsafe handle = pointer
        unsafe sqlite3_busy_timeout(pointer, busyTimeoutMilliseconds)
        // A hostile file cannot make us allocate more than this for one value.
        _ = unsafe tenon_set_limit(pointer, SQLITE_LIMIT_LENGTH, 64 << 20)
    }

    deinit {
        prepared = [:]
        unsafe sqlite3_close_v2(handle)
    }

    /// Runs statements that return nothing, separated by semicolons.
    package func execute(_ sql: String) throws(StoreError) {
        let code = unsafe sqlite3_exec(handle, sql, nil, nil, nil)
        guard code == SQLITE_OK else { throw lastError(code) }
    }

    /// Runs one statement and hands each row to `row`.
    package func run(
        _ sql: String, _ values: [StoreValue] = [],
        row: (borrowing Row) throws(StoreError) -> Void = { (_: borrowing Row) in }
    ) throws(StoreError) {
        let statement = unsafe try prepare(sql)
        defer {
            unsafe sqlite3_reset(statement)
            unsafe sqlite3_clear_bindings(statement)
        }
        for (place, value) in values.enumerated() {
            let code = unsafe value.bind(to: statement, at: Int32(place + 1))
            guard code == SQLITE_OK else { throw lastError(code) }
        }
        while true {
            let code = unsafe sqlite3_step(statement)
            if code == SQLITE_DONE { return }
            guard code == SQLITE_ROW else { throw lastError(code) }
            try row(unsafe Row(statement: statement))
        }
    }

    /// The first column of the first row.
    package func scalar(_ sql: String, _ values: [StoreValue] = []) throws(StoreError) -> Int? {
        var result: Int?
        try run(sql, values) { (row: borrowing Row) in
            if result == nil { result = row.int(0) }
        }
        return result
    }

    /// All or nothing: what `body` did is undone when it throws.
    package func transaction(_ body: () throws(StoreError) -> Void) throws(StoreError) {
        try execute("BEGIN IMMEDIATE")
        do throws(StoreError) {
            try body()
            try execute("COMMIT")
        } catch {
            // After some failures SQLite has rolled back by itself; then this one fails in vain.
            try? execute("ROLLBACK")
            throw error
        }
    }

    private func prepare(_ sql: String) throws(StoreError) -> OpaquePointer {
        if let known = prepared[sql] { return unsafe known.statement }
        var statement: OpaquePointer?
        let flags = UInt32(SQLITE_PREPARE_PERSISTENT)
        let code = unsafe sqlite3_prepare_v3(handle, sql, -1, flags, &statement, nil)
        guard code == SQLITE_OK, let statement = unsafe statement else { throw lastError(code) }
        prepared[sql] = unsafe Prepared(statement)
        return unsafe statement
    }

    private func lastError(_ code: Int32) -> StoreError {
        unsafe StoreError(code: code, message: String(cString: sqlite3_errmsg(handle)))
    }
}

/// The owner of one prepared statement.
@safe private final class Prepared {
    let statement: OpaquePointer

    init(_ statement: OpaquePointer) {
        unsafe self.statement = statement
    }

    deinit {
        unsafe sqlite3_finalize(statement)
    }
}

/// One row of an answer, good until the next.
@safe package struct Row: ~Copyable {
    private let statement: OpaquePointer

    fileprivate init(statement: OpaquePointer) {
        unsafe self.statement = statement
    }

    package func int(_ column: Int32) -> Int {
        Int(unsafe sqlite3_column_int64(statement, column))
    }

    package func double(_ column: Int32) -> Double {
        unsafe sqlite3_column_double(statement, column)
    }

    package func string(_ column: Int32) -> String {
        String(decoding: bytes(column), as: UTF8.self)
    }

    package func bytes(_ column: Int32) -> [UInt8] {
        // The order matters: asking for the bytes first converts, and may move, the value.
        guard let start = unsafe sqlite3_column_blob(statement, column) else { return [] }
        let count = Int(unsafe sqlite3_column_bytes(statement, column))
        return unsafe Array(UnsafeRawBufferPointer(start: start, count: count))
    }

    package func isNull(_ column: Int32) -> Bool {
        unsafe sqlite3_column_type(statement, column) == SQLITE_NULL
    }
}

/// A value for a statement's placeholder.
package enum StoreValue: Hashable, Sendable {
    case null
    case int(Int)
    case double(Double)
    case text(String)
    case blob([UInt8])

    fileprivate func bind(to statement: OpaquePointer, at index: Int32) -> Int32 {
        switch self {
        case .null: unsafe sqlite3_bind_null(statement, index)
        case .int(let number): unsafe sqlite3_bind_int64(statement, index, Int64(number))
        case .double(let number): unsafe sqlite3_bind_double(statement, index, number)
        case .text(let text):
            unsafe tenon_bind_text(statement, index, text, Int32(clamping: text.utf8.count))
        case .blob(let bytes):
            unsafe bytes.withUnsafeBytes { buffer in
                // An empty array has no address, which SQLite would take for NULL.
                var nothing: UInt8 = 0
                return unsafe withUnsafePointer(to: &nothing) { empty in
                    unsafe tenon_bind_blob(
                        statement, index, buffer.baseAddress ?? UnsafeRawPointer(empty),
                        Int32(clamping: buffer.count))
                }
            }
        }
    }
}
