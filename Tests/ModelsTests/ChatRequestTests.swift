import JSON
import TestKit
import Testing

@testable import Models

@Suite("Requests of chats")
struct ChatRequestTests {
    @Test("Chats with tools in OpenAI's way")
    func chats() throws {
        try checkSent(
            .someChat, .openAI,
            #"""
            POST https://api.openai.com/v1/chat/completions
            {
              "model": "some-model"
              "messages": [
                {"role": "system", "content": "Be brief."}
                {"role": "user", "content": "What is in a.txt and b.txt?"}
                {
                  "role": "assistant"
                  "content": "I look."
                  "tool_calls": [
                    {
                      "id": "toolu_1"
                      "type": "function"
                      "function": {"name": "read", "arguments": "{\"path\":\"a.txt\"}"}
                    }
                    {
                      "id": "toolu_2"
                      "type": "function"
                      "function": {"name": "read", "arguments": "{\"malformed_arguments\":\"{path\"}"}
                    }
                  ]
                }
                {"role": "tool", "tool_call_id": "toolu_1", "content": "Hello"}
                {"role": "tool", "tool_call_id": "toolu_2", "content": "not valid JSON"}
              ]
              "tools": [
                {
                  "type": "function"
                  "function": {
                    "name": "read"
                    "description": "Reads a file"
                    "parameters": {
                      "type": "object"
                      "properties": {"path": {"type": "string"}}
                      "required": ["path"]
                    }
                  }
                }
              ]
              "tool_choice": "auto"
              "max_completion_tokens": 512
              "temperature": 0.2
              "stop": ["END"]
              "stream": true
              "stream_options": {"include_usage": true}
            }
            """#)
        try checkSent(
            .someChat, .llamaCpp,
            #"""
            POST http://127.0.0.1:8080/v1/chat/completions
            {
              "model": "some-model"
              "messages": [
                {"role": "system", "content": "Be brief."}
                {"role": "user", "content": "What is in a.txt and b.txt?"}
                {
                  "role": "assistant"
                  "content": "I look."
                  "tool_calls": [
                    {
                      "id": "toolu_1"
                      "type": "function"
                      "function": {"name": "read", "arguments": "{\"path\":\"a.txt\"}"}
                    }
                    {
                      "id": "toolu_2"
                      "type": "function"
                      "function": {"name": "read", "arguments": "{\"malformed_arguments\":\"{path\"}"}
                    }
                  ]
                }
                {"role": "tool", "tool_call_id": "toolu_1", "content": "Hello"}
                {"role": "tool", "tool_call_id": "toolu_2", "content": "not valid JSON"}
              ]
              "tools": [
                {
                  "type": "function"
                  "function": {
                    "name": "read"
                    "description": "Reads a file"
                    "parameters": {
                      "type": "object"
                      "properties": {"path": {"type": "string"}}
                      "required": ["path"]
                    }
                  }
                }
              ]
              "tool_choice": "auto"
              "max_tokens": 512
              "temperature": 0.2
              "stop": ["END"]
              "stream": true
              "stream_options": {"include_usage": true}
              "cache_prompt": true
            }
            """#)
        try checkSent(
            .someChat, .mistral,
            #"""
            POST https://api.mistral.ai/v1/chat/completions
            {
              "model": "some-model"
              "messages": [
                {"role": "system", "content": "Be brief."}
                {"role": "user", "content": "What is in a.txt and b.txt?"}
                {
                  "role": "assistant"
                  "content": "I look."
                  "tool_calls": [
                    {
                      "id": "call00001"
                      "type": "function"
                      "function": {"name": "read", "arguments": "{\"path\":\"a.txt\"}"}
                    }
                    {
                      "id": "call00002"
                      "type": "function"
                      "function": {"name": "read", "arguments": "{\"malformed_arguments\":\"{path\"}"}
                    }
                  ]
                }
                {"role": "tool", "tool_call_id": "call00001", "content": "Hello"}
                {"role": "tool", "tool_call_id": "call00002", "content": "not valid JSON"}
              ]
              "tools": [
                {
                  "type": "function"
                  "function": {
                    "name": "read"
                    "description": "Reads a file"
                    "parameters": {
                      "type": "object"
                      "properties": {"path": {"type": "string"}}
                      "required": ["path"]
                    }
                  }
                }
              ]
              "tool_choice": "auto"
              "max_tokens": 512
              "temperature": 0.2
              "stop": ["END"]
              "stream": true
            }
            """#)
        try checkSent(
            .someChat, .inception,
            #"""
            POST https://api.inceptionlabs.ai/v1/chat/completions
            {
              "model": "some-model"
              "messages": [
                {"role": "system", "content": "Be brief."}
                {"role": "user", "content": "What is in a.txt and b.txt?"}
                {
                  "role": "assistant"
                  "content": "I look."
                  "tool_calls": [
                    {
                      "id": "toolu_1"
                      "type": "function"
                      "function": {"name": "read", "arguments": "{\"path\":\"a.txt\"}"}
                    }
                    {
                      "id": "toolu_2"
                      "type": "function"
                      "function": {"name": "read", "arguments": "{\"malformed_arguments\":\"{path\"}"}
                    }
                  ]
                }
                {"role": "tool", "tool_call_id": "toolu_1", "content": "Hello"}
                {"role": "tool", "tool_call_id": "toolu_2", "content": "not valid JSON"}
              ]
              "tools": [
                {
                  "type": "function"
                  "function": {
                    "name": "read"
                    "description": "Reads a file"
                    "parameters": {
                      "type": "object"
                      "properties": {"path": {"type": "string"}}
                      "required": ["path"]
                    }
                  }
                }
              ]
              "tool_choice": "auto"
              "max_tokens": 512
              "temperature": 0.5
              "stop": ["END"]
              "stream": true
              "stream_options": {"include_usage": true}
              "diffusing": true
            }
            """#)
    }

    @Test("Chats with tools in ways of their own")
    func otherChats() throws {
        try checkSent(
            .someChat, .ollama,
            """
            POST http://127.0.0.1:11434/api/chat
            {
              "model": "some-model"
              "messages": [
                {"role": "system", "content": "Be brief."}
                {"role": "user", "content": "What is in a.txt and b.txt?"}
                {
                  "role": "assistant"
                  "content": "I look."
                  "tool_calls": [
                    {"function": {"name": "read", "arguments": {"path": "a.txt"}}}
                    {"function": {"name": "read", "arguments": {"malformed_arguments": "{path"}}}
                  ]
                }
                {"role": "tool", "tool_name": "read", "content": "Hello"}
                {"role": "tool", "tool_name": "read", "content": "not valid JSON"}
              ]
              "tools": [
                {
                  "type": "function"
                  "function": {
                    "name": "read"
                    "description": "Reads a file"
                    "parameters": {
                      "type": "object"
                      "properties": {"path": {"type": "string"}}
                      "required": ["path"]
                    }
                  }
                }
              ]
              "stream": true
              "options": {"num_predict": 512, "temperature": 0.2, "stop": ["END"]}
            }
            """)
        try checkSent(
            .someChat, .anthropic,
            """
            POST https://api.anthropic.com/v1/messages
            anthropic-version: 2023-06-01
            {
              "model": "some-model"
              "max_tokens": 512
              "system": [{"type": "text", "text": "Be brief.", "cache_control": {"type": "ephemeral"}}]
              "messages": [
                {"role": "user", "content": [{"type": "text", "text": "What is in a.txt and b.txt?"}]}
                {
                  "role": "assistant"
                  "content": [
                    {"type": "text", "text": "I look."}
                    {"type": "tool_use", "id": "toolu_1", "name": "read", "input": {"path": "a.txt"}}
                    {
                      "type": "tool_use"
                      "id": "toolu_2"
                      "name": "read"
                      "input": {"malformed_arguments": "{path"}
                    }
                  ]
                }
                {
                  "role": "user"
                  "content": [
                    {"type": "tool_result", "tool_use_id": "toolu_1", "content": "Hello"}
                    {
                      "type": "tool_result"
                      "tool_use_id": "toolu_2"
                      "content": "not valid JSON"
                      "is_error": true
                      "cache_control": {"type": "ephemeral"}
                    }
                  ]
                }
              ]
              "tools": [
                {
                  "name": "read"
                  "description": "Reads a file"
                  "input_schema": {
                    "type": "object"
                    "properties": {"path": {"type": "string"}}
                    "required": ["path"]
                  }
                }
              ]
              "tool_choice": {"type": "auto"}
              "temperature": 0.2
              "stop_sequences": ["END"]
              "stream": true
            }
            """)
        try checkSent(
            .someChat, .openAIResponses,
            #"""
            POST https://api.openai.com/v1/responses
            {
              "model": "some-model"
              "input": [
                {"role": "system", "content": "Be brief."}
                {"role": "user", "content": "What is in a.txt and b.txt?"}
                {"role": "assistant", "content": "I look."}
                {
                  "type": "function_call"
                  "call_id": "toolu_1"
                  "name": "read"
                  "arguments": "{\"path\":\"a.txt\"}"
                }
                {
                  "type": "function_call"
                  "call_id": "toolu_2"
                  "name": "read"
                  "arguments": "{\"malformed_arguments\":\"{path\"}"
                }
                {"type": "function_call_output", "call_id": "toolu_1", "output": "Hello"}
                {"type": "function_call_output", "call_id": "toolu_2", "output": "not valid JSON"}
              ]
              "tools": [
                {
                  "type": "function"
                  "name": "read"
                  "description": "Reads a file"
                  "parameters": {
                    "type": "object"
                    "properties": {"path": {"type": "string"}}
                    "required": ["path"]
                  }
                  "strict": false
                }
              ]
              "tool_choice": "auto"
              "max_output_tokens": 512
              "temperature": 0.2
              "store": false
              "include": ["reasoning.encrypted_content"]
              "stream": true
            }
            """#)
    }
}
