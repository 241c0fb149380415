import Base
import Store
import TestKit
import Testing

private let schema = StoreSchema(
    applicationID: 0x5445_4e4f,
    migrations: ["CREATE TABLE facts (name TEXT PRIMARY KEY, value BLOB)"])

private func add(_ store: Store, _ name: String, _ value: [UInt8]) -> Bool {
    store.read { connection throws(StoreError) in
        try connection.run(
            "INSERT OR REPLACE INTO facts VALUES (?, ?)", [.text(name), .blob(value)])
        return true
    } ?? false
}

private func value(_ store: Store, _ name: String) -> [UInt8]? {
    store.read { connection throws(StoreError) in
        var found: [UInt8]?
        try connection.run("SELECT value FROM facts WHERE name = ?", [.text(name)]) { row in
            found = row.bytes(0)
        }
        return found
    } ?? nil
}

@Test func whatIsStoredIsThereAfterReopening() throws {
    let folder = try TemporaryDirectory()
    let path = folder.path / "sub/ü.db"
    let store = try Store(path: path, schema: schema)
    #expect(add(store, "a'\"; DROP TABLE facts", [0, 255, 10]))
    #expect(add(store, "empty", []))
    store.close()
    // All of it is in the one file now.
    #expect(folder.files.map(\.string) == ["sub/ü.db"])
    #expect(!store.perform { _ in })
    let again = try Store(path: path, schema: schema)
    #expect(value(again, "a'\"; DROP TABLE facts") == [0, 255, 10])
    #expect(value(again, "empty") == [])
    #expect(value(again, "none") == nil)
    again.close()
}

@Test func laterMigrationsKeepWhatIsThere() throws {
    let folder = try TemporaryDirectory()
    let path = folder.path / "db"
    var store = try Store(path: path, schema: schema)
    #expect(add(store, "kept", [1]))
    store.close()
    var later = schema
    later.migrations.append("ALTER TABLE facts ADD COLUMN note TEXT")
    store = try Store(path: path, schema: later)
    #expect(value(store, "kept") == [1])
    store.close()
    // The older program cannot know the later tables.
    store = try Store(path: path, schema: schema)
    #expect(value(store, "kept") == nil)
    store.close()
}

@Test(arguments: ["garbage", "SQLite format 3\u{0}and then nothing", "text\n"])
func aDamagedFileIsMadeAnew(content: String) throws {
    let folder = try TemporaryDirectory()
    let path = folder.path / "db"
    try Files.writeAtomically(path, Array(String(repeating: content, count: 100).utf8))
    let store = try Store(path: path, schema: schema)
    #expect(add(store, "new", [1]))
    #expect(value(store, "new") == [1])
    store.close()
}

@Test func aFileOfAnotherProgramIsMadeAnew() throws {
    let folder = try TemporaryDirectory()
    let path = folder.path / "db"
    var other = schema
    other.applicationID = 7
    var store = try Store(path: path, schema: other)
    #expect(add(store, "theirs", [1]))
    store.close()
    store = try Store(path: path, schema: schema)
    #expect(value(store, "theirs") == nil)
    store.close()
}

@Test func aFailedTransactionLeavesNothing() throws {
    let folder = try TemporaryDirectory()
    let store = try Store(path: folder.path / "db", schema: schema)
    let done: Bool? = store.read { connection throws(StoreError) in
        try connection.transaction { () throws(StoreError) in
            try connection.run("INSERT INTO facts VALUES ('half', NULL)")
            try connection.run("INSERT INTO no_such_table VALUES (1)")
        }
        return true
    }
    #expect(done == nil)
    #expect(value(store, "half") == nil)
    #expect(add(store, "after", [1]), "the database goes on working")
    store.close()
}

@Test func aFolderThatCannotBeWrittenMeansNoDatabaseAndNoCrash() throws {
    let folder = try TemporaryDirectory()
    try folder.write("file", "x")
    let store = try Store(path: folder.path / "file/db", schema: schema)
    #expect(!add(store, "a", [1]))
    store.close()
}
