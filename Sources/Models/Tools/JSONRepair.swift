package import JSON

/// Reads JSON as models write it when they write it wrong, and only where there is one way to read
/// it: fences around it, single quotes, line breaks in strings, commas too many, comments, Python's
/// constants, names without quotes, an object inside a string, brackets that were left open.
///
/// What has a hole in it (a string without end, a name without value) is not repaired: nobody knows
/// what would have stood there.
package enum JSONRepair {
    /// The object that the text writes, or what is wrong with it, in words for the model.
    package static func object(_ text: [UInt8]) -> Result<JSON, Problem> {
        let limits = JSONLimits.modelAnswer
        let bare = unfenced(text)
        // A tool without arguments is often called with none.
        if bare.isEmpty { return .success(JSON([:] as JSONLiteral)) }
        let value: JSON
        do {
            value = try JSON.parse(bare, limits: limits)
        } catch {
            var rewriter = JSONRewriter(text: bare)
            guard let rewritten = rewriter.rewritten(),
                let repaired = try? JSON.parse(rewritten, limits: limits)
            else { return .failure(Problem("not valid JSON: \(error)")) }
            value = repaired
        }
        return objectIn(value)
    }

    /// What is wrong with a text.
    package struct Problem: Error, Sendable, Equatable, CustomStringConvertible {
        package let description: String

        init(_ description: String) {
            self.description = description
        }
    }

    /// Some models put the object into a string once more.
    private static func objectIn(_ value: JSON) -> Result<JSON, Problem> {
        switch value.kind {
        case .object: return .success(value)
        case .null: return .success(JSON([:] as JSONLiteral))
        case .string:
            guard let inner = try? JSON.parse(value.bytes ?? [], limits: .modelAnswer),
                inner.kind == .object
            else { return .failure(Problem("expected a JSON object, got a string")) }
            return .success(inner)
        case .bool, .number, .array: return .failure(Problem("expected a JSON object"))
        }
    }

    /// The text without blanks around it, and without a fence of a code block.
    private static func unfenced(_ text: [UInt8]) -> [UInt8] {
        var text = text.trimmed
        guard text.starts(with: "```".utf8), let line = text.firstIndex(of: 0x0A),
            text.suffix(3).elementsEqual("```".utf8), text.count - 3 > line
        else { return Array(text) }
        text = text[(line + 1)..<(text.endIndex - 3)]
        return Array(Array(text).trimmed)
    }
}

extension JSONLimits {
    /// For what a model or its server wrote.
    package static let modelAnswer = JSONLimits(
        size: 32 << 20, depth: 64, stringLength: 32 << 20, values: 1_000_000)
}

extension [UInt8] {
    /// The text without blanks and line ends around it.
    var trimmed: ArraySlice<UInt8> {
        guard let first = firstIndex(where: { !$0.isJSONBlank }),
            let last = lastIndex(where: { !$0.isJSONBlank })
        else { return [] }
        return self[first...last]
    }
}

extension UInt8 {
    /// What JSON allows between values.
    var isJSONBlank: Bool { self == 0x20 || self == 0x0A || self == 0x0D || self == 0x09 }
}

/// Writes what the text means as strict JSON, token by token. It does not judge the order of
/// tokens: the parser that reads the outcome does.
private struct JSONRewriter {
    private let text: [UInt8]
    private var position = 0
    private var output: [UInt8] = []
    /// The closing brackets that are due, the innermost last.
    private var due: [UInt8] = []

    init(text: [UInt8]) {
        self.text = text
    }

    mutating func rewritten() -> [UInt8]? {
        while position < text.count {
            let byte = text[position]
            switch byte {
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                output.append(byte)
                due.append(byte == UInt8(ascii: "{") ? UInt8(ascii: "}") : UInt8(ascii: "]"))
                position += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                guard due.popLast() == byte else { return nil }
                dropComma()
                output.append(byte)
                position += 1
                // Words after the object are no part of it, but nobody asked for them either.
                if due.isEmpty { return isOnlyBlank(text[position...]) ? output : nil }
            case UInt8(ascii: "\""), UInt8(ascii: "'"):
                guard appendString(quote: byte) else { return nil }
            case UInt8(ascii: "#"): skipLine()
            case UInt8(ascii: "/") where text[position...].starts(with: "//".utf8): skipLine()
            case UInt8(ascii: ","), UInt8(ascii: ":"):
                output.append(byte)
                position += 1
            case _ where byte.isJSONBlank: position += 1
            default:
                guard appendWord() else { return nil }
            }
        }
        return closed()
    }

    /// Closes what is open, if the last value is surely complete: of a number there may be more.
    private mutating func closed() -> [UInt8]? {
        let ends: [UInt8] = [UInt8(ascii: "\""), UInt8(ascii: "}"), UInt8(ascii: "]")]
        guard let last = output.last, ends.contains(last) else { return nil }
        return output + due.reversed()
    }

    private mutating func dropComma() {
        if output.last == UInt8(ascii: ",") { output.removeLast() }
    }

    private func isOnlyBlank(_ rest: ArraySlice<UInt8>) -> Bool { rest.allSatisfy(\.isJSONBlank) }

    private mutating func skipLine() {
        while position < text.count, text[position] != 0x0A { position += 1 }
    }

    /// A string up to its closing quote; false if there is none.
    private mutating func appendString(quote: UInt8) -> Bool {
        position += 1
        output.append(UInt8(ascii: "\""))
        while position < text.count {
            let byte = text[position]
            position += 1
            switch byte {
            case quote:
                output.append(UInt8(ascii: "\""))
                return true
            case UInt8(ascii: "\\"):
                guard position < text.count else { return false }
                appendEscape(text[position])
                position += 1
            case UInt8(ascii: "\""): output += Array("\\\"".utf8)
            case 0..<0x20: output += JSONRewriter.escapedControl(byte)
            default: output.append(byte)
            }
        }
        return false
    }

    /// An escape that JSON lacks stands for itself: `\'` is a quote, `\d` a backslash and a letter.
    private mutating func appendEscape(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "'"): output.append(byte)
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"),
            UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"),
            UInt8(ascii: "u"):
            output += [UInt8(ascii: "\\"), byte]
        case 0..<0x20: output += Array("\\\\".utf8) + JSONRewriter.escapedControl(byte)
        default: output += Array("\\\\".utf8) + [byte]
        }
    }

    private static func escapedControl(_ byte: UInt8) -> [UInt8] {
        var writer = JSONWriter()
        writer.write(utf8: [byte])
        return Array(writer.bytes.dropFirst().dropLast())
    }

    /// A number, a constant, or the name of a member without quotes.
    private mutating func appendWord() -> Bool {
        let start = position
        while position < text.count, text[position].isWordByte { position += 1 }
        guard position > start else { return false }
        let word = String(decoding: text[start..<position], as: UTF8.self)
        var next = position
        while next < text.count, text[next].isJSONBlank { next += 1 }
        let isName =
            due.last == UInt8(ascii: "}") && next < text.count
            && text[next] == UInt8(ascii: ":") && output.last != UInt8(ascii: ":")
        switch word {
        case _ where isName: output += Array("\"\(word)\"".utf8)
        case "True": output += Array("true".utf8)
        case "False": output += Array("false".utf8)
        case "None", "undefined": output += Array("null".utf8)
        default: output += Array(word.utf8)
        }
        return true
    }
}

extension UInt8 {
    /// What numbers, constants and names are made of.
    fileprivate var isWordByte: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default:
            [UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: ".")]
                .contains(self)
        }
    }
}
