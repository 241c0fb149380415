internal import JSON

/// `/completions` and its kin: a text in, a text out.
enum Completions {
    /// Between a prefix and a suffix, by the server's own means.
    static func fill(
        _ request: FIMRequest, at place: Endpoint.Place, provider: Provider
    ) -> ModelCall {
        var stops = request.stop
        // Inception stops at the first blank line when it is told nothing: it is told something.
        if provider.dialect == .inception, stops.isEmpty { stops = ["<|endoftext|>"] }
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("model", provider.model)
            writer.member("prompt", utf8: request.prefix)
            writer.member("suffix", utf8: request.suffix)
            writeOptions(
                to: &writer, provider.dialect, maximumTokens: request.maximumTokens,
                temperature: request.temperature, stops: stops)
            // Its default is meant for prose: code repeats itself.
            if provider.dialect == .inception { writer.member("presence_penalty", 0) }
        }
        return ModelCall(
            place, body: writer.bytes, format: .choices(provider.dialect),
            shape: AnswerShape(stops: stops))
    }

    /// What follows a text.
    static func continuation(
        _ completion: Completion, shape: AnswerShape?, provider: Provider
    ) -> ModelCall {
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("model", provider.model)
            writer.member("prompt", utf8: completion.prompt)
            writeOptions(
                to: &writer, provider.dialect, maximumTokens: completion.maximumTokens,
                temperature: completion.temperature, stops: completion.stops)
        }
        return ModelCall(
            .versioned("/completions"), body: writer.bytes, format: .choices(provider.dialect),
            shape: shape ?? AnswerShape(stops: completion.stops))
    }

    private static func writeOptions(
        to writer: inout JSONWriter, _ dialect: Dialect, maximumTokens: Int, temperature: Double,
        stops: [String]
    ) {
        let traits = Traits(dialect)
        // None of them fills its cache without writing at least one token.
        writer.member("max_tokens", max(1, maximumTokens))
        writer.member("temperature", temperature.clamped(to: 0...traits.temperatures.upperBound))
        if !stops.isEmpty { writer.member("stop", Array(stops.prefix(traits.maximumStops))) }
        writer.member("stream", true)
        if traits.takesStreamOptions {
            writer.member("stream_options") { $0.member("include_usage", true) }
        }
    }
}
