internal import JSON

/// llama.cpp's own interface. Chats go through the one that it shares with OpenAI.
enum LlamaCpp {
    /// `/infill`: the server puts the model's own tokens around the texts.
    static func infill(_ request: FIMRequest) -> ModelCall {
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("input_prefix", utf8: request.prefix)
            // Must be there even when it is empty: without it the server breaks down.
            writer.member("input_suffix", utf8: request.suffix)
            writer.key("input_extra")
            writer.array { writer in
                for file in request.context {
                    writer.object { writer in
                        writer.member("filename", file.path)
                        writer.member("text", utf8: file.text)
                    }
                }
            }
            writer.member("prompt", "")
            writeOptions(
                to: &writer, maximumTokens: request.maximumTokens,
                temperature: request.temperature, stops: request.stop,
                maximumMilliseconds: request.maximumMilliseconds)
        }
        return ModelCall(
            .root("/infill"), body: writer.bytes, format: .llama,
            shape: AnswerShape(stops: request.stop))
    }

    /// `/completion`: the text as it is.
    static func completion(_ completion: Completion, shape: AnswerShape?) -> ModelCall {
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("prompt", utf8: completion.prompt)
            writeOptions(
                to: &writer, maximumTokens: completion.maximumTokens,
                temperature: completion.temperature, stops: completion.stops,
                maximumMilliseconds: completion.maximumMilliseconds)
        }
        return ModelCall(
            .root("/completion"), body: writer.bytes, format: .llama,
            shape: shape ?? AnswerShape(stops: completion.stops))
    }

    private static func writeOptions(
        to writer: inout JSONWriter, maximumTokens: Int, temperature: Double, stops: [String],
        maximumMilliseconds: Int?
    ) {
        writer.member("n_predict", maximumTokens)
        writer.member("temperature", temperature)
        if !stops.isEmpty { writer.member("stop", stops) }
        writer.member("t_max_predict_ms", ifPresent: maximumMilliseconds)
        writer.member("cache_prompt", true)
        writer.member("stream", true)
        // Otherwise the last record repeats the whole prompt and all settings.
        writer.member(
            "response_fields",
            [
                "content", "stop", "stop_type", "truncated", "tokens_evaluated",
                "tokens_predicted", "timings",
            ])
    }
}
