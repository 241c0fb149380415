internal import Agent
internal import Base
internal import Repair
internal import Server

/// `tenon fix`: a patch that turns red tests green, by a model or without one.
let fixCommand: Command = Command(
    name: "fix",
    summary: "Find a patch that makes failing tests pass, and show it with its evidence",
    discussion: [
        "The tests run in the sandbox, in a throw-away copy of the project. A patch is called "
            + "verified only when what was red is green and the whole suite passes as before.",
        "Without a model the embedded engine finds out which lines the failing tests go through, "
            + "and tries small changes of them in the order of their likelihood. It understands "
            + "no instruction: the tests are all that it goes by, so read its patch before you "
            + "keep it. Where a model is configured (see 'tenon models'), it is asked, and an "
            + "instruction may say what else is wanted.",
    ],
    options: [
        Option(
            name: "engine", placeholder: "NAME",
            completion: .choices(["auto"] + Proposer.allCases.map(\.rawValue)),
            summary: "What looks for the patch; 'auto', the default, goes by models.chat"),
        Option(
            name: "root", placeholder: "DIR", completion: .directory,
            summary: "The project; the current folder when left out"),
        Option(
            name: "test-command", placeholder: "LINE",
            summary: "The command that runs the tests, as typed in a shell; --test for short"),
        Option(
            name: "at", placeholder: "FILE[:LINE]", completion: .file,
            summary: "Where the trouble is; what tests this file is what runs"),
        Option(
            name: "time", placeholder: "SECONDS",
            summary: "How long the embedded engine searches; 60 when left out"),
        Option(name: "apply", summary: "Write a verified patch into the project"),
    ],
    positionals: [
        Positional(
            placeholder: "INSTRUCTION", count: .optional,
            summary: "What is wanted, in words for a model")
    ],
    exitCodes: [
        ExitCode(code: 1, meaning: "no patch was verified"),
        ExitCode(code: 3, meaning: "the tests could not be run; standard error says why"),
    ],
    run: { invocation, console throws(CommandFailure) in
        let named = Path(invocation.value("root") ?? ".")
        guard let root = Files.resolved(named), Files.kind(of: root) == .directory else {
            throw CommandFailure("\(named): there is no such folder")
        }
        let agent = CommandLineAgent(root, console)
        var order = agent.order(.fix)
        order.instruction = invocation.positionals.first ?? ""
        if let line = invocation.value("test-command") { order.testCommand = line }
        if let place = invocation.value("at") { try order.aim(at: place) }
        order.searchBounds = try searchBounds(invocation)
        let engines = invocation.value("engine").flatMap(Proposer.init).map { [$0] }
        let able = (engines ?? agent.proposers)
            .filter { $0 == .embedded ? order.instruction.isEmpty : true }
        guard !able.isEmpty else {
            throw CommandFailure(
                "nobody is configured who understands an instruction: set models.providers and "
                    + "models.chat (see 'tenon models')", exitCode: 2)
        }
        if able.contains(.model), !agent.proposers.contains(.model) {
            throw CommandFailure(
                "no model is configured: set models.providers and models.chat (see 'tenon "
                    + "models')", exitCode: 2)
        }
        return try agent.finish(
            agent.work(on: order, by: able), applies: invocation.has("apply"))
    })

private func searchBounds(_ invocation: Invocation) throws(CommandFailure) -> RepairBounds {
    var bounds = RepairBounds.standard
    // Only the best is written.
    if invocation.has("apply") { bounds.verified = 1 }
    guard let text = invocation.value("time") else { return bounds }
    guard let seconds = Int(text), (1...86_400).contains(seconds) else {
        throw CommandFailure(
            "--time: expected a number from 1 to 86400, got '\(text)'", exitCode: 2)
    }
    bounds.milliseconds = seconds * 1000
    return bounds
}

extension AgentOrder {
    /// Takes in `FILE` or `FILE:LINE`, relative to the project.
    fileprivate mutating func aim(at place: String) throws(CommandFailure) {
        var name = place
        var line: Int?
        if let colon = place.lastIndex(of: ":"),
            let number = Int(place[place.index(after: colon)...]), number > 0
        {
            name = String(place[..<colon])
            line = number
        }
        let path: ProjectPath
        do throws(EditProblem) {
            path = try ProjectPath(name)
        } catch {
            throw CommandFailure("--at: \(error.reason)", exitCode: 2)
        }
        guard Files.kind(of: root / path.string) == .file else {
            throw CommandFailure("--at: there is no file \(path) in \(root)", exitCode: 2)
        }
        file = path
        if let line { focus = AgentFocus(path: path, lines: line...line) }
    }
}
