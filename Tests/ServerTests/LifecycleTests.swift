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

@Test func theEndOfInputAfterShutdownIsInOrder() throws {
    let client = try PipeClient()
    try client.initialize()
    _ = try client.request("shutdown")
    client.hangUp()
    #expect(try client.exitCode() == 0)
}

@Test func exitWithoutInitializeIsAFailure() throws {
    let client = try PipeClient()
    try client.notify("exit")
    #expect(try client.exitCode() == 1)
}

@Test(arguments: [
    "Content-Length: 10\r\n\r\n{\"jsonrpc", "Content-Length: 10\r", "Content-Length: 5\r\n\r\n",
])
func theEndOfInputInsideAMessageEndsTheServer(start: String) throws {
    let client = try PipeClient()
    try client.initialize()
    try client.send(raw: Array(start.utf8))
    client.hangUp()
    #expect(try client.exitCode() == 1)
}

@Test(arguments: [
    "Content-Length: 99999999999999999999\r\n\r\n", "Content-Length: -1\r\n\r\n{}",
    "Content-Type: x\r\n\r\n{}", "\r\n\r\n",
])
func whatCannotBeAMessageEndsTheServer(header: String) throws {
    let client = try PipeClient()
    try client.initialize()
    try client.send(raw: Array(header.utf8))
    #expect(try client.exitCode() == 1)
}

@Test func aHeaderWithoutEndEndsTheServer() throws {
    let client = try PipeClient()
    try client.initialize()
    try client.send(raw: Array(repeating: UInt8(ascii: "x"), count: 100_000))
    #expect(try client.exitCode() == 1)
}

@Test func messagesMayComeInPiecesAndManyAtOnce() throws {
    let client = try PipeClient()
    try client.initialize()
    let body =
        #"{"jsonrpc":"2.0","id":"piece","method":"textDocument/foldingRange","#
        + #""params":{"textDocument":{"uri":"untitled:é"}}}"#
    let message =
        "content-length:  \(body.utf8.count)\r\nContent-Type: x; charset=utf-8\r\n\r\n\(body)"
    for byte in message.utf8 { try client.send(raw: [byte]) }
    #expect(try client.expectUnaddressed()["id"]?.string == "piece")
    try client.send(raw: Array(String(repeating: message, count: 3).utf8))
    var answers: [JSON] = []
    for _ in 0..<3 { answers.append(try client.expectUnaddressed()) }
    // One is answered for certain; another may find its id still in use.
    #expect(answers.contains { $0["result"]?.isNull == true })
    #expect(answers.allSatisfy { $0["error"] == nil || $0["error"]?["code"]?.int == -32600 })
    try client.close()
}

@Test func anInitializeThatCannotBeReadMayBeSentAgain() throws {
    let client = try PipeClient()
    #expect(try client.failure("initialize") == -32602)
    #expect(try client.failure("initialize", ["processId": nil, "rootUri": nil]) == -32602)
    #expect(try client.failure("workspace/symbol", ["query": ""]) == -32002)
    try client.initialize()
    try client.close()
}

@Test func aClientThatForgetsInitializedIsServed() throws {
    let client = try PipeClient(settings: ["syntax.documentSymbols=on"])
    _ = try client.request(
        "initialize", ["processId": nil, "rootUri": nil, "capabilities": [:]])
    try client.open("a.py", "x = 1\n")
    let answer = try client.request("textDocument/documentSymbol", client.document("a.py"))
    #expect(answer.elements.count == 1)
    try client.close()
}

@Test func afterShutdownNothingIsDoneAnyMore() throws {
    let client = try PipeClient(settings: ["syntax.diagnostics=on"])
    try client.initialize()
    _ = try client.request("shutdown")
    try client.open("a.py", "def f(:\n")
    try client.notify("$/cancelRequest", ["id": 1])
    #expect(try client.failure("shutdown") == -32600)
    #expect(try client.failure("textDocument/documentSymbol", client.document("a.py")) == -32600)
    try client.notify("exit")
    #expect(try client.exitCode() == 0)
    #expect(!client.hasReceived("textDocument/publishDiagnostics"))
}
