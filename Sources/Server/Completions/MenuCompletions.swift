import Base
import Completion
import LSP
import Models
import Text

// Lines in the menu, for editors without inline completions. The words never wait for them long:
// what the model says later is there when the editor asks again.

/// A menu that waits for its lines.
struct WaitingMenu {
    let question: InlineQuestion
    /// The words; nil until they have been found.
    var list: CompletionList?
    var lines: [[UInt8]]
    /// Whether the model has not answered yet.
    var isLate: Bool
    /// Whether it may wait no longer.
    var isDue = false
}

extension Session {
    /// Answers with words, names and lines.
    func menuWithLines(_ request: MenuRequest, _ question: InlineQuestion) {
        let uri = question.document.uri
        completions.menu?.question.open.succeed(
            CompletionList(isIncomplete: true, items: completions.menu?.list?.items ?? []))
        let providers = fillingModels(for: uri)
        completions.menu = nil
        let known = completions.cache.answer(document: uri.spelling, place: question.place)
        if known == nil, !providers.isEmpty { begin(question, isWaiting: false, providers) }
        completions.menu = WaitingMenu(
            question: question, list: nil, lines: known?.texts ?? [],
            isLate: known == nil && !providers.isEmpty)
        let due = Instant.now.adding(milliseconds: options.delays.completionMenu)
        timers.set(.completionMenu, at: due) { session in
            session.completions.menu?.isDue = true
            session.finishMenu()
        }
        let boundsChecks = options.delays.boundsChecks
        let confidence = embeddedConfidence?.fallback ?? 1
        let isAccepted = compute(.request) {
            (
                request.list,
                question.embeddedCompletion(
                    boundsChecks: boundsChecks, confidence: confidence)
            )
        } then: { session, found in
            guard session.completions.menu?.question.open.id == question.open.id else { return }
            session.completions.menu?.list = found.0
            if session.completions.menu?.lines.isEmpty == true, let line = found.1 {
                session.completions.menu?.lines = [line.added]
            }
            session.finishMenu()
        }
        if !isAccepted {
            completions.menu = nil
            question.open.failBecauseOfLoad()
        }
    }

    /// The model has answered, or will not.
    func lateLinesCame(at place: AnswerCache.Place, of uri: DocumentURI, _ texts: [[UInt8]]) {
        guard let menu = completions.menu, menu.question.document.uri == uri,
            menu.question.place == place
        else { return }
        if !texts.isEmpty { completions.menu?.lines = texts }
        completions.menu?.isLate = false
        finishMenu()
    }

    private func finishMenu() {
        guard let menu = completions.menu, var list = menu.list, menu.isDue || !menu.isLate else {
            return
        }
        completions.menu = nil
        timers.cancel(.completionMenu)
        let question = menu.question
        guard !question.open.cancellation.isCancelled else { return }
        let items = menu.lines.compactMap { question.item($0, encoding: client.encoding) }
        let source: UseTally.Source = menu.isLate ? .embedded : .model
        let counted = noteShown(
            question, menu.lines, items, source: source == .model ? "" : CompletionReport.embedded)
        let typed = question.typedWord
        let takesMarkdown =
            client.capabilities.completion.documentationFormats.contains(.markdown)
        list.items =
            counted.enumerated().map { place, item in
                CompletionItem(
                    lines: item, typed: typed, place: place, documentation: takesMarkdown)
            } + list.items
        list.isIncomplete = list.isIncomplete || menu.isLate
        question.open.succeed(list)
    }
}
