/// A token that has been written, before the one that is predicted.
struct ContextToken {
    let hash: UInt64
    let kind: TokenKind
    let text: [UInt8]

    /// The tokens of a text.
    static func all(in text: [UInt8]) -> [ContextToken] {
        let tokenizer = Tokenizer(text.span, in: 0..<text.count)
        return zip(tokenizer.tokens, tokenizer.hashes).map { token, hash in
            ContextToken(
                hash: hash, kind: token.kind,
                text: token.kind == .lineEnd ? [] : Array(text[Int(token.start)..<Int(token.end)]))
        }
    }

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
