internal import Languages
internal import Structure
internal import Text

/// A function that takes other parameters than before.
struct SignatureChange {
    private enum Change {
        case added(at: Int, argument: [UInt8])
        case removed(at: Int)
    }

    private let name: ArraySlice<UInt8>
    private let nameRange: Range<Int>
    private let definedIn: String
    private let change: Change
    /// How many arguments a call had.
    private let argumentCount: Int

    /// Nil when the edit is none of a function's parameters.
    init?(_ edit: EditHistory.Edit, in document: EditedDocument) {
        let bytes = document.text.bytes
        guard
            let function = document.tags.definitions.last(where: { definition in
                let end = definition.bodyRange?.lowerBound ?? definition.range.upperBound
                return definition.kind.takesArguments && end <= bytes.count
                    && definition.nameRange.upperBound <= edit.range.lowerBound
                    && edit.range.upperBound <= end
            })
        else { return nil }
        let start = function.nameRange.upperBound
        let end = function.bodyRange?.lowerBound ?? function.range.upperBound
        let head = bytes[start..<end]
        let old =
            bytes[start..<edit.range.lowerBound] + edit.original
            + bytes[edit.range.upperBound..<end]
        guard let now = argumentList(in: head), let then = argumentList(in: old) else { return nil }
        var (new, before) = (now.parts, then.parts)
        // The object itself is not among a call's arguments.
        if let first = new.first,
            ["self", "cls", "&self", "&mut self", "mut self"].contains(
                where: { first.elementsEqual($0.utf8) }), before.first?.elementsEqual(first) == true
        {
            new.removeFirst()
            before.removeFirst()
        }
        var same = 0
        while same < min(new.count, before.count), new[same].elementsEqual(before[same]) {
            same += 1
        }
        if new.count == before.count + 1,
            new[(same + 1)...].elementsEqual(
                before[same...],
                by: {
                    $0.elementsEqual($1)
                })
        {
            // What has a default need not be given.
            guard !new[same].contains(UInt8(ascii: "=")),
                let argument = argument(for: new[same], document.language?.id)
            else { return nil }
            change = .added(at: same, argument: argument)
        } else if before.count == new.count + 1,
            before[(same + 1)...].elementsEqual(new[same...], by: { $0.elementsEqual($1) })
        {
            change = .removed(at: same)
        } else {
            return nil
        }
        argumentCount = before.count
        name = bytes[function.nameRange]
        nameRange = function.nameRange
        definedIn = document.name
    }

    /// What the calls in a document need.
    func callSites(in document: EditedDocument) -> [TextEdit] {
        let bytes = document.text.bytes
        return document.tags.references.compactMap { reference in
            guard reference.kind == .call || reference.kind == .class,
                reference.range.upperBound <= bytes.count,
                bytes[reference.range].elementsEqual(name),
                document.name != definedIn || reference.range != nameRange
            else { return nil }
            let rest = bytes[reference.range.upperBound...].prefix(4096)
            guard rest.first == UInt8(ascii: "("), let list = argumentList(in: rest) else {
                return nil
            }
            return edit(of: list)
        }
    }

    private func edit(of list: ArgumentList) -> TextEdit? {
        // A call with another number of arguments is of something else, or was changed already.
        guard list.parts.count == argumentCount else { return nil }
        switch change {
        case .added(let index, let argument):
            let separator = Array(", ".utf8)
            if index < list.parts.count {
                let place = ByteOffset(list.parts[index].startIndex)
                return TextEdit(place..<place, argument + separator)
            }
            let place = ByteOffset(list.parts.last?.endIndex ?? list.open + 1)
            return TextEdit(place..<place, (list.parts.isEmpty ? [] : separator) + argument)
        case .removed(let index):
            guard list.parts.indices.contains(index) else { return nil }
            if index + 1 < list.parts.count {
                let range = list.parts[index].startIndex..<list.parts[index + 1].startIndex
                return TextEdit(Range<ByteOffset>(range), [])
            }
            let start = index > 0 ? list.parts[index - 1].endIndex : list.parts[index].startIndex
            return TextEdit(Range<ByteOffset>(start..<list.parts[index].endIndex), [])
        }
    }
}

/// What stands between two brackets, split at its commas, without the blanks around.
private struct ArgumentList {
    /// Where the opening bracket is.
    let open: Int
    var parts: [ArraySlice<UInt8>] = []
}

/// The first list in brackets of a text; nil when it does not end.
private func argumentList(in bytes: ArraySlice<UInt8>) -> ArgumentList? {
    guard let open = bytes.firstIndex(of: UInt8(ascii: "(")) else { return nil }
    var list = ArgumentList(open: open)
    var depth = 0
    var start = open + 1
    var quote: UInt8?
    for at in bytes[open...].indices {
        let byte = bytes[at]
        if let quoted = quote {
            if byte == quoted, bytes[at - 1] != UInt8(ascii: "\\") { quote = nil }
            continue
        }
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"): quote = byte
        case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
        case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
            depth -= 1
            if depth == 0 {
                let part = inked(bytes[start..<at])
                if !part.isEmpty || !list.parts.isEmpty { list.parts.append(part) }
                return list
            }
        case UInt8(ascii: ",") where depth == 1:
            list.parts.append(inked(bytes[start..<at]))
            start = at + 1
        default: break
        }
    }
    return nil
}

/// Without blanks and line ends around it.
private func inked(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let isInk = { (byte: UInt8) in !Byte.isBlank(byte) && !Byte.isLineEnd(byte) }
    guard let first = text.firstIndex(where: isInk), let last = text.lastIndex(where: isInk) else {
        return text.prefix(0)
    }
    return text[first...last]
}

/// What a call would most likely give for a parameter: something of its name.
private func argument(for parameter: ArraySlice<UInt8>, _ language: String?) -> [UInt8]? {
    let words = tokens(of: parameter).filter { ByteClass(byte: $0.first ?? 0) == .letter }
    guard let first = words.first else { return nil }
    switch language {
    case "swift":
        // `label name: Type`: calls name the label.
        let name = words.count > 1 && parameter.contains(UInt8(ascii: ":")) ? words[1] : first
        let label = Array(first)
        let value = isBefore(UInt8(ascii: ":"), name, in: parameter) ? name : first
        return label == Array("_".utf8) ? Array(value) : label + Array(": ".utf8) + value
    case "c", "cpp", "java", "csharp", "objc":
        // The type comes first.
        return words.last.map { Array($0) }
    case "rust" where first.elementsEqual("mut".utf8):
        return words.dropFirst().first.map { Array($0) }
    default:
        return Array(first)
    }
}

private func isBefore(
    _ byte: UInt8, _ word: ArraySlice<UInt8>, in text: ArraySlice<UInt8>
) -> Bool {
    guard let place = text.firstIndex(of: byte) else { return true }
    return word.startIndex < place
}

extension DefinitionKind {
    fileprivate var takesArguments: Bool {
        switch self {
        case .function, .method, .constructor, .macro: true
        case .class, .struct, .enum, .interface, .type, .enumMember, .module, .namespace,
            .extension, .field, .property, .variable, .constant:
            false
        }
    }
}
