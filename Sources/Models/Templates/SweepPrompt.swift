/// The prompt of Sweep's models for the next edit: the window around the cursor before the last
/// edit, now, and as it will become.
enum SweepPrompt {
    private static let mark = "<|file_sep|>"
    private static let stops = [mark, "</s>", "<|endoftext|>"]

    static func edit(_ request: EditRequest) -> EditPrompt {
        let breaker = MarkBreaker(marks: stops)
        let region = EditableRegion(request)
        var text: [UInt8] = []
        func add(_ path: String, _ content: [UInt8]) {
            text += Array("\(mark)\(path)\n".utf8) + content + [0x0A]
        }
        for file in request.viewed { add(file.path, breaker.broken(file.text)) }
        // The model has seen no more than three.
        for edit in request.edits.suffix(3) {
            add(
                "\(edit.path).diff",
                Array("original:\n".utf8) + breaker.broken(edit.original)
                    + Array("\nupdated:\n".utf8) + breaker.broken(edit.updated))
        }
        let now = region.plain(breaker)
        add("original/\(request.path)", before(request.edits.last, now, request.path, breaker))
        add("current/\(request.path)", now)
        text += Array("\(mark)updated/\(request.path)\n".utf8)
        return EditPrompt(text: text, stops: stops) { (answer) throws(ModelFault) in
            region.restored(StopFilter.cut(answer, stops: stops), without: mark)
        }
    }

    /// The window as it was before the last edit, if that was in it.
    private static func before(
        _ edit: RecentEdit?, _ now: [UInt8], _ path: String, _ breaker: MarkBreaker
    ) -> [UInt8] {
        guard let edit, edit.path == path, !edit.updated.isEmpty,
            let place = now.firstRange(of: breaker.broken(edit.updated))
        else { return now }
        var window = now
        window.replaceSubrange(place, with: breaker.broken(edit.original))
        return window
    }
}
