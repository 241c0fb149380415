internal import HTTP
internal import JSON

/// Turns the bytes of an answer into events. It never reads or waits; the same events come out
/// however the bytes are cut, but for where texts are cut into pieces.
package struct AnswerDecoder: Sendable {
    private enum Framing: Sendable {
        /// Nothing but blanks has come.
        case undecided
        case events(ServerSentEvents)
        case lines(NDJSONLines)
        /// One JSON text: what a server sends that does not stream.
        case whole([UInt8])
    }

    private let isLines: Bool
    private let shape: AnswerShape
    private let faults: FaultReader
    private var framing = Framing.undecided
    private var reader: any RecordReader
    private var state = AnswerState()
    private var stops: StopFilter
    private var textTools: TextToolReader?
    /// The text that is still to be transformed, or a draft that may hold calls.
    private var collected: [UInt8] = []

    /// Whether its last event has come.
    package private(set) var isFinished = false
    /// Whether it is finished though the server may still send: what comes is of no use.
    package private(set) var isCutShort = false

    init(format: AnswerFormat, shape: AnswerShape, faults: FaultReader) {
        isLines = format.isLines
        reader = format.reader
        self.shape = shape
        self.faults = faults
        stops = StopFilter(stops: shape.transform == nil ? shape.stops : [])
        textTools = shape.hasTextTools ? TextToolReader() : nil
    }

    /// Takes more of the answer's body.
    package mutating func feed(_ bytes: [UInt8]) -> [ModelEvent] {
        if isFinished { return [] }
        switch framing {
        case .undecided:
            // Blank lines keep connections alive; they may come in pieces of their own.
            guard let first = bytes.firstIndex(where: { !$0.isJSONBlank }) else { return [] }
            guard let found = framing(beginningWith: bytes[first]) else {
                return fail(faults.notAnAnswer(bytes))
            }
            framing = found
            return feed(Array(bytes[first...]))
        case .events(var splitter):
            let events = splitter.feed(bytes)
            framing = .events(splitter)
            return read(events.map(\.data))
        case .lines(var splitter):
            let lines = splitter.feed(bytes)
            framing = .lines(splitter)
            return read(lines)
        case .whole(let text):
            framing = .whole(text + bytes)
            return []
        }
    }

    /// The body has ended.
    package mutating func end() -> [ModelEvent] {
        if isFinished { return [] }
        var events: [ModelEvent] = []
        switch framing {
        case .undecided: break
        case .events(var splitter): events = read(splitter.end().map { [$0.data] } ?? [])
        case .lines(var splitter): events = read(splitter.end().map { [$0] } ?? [])
        case .whole(let text): events = read([text])
        }
        if isFinished { return events }
        if state.reason == nil { return events + fail(faults.truncated()) }
        return events + finish()
    }

    /// What an answer is that begins with this byte; nil if it is none.
    private func framing(beginningWith byte: UInt8) -> Framing? {
        switch byte {
        case UInt8(ascii: "{"), UInt8(ascii: "["): isLines ? .lines(NDJSONLines()) : .whole([])
        // Fields are `data`, `event`, `id`, `retry` and comments; a byte order mark may be first.
        case UInt8(ascii: "d"), UInt8(ascii: "e"), UInt8(ascii: "i"), UInt8(ascii: "r"),
            UInt8(ascii: ":"), 0xEF:
            isLines ? .lines(NDJSONLines()) : .events(ServerSentEvents())
        default: nil
        }
    }

    // MARK: - Records

    private mutating func read(_ records: [[UInt8]]) -> [ModelEvent] {
        var events: [ModelEvent] = []
        for record in records where !isFinished {
            events += read(record)
        }
        return events
    }

    private mutating func read(_ record: [UInt8]) -> [ModelEvent] {
        if record.starts(with: "[DONE]".utf8) { return finish() }
        guard let json = try? JSON.parse(record, limits: .modelAnswer) else {
            return fail(faults.notAnAnswer(record))
        }
        if let fault = faults.fault(inRecord: json) { return fail(fault) }
        var events: [ModelEvent] = []
        for event in reader.read(json, &state) where !isFinished {
            events += route(event)
        }
        if let report = state.error, !isFinished { return events + fail(faults.fault(report)) }
        if state.isEnded, !isFinished { events += finish() }
        return events
    }

    // MARK: - Text

    private mutating func route(_ event: ModelEvent) -> [ModelEvent] {
        switch event {
        case .text(let bytes):
            if shape.transform != nil {
                collected += bytes
                return []
            }
            let events = withTools(stops.feed(bytes))
            guard stops.isStopped else { return events }
            isCutShort = true
            state.reason = .stop
            return events + finish()
        case .draft(let bytes):
            if shape.transform != nil || textTools != nil {
                collected = bytes
                return []
            }
            return [.draft(StopFilter.cut(bytes, stops: shape.stops))]
        case .restarted, .reasoning, .toolCall, .carryOver, .usage, .metered, .finished, .failed:
            return [event]
        }
    }

    private mutating func withTools(_ text: [UInt8]) -> [ModelEvent] {
        if textTools != nil { return textTools?.feed(text) ?? [] }
        return text.isEmpty ? [] : [.text(text)]
    }

    // MARK: - The end

    private mutating func fail(_ fault: ModelFault) -> [ModelEvent] {
        isFinished = true
        isCutShort = true
        return [.failed(fault)]
    }

    private mutating func finish() -> [ModelEvent] {
        isFinished = true
        var reason = state.reason ?? .stop
        let isCut = reason == .length
        var events: [ModelEvent] = []
        if let transform = shape.transform {
            do throws(ModelFault) {
                let text = StopFilter.cut(try transform(collected), stops: shape.stops)
                if !text.isEmpty { events.append(.text(text)) }
            } catch {
                return [.failed(error)]
            }
        } else {
            events += withTools(stops.end())
            if !collected.isEmpty { events += withTools(collected) }
            events += textTools?.end(isCut: isCut) ?? []
        }
        let calls = state.calls.take(isCut: isCut)
        events += calls.map { .toolCall($0) }
        // Some servers say that they stopped when they wait for the results of calls.
        if !calls.isEmpty || (textTools?.count ?? 0) > 0, reason == .stop { reason = .toolCalls }
        events += reader.carryOver(hasCalls: !calls.isEmpty).map { .carryOver($0) }
        if let usage = state.usage { events.append(.usage(usage)) }
        return events + [.finished(reason)]
    }
}

/// What is known of an answer while it comes.
struct AnswerState: Sendable {
    var calls = ToolCallAssembler()
    var usage: Usage?
    var reason: FinishReason?
    /// Whether the record came that is always the last.
    var isEnded = false
    /// What a record says went wrong, in another place than usual.
    var error: ErrorReport?
}

/// Reads the records of one kind of answer.
protocol RecordReader: Sendable {
    /// What a record adds to the answer: texts as events, all else in the state.
    mutating func read(_ record: JSON, _ state: inout AnswerState) -> [ModelEvent]
    /// What has to go back with the next request.
    func carryOver(hasCalls: Bool) -> [CarryOver]
}

extension AnswerFormat {
    fileprivate var reader: any RecordReader {
        switch self {
        case .choices(let dialect): ChoicesReader(dialect: dialect)
        case .responses: ResponsesReader()
        case .anthropic: AnthropicReader()
        case .llama: LlamaReader()
        case .ollama: OllamaReader()
        }
    }
}
