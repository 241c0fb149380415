internal import JSON
package import Models

/// How the model of a run is spoken to.
package struct AgentSetting: Sendable, Equatable {
    /// How many tokens the model can take in and answer together.
    package let window: Int
    /// How the model writes edits; nil where it calls tools for them.
    package let editFormat: EditFormat?
    /// Whether the model may run tests and commands.
    package let mayRun: Bool
    package let tools: [Tool]
    package let answerTokens: Int
    package var temperature: Double?
    /// The most tokens that a request's conversation may have.
    package internal(set) var promptTokens: Int

    /// For a model with a window of so many tokens.
    package init(window: Int, editFormat: EditFormat?, mayRun: Bool) {
        self.window = window
        self.editFormat = editFormat
        self.mayRun = mayRun
        tools = ToolCatalog.tools(
            editsByTools: editFormat == nil, mayRun: mayRun, isSmall: window < 16_384)
        answerTokens = min(max(window / 4, 512), 8192)
        let described = tools.reduce(0) { sum, tool in
            sum + AgentSetting.tokens(tool.name + tool.summary + "\(tool.parameters)")
        }
        promptTokens = max(window - answerTokens - described - 256, 1024)
    }

    /// How many tokens a text has, rather too many than too few.
    func tokens(_ text: String) -> Int { AgentSetting.tokens(text) }

    private static func tokens(_ text: String) -> Int { (text.utf8.count * 330 + 999) / 1000 }
}
