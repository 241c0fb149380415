import JSON
import TestKit
import Testing

@testable import Models

/// What servers say went wrong, as the user reads it.
@Suite("Faults")
struct FaultTests {
    private func check(
        _ dialect: Dialect, _ status: Int, _ body: String, retryAfter: Int? = nil,
        _ expected: String, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let fault = FaultReader(server: "mine", dialect: dialect).fault(
            status: status, body: Array(body.utf8), retryAfterMilliseconds: retryAfter)
        expect("\(fault.kind): \(fault)", equals: expected, sourceLocation: sourceLocation)
    }

    @Test("Keys, credit and models")
    func access() {
        check(
            .openAI, 401,
            #"{"error":{"message":"Incorrect API key provided: sk-abc","type":"invalid_request_error","param":null,"code":"invalid_api_key"}}"#,
            "unauthorised: mine refused the key (401); check the key of this provider")
        check(
            .mistral, 401, #"{"detail":"Unauthorized"}"#,
            "unauthorised: mine refused the key (401); check the key of this provider")
        check(
            .tgi, 401, "",
            "unauthorised: mine refused the key (401); check the key of this provider")
        check(
            .gemini, 400,
            #"[{"error":{"code":400,"message":"API key not valid. Please pass a valid API key.","status":"INVALID_ARGUMENT"}}]"#,
            "unauthorised: mine refused the key (400); check the key of this provider")
        check(
            .vLLM, 401, #"{"error":"Unauthorized"}"#,
            "unauthorised: mine refused the key (401); check the key of this provider")
        check(
            .deepSeek, 402, #"{"error":{"message":"Insufficient Balance","type":"unknown_error"}}"#,
            "unpaid: mine reports no credit or quota left (402): Insufficient Balance")
        check(
            .openAI, 429,
            #"{"error":{"message":"You exceeded your current quota","type":"insufficient_quota","code":"insufficient_quota"}}"#,
            "unpaid: mine reports no credit or quota left (429): You exceeded your current quota")
        check(
            .mistral, 403,
            #"{"object":"error","message":"Not in your tier","type":"tier_not_allowed","code":"1910","raw_status_code":403}"#,
            "forbidden: mine does not permit this (403): Not in your tier")
        check(
            .ollama, 404, #"{"error":"model 'x' not found"}"#,
            "modelUnknown: mine does not have this model (404): model 'x' not found")
        check(
            .vLLM, 404,
            #"{"error":{"message":"The model `x` does not exist.","type":"NotFoundError","param":"model","code":404}}"#,
            "modelUnknown: mine does not have this model (404): The model `x` does not exist.")
        check(
            .llamaCpp, 400,
            #"{"error":{"code":400,"message":"model 'nope' not found","type":"invalid_request_error"}}"#,
            "modelUnknown: mine does not have this model (400): model 'nope' not found")
    }

    @Test("Too much: tokens, bytes, requests")
    func tooMuch() {
        check(
            .llamaCpp, 400,
            #"{"error":{"code":400,"message":"request (20001 tokens) exceeds the available context size (4096 tokens), try increasing it","type":"exceed_context_size_error","n_prompt_tokens":20001,"n_ctx":4096}}"#,
            "contextExceeded(promptTokens: Optional(20001), limit: Optional(4096)): the prompt is too long for mine (400): request (20001 tokens) exceeds the available context size (4096 tokens), try increasing it"
        )
        check(
            .vLLM, 400,
            #"{"object":"error","message":"This model's maximum context length is 16384 tokens. However, you requested 122946 tokens (122000 in the messages, 946 in the completion).","type":"BadRequestError","param":null,"code":400}"#,
            "contextExceeded(promptTokens: Optional(122946), limit: Optional(16384)): the prompt is too long for mine (400): This model's maximum context length is 16384 tokens. However, you requested 122946 tokens (122000 in the messages, 946 in the completion)."
        )
        check(
            .anthropic, 400,
            #"{"type":"error","error":{"type":"invalid_request_error","message":"prompt is too long: 210000 tokens > 200000 maximum"}}"#,
            "contextExceeded(promptTokens: Optional(210000), limit: Optional(200000)): the prompt is too long for mine (400): prompt is too long: 210000 tokens > 200000 maximum"
        )
        check(
            .ollama, 400, #"{"error":"the input length exceeds the context length"}"#,
            "contextExceeded(promptTokens: nil, limit: nil): the prompt is too long for mine (400): the input length exceeds the context length"
        )
        check(
            .anthropic, 413,
            #"{"type":"error","error":{"type":"request_too_large","message":"Request exceeds the maximum size"}}"#,
            "tooLarge: the request is too large for mine (413): Request exceeds the maximum size")
        check(
            .openRouter, 429,
            #"{"error":{"code":429,"message":"Rate limit exceeded","metadata":{"provider_name":"x"}}}"#,
            retryAfter: 3000,
            "rateLimited(afterMilliseconds: Optional(3000)): mine takes no more requests for now (429): Rate limit exceeded"
        )
        check(
            .anthropic, 529,
            #"{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}"#,
            "overloaded(afterMilliseconds: nil): mine is not ready or overloaded (529): Overloaded")
        check(
            .llamaCpp, 503,
            #"{"error":{"message":"Loading model","type":"unavailable_error","code":503}}"#,
            "overloaded(afterMilliseconds: nil): mine is not ready or overloaded (503): Loading model"
        )
        check(
            .lmStudio, 404, #"{"error":{"message":"No models loaded. Please load a model"}}"#,
            "overloaded(afterMilliseconds: nil): mine is not ready or overloaded (404): No models loaded. Please load a model"
        )
    }

