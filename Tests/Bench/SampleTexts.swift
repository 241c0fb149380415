/// A generated source text: a function in each five lines, and where the number in it can get one
/// digit more.
struct SampleText {
    let languageID: String
    let fileName: String
    let text: String
    /// Places behind a number, each on a line of ASCII.
    let editable: [(line: Int, character: Int)]

    /// Functions of five lines with a comment each that is not ASCII.
    init(_ language: Language, lines: Int) {
        languageID = language.rawValue
        fileName = language.fileName
        var text = Array(language.prologue.utf8)
        var editable: [(line: Int, character: Int)] = []
        var line = text.count { $0 == UInt8(ascii: "\n") }
        for number in 0..<max(1, lines / 5) {
            let function = Array(language.function(number).utf8)
            let part = function.split(separator: 10)[2]
            let end = part.lastIndex { (48...57).contains($0) } ?? part.startIndex
            editable.append((line + 2, end + 1 - part.startIndex))
            text += function
            line += 5
        }
        text += Array(language.epilogue.utf8)
        self.text = String(decoding: text, as: UTF8.self)
        self.editable = editable
    }

    enum Language: String {
        case python, cpp, go, swift
    }
}

extension SampleText.Language {
    fileprivate var fileName: String {
        switch self {
        case .python: "sample.py"
        case .cpp: "sample.cpp"
        case .go: "sample.go"
        case .swift: "sample.swift"
        }
    }

    fileprivate var prologue: String {
        switch self {
        case .python: "import os\n\n"
        case .go: "package main\n\n"
        case .cpp, .swift: ""
        }
    }

    fileprivate var epilogue: String { self == .go ? "func main() {}\n" : "" }

    fileprivate func function(_ number: Int) -> String {
        switch self {
        case .python:
            """
            def f\(number)(alpha, beta):
                '''Returns é𝒳 \(number).'''
                gamma = alpha + beta * \(number)
                return gamma


            """
        case .cpp:
            """
            /// Returns é𝒳 \(number).
            int f\(number)(int alpha, int beta) {
              int gamma = alpha + beta * \(number);
              return gamma;
            }

            """
        case .go:
            """
            // f\(number) returns é𝒳.
            func f\(number)(alpha, beta int) int {
            \tgamma := alpha + beta * \(number)
            \treturn gamma
            }

            """
        case .swift:
            """
            /// Returns é𝒳 \(number).
            func f\(number)(_ alpha: Int, _ beta: Int) -> Int {
                let gamma = alpha + beta * \(number)
                return gamma
            }

            """
        }
    }
}
