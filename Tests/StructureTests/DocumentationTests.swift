import Structure
import TestKit
import Testing

@Suite("Documentation comments")
struct DocumentationTests {
    /// The definitions that have documentation, each with its words on one line.
    private func check(
        _ language: String, _ text: String, _ expected: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let source = try Source(text, language)
        let documentation = Documentation(
            of: source.tree, bytes: source.bytes, language: source.language)
        let tags = Tags(of: source.tree, bytes: source.bytes, language: source.language)
        let lines = tags.definitions.compactMap { definition -> String? in
            let docs = documentation.docs(of: definition)
            guard !docs.isEmpty else { return nil }
            let words = plainText(of: docs, bytes: source.bytes)
                .split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "|")
            return "\(source.string(definition.nameRange)): \(words)"
        }
        expect(lines.joined(separator: "\n"), equals: expected, sourceLocation: sourceLocation)
    }

    @Test func aRunOfLineCommentsIsOneDocumentation() throws {
        try check(
            "c",
            """
            // One.
            // Two.
            int both(void);
            """,
            """
            both: One.|Two.
            """)
    }

    @Test func anEmptyLineParts() throws {
        try check(
            "c",
            """
            // License.

            int parted(void);
            /* Far. */

            int far(void);
            // Not this.

            // This.
            int near(void);
            """,
            """
            near: This.
            """)
    }

    @Test func aCommentBehindCodeIsAboutThatCode() throws {
        try check(
            "cpp",
            """
            int first;  // About the first.
            int second;
            struct Point {
                int x;  ///< Across.
                int y;
            };
            """,
            """
            x: Across.
            """)
    }

    @Test func documentationDoesNotTakeInOrdinaryComments() throws {
        try check(
            "swift",
            """
            // Ordinary.
            /// One.
            /// Two.
            func both() {}
            """,
            """
            both: One.|Two.
            """)
        try check(
            "csharp",
            """
            // Ordinary.
            /// <summary>One.</summary>
            class Both {}
            """,
            """
            Both: <summary>One.</summary>
            """)
    }

    @Test func aBlockMayBeginWithMoreThanItGoesOnWith() throws {
        try check(
            "lua",
            """
            --- Makes one.
            -- @param name its name
            function make(name) end
            """,
            """
            make: Makes one.|@param name its name
            """)
    }

    @Test func theInterpreterLineIsNoDocumentation() throws {
        try check(
            "bash",
            """
            #!/bin/sh
            # Cleans up.
            clean() { :; }
            """,
            """
            clean: Cleans up.
            """)
    }

    @Test func javadocStandsEvenBehindAnEmptyLine() throws {
        try check(
            "java",
            """
            class A {
                /** Does it. */

                void run() {}
            }
            """,
            """
            run: Does it.
            """)
    }

    @Test func attributesStandBetween() throws {
        try check(
            "rust",
            """
            //! The crate.
            //! All of it.

            /// One.
            /// Two.
            #[inline]
            fn both() {}
            """,
            """
            both: One.|Two.
            """)
    }
}
