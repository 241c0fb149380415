internal import Base
internal import HTTP
internal import Models
internal import Server
internal import Settings

extension Doctor {
    /// Whether model servers can be asked, what each configured one says, and which others are
    /// here. No code is sent.
    func models() -> [Check] {
        let settings = settingsInForce(folder: folder, environment: machine.environment)
        let configuration = ModelConfiguration(settings, directories: machine.directories)
        let config = machine.directories.config / userConfigName
        var checks = [library(isNeeded: !configuration.providers.isEmpty)]
        guard checks[0].status == .ok else { return checks }
        let (listing, offered) = machine.models(configuration)
        if listing.models.isEmpty {
            checks.append(
                Check("models", .ok, "none configured: completions come from your open files alone")
            )
        }
        checks += listing.models.map { check($0, config) }
        checks += listing.problems.map { Check("config", .fail, $0, fix: "edit \(config)") }
        return checks
            + offered.map { provider in
                Check(
                    "model server", .ok,
                    "found at \(provider.endpoint), and not used: \(provider.dialect.rawValue) "
                        + "with \(provider.model); tenon models says how to use it")
            }
    }

    private func library(isNeeded: Bool) -> Check {
        switch machine.httpLibrary() {
        case .success(let version): Check("libcurl", .ok, version)
        case .failure(let error):
            Check(
                "libcurl", isNeeded ? .fail : .warn, error.description,
                fix: machine.installing("libcurl4"))
        }
    }

    private func check(_ model: ListedModel, _ config: Path) -> Check {
        let name = "model \(model.provider.name)"
        let what = "\(model.provider.model) \(model.use)"
        switch model.account {
        case .success(let account): return Check(name, .ok, "\(what): \(model.describe(account))")
        case .failure(let fault):
            let isAboutKey = fault.kind == .unauthorised
            return Check(
                name, .fail, "\(what): \(fault)",
                fix: (isAboutKey ? "correct the key of" : "start its server, or correct")
                    + " models.providers.\(model.provider.name) in \(config)")
        }
    }
}
