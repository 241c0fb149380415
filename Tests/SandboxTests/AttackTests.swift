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
        #expect(problems(with: result, of: attack, column.mode) == [])
        #expect(try stage.damage() == [])
    }

    @Test("An attack that could not be made counts as one that succeeded", arguments: Column.all)
    func notMade(column: Column) throws {
        let attack = try #require(Attack.all.first { $0.verdict(column.mode) == "passed" })
        let stage = try AttackStage(column)
        for command in [["no-such-interpreter", attack.name], ["true"]] {
            let result = try stage.run([], command)
            #expect(problems(with: result, of: attack, column.mode) != [], "\(command)")
        }
        // Without bubblewrap; the reduced mode has none.
        let lost = try stage.run([], ["true"], path: "/nowhere")
        #expect(lost.verdict.hasPrefix(column.mode == .strict ? "refused" : "passed"))
        #expect(problems(with: lost, of: attack, column.mode) != [])
        #expect(try stage.damage() == [])
    }

    /// What is wrong with how an attack ended.
    private func problems(
        with result: AttackStage.Result, of attack: Attack, _ mode: Mode
    ) -> [String] {
        let text = "\(result.output)\(result.complaint)"
        var found: [String] = []
        if result.verdict != attack.verdict(mode) { found.append("\(result.verdict): \(text)") }
        if result.verdict == "passed", !text.contains("attempts made: ") {
            found.append("broke off: \(text)")
        }
        for word in ["ESCAPED", AttackStage.canary, "\u{1b}", "\u{9b}"]
        where text.contains(word) { found.append("\(word): \(text)") }
        if result.keptBytes > 4 << 20 { found.append("kept \(result.keptBytes) bytes") }
        return found
    }

    @Test("All attacks are found")
    func attacks() {
        #expect(Attack.all.count >= 35)
        #expect(Column.all.count == (geteuid() == 0 ? 4 : 2))
    }
}
