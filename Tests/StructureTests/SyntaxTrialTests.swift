import Glibc
import Structure
import Testing
import Text

@Suite("Syntax trials")
struct SyntaxTrialTests {
    @Test("A change is tried on a copy of the text")
    func trial() throws {
        let source = try Source("def f():\n    return 1\n")
        let counts = ["()", "(", "(a)"].map { parameters -> Int? in
            guard
                var trial = SyntaxTrial(
                    text: source.text, tree: source.tree, budgetNanoseconds: nil)
            else { return nil }
            return trial.errors(after: EditSet(TextEdit(5..<7, parameters)))
        }
        #expect(counts == [0, 1, 0])
    }

    @Test("What is done between trials takes nothing off their time")
    func budget() throws {
        let source = try Source("def f():\n    return 1\n")
        // However slow the machine is, some budget is enough for so short a text; none would be if
        // the pause counted.
        let budgets = (0..<10).lazy.map { Int64(4_000_000) << $0 }
        let isEnough = budgets.contains { budget in
            guard
                var trial = SyntaxTrial(
                    text: source.text, tree: source.tree, budgetNanoseconds: budget)
            else { return false }
            usleep(UInt32(budget / 1000))
            return trial.errors(after: EditSet(TextEdit(20..<20, "0"))) == 0
        }
        #expect(isEnough)
    }
}
