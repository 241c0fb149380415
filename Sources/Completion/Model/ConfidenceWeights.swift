/// How much each of the features of `Calibration` counts: a logistic regression, fitted on
/// 24303 lines in hidden files of these repositories:
/// alamofire, clap, commons-lang, express, go-library, gson, hypothesis, monolog, newtonsoft-json,
/// okio, penlight, prometheus, python-library, redis, requests, scrapy, sinatra, sourcekit-lsp,
/// tree-sitter, vue-core, zod.
///
/// Made by `.build/release/Bench --fit-confidence DIR`, with a checkout of each in DIR.
enum ConfidenceWeights {
    static let all: [Double] = [
        -0.058, 1.288, -0.272, -0.161, -2.775, 4.472, 1.218, -0.103, 0.227, 0.042, -0.011, 0.064,
    ]
}
