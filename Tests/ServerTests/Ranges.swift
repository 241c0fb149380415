import Text

/// The range between two places.
func range(_ line: Int, _ character: Int, _ endLine: Int, _ endCharacter: Int) -> PositionRange {
    PositionRange(
        start: Position(line: line, character: character),
        end: Position(line: endLine, character: endCharacter))
}
