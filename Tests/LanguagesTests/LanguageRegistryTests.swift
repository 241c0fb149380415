import Base
import Languages
import Syntax
import TestKit
import Testing

@Suite struct LanguageRegistryTests {
    private let registry = TestLanguages.registry

    @Test func builtInFilesHaveNoProblems() {
        // Made anew: queries that other tests compile report to the shared one.
        let registry = LanguageRegistry(loader: TestLanguages.loader)
        #expect(registry.problems == [])
        #expect(registry.all.count >= 150)
    }

    @Test(arguments: [
        ("main.py", "python"), ("SConstruct", "python"), ("a.b.PY", "python"),
        ("go.mod", "gomod"), ("CMakeLists.txt", "cmake"), ("page.html.twig", "twig"),
        ("x.tar.gz", nil), ("README", nil), ("", nil), (".", nil), ("noextension.", nil),
        (".gitignore", "gitignore"), ("Dockerfile", "dockerfile"), ("é.jl", "julia"),
    ])
    func isFoundByFileName(name: String, id: String?) {
        #expect(registry.language(fileName: name)?.id == id)
    }

    @Test(arguments: [
        ("python", "python"), ("objective-c", "objc"), ("makefile", "make"), ("plaintext", nil),
        ("Python", "python"), ("", nil),
    ])
    func isFoundByLanguageId(languageId: String, id: String?) {
        #expect(registry.language(languageId: languageId)?.id == id)
    }

    @Test(arguments: [
        ("#!/usr/bin/python3\n", "python"), ("#! /usr/bin/env python3.11 -u\r\nx", "python"),
        ("#!/usr/bin/env -S A=1 fish --x", "fish"), ("\u{FEFF}#!/bin/fish", "fish"),
        ("#!/usr/bin/env", nil), ("#!", nil), ("#!/", nil), ("# python", nil), ("", nil),
        ("#!/opt/unheard-of", nil), ("\n#!/bin/fish", nil),
    ])
    func isFoundByFirstLine(line: String, id: String?) {
        #expect(registry.language(firstLine: line.utf8)?.id == id)
    }

    @Test func theEditorsWordCountsMostAndPlainTextNothing() {
        func found(_ languageId: String?, _ name: String?, _ line: String) -> String? {
            registry.language(languageId: languageId, fileName: name, firstLine: line.utf8)?.id
        }
        #expect(found("fish", "main.py", "#!/usr/bin/python") == "fish")
        #expect(found("plaintext", "main.py", "#!/usr/bin/fish") == "python")
        #expect(found(nil, "script", "#!/usr/bin/fish") == "fish")
        #expect(found(nil, nil, "") == nil)
    }

    /// Two languages with one claim would make the answer a matter of their order.
    @Test func noTwoBuiltInLanguagesClaimTheSame() {
        func expectUnique(_ what: String, _ keys: (LanguageDescription) -> [String]) {
            var owners: [String: String] = [:]
            for language in registry.all {
                for key in keys(language.description) {
                    let other = owners.updateValue(language.id, forKey: key)
                    #expect(other == nil, "\(what) \(key) of \(language.id)")
                }
            }
        }
        expectUnique("language id") { $0.languageIds }
        expectUnique("extension") { $0.extensions }
        expectUnique("file name") { $0.filenames }
        expectUnique("interpreter") { $0.interpreters }
        expectUnique("grammar") { [$0.grammar] }
    }

    /// A language that moved into a folder of its own must leave the table.
    @Test func theTableHoldsOnlyOtherLanguages() throws {
        for id in TestLanguages.complete {
            let language = try TestLanguages.named(id)
            let kinds = QueryKind.allCases.filter {
                $0 != .repair || language.description.repair != nil
            }
            #expect(kinds.allSatisfy(language.hasQuery), "\(id)")
        }
    }

    @Test func aMissingGrammarReadsAsNoQueryAndIsNoProblem() throws {
        let registry = LanguageRegistry(loader: GrammarLoader(directories: []))
        let python = try #require(registry.language(id: "python"))
        #expect(python.query(.tags) == nil)
        #expect(throws: GrammarError.missing("python")) { try python.grammar() }
        #expect(registry.problems == [])
    }
}
