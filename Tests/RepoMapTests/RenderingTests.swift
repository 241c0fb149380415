import RepoMap
import TestKit
import Testing

@Suite("Rendering")
struct RenderingTests {
    private static let text = """
        //- main.ts
        import { Item, price } from './item'
        price(new Item())
        //- item.ts
        export class Item {
            constructor(public readonly name: string,
                count: number,
            ) {}
            describe(): string { return "" }
        }
        export function price(
            item: Item,
            rate = 1,
        ): number { return 1 }
        export const enum Unit { kilo, gram }
        """

    @Test("Signatures are on one line, without bodies, under their file's path")
    func signatures() throws {
        expect(
            try MapFixture(RenderingTests.text).map(focus: "main.ts"),
            equals: """
                item.ts:
                 export class Item
                  constructor(public readonly name: string, count: number)
                  describe(): string
                 export function price(item: Item, rate = 1): number
                 export const enum Unit
                  kilo
                  gram

                """)
    }

    @Test(
        "A budget is never exceeded, and a boundless one shows all",
        arguments: [
            TokenMeasure.code, .chars4, .qwen,
        ])
    func budgets(_ measure: TokenMeasure) throws {
        let fixture = try MapFixture(RenderingTests.text)
        let ranking = fixture.index.rank(fixture.query(focus: "main.ts"))
        var largest = 0
        for budget in 1...150 {
            let map = fixture.index.render(ranking, budget: budget, measure: measure)
            #expect(map.tokens <= budget)
            #expect(measure.tokens(in: map.text) == map.tokens)
            largest = max(largest, map.tokens)
        }
        #expect(largest > 30)
        let all = fixture.index.render(ranking, budget: .max, measure: measure)
        #expect(all.tokens == largest)
    }

    @Test(
        "Tokens are counted per line",
        arguments: [
            ("", 0), ("\n", 2), ("a\n", 3), ("  def sendStaticFile(x):\n", 10), ("123456\n", 10),
            ("日本\n", 6),
        ])
    func tokens(_ text: String, _ count: Int) {
        #expect(TokenMeasure.code.tokens(in: text) == count)
    }

    @Test(
        "A model's name leads to its family's measure",
        arguments: [
            ("chars4", TokenMeasure.chars4), ("Qwen2.5-Coder-7B", .qwen), ("gpt-2", .gpt2),
            ("meta-llama/Llama-3.1-8B", .llama3), ("CodeLlama-7b", .llama2), ("words", nil),
        ])
    func models(_ name: String, _ measure: TokenMeasure?) {
        #expect(TokenMeasure(model: name) == measure)
    }

    @Test("Vocabularies of models differ in how much of a line is one token")
    func families() {
        let text =
            "    pub fn search_path<P: AsRef<Path>>(&mut self, path: P) -> Result<(), Error>\n"
        // The real ones make 24, 28 and 30 of it.
        #expect(TokenMeasure.llama3.tokens(in: text) == 25)
        #expect(TokenMeasure.starcoder.tokens(in: text) == 29)
        #expect(TokenMeasure.deepseek.tokens(in: text) == 33)
    }

    @Test("A quarter of the characters, rounded up")
    func characters() {
        #expect(TokenMeasure.chars4.tokens(in: "abc\n") == 1)
        #expect(TokenMeasure.chars4.tokens(in: "abcd\n") == 2)
        #expect(TokenMeasure.chars4.tokens(in: "日本語\n") == 1)
    }
}
