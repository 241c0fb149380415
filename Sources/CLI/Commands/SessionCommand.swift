internal import Agent
internal import Base
internal import Server

/// `tenon session`: what agents did, and going on with it.
let sessionCommand: Command = Command(
    name: "session",
    summary: "List, show, resume and export what agents did",
    discussion: [
        "Each run of an agent is kept step by step, so that one that was interrupted goes on "
            + "where it was. An identifier may be shortened as long as it means one session."
    ],
    subcommands: [listCommand, showCommand, resumeCommand, exportCommand])

private let identifier = Positional(placeholder: "ID", summary: "The session")

private let listCommand = Command(
    name: "list", summary: "List the sessions, the newest first",
    run: { _, console throws(CommandFailure) in
        for entry in try sessionStore().list() {
            let ending = entry.ending.isEmpty ? "unfinished" : entry.ending
            let words = entry.instruction.split(separator: "\n").first ?? ""
            console.write(
                "\(entry.id)  \(entry.folder)  \(entry.stepCount) steps  \(ending)  "
                    + "\(words.prefix(60))\n")
        }
        return 0
    })

private let showCommand = Command(
    name: "show", summary: "Show a session, step by step", positionals: [identifier],
    run: { invocation, console throws(CommandFailure) in
        let kept = try keptSession(invocation)
        console.write(kept.text + "\n")
        return 0
    })

private let exportCommand = Command(
    name: "export", summary: "Print all of a session as JSON, without secrets",
    positionals: [identifier],
    run: { invocation, console throws(CommandFailure) in
        let kept = try keptSession(invocation)
        console.write(kept.export + "\n")
        return 0
    })

private let resumeCommand = Command(
    name: "resume", summary: "Go on with a session, or have it do something more",
    options: [Option(name: "apply", summary: "Write a verified patch into the project")],
    positionals: [
        identifier,
        Positional(
            placeholder: "INSTRUCTION", count: .optional,
            summary: "What to do beyond what is done"),
    ],
    exitCodes: [
        ExitCode(code: 1, meaning: "no patch was accepted"),
        ExitCode(code: 3, meaning: "the patch could not be tested"),
    ],
    run: { invocation, console throws(CommandFailure) in
        let kept = try keptSession(invocation)
        guard kept.lostSecrets.isEmpty else {
            throw CommandFailure(kept.lossText)
        }
        let agent = CommandLineAgent(kept.header.folder, console)
        guard agent.proposers.contains(.model) else {
            throw CommandFailure("no model is configured: set models.providers and models.chat")
        }
        let outcome = agent.resume(kept, instruction: invocation.positionals.dropFirst().first)
        return try agent.finish(outcome, applies: invocation.has("apply"))
    })

private func sessionStore() throws(CommandFailure) -> SessionStore {
    do throws(SystemError) {
        return try SessionStore(in: Directories(environment: .current).state) { [] }
    } catch {
        throw CommandFailure("\(error)")
    }
}

private func keptSession(_ invocation: Invocation) throws(CommandFailure) -> KeptSession {
    let name = invocation.positionals.first ?? ""
    guard let kept = try sessionStore().session(name) else {
        throw CommandFailure("\(name): there is no such session, or more than one")
    }
    return kept
}
