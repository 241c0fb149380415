import Base
import Sandbox

extension Session {
    /// Removes what servers that were killed have left behind: their throw-away workspaces.
    func removeLeftovers() {
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
