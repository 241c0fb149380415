package import Base

/// Makes changes in a folder that people work in: all of them or none, only where every file still
/// is what the change was made for, and nowhere but beneath the folder.
///
/// Everything new is first written beside what it replaces. Then old and new change places, each
/// in one step; what was displaced is compared again, and on any failure all goes back. A machine
/// that stops in between leaves files called `.tenon-…`, which hold the old contents.
package enum WriteBack {
    /// Applies changes.
    package static func apply(
        _ changes: [FileChange], to root: borrowing Tree, limits: ChangeLimits
    ) throws(WriteBackError) {
        let steps = try plan(changes, limits)
        let owner: Account
        do {
            owner = Account(ownerOf: try root.status())
        } catch {
            throw .system(error)
        }
        // What root writes into somebody's folder is to be that user's.
        try owner.acting { () throws(WriteBackError) in
            var progress = Progress()
            do throws(WriteBackError) {
                for step in steps { try progress.stage(step, in: root) }
                for step in progress.staged { try progress.commit(step, in: root) }
            } catch {
                progress.undo(in: root)
                throw error
            }
            progress.clean(in: root)
        }
    }

    /// One file's way from old to new; nil is no file.
    fileprivate struct Step {
        let path: Path
        let before: FileContent?
        let after: FileContent?
    }

    private static func plan(
        _ changes: [FileChange], _ limits: ChangeLimits
    ) throws(WriteBackError) -> [Step] {
        var steps: [Step] = []
        for change in changes {
            switch change.kind {
            case .added(let content):
                steps.append(Step(path: change.path, before: nil, after: content))
            case .modified(let before, let after):
                steps.append(Step(path: change.path, before: before, after: after))
            case .deleted(let content):
                steps.append(Step(path: change.path, before: content, after: nil))
            case .renamed(let from, let content):
                steps.append(Step(path: from, before: content, after: nil))
                steps.append(Step(path: change.path, before: nil, after: content))
            }
        }
        var seen: Set<Path> = []
        var byteCount = 0
        for step in steps {
            guard isAllowed(step.path), seen.insert(step.path).inserted else {
                throw .forbidden(step.path)
            }
            let size = step.after?.bytes.count ?? 0
            byteCount += size
            guard size <= limits.fileByteCount, byteCount <= limits.byteCount,
                steps.count <= 2 * limits.changeCount
            else { throw .tooLarge(step.path) }
        }
        return steps
    }

    /// Relative, without detours, and no part of a repository's own files; some file systems do not
    /// tell `.GIT` from `.git`.
    private static func isAllowed(_ path: Path) -> Bool {
        guard !path.isAbsolute, !path.bytes.isEmpty else { return false }
        return path.components.allSatisfy { component in
            let name = String(decoding: component, as: UTF8.self)
            return name != "." && name != ".." && name.lowercased() != ".git"
        }
    }
}

/// Why nothing was written.
package enum WriteBackError: Error, Equatable, CustomStringConvertible {
    /// Outside of the folder, in a repository's own files, or named twice.
    case forbidden(Path)
    case tooLarge(Path)
    /// It is not, or no longer, what the change was made for.
    case changedMeanwhile(Path)
    case originalMoved(Path)
    case system(SystemError)

    package var description: String {
        switch self {
        case .forbidden(let path): "\(path.shown) may not be written"
        case .tooLarge(let path): "\(path.shown) is too large to be written"
        case .changedMeanwhile(let path): "\(path.shown) was changed meanwhile: nothing was written"
        case .originalMoved(let path): "\(path.shown) is another folder now: nothing was written"
        case .system(let error): error.description
        }
    }
}

/// What has been done, so that it can be undone.
private struct Progress {
    struct Staged {
        let step: WriteBack.Step
        /// Beside it: first the new content, then what it displaced.
        let temporary: Path
        /// The file that was compared.
        let before: FileStatus?
    }

    private(set) var staged: [Staged] = []
    private var committed: [Staged] = []
    private var folders: [Path] = []

    /// Compares what is there, and writes the new content beside it.
    mutating func stage(
        _ step: WriteBack.Step, in root: borrowing Tree
    ) throws(WriteBackError) {
        do {
            let temporary = step.path.relativeParent.joined(Tree.temporaryName())
            let found = try root.read(step.path, limit: step.before?.bytes.count ?? 0)
            guard found?.content == step.before else { throw TreeError.notAFile }
            if let after = step.after {
                folders += try root.makeFolders(above: step.path)
                staged.append(Staged(step: step, temporary: temporary, before: found?.status))
                try root.create(temporary, after.bytes, mode: mode(found?.status, after))
            } else {
                staged.append(Staged(step: step, temporary: temporary, before: found?.status))
            }
        } catch let error as SystemError {
            throw .system(error)
        } catch TreeError.system(let error) {
            throw .system(error)
        } catch {
            throw .changedMeanwhile(step.path)
        }
    }

    /// The mode that the file had, or a usual one; never one that gives rights to everybody or lets
    /// who starts the program become somebody else.
    private func mode(_ before: FileStatus?, _ after: FileContent) -> mode_t {
        let old = before?.permissions ?? 0o644
        let readers = (old & 0o444) >> 2
        let executable = after.isExecutable ? old | readers : old & ~0o111
        return executable & 0o775
    }

    /// Puts the new in place of the old, and looks whether it was the old.
    mutating func commit(_ staged: Staged, in root: borrowing Tree) throws(WriteBackError) {
        let name = staged.temporary.lastComponent
        do {
            switch (staged.step.before, staged.step.after) {
            case (nil, nil): return
            case (_?, _?): try root.rename(staged.step.path, to: name, exchanging: true)
            case (nil, _?): try root.rename(staged.temporary, to: staged.step.path.lastComponent)
            case (_?, nil): try root.rename(staged.step.path, to: name)
            }
        } catch {
            throw error.code == EEXIST
                ? .changedMeanwhile(staged.step.path) : .system(error)
        }
        committed.append(staged)
        guard let before = staged.before else { return }
        let displaced = try? root.status(of: staged.temporary)
        guard displaced?.identity == before.identity, displaced?.size == before.size,
            displaced?.lastModification == before.lastModification
        else { throw .changedMeanwhile(staged.step.path) }
    }

    /// Puts back what was there, the last first.
    mutating func undo(in root: borrowing Tree) {
        for done in committed.reversed() {
            let name = done.temporary.lastComponent
            switch (done.step.before, done.step.after) {
            case (nil, nil): break
            case (_?, _?): try? root.rename(done.step.path, to: name, exchanging: true)
            case (nil, _?): try? root.rename(done.step.path, to: name)
            case (_?, nil): try? root.rename(done.temporary, to: done.step.path.lastComponent)
            }
        }
        // What is beside the files is now what was to be written.
        for staged in staged where staged.step.after != nil { try? root.remove(staged.temporary) }
        for folder in folders.reversed() { try? root.remove(folder) }
    }

    /// Removes what was displaced, and the folders that are empty now.
    func clean(in root: borrowing Tree) {
        for done in committed where done.step.before != nil { try? root.remove(done.temporary) }
        for done in committed where done.step.after == nil {
            var folder = done.step.path.relativeParent
            while !folder.bytes.isEmpty, (try? root.remove(folder)) != nil {
                folder = folder.relativeParent
            }
        }
    }
}
