import JSON
import TestKit
import Testing

@testable import Models

@Suite("Requests to fill in")
struct FillInRequestTests {
    @Test("Filling in by the server's own means")
    func nativeFIM() throws {
        try checkSent(
            .someFIM, .llamaCpp,
            #"""
            POST http://127.0.0.1:8080/infill
            {
              "input_prefix": "def add(a, b):\n    return "
              "input_suffix": "\n\nadd(1, 2)\n"
              "input_extra": [{"filename": "src/util.py", "text": "def neg(a): return -a\n"}]
              "prompt": ""
              "n_predict": 64
              "temperature": 0.0
              "stop": ["\n\n"]
              "t_max_predict_ms": 900
              "cache_prompt": true
              "stream": true
              "response_fields": [
                "content"
                "stop"
                "stop_type"
                "truncated"
                "tokens_evaluated"
                "tokens_predicted"
                "timings"
              ]
            }
            """#)
        try checkSent(
            .someFIM, .ollama,
            #"""
            POST http://127.0.0.1:11434/api/generate
            {
              "model": "some-model"
              "prompt": "def add(a, b):\n    return "
              "suffix": "\n\nadd(1, 2)\n"
              "stream": true
              "think": false
              "options": {"num_predict": 64, "temperature": 0.0, "stop": ["\n\n"]}
            }
            """#)
        try checkSent(
            .someFIM, .mistral,
            #"""
            POST https://api.mistral.ai/v1/fim/completions
            {
              "model": "some-model"
              "prompt": "def add(a, b):\n    return "
              "suffix": "\n\nadd(1, 2)\n"
              "max_tokens": 64
              "temperature": 0.0
              "stop": ["\n\n"]
              "stream": true
            }
            """#)
        try checkSent(
            .someFIM, .deepSeek,
            #"""
            POST https://api.deepseek.com/beta/completions
            {
              "model": "some-model"
              "prompt": "def add(a, b):\n    return "
              "suffix": "\n\nadd(1, 2)\n"
              "max_tokens": 64
              "temperature": 0.0
              "stop": ["\n\n"]
              "stream": true
              "stream_options": {"include_usage": true}
            }
            """#)
        try checkSent(
            .someFIM, .inception,
            #"""
            POST https://api.inceptionlabs.ai/v1/fim/completions
            {
              "model": "some-model"
              "prompt": "def add(a, b):\n    return "
              "suffix": "\n\nadd(1, 2)\n"
              "max_tokens": 64
              "temperature": 0.0
              "stop": ["\n\n"]
              "stream": true
              "stream_options": {"include_usage": true}
              "presence_penalty": 0
            }
            """#)
        try checkSent(
            .someFIM, .openAI, model: "gpt-3.5-turbo-instruct",
            #"""
            POST https://api.openai.com/v1/completions
            {
              "model": "gpt-3.5-turbo-instruct"
              "prompt": "def add(a, b):\n    return "
              "suffix": "\n\nadd(1, 2)\n"
              "max_tokens": 64
              "temperature": 0.0
              "stop": ["\n\n"]
              "stream": true
              "stream_options": {"include_usage": true}
            }
            """#)
    }

    @Test("Filling in by the model's template")
    func templateFIM() throws {
        try checkSent(
            .someFIM, .vLLM, model: "Qwen2.5-Coder-7B",
            #"""
            POST http://127.0.0.1:8000/v1/completions
            {
              "model": "Qwen2.5-Coder-7B"
              "prompt": "<|repo_name|>adder\n<|file_sep|>src/util.py\ndef neg(a): return -a\n\n<|file_sep|>src/sum.py\n<|fim_prefix|>def add(a, b):\n    return <|fim_suffix|>\n\nadd(1, 2)\n<|fim_middle|>"
              "max_tokens": 64
              "temperature": 0.0
              "stop": [
                "\n\n"
                "<|endoftext|>"
                "<|file_sep|>"
                "<|fim_prefix|>"
                "<|fim_suffix|>"
                "<|fim_middle|>"
                "<|fim_pad|>"
                "<|repo_name|>"
                "<|im_start|>"
                "<|im_end|>"
              ]
              "stream": true
              "stream_options": {"include_usage": true}
            }
            """#)
        try checkSent(
            .someFIM, .lmStudio, model: "starcoder2-3b",
            #"""
            POST http://127.0.0.1:1234/v1/completions
            {
              "model": "starcoder2-3b"
              "prompt": "<repo_name>adder<file_sep>src/util.py\ndef neg(a): return -a\n\n<file_sep>src/sum.py\n<fim_prefix>def add(a, b):\n    return <fim_suffix>\n\nadd(1, 2)\n<fim_middle>"
              "max_tokens": 64
              "temperature": 0.0
              "stop": [
                "\n\n"
                "<|endoftext|>"
                "<file_sep>"
                "<fim_prefix>"
                "<fim_suffix>"
                "<fim_middle>"
                "<fim_pad>"
                "<repo_name>"
              ]
              "stream": true
              "stream_options": {"include_usage": true}
            }
            """#)
        try checkSent(
            .someFIM, .tgi, model: "codellama-7b",
            #"""
            POST http://127.0.0.1:9000/v1/completions
            {
              "model": "codellama-7b"
              "prompt": "<PRE> def add(a, b):\n    return  <SUF>\n\nadd(1, 2)\n <MID>"
              "max_tokens": 64
              "temperature": 0.0
              "stop": ["\n\n", " <EOT>", "<EOT>", "<PRE>"]
              "stream": true
              "stream_options": {"include_usage": true}
            }
            """#)
        var ollama = try provider(.ollama, model: "qwen2.5-coder")
        ollama.fim = .template(try #require(FIMTemplate.forModel(named: ollama.model)))
        expect(
            try sent(.someFIM, by: ollama),
            equals: #"""
                POST http://127.0.0.1:11434/api/generate
                {
                  "model": "qwen2.5-coder"
                  "prompt": "<|repo_name|>adder\n<|file_sep|>src/util.py\ndef neg(a): return -a\n\n<|file_sep|>src/sum.py\n<|fim_prefix|>def add(a, b):\n    return <|fim_suffix|>\n\nadd(1, 2)\n<|fim_middle|>"
                  "raw": true
                  "stream": true
                  "options": {
                    "num_predict": 64
                    "temperature": 0.0
                    "stop": [
                      "\n\n"
                      "<|endoftext|>"
                      "<|file_sep|>"
                      "<|fim_prefix|>"
                      "<|fim_suffix|>"
                      "<|fim_middle|>"
                      "<|fim_pad|>"
                      "<|repo_name|>"
                      "<|im_start|>"
                      "<|im_end|>"
                    ]
                  }
                }
                """#)
        var llama = try provider(.llamaCpp)
        llama.fim = .template(try #require(FIMTemplate(custom: "<P>{prefix}<S>{suffix}")))
        expect(
            try sent(.someFIM, by: llama),
            equals: #"""
                POST http://127.0.0.1:8080/completion
                {
                  "prompt": "<P>def add(a, b):\n    return <S>\n\nadd(1, 2)\n"
                  "n_predict": 64
                  "temperature": 0.0
                  "stop": ["\n\n", "<P>", "<S>"]
                  "t_max_predict_ms": 900
                  "cache_prompt": true
                  "stream": true
                  "response_fields": [
                    "content"
                    "stop"
                    "stop_type"
                    "truncated"
                    "tokens_evaluated"
                    "tokens_predicted"
                    "timings"
                  ]
                }
                """#)
    }

    @Test("Filling in by a chat")
    func chatFIM() throws {
        try checkSent(
            .someFIM, .anthropic,
            #"""
            POST https://api.anthropic.com/v1/messages
            anthropic-version: 2023-06-01
            {
              "model": "some-model"
              "max_tokens": 64
              "system": [
                {
                  "type": "text"
                  "text": "You complete code. The last file has a hole, marked <|fill_here|>. Answer with the text that belongs in the hole, and with nothing else: no explanation, no code fence, and nothing of what stands before or after the hole."
                  "cache_control": {"type": "ephemeral"}
                }
              ]
              "messages": [
                {
                  "role": "user"
                  "content": [
                    {
                      "type": "text"
                      "text": "<file path=\"src/util.py\">\ndef neg(a): return -a\n\n</file>\n<file path=\"src/sum.py\">\ndef add(a, b):\n    return <|fill_here|>\n\nadd(1, 2)\n\n</file>\n"
                      "cache_control": {"type": "ephemeral"}
                    }
                  ]
                }
              ]
              "temperature": 0.0
              "stream": true
            }
            """#)
        try checkSent(
            .someFIM, .gemini,
            #"""
            POST https://generativelanguage.googleapis.com/v1beta/openai/chat/completions
            {
              "model": "some-model"
              "messages": [
                {
                  "role": "system"
                  "content": "You complete code. The last file has a hole, marked <|fill_here|>. Answer with the text that belongs in the hole, and with nothing else: no explanation, no code fence, and nothing of what stands before or after the hole."
                }
                {
                  "role": "user"
                  "content": "<file path=\"src/util.py\">\ndef neg(a): return -a\n\n</file>\n<file path=\"src/sum.py\">\ndef add(a, b):\n    return <|fill_here|>\n\nadd(1, 2)\n\n</file>\n"
                }
              ]
              "max_tokens": 64
              "temperature": 0.0
              "stream": true
              "stream_options": {"include_usage": true}
            }
            """#)
    }

    @Test("A request without tokens only warms up, as far as the server can be told")
    func warmUp() throws {
        guard case .fim(var request) = ModelRequest.someFIM else { return }
        request.maximumTokens = 0
        request.context = []
        try checkSent(
            .fim(request), .llamaCpp,
            #"""
            POST http://127.0.0.1:8080/infill
            {
              "input_prefix": "def add(a, b):\n    return "
              "input_suffix": "\n\nadd(1, 2)\n"
              "input_extra": []
              "prompt": ""
              "n_predict": 0
              "temperature": 0.0
              "stop": ["\n\n"]
              "t_max_predict_ms": 900
              "cache_prompt": true
              "stream": true
              "response_fields": [
                "content"
                "stop"
                "stop_type"
                "truncated"
                "tokens_evaluated"
                "tokens_predicted"
                "timings"
              ]
            }
            """#)
        try checkSent(
            .fim(request), .ollama,
            #"""
            POST http://127.0.0.1:11434/api/generate
            {
              "model": "some-model"
              "prompt": "def add(a, b):\n    return "
              "suffix": "\n\nadd(1, 2)\n"
              "stream": true
              "think": false
              "options": {"num_predict": 1, "temperature": 0.0, "stop": ["\n\n"]}
            }
            """#)
    }

    @Test("What a provider cannot say is refused with a reason")
    func impossible() throws {
        var provider = try provider(.anthropic)
        provider.fim = .template(try #require(FIMTemplate.forModel(named: "starcoder")))
        #expect(throws: ModelFault.self) { try provider.call(for: .someFIM) }
    }
}
