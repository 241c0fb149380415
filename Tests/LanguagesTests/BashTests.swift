import Languages
import Structure
import Syntax
import Testing

@Suite struct BashTests {
    private let source = BashFixture.source

    @Test func tags() throws {
        try checkTags(
            "bash", source,
            """
            9 variable VERSION
            10 constant ROOT
            11 constant LIMIT
            11 constant FLOOR
            12 variable PATH
            13 variable ITEMS
            14 variable PRICES
            15 variable count
            16 variable FLAGS
            18 variable FIRST
            18 variable SECOND
            20 variable VERBOSE
            22 function ll=
            22 function la=
            27–29 function cleanup
            31–60 function release
            62–65 function release::all
            63 function helper
            67–69 function testReleaseHasVersion
            71–73 function test_limit
            4: call set
            5: call source, call dirname
            6: call .
            7: call source, value NAME
            10: call pwd
            12: value ROOT, value PATH
            13: value VERSION, value LIMIT
            17: value PRICES
            19: value DEBUG
            22: call alias
            23: call trap, call cleanup
            28: call rm, value TEMPORARY
            32: value VERSION
            34: value name
            35: value ITEMS
            36: call log, value item, value PRICES, value item
            39: value count, value i
            41: call read
            42: call echo, value line, call tr
            43: call list_files, value name
            44: value version
            46: call upload, value target, call return
            48: call die, value version
            50: call cat
            51: value name, value version
            53: call test, value name
            54: call release::all
            55: value count
            56: call :
            58: value GLOBAL
            63: call echo
            64: call mktemp, call helper
            68: call assertEquals, value VERSION
            72: call assertTrue, value LIMIT
            75: call release
            """)
    }

    @Test func scopes() throws {
        try checkScopes(
            "bash", source,
            """
            1: {76
            4: set
            5: source, dirname
            6: .
            7: source, NAME
            9: variable=VERSION
            10: variable=ROOT, pwd
            11: variable=LIMIT, variable=FLOOR
            12: variable=PATH, ROOT, PATH
            13: variable=ITEMS, VERSION, LIMIT
            14: variable=PRICES
            15: variable=count
            16: variable=FLAGS
            17: PRICES
            18: variable=FIRST, variable=SECOND
            19: DEBUG
            20: variable=VERBOSE
            22: alias
            23: trap
            27: {29, function=cleanup
            28: rm, TEMPORARY
            31: {60, function=release
            32: variable=name, variable=version, VERSION
            33: variable=target
            34: GLOBAL, name
            35: item, ITEMS
            36: log, item, PRICES, item
            38: i
            39: count, count, i
            41: read
            42: echo, line, tr
            43: list_files, name
            44: version
            46: upload, target, return
            48: die, version
            50: cat
            51: name, version
            53: test, name
            54: release::all
            55: count
            56: :
            58: GLOBAL
            62: {65, function=release::all
            63: {63, function=helper, echo
            64: TEMPORARY, mktemp, helper
            67: {69, function=testReleaseHasVersion
            68: assertEquals, VERSION
            71: {73, function=test_limit
            72: assertTrue, LIMIT
            75: release
            """)
    }

    @Test func imports() throws {
        try checkMatches(
            "bash", .imports, source,
            """
            5 import, module /lib.sh
            6 import, module ./common.sh
            7 import, module .env
            """)
    }

    @Test func documentation() throws {
        try checkMatches(
            "bash", .docs, source,
            """
            27–29 documented, doc # Called at exit.
            """)
    }

    @Test func tests() throws {
        try checkMatches(
            "bash", .tests, source,
            """
            67–69 test, name testReleaseHasVersion
            71–73 test, name test_limit
            """)
    }

    @Test func folds() throws {
        try checkFolds(
            "bash", source,
            """
            fold: 19–21 27–29 31–60 35–37 38–40 41–43 44–49 45–47 50–52
                53–59 55–57 57–59 62–65 67–69 71–73
            fold.comment: 1 2 25 26
            fold.imports: 5 6 7
            """)
    }

    /// To the grammar bats' tests are commands, and their commands are siblings of those.
    @Test func batsTests() throws {
        try checkMatches(
            "bash", .tests,
            """
            setup() {
              load 'test_helper/common'
            }

            @test "release has a version" {
              run release
              [ "$status" -eq 0 ]
            }
            """,
            """
            5 test, name release has a version
            """)
    }

    @Test func anAliasIsNamedByWhatStandsBeforeItsSign() throws {
        let source = Array("alias ll='ls -l' g=git".utf8)
        let language = try TestLanguages.named("bash")
        var parser = Parser(grammar: try language.grammar())
        guard case .finished(let tree) = parser.parse(source) else {
            Issue.record("parsing did not finish")
            return
        }
        let tags = Tags(of: tree, bytes: source, language: language)
        let names = tags.definitions.map { String(decoding: source[$0.nameRange], as: UTF8.self) }
        #expect(names == ["ll", "g"])
    }
}
