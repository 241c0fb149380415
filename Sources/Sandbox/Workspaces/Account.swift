import Base
private import CSandbox

/// A user and a group, by number, as whom files are made.
struct Account: Equatable {
    let user: UInt32
    let group: UInt32

    init(_ user: SandboxUser) {
        self.user = user.uid
        group = user.gid
    }

    /// Who owns a file.
    init(ownerOf status: FileStatus) {
        user = status.user
        group = status.group
    }

    /// Does something to files as this account where we are root: what is made is the account's,
    /// and only what it may do succeeds. The rest of the process does not notice.
    func acting<Result, Failure: Error>(
        _ body: () throws(Failure) -> Result
    ) throws(Failure) -> Result {
        guard geteuid() == 0, user != 0 else { return try body() }
        tenon_act_on_files_as(user, group)
        defer { tenon_act_on_files_as(geteuid(), getegid()) }
        return try body()
    }
}
