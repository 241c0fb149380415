/// A token that has been written, before the one that is predicted.
struct ContextToken {
    let hash: UInt64
    let kind: TokenKind
    let text: [UInt8]

    /// What stands for its form, in an index in which it has this number itself.
    func form(_ word: UInt32) -> UInt32 {
        guard isInterchangeable else { return word }
        return kind == .number ? Vocabulary.anyNumber : Vocabulary.anyIdentifier
    }

    /// Whether any other of its kind is as good where only the form counts.
    var isInterchangeable: Bool {
        switch kind {
        case .identifier: FrequentWords.table.number(of: hash) == nil
        case .number: true
        case .lineEnd, .punctuation: false
        }
    }
}
