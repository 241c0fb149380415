package import Base

/// A real llama.cpp server with the tiny model. It ends when its owner lets go of it.
package final class LlamaServer {
    package let baseURL: String
    private let process: ChildProcess

    /// Where `make bench` puts the program; nil when it has not been built.
    package static var program: Path? {
        let path =
            Directories(environment: .current).cache / "model-server" / "0.3.36" / "llama-server"
        return Files.isExecutable(path) ? path : nil
    }

    /// Starts it, with its model in a folder. One request at a time, so that a second one waits for
    /// the first. `isReady` asks a server whether its model is loaded.
    package init(
        _ program: Path, folder: Path, isReady: (_ baseURL: String) -> Bool
    ) throws {
        let model = folder / "tiny.gguf"
        try TinyModel.write(to: model)
        let port = try Socket.listening().port
        baseURL = "http://127.0.0.1:\(port)"
        process = try ChildProcess(
            program.string,
            [
                "--model", model.string, "--alias", "tiny", "--host", "127.0.0.1",
                "--port", "\(port)", "--ctx-size", "\(TinyModel.contextTokens)", "--parallel", "1",
                "--threads", "1", "--context-shift", "--jinja", "--metrics", "--log-disable",
            ])
        let deadline = Instant.now.adding(milliseconds: 60_000)
        while !isReady(baseURL) {
            guard Instant.now < deadline else {
                throw SystemError("start", program.string, code: ETIMEDOUT)
            }
            usleep(20_000)
        }
    }
}
