import Base
import Testing

@Suite("A secret")
struct SecretTests {
    @Test("No way of turning it into text shows it")
    func unprintable() {
        let secret = Secret(Array("hunter2-hunter2".utf8))
        var dumped = ""
        dump([secret], to: &dumped)
        let texts = [
            "\(secret)", String(describing: secret), String(reflecting: secret),
            String(describing: [secret]), String(reflecting: Optional(secret)), dumped,
        ]
        for text in texts {
            #expect(text.contains("<secret>") && !text.contains("hunter2"))
        }
    }

    @Test("Its bytes can be lent")
    func bytes() {
        let text = Array("a key".utf8)
        let secret = Secret(text)
        let copy = secret.withBytes { span in span.indices.map { span[$0] } }
        #expect(copy == text)
        #expect(Secret([]).withBytes { $0.isEmpty })
    }
}
