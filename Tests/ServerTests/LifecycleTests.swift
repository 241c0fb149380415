import JSON
import TestKit
import Testing

@Test func aSessionOpensAndEndsInOrder() throws {
    let client = try PipeClient()
    let capabilities = try client.initialize()
    #expect(capabilities["positionEncoding"]?.string == "utf-16")
    #expect(capabilities["textDocumentSync"]?["change"]?.int == 2)
    try client.close()
}

@Test func exitWithoutShutdownIsAFailure() throws {
    let client = try PipeClient()
    try client.initialize()
    try client.notify("exit")
    #expect(try client.exitCode() == 1)
}

@Test func theEndOfInputEndsTheServer() throws {
    let client = try PipeClient()
    try client.initialize()
    client.hangUp()
    #expect(try client.exitCode() == 1)
}

@Test func theStateDecidesWhatIsAnswered() throws {
    let client = try PipeClient()
    try client.notify("textDocument/didOpen", ["nonsense": true])
    #expect(try client.failure("textDocument/hover", [:]) == -32002)
    #expect(try client.failure("shutdown") == -32002)
    try client.initialize()
    #expect(try client.failure("initialize", ["processId": nil]) == -32600)
    #expect(try client.failure("no/such", [:]) == -32601)
    #expect(try client.failure("$/optional", [:]) == -32601)
    #expect(try client.failure("textDocument/documentSymbol", ["textDocument": nil]) == -32602)
    try client.notify("no/such", [:])
    _ = try client.request("shutdown")
    #expect(try client.failure("workspace/symbol", ["query": ""]) == -32600)
    try client.notify("exit")
    #expect(try client.exitCode() == 0)
}

@Test(arguments: [
    (#"{"jsonrpc":"2.0","method":"#, -32700), ("", -32700), ("[]", -32600), ("1", -32600),
    (#"{"jsonrpc":"2.0","id":null,"method":"shutdown"}"#, -32600),
    (#"{"jsonrpc":"2.0","id":1.5,"method":"shutdown"}"#, -32600),
])
func brokenMessagesAreAnsweredAndSurvived(body: String, code: Int) throws {
    let client = try PipeClient()
    try client.initialize()
    try client.send(body: body)
    let answer = try client.expectUnaddressed()
    #expect(answer["id"]?.isNull == true)
    #expect(answer["error"]?["code"]?.int == code)
    try client.close()
}

@Test func aHopelessHeaderEndsTheServer() throws {
    let client = try PipeClient()
    try client.initialize()
    try client.send(raw: Array("Content-Length: banana\r\n\r\n{}".utf8))
    #expect(try client.exitCode() == 1)
}
