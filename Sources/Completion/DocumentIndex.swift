package import Text

/// The tokens of one version of a document: what completions are looked up in. Made once a version,
/// used from any thread.
package final class DocumentIndex: Sendable {
    let bytes: [UInt8]

    /// Indexes a text.
    package init(_ text: TextBuffer) {
        bytes = text.bytes
    }
}
