package import Text

/// One change of a document as a client sends it, and the text that the client then has.
package struct RandomChange {
    /// Nil: the whole text.
    package let range: PositionRange?
    package let text: String
    package let result: String
}

extension Random {
    /// A change of a text between two of its characters, neither of them inside a line end: no
    /// position names that place.
    package mutating func change(
        of text: String, _ encoding: PositionEncoding
    ) -> RandomChange {
        let new = self.text(pieces: 4)
        if once(in: 12) { return RandomChange(range: nil, text: new, result: new) }
        let reference = ReferenceText(text)
        let range = range(within: reference.scalars.count)
        let start = reference.outsideLineEnd(range.lowerBound)
        let end = reference.outsideLineEnd(range.upperBound)
        var result = String.UnicodeScalarView(reference.scalars[..<start])
        result.append(contentsOf: new.unicodeScalars)
        result.append(contentsOf: reference.scalars[end...])
        return RandomChange(
            range: PositionRange(
                start: reference.position(start, encoding),
                end: reference.position(end, encoding)),
            text: new, result: String(result))
    }
}

extension ReferenceText {
    fileprivate func outsideLineEnd(_ index: Int) -> Int {
        let isInside =
            index > 0 && index < scalars.count && scalars[index - 1] == "\r"
            && scalars[index] == "\n"
        return isInside ? index - 1 : index
    }
}