    @Test("What a server cannot do")
    func unsupported() {
        check(
            .llamaCpp, 501,
            #"{"error":{"code":501,"message":"Infill is not supported by this model","type":"not_supported_error"}}"#,
            "unsupported: mine cannot do this (501): Infill is not supported by this model")
        check(
            .ollama, 400, #"{"error":"registry.ollama.ai/library/llama3 does not support insert"}"#,
            "unsupported: mine cannot do this (400): registry.ollama.ai/library/llama3 does not support insert"
        )
        check(
            .tgi, 422,
            #"{"error":"Suffix is not supported and can be achieved by preprocessing the prompt.","error_type":"suffix not supported"}"#,
            "unsupported: mine cannot do this (422): Suffix is not supported and can be achieved by preprocessing the prompt."
        )
        check(
            .openAI, 400,
            #"{"error":{"message":"Unsupported parameter: 'temperature' is not supported with this model.","type":"invalid_request_error","param":"temperature","code":"unsupported_parameter"}}"#,
            "unsupported: mine cannot do this (400): Unsupported parameter: 'temperature' is not supported with this model."
        )
    }

    @Test("Bodies that are no error of any family")
    func others() {
        check(
            .mistral, 422,
            #"{"detail":[{"loc":["body","x"],"msg":"field required","type":"missing"},{"msg":"and more"}]}"#,
            "refusedRequest: mine refused the request (422): field required; and more")
        check(
            .openAICompatible, 502, "<html><body>Bad Gateway</body></html>",
            "overloaded(afterMilliseconds: nil): mine is not ready or overloaded (502): a web page instead of JSON"
        )
        check(
            .openAICompatible, 500, "line one\nline two\u{1b}[31m",
            "serverFailed: mine failed (500): line one line two [31m")
        check(
            .openAICompatible, 404, "",
            "modelUnknown: mine has nothing at this address (404); is the endpoint right?")
        check(
            .openAICompatible, 302, "",
            "badAnswer: mine answers from another address (302), to which nothing is sent; is the endpoint right?"
        )
        check(
            .openAICompatible, 418, #"{"error":null,"message":"teapot"}"#,
            "refusedRequest: mine refused the request (418): teapot")
    }

