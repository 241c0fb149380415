/// What a model is asked to do.
///
/// This module turns requests into the bytes that each kind of model server understands, and the
/// bytes of its answers into events. Encoders and decoders are pure: they open no socket, read no
/// clock and know no key. `ModelClient` alone joins them with the network. Where requests go is the
/// user's choice; nothing here takes an endpoint from a repository.
package enum ModelRequest: Sendable, Equatable {
    case fim(FIMRequest)
    case chat(ChatRequest)
    case edit(EditRequest)
    case apply(ApplyRequest)

    /// The role whose providers answer it.
    package var role: ModelRole {
        switch self {
        case .fim: .fim
        case .chat: .chat
        case .edit: .edit
        case .apply: .apply
        }
    }

    /// The most tokens that the answer may have.
    package var maximumTokens: Int {
        switch self {
        case .fim(let request): request.maximumTokens
        case .chat(let request): request.maximumTokens
        case .edit(let request): request.maximumTokens
        case .apply(let request): request.maximumTokens
        }
    }
}

/// What providers are chosen for, each by itself.
package enum ModelRole: String, Sendable, CaseIterable {
    /// The text between a prefix and a suffix, while one types.
    case fim
    /// Conversations, with tools: the agent and the code actions.
    case chat
    /// The next edit near the cursor.
    case edit
    /// An edit that is sketched with gaps, written into a whole file.
    case apply
}

/// A file, or a piece of one, that a prompt shows.
package struct ContextFile: Sendable, Equatable {
    /// Relative to the repository's root, with slashes.
    package var path: String
    package var text: [UInt8]

    /// A file or a piece of one.
    package init(path: String, text: [UInt8]) {
        self.path = path
        self.text = text
    }
}

/// A request for the text between two texts.
package struct FIMRequest: Sendable, Equatable {
    /// The text before the cursor, and after it.
    package var prefix: [UInt8]
    package var suffix: [UInt8]
    /// The file that they are of, relative to the repository's root.
    package var path: String
    /// As people spell it, such as `Python`; a few templates name it.
    package var language: String
    package var repository: String
    /// What else the model should see. Keep the order stable: servers remember what two prompts
    /// have in common at their beginning.
    package var context: [ContextFile]
    /// Of the answer; 0 asks for none, so that the server only gets to know the prompt.
    package var maximumTokens: Int
    /// After this the server may stop at the next line, where it can be told so.
    package var maximumMilliseconds: Int?
    package var temperature: Double
    /// Texts at which the answer ends, without them.
    package var stop: [String]

    /// A request with nothing around it yet but the two texts.
    package init(prefix: [UInt8], suffix: [UInt8], path: String, maximumTokens: Int) {
        self.prefix = prefix
        self.suffix = suffix
        self.path = path
        self.maximumTokens = maximumTokens
        language = ""
        repository = "repository"
        context = []
        temperature = 0
        stop = []
    }

    /// Whether it only warms up the server's cache.
    package var isWarmUp: Bool { maximumTokens == 0 }
}

/// A request for the next edit in a region around the cursor. The answer's text is the region as
/// it should become; the same text means that nothing is to change.
package struct EditRequest: Sendable, Equatable {
    package var path: String
    /// The file around the region.
    package var before: [UInt8]
    package var region: [UInt8]
    package var after: [UInt8]
    /// Where in the region the cursor is, in bytes; clamped.
    package var cursor: Int
    /// Pieces of files that were looked at, the newest last.
    package var viewed: [ContextFile]
    /// The latest edits, the newest last.
    package var edits: [RecentEdit]
    package var maximumTokens: Int

    /// A request that knows nothing of what happened before.
    package init(
        path: String, before: [UInt8], region: [UInt8], after: [UInt8], cursor: Int,
        maximumTokens: Int
    ) {
        self.path = path
        self.before = before
        self.region = region
        self.after = after
        self.cursor = cursor
        self.maximumTokens = maximumTokens
        viewed = []
        edits = []
    }
}

/// One edit of the user's.
package struct RecentEdit: Sendable, Equatable {
    package var path: String
    /// The lines around it before and after.
    package var original: [UInt8]
    package var updated: [UInt8]
    /// The hunks of a unified diff, without the lines that name the file.
    package var hunks: [UInt8]

    /// An edit, as text and as a diff.
    package init(path: String, original: [UInt8], updated: [UInt8], hunks: [UInt8]) {
        self.path = path
        self.original = original
        self.updated = updated
        self.hunks = hunks
    }
}

/// A request to write a sketched edit into a file. The answer's text is the whole file.
package struct ApplyRequest: Sendable, Equatable {
    package var path: String
    package var original: [UInt8]
    /// The changed parts, with comments such as `// ... existing code ...` for what stays.
    package var update: [UInt8]
    package var maximumTokens: Int

    /// A sketched edit of a file.
    package init(path: String, original: [UInt8], update: [UInt8], maximumTokens: Int) {
        self.path = path
        self.original = original
        self.update = update
        self.maximumTokens = maximumTokens
    }
}
