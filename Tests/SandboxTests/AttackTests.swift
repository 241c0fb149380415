import Base
import TestKit
import Testing

@testable import Sandbox

@Suite("Attacks on the sandbox", .serialized)
struct AttackTests {
    @Test("An attack fails, and leaves nothing", arguments: Attack.all, Column.all)
    func attack(attack: Attack, column: Column) throws {
        let stage = try AttackStage(column)
        let result = try stage.run(attack)
        let text = "\(result.output)\(result.complaint)"
        #expect(result.verdict == attack.verdict(column.mode), "\(text)")
        if result.verdict == "passed" { #expect(text.contains("attempts made: "), "\(text)") }
        #expect(!text.contains("ESCAPED"), "\(text)")
        #expect(!text.contains(AttackStage.canary), "\(text)")
        #expect(!text.utf8.contains(0x1b) && !text.contains("\u{9b}"), "\(text)")
        #expect(result.keptBytes <= 4 << 20)
        #expect(try stage.damage() == [])
    }

    @Test("All attacks are found")
    func attacks() {
        #expect(Attack.all.count >= 35)
        #expect(Column.all.count == (geteuid() == 0 ? 4 : 2))
    }
}
