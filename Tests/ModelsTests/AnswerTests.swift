import JSON
import TestKit
import Testing

@testable import Models

/// What comes over the wire, for each dialect. Every answer is also read byte by byte and in random
/// pieces.
@Suite("Answers")
struct AnswerTests {
    private func check(
        _ request: ModelRequest, _ dialect: Dialect, _ answer: String, _ expected: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let text = try read(
            answer, to: request, by: provider(dialect), sourceLocation: sourceLocation)
        expect(text, equals: expected, sourceLocation: sourceLocation)
    }

    /// Records as server-sent events.
    private func events(_ records: String...) -> String {
        records.map { "data: \($0)\n\n" }.joined()
    }

    @Test("llama.cpp fills in")
    func llama() throws {
        try check(
            .someFIM, .llamaCpp,
            events(
                #"{"index":0,"content":"a ","tokens":[80],"stop":false,"id_slot":-1}"#,
                #"{"index":0,"content":"+ b é","stop":false}"#,
                #"{"content":"","stop":true,"stop_type":"limit","truncated":false,"tokens_predicted":12,"tokens_evaluated":69,"timings":{"cache_n":60,"prompt_n":9,"prompt_ms":1.5,"predicted_n":12,"predicted_ms":3.25}}"#
            ),
            """
            text "a + b é"
            usage prompt 69, output 12, cached 60, prompt ms 1.5, output ms 3.25
            finished: length
            """)
    }

