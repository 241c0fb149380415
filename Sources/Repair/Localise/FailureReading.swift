package import Verify

extension FailureFacts {
    /// What the red tests tell about their failure. `line` reads a line of a file, from 1.
    package init(_ observations: [Observation], line: (SourcePlace) -> String?) {
        self.init()
        let red = observations.filter(\.status.isRed).prefix(FailureFacts.readTests)
        for observation in red {
            isEndless = isEndless || observation.isEndless
            FailureFacts.add(observation.error, to: &errors)
            FailureFacts.add(observation.message, to: &messages)
            if let mismatch = Mismatch(in: observation.message), !mismatches.contains(mismatch) {
                mismatches.append(mismatch)
            }
            for frame in observation.frames.prefix(1) {
                for constant in FailureFacts.constants(in: line(frame.place) ?? "") {
                    FailureFacts.add(constant, to: &constants)
                }
            }
        }
    }

    private static let readTests = 20

    private static func add(_ text: String, to list: inout [String]) {
        if !text.isEmpty, !list.contains(text) { list.append(text) }
    }

    /// Numbers and quoted texts of a line, as they are written there.
    static func constants(in line: String) -> [String] {
        let bytes = Array(line.utf8)
        var found: [String] = []
        var at = 0
        while at < bytes.count {
            let start = at
            let byte = bytes[at]
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                at += 1
                while at < bytes.count, bytes[at] != byte {
                    at += bytes[at] == UInt8(ascii: "\\") ? 2 : 1
                }
                guard at < bytes.count else { break }
                at += 1
                found.append(String(decoding: bytes[start..<at], as: UTF8.self))
            } else if isDigit(byte) {
                while at < bytes.count, isDigit(bytes[at]) || bytes[at] == UInt8(ascii: ".") {
                    at += 1
                }
                found.append(String(decoding: bytes[start..<at], as: UTF8.self))
            } else {
                at += 1
                // The digits of a name are no number.
                if isLetter(byte) {
                    while at < bytes.count, isLetter(bytes[at]) || isDigit(bytes[at]) { at += 1 }
                }
            }
        }
        return found
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "_") || byte >= 0x80
            || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }
}

extension FailureFacts.Mismatch {
    /// Reads `assert 3 == 4`, `3 != 4`, `expected: 4, got: 3` and the like.
    init?(in message: String) {
        let first = message.split(separator: "\n").first.map(String.init) ?? ""
        let text = Substring(first.hasPrefix("assert ") ? String(first.dropFirst(7)) : first)
        for sign in [" == ", " != ", " !== ", " === "] {
            guard let (left, right) = text.halves(at: sign), !left.isEmpty else { continue }
            self.init(expected: right, actual: left)
            return
        }
        let lower = Substring(message.lowercased())
        guard let (_, after) = lower.halves(at: "expected"),
            let (expected, actual) = ["but got", "got", "actual", "but was", "received"].lazy
                .compactMap({ after.dropMarks.halves(at: $0) }).first
        else { return nil }
        self.init(expected: expected.trimmedMarks, actual: actual.trimmedMarks)
    }
}

extension StringProtocol {
    /// What stands before and behind the first `text`; nil where it is not there, or the last is
    /// empty.
    fileprivate func halves(at text: String) -> (String, String)? {
        let own = Array(utf8)
        let sought = Array(text.utf8)
        guard own.count > sought.count,
            let place = (0...(own.count - sought.count)).first(where: {
                own[$0...].starts(with: sought)
            })
        else { return nil }
        let halves = (own[..<place], own[(place + sought.count)...])
        if halves.1.isEmpty { return nil }
        return (
            String(decoding: halves.0, as: UTF8.self), String(decoding: halves.1, as: UTF8.self)
        )
    }

    /// Without blanks and punctuation in front.
    fileprivate var dropMarks: String {
        String(decoding: utf8.drop { " :,\n\t".utf8.contains($0) }, as: UTF8.self)
    }

    /// The first line, without blanks and punctuation at both ends.
    fileprivate var trimmedMarks: String {
        var bytes = Array(dropMarks.utf8).prefix { $0 != UInt8(ascii: "\n") }
        while let last = bytes.last, " :,;.)".utf8.contains(last) { bytes.removeLast() }
        return String(decoding: bytes, as: UTF8.self)
    }
}
