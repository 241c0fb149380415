import Testing

@testable import Repair

@Suite("What patches do beside the tests")
struct BehavioursTests {
    @Test("Those that fail where others do not come last; of equals the earlier comes first")
    func order() {
        let behaviours = Behaviours(answers: [
            ["value 1", "error IndexError", "endless"], ["value 1", "value 2", "value 3"],
            ["value 4", "value 5", "value 6"],
        ])
        #expect(behaviours.order == [1, 2, 0])
    }

    @Test("Where all fail, none is worse")
    func allFail() {
        let behaviours = Behaviours(answers: [["error TypeError"], ["error ValueError"]])
        #expect(behaviours.order == [0, 1])
    }

    @Test("How many others do the same is said, where anything was compared")
    func remark() {
        let behaviours = Behaviours(answers: [["value 1"], ["value 1"], ["value 2"]])
        #expect(
            behaviours.remark(on: 0)
                == "on 1 inputs that no test has, it does the same as 1 of 2 other patches that pass"
        )
        #expect(Behaviours(answers: [[], []]).remark(on: 0) == nil)
    }
}
