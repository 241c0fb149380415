internal import Text

/// A place where a merge left both sides: `<<<<<<<`, ours, `=======`, theirs, `>>>>>>>`, perhaps
/// with what was there before behind `|||||||`.
struct Conflict {
    /// From the first marker to the end of the last one's line.
    let whole: Range<Int>
    let ours: Range<Int>
    let theirs: Range<Int>
    /// What the markers call the sides.
    let oursName: String
    let theirsName: String

    /// All conflicts of a text, in its order. Markers that do not fit together are none.
    static func all(in text: TextBuffer) -> [Conflict] {
        let bytes = text.bytes
        var conflicts: [Conflict] = []
        var parts = Parts()
        for line in 0..<text.lines.count {
            let range = text.lines.range(of: line, in: bytes.span)
            guard range.count >= markerLength,
                let marker = Marker(rawValue: bytes[range.lowerBound]),
                let name = name(bytes[range], marker: marker)
            else { continue }
            switch marker {
            case .ours:
                parts = Parts()
                parts.start = range
                parts.oursName = name
            case .base: parts.base = parts.start != nil && parts.middle == nil ? range : nil
            case .middle: parts.middle = parts.start != nil && name.isEmpty ? range : nil
            case .theirs:
                if let conflict = parts.conflict(end: range, name: name) {
                    conflicts.append(conflict)
                }
                parts = Parts()
            }
        }
        return conflicts
    }

    /// To keep one of the sides.
    func proposals(in text: TextBuffer) -> [Proposal] {
        [keeping(ours, "ours", oursName), keeping(theirs, "theirs", theirsName)]
    }

    private func keeping(_ side: Range<Int>, _ which: String, _ name: String) -> Proposal {
        let before = TextEdit(Range<ByteOffset>(whole.lowerBound..<side.lowerBound), [])
        let after = TextEdit(Range<ByteOffset>(side.upperBound..<whole.upperBound), [])
        let edits = (try? EditSet([before, after])) ?? EditSet()
        return Proposal(title: "Keep \(which)" + (name.isEmpty ? "" : " (\(name))"), edits: edits)
    }

    private static let markerLength = 7

    private enum Marker: UInt8 {
        case ours = 0x3C
        case base = 0x7C
        case middle = 0x3D
        case theirs = 0x3E
    }

    /// What follows a marker on its line; nil when it is no marker.
    private static func name(_ line: ArraySlice<UInt8>, marker: Marker) -> String? {
        let rest = line.dropFirst(markerLength)
        guard line.prefix(markerLength).allSatisfy({ $0 == marker.rawValue }),
            rest.first.map({ $0 <= UInt8(ascii: " ") }) ?? true
        else { return nil }
        let name = rest.drop { $0 <= UInt8(ascii: " ") }.prefix { $0 >= UInt8(ascii: " ") }
        return String(decoding: name.prefix(60), as: UTF8.self)
    }

    private struct Parts {
        var start: Range<Int>?
        var base: Range<Int>?
        var middle: Range<Int>?
        var oursName = ""

        func conflict(end: Range<Int>, name: String) -> Conflict? {
            guard let start, let middle else { return nil }
            return Conflict(
                whole: start.lowerBound..<end.upperBound,
                ours: start.upperBound..<(base ?? middle).lowerBound,
                theirs: middle.upperBound..<end.lowerBound, oursName: oursName, theirsName: name)
        }
    }
}
