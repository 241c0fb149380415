import Base
import Sandbox

extension Session {
    /// Soon after the start, but not before the client has its first answer, removes what servers
    /// that were killed have left behind: their throw-away workspaces.
    func clearUpSoon() {
        let due = Instant.now.adding(milliseconds: options.delays.leftovers)
        timers.set(.leftovers, at: due) { session in session.removeLeftovers() }
    }

    private func removeLeftovers() {
        let environment = options.environment
        do throws(SystemError) {
            // It may take long, and nobody waits for it.
            try Thread.start(name: "leftovers") {
                // Whom root becomes for a run does not matter here, but that it does.
                guard
                    let user = try? SandboxUser.current(configured: "", environment: environment)
                else { return }
                WorkspacePlace.removeAllStale(Directories(environment: environment), user: user)
            }
        } catch {
            Log.warning("what killed servers left behind stays: \(error)")
        }
    }
}
