package import Languages
package import Syntax
package import Text

/// A file that may hold the fault.
package struct SuspectFile: Sendable {
    package let text: TextBuffer
    package let language: Language
    package let tree: Tree
    /// How suspicious a line is, from 0 (not at all; such lines are left alone) to 1; the first
    /// line is 0.
    package var suspicion: [Int: Double]

    /// Nil where the language is not known to the repair engine, or its grammar is not there.
    package init?(_ bytes: [UInt8], language: Language, suspicion: [Int: Double]) {
        guard language.description.repair != nil, language.query(.repair) != nil,
            let grammar = try? language.grammar()
        else { return nil }
        let text = TextBuffer(bytes)
        var parser = Parser(grammar: grammar)
        guard case .finished(let tree) = parser.parse(text.bytes), !tree.isTooDeep else {
            return nil
        }
        self.text = text
        self.language = language
        self.tree = tree
        self.suspicion = suspicion
    }
}