    @Test("Errors in the midst of an answer")
    func inStream() throws {
        func failure(_ dialect: Dialect, _ answer: String) throws -> String {
            try read(answer, to: .someQuestion, by: provider(dialect))
        }
        let start = "data: {\"choices\":[{\"delta\":{\"content\":\"Hi\"}}]}\n\n"
        expect(
            try failure(
                .openAI,
                start + "data: {\"error\":{\"message\":\"Oops\",\"type\":\"server_error\"}}\n\n"),
            equals: """
                text "Hi"
                failed: serverFailed: mine failed: Oops
                """)
        expect(
            try failure(
                .openRouter,
                "data: {\"error\":{\"code\":502,\"message\":\"Upstream\"},\"choices\":[{\"delta\":{},\"finish_reason\":\"error\"}]}\n\n"
            ),
            equals:
                "failed: overloaded(afterMilliseconds: nil): mine is not ready or overloaded (502): Upstream"
        )
        expect(
            try failure(.openRouter, #"{"error":{"code":429,"message":"Slow down"}}"#),
            equals:
                "failed: rateLimited(afterMilliseconds: nil): mine takes no more requests for now (429): Slow down"
        )
        expect(
            try failure(
                .anthropic,
                "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}}\n\n"
            ),
            equals:
                "failed: overloaded(afterMilliseconds: nil): mine is not ready or overloaded: Overloaded"
        )
        expect(
            try failure(
                .ollama, "{\"message\":{\"content\":\"a\"}}\n{\"error\":\"out of memory\"}\n"),
            equals: """
                text "a"
                failed: serverFailed: mine failed: out of memory
                """)
        expect(
            try failure(
                .openAIResponses,
                "data: {\"type\":\"response.failed\",\"response\":{\"status\":\"failed\",\"error\":{\"code\":\"server_error\",\"message\":\"Oops\"}}}\n\n"
            ),
            equals: "failed: serverFailed: mine failed: Oops")
        expect(
            try failure(
                .openAIResponses,
                "data: {\"type\":\"error\",\"code\":\"rate_limit_exceeded\",\"message\":\"Slow down\"}\n\n"
            ),
            equals:
                "failed: rateLimited(afterMilliseconds: nil): mine takes no more requests for now: Slow down"
        )
    }

    @Test("Answers that break off, or are none")
    func noAnswer() throws {
        func failure(_ dialect: Dialect, _ answer: String) throws -> String {
            try read(answer, to: .someQuestion, by: provider(dialect))
        }
        expect(
            try failure(.openAI, "data: {\"choices\":[{\"delta\":{\"content\":\"Hi\"}}]}\n\n"),
            equals: """
                text "Hi"
                failed: truncated: mine broke off its answer
                """)
        expect(
            try failure(.ollama, "{\"message\":{\"content\":\"a\"},\"done\":false}\n"),
            equals: """
                text "a"
                failed: truncated: mine broke off its answer
                """)
        expect(try failure(.anthropic, ""), equals: "failed: truncated: mine broke off its answer")
        expect(
            try failure(.openAI, "<!DOCTYPE html><html></html>"),
            equals:
                "failed: badAnswer: mine answered with a web page instead of JSON; is the endpoint right?"
        )
        expect(
            try failure(.ollama, "<!DOCTYPE html>\n<html></html>"),
            equals:
                "failed: badAnswer: mine answered with a web page instead of JSON; is the endpoint right?"
        )
        expect(
            try failure(.openAI, "data: {\"choices\": [\n\n"),
            equals: "failed: badAnswer: mine answered with something else than the openai format")
        expect(
            try failure(.openAI, "hello"),
            equals: "failed: badAnswer: mine answered with something else than the openai format")
        // Blanks before a byte order mark count neither whole nor in pieces.
        expect(
            try failure(.openAI, "\n\u{FEFF}data: {\"choices\":[]}\n\ndata: [DONE]\n\n"),
            equals: "finished: stop")
        // Some servers forget the end, but not the reason.
        expect(
            try failure(.openAI, "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}"),
            equals: "finished: stop")
    }

    @Test("Whatever comes, an answer ends exactly once, and the same however it is cut")
    func anyBytes() throws {
        let parts = [
            "data: ", "\n\n", "\r\n", "{", "}", "[DONE]", "event: x\n", ": c\n", #""choices":[{"#,
            #"{"choices":[{"delta":{"content":"a","tool_calls":[{"index":0,"function":{"name":"f"}}]}}]}"#,
            #"{"choices":[{"delta":{},"finish_reason":"stop"}]}"#, #"{"content":"x","stop":false}"#,
            #"{"content":"","stop":true}"#, #"{"message":{"content":"q"},"done":true}"#,
            #"{"type":"message_stop"}"#, #"{"error":"e"}"#, "<", "\u{FEFF}", "é", "null", "\n",
        ]
        forAll(count: 1500) { random in
            let dialect = random.element(of: Dialect.allCases)
            let request = random.element(of: [ModelRequest.someFIM, .someQuestion, .someEdit])
            var provider = try provider(dialect)
            provider.edit = dialect == .vLLM ? .zeta : nil
            let bytes = (0..<random.int(in: 0...12)).flatMap { _ in
                Array(random.element(of: parts).utf8)
            }
            let all = try events(of: [bytes], to: request, by: provider)
            let ends = all.indices.filter { all[$0].isLast }
            try #require(ends == [all.count - 1])
            let cut = try events(of: random.pieces(of: bytes), to: request, by: provider)
            try #require(described(cut) == described(all))
        }
    }
}
