extension ActionInput {
    /// The actions that can be offered for the range, in the order of the text.
    package func codeActions() -> [Action] {
        []
    }
}
