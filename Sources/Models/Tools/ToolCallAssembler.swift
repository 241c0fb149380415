internal import JSON

/// Puts the calls of one answer together from their fragments.
///
/// Servers differ in what they leave out: the index, the identifier, the name in all fragments but
/// the first. Some send several calls under one index, told apart by their identifiers alone.
struct ToolCallAssembler: Sendable {
    private struct Draft: Sendable {
        let index: Int?
        var id = ""
        var name = ""
        var arguments: [UInt8] = []
        var carryOver: CarryOver?
    }

    private var drafts: [Draft] = []

    /// More calls in one answer than any agent makes are a model in a loop.
    private static let maximumCalls = 256

    var isEmpty: Bool { drafts.isEmpty }

    /// Takes in a fragment; what it does not say is nil.
    mutating func add(
        index: Int?, id: String?, name: String?, arguments: [UInt8]?, carryOver: CarryOver? = nil
    ) {
        let id = id ?? ""
        let name = name ?? ""
        guard let place = place(index: index, id: id, name: name) else { return }
        if drafts[place].id.isEmpty { drafts[place].id = id }
        // A name comes whole, in pieces, or whole each time.
        if drafts[place].name != name { drafts[place].name += name }
        drafts[place].arguments += arguments ?? []
        if let carryOver { drafts[place].carryOver = carryOver }
    }

    /// The calls, when no more can come. Of an answer that was cut, a call that is not complete is
    /// not repaired: nobody knows what is missing.
    mutating func take(isCut: Bool) -> [ToolCall] {
        defer { drafts = [] }
        return drafts.enumerated().map { place, draft in
            ToolCall(
                id: draft.id.isEmpty ? "call_\(place + 1)" : draft.id, name: draft.name,
                arguments: ToolArguments(written: draft.arguments, isCut: isCut),
                carryOver: draft.carryOver)
        }
    }

    /// Where the fragment belongs; a new place if it begins a call.
    private mutating func place(index: Int?, id: String, name: String) -> Int? {
        let found: Int?
        if let index {
            found = drafts.lastIndex { $0.index == index }
        } else if id.isEmpty {
            found = name.isEmpty ? drafts.indices.last : nil
        } else {
            found = drafts.lastIndex { $0.id == id }
        }
        if let found, id.isEmpty || drafts[found].id.isEmpty || drafts[found].id == id {
            return found
        }
        guard drafts.count < ToolCallAssembler.maximumCalls else { return nil }
        drafts.append(Draft(index: index))
        return drafts.indices.last
    }
}

extension ToolArguments {
    /// What a model wrote as arguments, repaired where that is safe.
    init(written text: [UInt8], isCut: Bool) {
        let isWhole = (try? JSON.parse(text, limits: .modelAnswer)) != nil
        if isCut, !isWhole {
            self = .malformed(
                text: String(decoding: text, as: UTF8.self),
                problem: "the answer was cut at its length limit before the call was complete")
            return
        }
        switch JSONRepair.object(text) {
        case .success(let object): self = .object(object)
        case .failure(let problem):
            self = .malformed(
                text: String(decoding: text, as: UTF8.self), problem: problem.description)
        }
    }

    /// As an object: servers read what goes back to them, and break down over anything else.
    var object: JSON {
        switch self {
        case .object(let object): object
        case .malformed(let text, _): JSON(["malformed_arguments": .string(text)])
        }
    }
}
