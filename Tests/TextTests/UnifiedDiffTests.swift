import TestKit
import Testing
import Text

@Suite struct UnifiedDiffTests {
    private func check(
        _ old: String, _ new: String, context: Int = 3, expect expected: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let diff = unifiedDiff(
            from: Array(old.utf8), named: "a/x", to: Array(new.utf8), named: "b/x",
            context: context)
        expect(
            String(decoding: diff, as: UTF8.self), equals: expected,
            sourceLocation: sourceLocation)
    }

    @Test func hunksHaveContext() {
        check(
            "1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\n5!\n6\n7\n8\n9\n",
            expect: """
                --- a/x
                +++ b/x
                @@ -2,7 +2,7 @@
                 2
                 3
                 4
                -5
                +5!
                 6
                 7
                 8

                """)
    }

    @Test func hunksThatMeetAreOne() {
        check(
            "1\n2\n3\n4\n5\n6\n", "1!\n2\n3\n4!\n5\n6\n", context: 1,
            expect: """
                --- a/x
                +++ b/x
                @@ -1,5 +1,5 @@
                -1
                +1!
                 2
                 3
                -4
                +4!
                 5

                """)
        check(
            "1\n2\n3\n4\n5\n6\n", "1!\n2\n3\n4\n5!\n6\n", context: 1,
            expect: """
                --- a/x
                +++ b/x
                @@ -1,2 +1,2 @@
                -1
                +1!
                 2
                @@ -4,3 +4,3 @@
                 4
                -5
                +5!
                 6

                """)
    }

    @Test func aMissingLineEndIsSaid() {
        check(
            "a\nb", "a\nb\n",
            expect: #"""
                --- a/x
                +++ b/x
                @@ -1,2 +1,2 @@
                 a
                -b
                \ No newline at end of file
                +b

                """#)
        check(
            "a", "b",
            expect: #"""
                --- a/x
                +++ b/x
                @@ -1 +1 @@
                -a
                \ No newline at end of file
                +b
                \ No newline at end of file

                """#)
        check(
            "", "a\n",
            expect: """
                --- a/x
                +++ b/x
                @@ -0,0 +1 @@
                +a

                """)
        check(
            "a\n", "",
            expect: """
                --- a/x
                +++ b/x
                @@ -1 +0,0 @@
                -a

                """)
    }

    @Test func returnsAreKept() {
        check(
            "a\r\nb\r\n", "a\nb\r\nc\rd\n",
            expect: """
                --- a/x
                +++ b/x
                @@ -1,2 +1,3 @@
                -a\r
                +a
                 b\r
                +c\rd

                """)
    }

    @Test func equalTextsHaveNoDiff() {
        check("a\n", "a\n", expect: "")
    }

    @Test func wholeFunctionsAreAdded() {
        check(
            """
            def one():
                if x:
                    return 1

            def three():
                return 3

            """,
            """
            def one():
                if x:
                    return 1

            def two():
                if x:
                    return 1

            def three():
                return 3

            """,
            expect: """
                --- a/x
                +++ b/x
                @@ -2,5 +2,9 @@
                     if x:
                         return 1
                \u{20}
                +def two():
                +    if x:
                +        return 1
                +
                 def three():
                     return 3

                """)
        check(
            "{\n    a();\n}\n", "{\n    a();\n}\n\n{\n    b();\n}\n",
            expect: """
                --- a/x
                +++ b/x
                @@ -1,3 +1,7 @@
                 {
                     a();
                 }
                +
                +{
                +    b();
                +}

                """)
    }

    @Test func namesCannotEndTheHeader() {
        let diff = unifiedDiff(
            from: [], named: "a/\n\"\\\u{1}\t\rx", to: Array("1\n".utf8), named: "b/\u{E9} ")
        expect(
            String(decoding: diff, as: UTF8.self),
            equals: #"""
                --- "a/\n\"\\\001\t\rx"
                +++ b/é \#t
                @@ -0,0 +1 @@
                +1

                """#)
    }

    @Test func aPatchMakesTheNewText() {
        forAll(count: 600) { random in
            let old = random.once(in: 2) ? random.text() : random.lines(count: 40)
            let new = random.once(in: 3) ? random.lines(count: 40) : random.edited(old)
            let diff = unifiedDiff(
                from: Array(old.utf8), named: "a", to: Array(new.utf8), named: "b",
                context: random.int(in: 0...4))
            try #require(try patched(Array(old.utf8), by: diff) == Array(new.utf8))
            try #require(diff.isEmpty == (old.utf8.elementsEqual(new.utf8)))
        }
    }

    /// Applies a diff as `patch` would that trusts nothing: every number and every line must fit.
    private func patched(_ old: [UInt8], by diff: [UInt8]) throws -> [UInt8] {
        var oldLines = lines(old)[...]
        var result: [[UInt8]] = []
        var left = (old: 0, new: 0)
        var last: UInt8?
        for line in lines(diff).dropFirst(2) {
            let text = line.dropFirst()
            defer { last = line.first }
            switch line.first {
            case UInt8(ascii: "@"):
                try #require(left == (0, 0))
                let numbers = numbers(String(decoding: line, as: UTF8.self))
                left = (numbers[1], numbers[3])
                let start = numbers[0] - (left.old > 0 ? 1 : 0)
                let skipped = start - oldLines.startIndex
                result += oldLines.prefix(skipped)
                oldLines = oldLines.dropFirst(skipped)
                try #require(result.count == numbers[2] - (left.new > 0 ? 1 : 0))
            case UInt8(ascii: "\\"):
                if last == UInt8(ascii: "+") { result[result.count - 1].removeLast() }
            case UInt8(ascii: "+"):
                result.append(Array(text))
                left.new -= 1
            case UInt8(ascii: "-"), UInt8(ascii: " "):
                let taken = oldLines.removeFirst()
                try #require(taken == Array(text) || taken + [10] == Array(text))
                left.old -= 1
                if line.first == UInt8(ascii: " ") {
                    result.append(taken)
                    left.new -= 1
                }
            default:
                Issue.record("a line that is none of a diff")
            }
        }
        return Array((result + oldLines).joined())
    }

    /// The four numbers of a hunk's header.
    private func numbers(_ header: String) -> [Int] {
        header.split(separator: " ")[1...2].flatMap { place in
            let parts = place.dropFirst().split(separator: ",").compactMap { Int($0) }
            return [parts[0], parts.count > 1 ? parts[1] : 1]
        }
    }

    private func lines(_ bytes: [UInt8]) -> [[UInt8]] {
        var lines: [[UInt8]] = []
        var line: [UInt8] = []
        for byte in bytes {
            line.append(byte)
            if byte == 10 {
                lines.append(line)
                line = []
            }
        }
        return line.isEmpty ? lines : lines + [line]
    }
}
