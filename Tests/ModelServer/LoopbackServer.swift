package import Base

/// What the server does to answer a request, one step after the other. Behind the last one it waits
/// for the connection's next request.
package enum Step: Sendable {
    case send([UInt8])
    /// Nothing happens until the gate opens.
    case wait(Gate)
    /// The same again and again until the client has enough.
    case sendForever([UInt8])
    /// The connection ends as if nothing more were to come.
    case close
    /// The connection breaks.
    case reset
}

/// A request, and what became of its answer.
package struct Exchange: Sendable {
    package let request: ReceivedRequest
    /// Counts the connections from 0: equal numbers mean that one was used again.
    package let connection: Int
    /// When each `send` began.
    package internal(set) var sendTimes: [Instant] = []
    /// When the server noticed that the client had closed before the answer was complete.
    package internal(set) var abandonedAt: Instant?
    /// Whether the server is done with it, one way or the other.
    package internal(set) var isOver = false
}

/// An HTTP server on this machine that does as it is told, a thread a connection. It ends when
/// its owner lets go of it.
package final class LoopbackServer: Sendable {
    package typealias Responder = @Sendable (ReceivedRequest) -> [Step]

    package let port: Int
    private let ledger = Ledger()
    private let stopping: Gate

    package init(respond: @escaping Responder) throws {
        let listener = try Socket.listening()
        port = try listener.port
        stopping = try Gate()
        let (ledger, stopping) = (ledger, stopping)
        let seat = Lock<Socket?>(listener)
        ledger.enter()
        try Thread.start(name: "test listener", stackBytes: 256 << 10) {
            if let listener = seat.withLock({ $0.take() }) {
                while listener.wait(for: .input, stopping: stopping) == .ready {
                    guard let socket = listener.accept() else { continue }
                    ledger.serve(socket, stopping: stopping, respond: respond)
                }
            }
            ledger.leave()
        }
    }

    deinit { stop() }

    /// Closes everything; returns when nothing is left.
    package func stop() {
        stopping.open()
        ledger.waitUntilEmpty()
    }

    /// What clients have asked so far, in the order of arrival.
    package var exchanges: [Exchange] { ledger.exchanges }

    /// Waits for something to be true of the exchanges, and gives it; nil after `seconds`, which no
    /// test that passes waits for.
    package func wait<Result>(
        seconds: Int = 20, for condition: ([Exchange]) -> Result?
    ) -> Result? {
        ledger.wait(until: .now.adding(milliseconds: seconds * 1000), condition)
    }
}

/// The exchanges, and how many threads are at work.
private final class Ledger: Sendable {
    private struct State: Sendable {
        var exchanges: [Exchange] = []
        var connections = 0
        var threads = 0
    }

    private let state = Monitor(State())

    var exchanges: [Exchange] { state.withLock { $0.exchanges } }

    func enter() { state.update { $0.threads += 1 } }
    func leave() { state.update { $0.threads -= 1 } }
    func waitUntilEmpty() { _ = state.wait { $0.threads == 0 ? true : nil } }

    func wait<Result>(
        until deadline: Instant, _ condition: ([Exchange]) -> Result?
    ) -> Result? {
        state.wait(until: deadline) { condition($0.exchanges) }
    }

    func begin(_ request: ReceivedRequest, connection: Int) -> Int {
        state.update { state in
            state.exchanges.append(Exchange(request: request, connection: connection))
            return state.exchanges.count - 1
        }
    }

    func update(_ exchange: Int, _ change: (inout Exchange) -> Void) {
        state.update { change(&$0.exchanges[exchange]) }
    }

    func serve(
        _ socket: consuming Socket, stopping: Gate, respond: @escaping LoopbackServer.Responder
    ) {
        let number = state.update { state in
            state.threads += 1
            state.connections += 1
            return state.connections - 1
        }
        // The thread takes the connection out, so that it is closed before the thread counts as
        // gone.
        let seat = Lock<Connection?>(
            Connection(
                socket: socket, number: number, ledger: self, stopping: stopping,
                respond: respond))
        do {
            try Thread.start(name: "test server", stackBytes: 512 << 10) { [self] in
                seat.withLock { $0.take() }?.run()
                leave()
            }
        } catch {
            leave()
        }
    }
}

/// One client's connection.
private struct Connection: ~Copyable, Sendable {
    let socket: Socket
    let number: Int
    let ledger: Ledger
    let stopping: Gate
    let respond: LoopbackServer.Responder

    init(
        socket: consuming Socket, number: Int, ledger: Ledger, stopping: Gate,
        respond: @escaping LoopbackServer.Responder
    ) {
        self.socket = socket
        self.number = number
        self.ledger = ledger
        self.stopping = stopping
        self.respond = respond
    }

    consuming func run() {
        var reader = RequestReader()
        while true {
            if let request = reader.next() {
                let exchange = ledger.begin(request, connection: number)
                let goesOn = perform(respond(request), of: exchange)
                ledger.update(exchange) { $0.isOver = true }
                if !goesOn { return }
            } else {
                guard socket.wait(for: .input, stopping: stopping) == .ready,
                    let bytes = socket.receive(), !bytes.isEmpty
                else { return }
                reader.feed(bytes)
            }
        }
    }

    /// Takes the steps; false when the connection is over.
    private borrowing func perform(_ steps: [Step], of exchange: Int) -> Bool {
        for step in steps {
            let goesOn: Bool
            switch step {
            case .send(let bytes):
                ledger.update(exchange) { $0.sendTimes.append(.now) }
                goesOn = send(bytes, of: exchange)
            case .wait(let gate):
                goesOn = continues(
                    socket.wait(for: .nothing, gate: gate, stopping: stopping), exchange)
            case .sendForever(let bytes):
                while send(bytes, of: exchange) {}
                return false
            case .close: return false
            case .reset:
                socket.resetOnClose()
                return false
            }
            if !goesOn { return false }
        }
        return true
    }

    private borrowing func send(_ bytes: [UInt8], of exchange: Int) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            guard continues(socket.wait(for: .output, stopping: stopping), exchange) else {
                return false
            }
            guard let count = socket.send(rest) else { return continues(.gone, exchange) }
            rest = rest.dropFirst(count)
        }
        return true
    }

    /// Whether there is anything to go on with; a client that has gone is put on record.
    private borrowing func continues(_ wakeup: Socket.Wakeup, _ exchange: Int) -> Bool {
        switch wakeup {
        case .ready, .gate: return true
        case .stopped: return false
        case .gone:
            ledger.update(exchange) { $0.abandonedAt = .now }
            return false
        }
    }
}
