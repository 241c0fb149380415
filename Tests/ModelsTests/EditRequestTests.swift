import JSON
import TestKit
import Testing

@testable import Models

@Suite("Requests for edits")
struct EditRequestTests {
    @Test("The next edit")
    func edits() throws {
        try checkSent(
            .someEdit, .inception, model: "mercury-edit-2",
            #"""
            POST https://api.inceptionlabs.ai/v1/edit/completions
            {
              "model": "mercury-edit-2"
              "messages": [
                {
                  "role": "user"
                  "content": "<|recently_viewed_code_snippets|>\n<|recently_viewed_code_snippet|>\ncode_snippet_file_path: src/util.py\nNEG = 1\n\n<|/recently_viewed_code_snippet|>\n<|/recently_viewed_code_snippets|>\n\n<|current_file_content|>\ncurrent_file_path: src/sum.py\nimport util\n\n<|code_to_edit|>\ndef add(<|cursor|>a, b):\n    return x + b\n<|/code_to_edit|>\n\nadd(1, 2)\n\n<|/current_file_content|>\n\n<|edit_diff_history|>\n--- /src/sum.py\n+++ /src/sum.py\n@@ -3,1 +3,1 @@\n-def add(x, b):\n+def add(a, b):\n<|/edit_diff_history|>\n"
                }
              ]
              "max_tokens": 200
            }
            """#)
        try checkSent(
            .someEdit, .openAI,
            #"""
            POST https://api.openai.com/v1/chat/completions
            {
              "model": "some-model"
              "messages": [
                {
                  "role": "system"
                  "content": "You predict the next edit of a programmer from the edits before it. Answer with the region between <|code_to_edit|> and <|/code_to_edit|> as it should become, in one code block, and with nothing else. When nothing is to change, repeat the region."
                }
                {
                  "role": "user"
                  "content": "<|recently_viewed_code_snippets|>\n<|recently_viewed_code_snippet|>\ncode_snippet_file_path: src/util.py\nNEG = 1\n\n<|/recently_viewed_code_snippet|>\n<|/recently_viewed_code_snippets|>\n\n<|current_file_content|>\ncurrent_file_path: src/sum.py\nimport util\n\n<|code_to_edit|>\ndef add(<|cursor|>a, b):\n    return x + b\n<|/code_to_edit|>\n\nadd(1, 2)\n\n<|/current_file_content|>\n\n<|edit_diff_history|>\n--- /src/sum.py\n+++ /src/sum.py\n@@ -3,1 +3,1 @@\n-def add(x, b):\n+def add(a, b):\n<|/edit_diff_history|>\n"
                }
              ]
              "max_completion_tokens": 200
              "temperature": 0.0
              "stream": true
              "stream_options": {"include_usage": true}
            }
            """#)
    }

    @Test("The next edit by prompts that models were trained on")
    func editPrompts() throws {
        func prompt(_ model: String) throws -> String {
            let call = try provider(.vLLM, model: model).call(for: .someEdit)
            return try JSON.parse(call.body)["prompt"]?.string ?? ""
        }
        expect(
            try prompt("zed-industries/zeta"),
            equals: """
                ### Instruction:
                You are a code completion assistant and your task is to analyze user edits and then rewrite an excerpt that the user provides, suggesting the appropriate edits within the excerpt, taking into account the cursor location.

                ### User Edits:

                User edited src/sum.py:
                ```diff
                @@ -3,1 +3,1 @@
                -def add(x, b):
                +def add(a, b):
                ```

                ### User Excerpt:

                ```src/sum.py
                import util

                <|editable_region_start|>
                def add(<|user_cursor_is_here|>a, b):
                    return x + b
                <|editable_region_end|>

                add(1, 2)

                ```

                ### Response:

                """)
        expect(
            try prompt("zed-industries/zeta-2"),
            equals: """
                <[fim-suffix]>

                add(1, 2)
                <[fim-prefix]><filename>src/util.py
                NEG = 1

                <filename>edit_history
                --- a/src/sum.py
                +++ b/src/sum.py
                @@ -3,1 +3,1 @@
                -def add(x, b):
                +def add(a, b):
                <filename>src/sum.py
                import util

                <<<<<<< CURRENT
                def add(<|user_cursor|>a, b):
                    return x + b
                =======
                <[fim-middle]>
                """)
        expect(
            try prompt("sweep-next-edit-1.5b"),
            equals: """
                <|file_sep|>src/util.py
                NEG = 1

                <|file_sep|>src/sum.py.diff
                original:
                def add(x, b):
                updated:
                def add(a, b):
                <|file_sep|>original/src/sum.py
                def add(x, b):
                    return x + b
                <|file_sep|>current/src/sum.py
                def add(a, b):
                    return x + b
                <|file_sep|>updated/src/sum.py

                """)
    }

    @Test("Writing an edit into a file")
    func applies() throws {
        try checkSent(
            .someApply, .inception, model: "mercury-edit",
            #"""
            POST https://api.inceptionlabs.ai/v1/apply/completions
            {
              "model": "mercury-edit"
              "messages": [
                {
                  "role": "user"
                  "content": "<|original_code|>\na = 1\nb = 2\n\n<|/original_code|>\n\n<|update_snippet|>\n# ... existing code ...\nb = 3\n\n<|/update_snippet|>\n"
                }
              ]
              "max_tokens": 200
            }
            """#)
        try checkSent(
            .someApply, .llamaCpp,
            #"""
            POST http://127.0.0.1:8080/v1/chat/completions
            {
              "model": "some-model"
              "messages": [
                {
                  "role": "system"
                  "content": "You merge an edit into a file. The edit shows the changed parts; comments such as \"... existing code ...\" stand for what stays as it is. Answer with the whole merged file in one code block, and with nothing else."
                }
                {
                  "role": "user"
                  "content": "<|original_code|>\na = 1\nb = 2\n\n<|/original_code|>\n\n<|update_snippet|>\n# ... existing code ...\nb = 3\n\n<|/update_snippet|>\n"
                }
              ]
              "max_tokens": 200
              "temperature": 0.0
              "stream": true
              "stream_options": {"include_usage": true}
              "cache_prompt": true
            }
            """#)
    }

    @Test(
        "Endpoints are taken with or without version and slash",
        arguments: [
            ("http://h:80/", "http://h/api/chat", "http://h/v1/models"),
            ("http://h:8000/v1", "http://h:8000/api/chat", "http://h:8000/v1/models"),
            ("https://h/api/v1/", "https://h/api/api/chat", "https://h/api/v1/models"),
            (
                "https://h/v1beta/openai", "https://h/v1beta/openai/api/chat",
                "https://h/v1beta/openai/models"
            ),
        ])
    func endpoints(text: String, root: String, versioned: String) throws {
        let endpoint = try Endpoint(text)
        #expect("\(endpoint.url(.root("/api/chat")))" == root)
        #expect("\(endpoint.url(.versioned("/models")))" == versioned)
    }
}