    @Test("What a server writes when it is only warmed up is nobody's")
    func warmUp() throws {
        guard case .fim(var request) = ModelRequest.someFIM else { return }
        request.maximumTokens = 0
        try check(
            .fim(request), .llamaCpp,
            events(
                #"{"content":"a","stop":false}"#,
                #"{"content":"","stop":true,"stop_type":"limit","tokens_evaluated":9}"#),
            """
            usage prompt 9, output 0
            finished: length
            """)
    }

    @Test("Ollama fills in, thinks and calls")
    func ollama() throws {
        try check(
            .someFIM, .ollama,
            """
            {"model":"m","created_at":"2026-01-01T00:00:00Z","response":"a","done":false}
            {"model":"m","response":" + b","done":false}
            {"model":"m","response":"","done":true,"done_reason":"stop","prompt_eval_count":26,"prompt_eval_duration":130079000,"eval_count":25,"eval_duration":5000000}

            """,
            """
            text "a + b"
            usage prompt 26, output 25, prompt ms 130.079, output ms 5.0
            finished: stop
            """)
        try check(
            .someQuestion, .ollama,
            """
            {"message":{"role":"assistant","content":"","thinking":"A file."},"done":false}
            {"message":{"role":"assistant","content":"","tool_calls":[{"function":{"index":0,"name":"read","arguments":{"path":"a.txt"}}}]},"done":false}
            {"message":{"role":"assistant","content":"","tool_calls":[{"function":{"index":0,"name":"read","arguments":{"path":"b.txt"}}}]},"done":false}
            {"message":{"role":"assistant","content":""},"done":true,"done_reason":"stop","eval_count":3}
            """,
            """
            thought "A file."
            call call_1 read {"path":"a.txt"}
            call call_2 read {"path":"b.txt"}
            usage prompt 0, output 3
            finished: toolCalls
            """)
    }

    @Test("Chats in OpenAI's way, with usage after the end")
    func chat() throws {
        try check(
            .someQuestion, .openAI,
            events(
                #"{"id":"chatcmpl-1","object":"chat.completion.chunk","choices":[{"index":0,"delta":{"role":"assistant","content":""},"finish_reason":null}],"usage":null,"obfuscation":"xx"}"#,
                #"{"choices":[{"index":0,"delta":{"content":"Hel"},"finish_reason":null}],"usage":null}"#,
                #"{"choices":[{"index":0,"delta":{"content":"lo"}},{"index":1,"delta":{"content":"no"}}]}"#,
                #"{"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}"#,
                #"{"choices":[],"usage":{"prompt_tokens":20,"completion_tokens":2,"prompt_tokens_details":{"cached_tokens":16},"completion_tokens_details":{"reasoning_tokens":0}}}"#,
                "[DONE]"),
            """
            text "Hello"
            usage prompt 20, output 2, cached 16, thoughts 0
            finished: stop
            """)
    }

    @Test("Calls in fragments, two at once, the second with broken arguments")
    func calls() throws {
        try check(
            .someQuestion, .llamaCpp,
            events(
                #"{"choices":[{"delta":{"role":"assistant","content":null}}]}"#,
                #"{"choices":[{"delta":{"reasoning_content":"Two files."}}]}"#,
                #"{"choices":[{"delta":{"tool_calls":[{"index":0,"id":"c1","type":"function","function":{"name":"re","arguments":""}}]}}]}"#,
                #"{"choices":[{"delta":{"tool_calls":[{"index":1,"id":"c2","type":"function","function":{"name":"read","arguments":"{\"path\""}}]}}]}"#,
                #"{"choices":[{"delta":{"tool_calls":[{"index":0,"function":{"name":"ad","arguments":"{\"path\": \"a."}}]}}]}"#,
                #"{"choices":[{"delta":{"tool_calls":[{"index":1,"function":{"arguments":": }"}}]}}]}"#,
                #"{"choices":[{"delta":{"tool_calls":[{"index":0,"function":{"arguments":"txt\"}"}}]}}]}"#,
                #"{"choices":[{"delta":{},"finish_reason":"tool_calls"}],"timings":{"cache_n":5,"prompt_n":7,"prompt_ms":1,"predicted_n":9,"predicted_ms":2}}"#,
                "[DONE]"),
            """
            thought "Two files."
            call c1 read {"path": "a.txt"}
            call c2 read malformed: not valid JSON: line 1, column 10: expected a value, got '}': {"path": }
            usage prompt 12, output 9, cached 5, prompt ms 1.0, output ms 2.0
            finished: toolCalls
            """)
    }

    @Test("Calls without index, or all with the same one, or without identifiers")
    func callsWithoutIndex() throws {
        try check(
            .someQuestion, .gemini,
            events(
                #"{"choices":[{"index":0,"delta":{"role":"assistant","tool_calls":[{"index":0,"id":"f1","type":"function","function":{"name":"read","arguments":"{\"path\":\"a\"}"},"extra_content":{"google":{"thought_signature":"s"}}}]}}]}"#,
                #"{"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"f2","type":"function","function":{"name":"read","arguments":"{\"path\":\"b\"}"}}]},"finish_reason":"stop"}]}"#,
                "[DONE]"),
            """
            call f1 read {"path":"a"} + {"extra_content":{"google":{"thought_signature":"s"}}}
            call f2 read {"path":"b"}
            finished: toolCalls
            """)
        try check(
            .someQuestion, .openAICompatible,
            events(
                #"{"choices":[{"delta":{"tool_calls":[{"function":{"name":"read","arguments":{"path":"a"}}},{"function":{"name":"read"}}]}}]}"#,
                #"{"choices":[{"delta":{"tool_calls":[{"function":{"arguments":"{}"}}]},"finish_reason":"stop"}]}"#,
                "[DONE]"),
            """
            call call_1 read {"path":"a"}
            call call_2 read {}
            finished: toolCalls
            """)
    }

    @Test("Mistral: content in parts, arguments as an object")
    func mistral() throws {
        try check(
            .someQuestion, .mistral,
            events(
                #"{"choices":[{"index":0,"delta":{"role":"assistant","content":[{"type":"thinking","thinking":[{"type":"text","text":"hm"}]},{"type":"text","text":"Hi"}]}}]}"#,
                #"{"choices":[{"index":0,"delta":{"content":"","tool_calls":[{"id":"D681PevKs","function":{"name":"read","arguments":{"path":"a"}},"index":0}]},"finish_reason":"tool_calls"}],"usage":{"prompt_tokens":9,"completion_tokens":4,"total_tokens":13}}"#,
                "[DONE]"),
            """
            thought "hm"
            text "Hi"
            call D681PevKs read {"path":"a"}
            usage prompt 9, output 4
            finished: toolCalls
            """)
    }

    @Test("DeepSeek: blank lines and comments first, thoughts go back with calls")
    func deepSeek() throws {
        try check(
            .someQuestion, .deepSeek,
            "\n\n: keep-alive\n\n"
                + events(
                    #"{"choices":[{"index":0,"delta":{"role":"assistant","content":null,"reasoning_content":"hm"}}]}"#,
                    #"{"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"c","function":{"name":"read","arguments":"{}"}}]},"finish_reason":"tool_calls"}],"usage":{"prompt_tokens":10,"completion_tokens":5,"prompt_cache_hit_tokens":8,"prompt_cache_miss_tokens":2}}"#,
                    "[DONE]"),
            """
            thought "hm"
            call c read {}
            carry over {"reasoning_content":"hm"}
            usage prompt 10, output 5, cached 8
            finished: toolCalls
            """)
    }

    @Test("Mercury's draft is refined, each time as a whole")
    func drafts() throws {
        try check(
            .someQuestion, .inception,
            events(
                #"{"choices":[{"index":0,"delta":{"role":"assistant","content":"ax  c"},"finish_reason":null}],"diffusion_meta":{"diffusion_content":true,"diffusion_progress":0.5}}"#,
                #"{"choices":[{"index":0,"delta":{"content":"a b c"},"finish_reason":"stop"}],"diffusion_meta":{"diffusion_content":true,"diffusion_progress":1}}"#,
                #"{"choices":[{"index":0,"delta":{},"finish_reason":"stop"}],"usage":{"prompt_tokens":3,"completion_tokens":3,"cached_input_tokens":1,"reasoning_tokens":0}}"#,
                "[DONE]"),
            """
            draft "ax  c"
            draft "a b c"
            usage prompt 3, output 3, cached 1, thoughts 0
            finished: stop
            """)
    }

    @Test("OpenAI's newer interface")
    func responses() throws {
        try check(
            .someQuestion, .openAIResponses,
            """
            event: response.created
            data: {"type":"response.created","sequence_number":0,"response":{"id":"resp_1","status":"in_progress","error":null}}

            event: response.reasoning_summary_text.delta
            data: {"type":"response.reasoning_summary_text.delta","delta":"hm"}

            event: response.output_item.done
            data: {"type":"response.output_item.done","output_index":0,"item":{"type":"reasoning","id":"rs_1","summary":[],"encrypted_content":"sealed"}}

            event: response.output_text.delta
            data: {"type":"response.output_text.delta","item_id":"msg_1","delta":"I read"}

            event: response.function_call_arguments.delta
            data: {"type":"response.function_call_arguments.delta","item_id":"fc_1","delta":"{\\"path\\""}

            event: response.output_item.done
            data: {"type":"response.output_item.done","output_index":2,"item":{"type":"function_call","id":"fc_1","call_id":"call_9","name":"read","arguments":"{\\"path\\":\\"a.txt\\"}","status":"completed"}}

            event: response.something_new
            data: {"type":"response.something_new"}

            event: response.completed
            data: {"type":"response.completed","response":{"status":"completed","error":null,"usage":{"input_tokens":30,"output_tokens":12,"input_tokens_details":{"cached_tokens":20},"output_tokens_details":{"reasoning_tokens":5}}}}


            """,
            """
            thought "hm"
            text "I read"
            call call_9 read {"path":"a.txt"}
            carry over {"type":"reasoning","id":"rs_1","summary":[],"encrypted_content":"sealed"}
            usage prompt 30, output 12, cached 20, thoughts 5
            finished: toolCalls
            """)
    }

    @Test("Anthropic: thoughts with a signature, a call without arguments")
    func anthropic() throws {
        try check(
            .someQuestion, .anthropic,
            """
            event: message_start
            data: {"type":"message_start","message":{"id":"msg_1","content":[],"usage":{"input_tokens":10,"cache_read_input_tokens":100,"cache_creation_input_tokens":5,"output_tokens":1}}}

            event: ping
            data: {"type":"ping"}

            event: content_block_start
            data: {"type":"content_block_start","index":0,"content_block":{"type":"thinking","thinking":"","signature":""}}

            event: content_block_delta
            data: {"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"A file."}}

            event: content_block_delta
            data: {"type":"content_block_delta","index":0,"delta":{"type":"signature_delta","signature":"sig"}}

            event: content_block_stop
            data: {"type":"content_block_stop","index":0}

            event: content_block_start
            data: {"type":"content_block_start","index":1,"content_block":{"type":"text","text":""}}

            event: content_block_delta
            data: {"type":"content_block_delta","index":1,"delta":{"type":"text_delta","text":"I read."}}

            event: content_block_stop
            data: {"type":"content_block_stop","index":1}

            event: content_block_start
            data: {"type":"content_block_start","index":2,"content_block":{"type":"tool_use","id":"toolu_1","name":"read","input":{}}}

            event: content_block_delta
            data: {"type":"content_block_delta","index":2,"delta":{"type":"input_json_delta","partial_json":""}}

            event: content_block_stop
            data: {"type":"content_block_stop","index":2}

            event: message_delta
            data: {"type":"message_delta","delta":{"stop_reason":"tool_use","stop_sequence":null},"usage":{"output_tokens":25}}

            event: message_stop
            data: {"type":"message_stop"}


            """,
            """
            thought "A file."
            text "I read."
            call toolu_1 read {}
            carry over {"type":"thinking","thinking":"A file.","signature":"sig"}
            usage prompt 115, output 25, cached 100, written 5
            finished: toolCalls
            """)
    }

    @Test("llama.cpp's copy of Anthropic begins a block before it ends another, and gives no input")
    func anthropicCopy() throws {
        try check(
            .someQuestion, .anthropic,
            events(
                #"{"type":"message_start","message":{"usage":{"input_tokens":4,"cache_read_input_tokens":0,"output_tokens":0}}}"#,
                #"{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}"#,
                #"{"type":"content_block_start","index":1,"content_block":{"type":"tool_use","id":"t","name":"read"}}"#,
                #"{"type":"content_block_delta","index":1,"delta":{"type":"input_json_delta","partial_json":"{\"path\":"}}"#,
                #"{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Hi"}}"#,
                #"{"type":"content_block_delta","index":1,"delta":{"type":"input_json_delta","partial_json":"\"a\"}"}}"#,
                #"{"type":"content_block_stop","index":0}"#,
                #"{"type":"content_block_stop","index":1}"#,
                #"{"type":"message_delta","delta":{"stop_reason":"tool_use"},"usage":{"output_tokens":7}}"#,
                #"{"type":"message_stop"}"#),
            """
            text "Hi"
            call t read {"path":"a"}
            usage prompt 4, output 7, cached 0
            finished: toolCalls
            """)
    }

    @Test("Answers in one piece, where a server does not stream")
    func whole() throws {
        try check(
            .someQuestion, .deepSeek,
            """


            {"id":"x","choices":[{"index":0,"message":{"role":"assistant","content":"Hi","tool_calls":[{"id":"c","type":"function","function":{"name":"read","arguments":"{}"}}]},"finish_reason":"tool_calls"}],"usage":{"prompt_tokens":1,"completion_tokens":2}}
            """,
            """
            text "Hi"
            call c read {}
            usage prompt 1, output 2
            finished: toolCalls
            """)
        try check(
            .someQuestion, .anthropic,
            #"{"type":"message","content":[{"type":"text","text":"Hi"},{"type":"tool_use","id":"t","name":"read","input":{"path":"a"}}],"stop_reason":"tool_use","usage":{"input_tokens":1,"output_tokens":2}}"#,
            """
            text "Hi"
            call t read {"path":"a"}
            usage prompt 1, output 2
            finished: toolCalls
            """)
        try check(
            .someQuestion, .openAIResponses,
            #"{"object":"response","status":"incomplete","error":null,"incomplete_details":{"reason":"max_output_tokens"},"output":[{"type":"message","content":[{"type":"output_text","text":"Hi"}]}],"usage":{"input_tokens":1,"output_tokens":2}}"#,
            """
            text "Hi"
            usage prompt 1, output 2
            finished: length
            """)
        try check(
            .someFIM, .llamaCpp,
            #"{"content":"a","stop":true,"stop_type":"eos","tokens_evaluated":3,"tokens_predicted":1}"#,
            """
            text "a"
            usage prompt 3, output 1
            finished: stop
            """)
    }

    @Test("Calls in the text of a model that knows none")
    func textTools() throws {
        var provider = try provider(.lmStudio)
        provider.tools = .text
        let answer = events(
            #"{"choices":[{"delta":{"content":"I look.\n<tool"}}]}"#,
            #"{"choices":[{"delta":{"content":"_call>\n{\"name\": \"read\", \"arguments\": {\"path\": \"a<b\"}}\n</tool_call>\n"}}]}"#,
            #"{"choices":[{"delta":{"content":"<tool_call>{\"name\": \"read\", 'arguments': {'path': \"b\",}}</tool_call>"}}]}"#,
            #"{"choices":[{"delta":{"content":"[TOOL_REQUEST]{\"arguments\":{}}[END_TOOL_REQUEST]<tool_call>{\"na"}}]}"#,
            #"{"choices":[{"delta":{},"finish_reason":"length"}]}"#, "[DONE]")
        expect(
            try read(answer, to: .someQuestion, by: provider),
            equals: #"""
                text "I look.\n"
                call call_1 read {"path": "a<b"}
                text "\n"
                call call_2 read {"path":"b"}
                call call_3  malformed: the call has no "name": {"arguments":{}}
                call call_4  malformed: the answer was cut at its length limit before the call was complete: {"na
                finished: length
                """#)
    }

    @Test("Stop texts end an answer even where the server lets them through")
    func stops() throws {
        var provider = try provider(.vLLM, model: "qwen2.5-coder")
        let answer = events(
            #"{"choices":[{"text":"a + b<|fim"}]}"#, #"{"choices":[{"text":"_pad|>more"}]}"#,
            #"{"choices":[{"text":"and more","finish_reason":"length"}]}"#, "[DONE]")
        expect(
            try read(answer, to: .someFIM, by: provider),
            equals: """
                text "a + b"
                finished: stop
                """)
        provider.fim = .chat
        let chat = events(
            #"{"choices":[{"delta":{"content":"```python\na + b\n\nmore\n```\n"},"finish_reason":"stop"}]}"#,
            "[DONE]")
        expect(
            try read(chat, to: .someFIM, by: provider),
            equals: """
                text "a + b"
                finished: stop
                """)
    }

    @Test("The next edit: the region as it should become")
    func edits() throws {
        func region(_ answer: String, _ dialect: Dialect, _ model: String) throws -> String {
            let isChat = dialect == .inception
            let text = JSON(.string(answer))
            let record =
                isChat
                ? #"{"choices":[{"message":{"content":\#(text)},"finish_reason":"stop"}]}"#
                : events(#"{"choices":[{"text":\#(text),"finish_reason":"stop"}]}"#, "[DONE]")
            return try read(record, to: .someEdit, by: provider(dialect, model: model))
        }
        expect(
            try region("```\ndef add(a, b):\n    return a + b\n```", .inception, "mercury-edit-2"),
            equals: #"""
                text "def add(a, b):\n    return a + b\n"
                finished: stop
                """#)
        expect(
            try region("None", .inception, "mercury-edit-2"),
            equals: #"""
                text "def add(a, b):\n    return x + b\n"
                finished: stop
                """#)
        expect(
            try region(
                "```src/sum.py\nimport util\n\n<|editable_region_start|>\ndef add(a, b):\n    return a<|user_cursor_is_here|> + b\n<|editable_region_end|>\n\n```",
                .vLLM, "zeta"),
            equals: #"""
                text "def add(a, b):\n    return a + b\n"
                finished: stop
                """#)
        expect(
            try region("def add(a, b): pass", .vLLM, "zeta"),
            equals: "failed: badAnswer: the model's answer names no region to edit")
        expect(
            try region("def add(a, b):\n    return a + b\n>>>>>>> UPDATED\n", .vLLM, "zeta-2"),
            equals: #"""
                text "def add(a, b):\n    return a + b\n"
                finished: stop
                """#)
        expect(
            try region("def add(a, b):\n    return a + b\n<|file_sep|>", .vLLM, "sweep-next-edit"),
            equals: #"""
                text "def add(a, b):\n    return a + b\n"
                finished: stop
                """#)
    }

    @Test("Applying an edit gives the whole file, with its line end")
    func applies() throws {
        try check(
            .someApply, .inception,
            #"{"choices":[{"message":{"content":"a = 1\nb = 3"},"finish_reason":"stop"}]}"#,
            #"""
            text "a = 1\nb = 3\n"
            finished: stop
            """#)
    }
}
