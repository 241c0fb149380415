import Repair
import Syntax
import Testing
import Text

@Suite struct CandidateSourceTests {
    private let source = """
        def find(items, wanted):
            index = 0
            while index <= len(items):
                if items[index] == wanted:
                    return index
                index += 1
            return -1

        """

    private func candidates(
        _ source: inout CandidateSource, atMost limit: Int = .max
    ) -> [Candidate] {
        var found: [Candidate] = []
        while found.count < limit, let next = source.next() { found.append(next) }
        return found
    }

    @Test func comeInTheOrderOfTheirScores() throws {
        var candidates = CandidateSource([try .of(source, "python")])
        let scores = self.candidates(&candidates, atMost: 1000).map(\.score)
        #expect(scores.count == 1000)
        for (one, next) in zip(scores, scores.dropFirst()) { #expect(one >= next - 1e-9) }
    }

    @Test func areAllDifferentAndParse() throws {
        let file = try SuspectFile.of(source, "python")
        var candidates = CandidateSource([file])
        var texts: Set<[UInt8]> = [file.text.bytes]
        for candidate in self.candidates(&candidates, atMost: 500) {
            let text = try candidate.changes[0].edits.applied(to: file.text.bytes)
            #expect(texts.insert(text).inserted, "\(candidate.summary)")
            let after = try SuspectFile.of(String(decoding: text, as: UTF8.self), "python")
            #expect(!after.tree.root.hasError, "\(candidate.summary)")
        }
    }

    @Test func aCopyIsAPlaceToGoOnFrom() throws {
        var first = CandidateSource([try .of(source, "python")])
        _ = candidates(&first, atMost: 50)
        var copy = first
        #expect(candidates(&first, atMost: 300) == candidates(&copy, atMost: 300))
    }

    @Test func theSameQuestionHasTheSameAnswers() throws {
        var first = CandidateSource([try .of(source, "python")])
        var second = CandidateSource([try .of(source, "python")])
        #expect(candidates(&first, atMost: 300) == candidates(&second, atMost: 300))
    }

    @Test func linesThatAreNotSuspiciousAreLeftAlone() throws {
        let file = try SuspectFile.of(source, "python", lines: 5...5)
        var candidates = CandidateSource([file])
        for candidate in self.candidates(&candidates, atMost: 200) {
            for edit in candidate.changes[0].edits.edits where !edit.range.isEmpty {
                let line = file.text.lines.line(at: edit.range.lowerBound.value)
                #expect((4...6).contains(line), "\(candidate.summary)")
            }
        }
    }

    @Test func moreSuspiciousLinesComeFirst() throws {
        var file = try SuspectFile.of(source, "python")
        file.suspicion = [1: 0.2, 5: 1]
        var candidates = CandidateSource([file])
        let first = try #require(self.candidates(&candidates, atMost: 1).first)
        let edit = try #require(first.changes.first?.edits.edits.first)
        #expect(file.text.lines.line(at: edit.range.lowerBound.value) == 5)
    }

    @Test func aNearMissComesAgainWithOthers() throws {
        let source = """
            def span(low, high):
                if low >= high:
                    return 1
                return high - low + 1

            """
        let file = try SuspectFile.of(source, "python")
        var candidates = CandidateSource([file])
        let tried = self.candidates(&candidates, atMost: 60)
        let near = try #require(tried.first { $0.summary.contains("`1` by `0`") })
        candidates.learn(.better(fixed: 1, of: 2), of: near)
        let wanted = source.replacing("return 1", with: "return 0")
            .replacing("low >= high", with: "low > high")
        let pairs = self.candidates(&candidates, atMost: 100).filter { $0.templates.count == 2 }
        let texts = try pairs.map {
            String(
                decoding: try $0.changes[0].edits.applied(to: file.text.bytes), as: UTF8.self)
        }
        #expect(texts.contains(wanted))
    }

    @Test func whatTheFailureSaysMakesChangesLikelier() throws {
        let source = """
            def mean(values):
                return sum(values) / len(values)

            """
        func rank(_ facts: FailureFacts) throws -> Int? {
            var candidates = CandidateSource([try .of(source, "python")], facts: facts)
            return self.candidates(&candidates, atMost: 3000).firstIndex {
                $0.templates == [.guardAdded] && $0.summary.contains("if not values: return 0")
            }
        }
        var facts = FailureFacts()
        facts.errors = ["ZeroDivisionError"]
        let (plain, told) = (try rank(FailureFacts()), try rank(facts))
        #expect(try #require(told) < #require(plain))
    }

    @Test func changesOfSeveralFilesAreTakenTogether() throws {
        let first = try SuspectFile.of("def f(a, b):\n    return a < b\n", "python")
        let second = try SuspectFile.of("def g(a, b):\n    return a > b\n", "python")
        var candidates = CandidateSource([first, second])
        let all = self.candidates(&candidates, atMost: 1000)
        #expect(Set(all.flatMap { $0.changes.map(\.file) }) == [0, 1])
        #expect(all.contains { $0.changes.map(\.file) == [0, 1] })
    }

    @Test func theRepositoryIsAskedForWhatTheFunctionCalls() throws {
        let source = """
            def close(connection, log):
                release(connection)
                log.flush()

            """
        let elsewhere = """
            def finish(connection, log):
                release(connection, log)
                connection.drain()

            """
        let file = try SuspectFile.of(source, "python")
        var candidates = CandidateSource([file]) { names, file in
            names == ["release", "flush"] && file == 0 ? [Array(elsewhere.utf8)] : []
        }
        let foreign = self.candidates(&candidates, atMost: 2000).filter {
            [[.expressionFromRepository], [.statementFromRepository]].contains($0.templates)
        }
        let summaries = foreign.map(\.summary).joined(separator: "\n")
        #expect(summaries.contains("connection.drain()"), "\(summaries)")
        #expect(summaries.contains("release(connection, log)"), "\(summaries)")
    }

    @Test func theLargestNumbersAreNoTrouble() throws {
        let source = "def f():\n    return [9223372036854775807, -9223372036854775807]\n"
        var candidates = CandidateSource([try .of(source, "python")])
        let summaries = self.candidates(&candidates, atMost: 60).map(\.summary)
        #expect(summaries.contains { $0.contains("by `-9223372036854775806`") })
    }
}
