/// The shape that a vendor gives to its tokens: where one begins, and how it goes on.
private struct TokenShape: Sendable {
    let prefix: [UInt8]
    let body: ByteSet
    /// How many bytes of the body follow the prefix.
    let length: ClosedRange<Int>
    /// Whether the prefix alone is too little to tell: then the body has to look random.
    let isVague: Bool

    init(_ prefix: String, _ body: ByteSet, _ length: ClosedRange<Int>, isVague: Bool = false) {
        self.prefix = Array(prefix.utf8)
        self.body = body
        self.length = length
        self.isVague = isVague
    }

    init(_ prefix: String, _ body: ByteSet, _ length: Int) {
        self.init(prefix, body, length...length)
    }

    init(_ prefix: String, _ body: ByteSet, atLeast length: Int, isVague: Bool = false) {
        self.init(prefix, body, length...Int.max, isVague: isVague)
    }

    /// The end of the token that begins at a place; nil when there is none of this shape.
    func end(in text: Span<UInt8>, at start: Int) -> Int? {
        guard text.starts(with: prefix.span, at: start) else { return nil }
        let bodyStart = start + prefix.count
        // A run that is too short or too long is not walked further than that, so that many
        // beginnings in one run take no time.
        let bound = length.upperBound == .max ? text.count : bodyStart + length.upperBound + 1
        let shortest = text.end(of: body, from: bodyStart, before: bodyStart + length.lowerBound)
        guard shortest == bodyStart + length.lowerBound else { return nil }
        let sample =
            bodyStart..<text.end(of: body, from: shortest, before: min(bound, bodyStart + 64))
        guard isVague ? looksRandom(text, sample) : hasVariety(text, sample) else { return nil }
        let end = text.end(of: body, from: shortest, before: bound)
        return end - bodyStart <= length.upperBound ? end : nil
    }

    static let all: [TokenShape] = [
        // Clouds.
        TokenShape("AKIA", .upperAndDigits, 16), TokenShape("ASIA", .upperAndDigits, 16),
        TokenShape("ABIA", .upperAndDigits, 16), TokenShape("ACCA", .upperAndDigits, 16),
        TokenShape("AIza", .token, 35), TokenShape("GOCSPX-", .token, 28),
        TokenShape("ya29.", .dotted, atLeast: 30),
        TokenShape("dop_v1_", .hex, 64), TokenShape("doo_v1_", .hex, 64),
        TokenShape("dor_v1_", .hex, 64), TokenShape("HRKU-", .token, atLeast: 36),
        TokenShape("nfp_", .alphanumeric, atLeast: 36), TokenShape("sbp_", .hex, 40),
        TokenShape("pscale_", .dotted, atLeast: 32, isVague: true),
        TokenShape("LTAI", .alphanumeric, 16...24, isVague: true),
        // Model servers.
        TokenShape("sk-ant-", .token, atLeast: 32), TokenShape("sk-proj-", .token, atLeast: 32),
        TokenShape("sk-svcacct-", .token, atLeast: 32), TokenShape("sk-or-", .token, atLeast: 32),
        TokenShape("sk-admin-", .token, atLeast: 32),
        TokenShape("sk-", .token, atLeast: 20, isVague: true),
        TokenShape("sk_", .token, atLeast: 24, isVague: true),
        TokenShape("hf_", .alphanumeric, atLeast: 30),
        TokenShape("gsk_", .alphanumeric, atLeast: 40),
        TokenShape("xai-", .alphanumeric, atLeast: 60),
        TokenShape("pplx-", .alphanumeric, atLeast: 40),
        TokenShape("r8_", .alphanumeric, atLeast: 36), TokenShape("tgp_v1_", .token, atLeast: 40),
        TokenShape("fw_", .alphanumeric, atLeast: 22, isVague: true),
        TokenShape("tvly-", .token, atLeast: 28, isVague: true),
        // Where code lives.
        TokenShape("ghp_", .alphanumeric, atLeast: 36),
        TokenShape("gho_", .alphanumeric, atLeast: 36),
        TokenShape("ghu_", .alphanumeric, atLeast: 36),
        TokenShape("ghs_", .alphanumeric, atLeast: 36),
        TokenShape("ghr_", .alphanumeric, atLeast: 36),
        TokenShape("github_pat_", .word, atLeast: 60),
        TokenShape("glpat-", .dotted, atLeast: 20), TokenShape("gldt-", .token, atLeast: 20),
        TokenShape("glrt-", .dotted, atLeast: 20), TokenShape("glcbt-", .token, atLeast: 20),
        TokenShape("glptt-", .token, atLeast: 40), TokenShape("glsoat-", .token, atLeast: 20),
        TokenShape("ATATT3", .base64OrToken, atLeast: 80), TokenShape("ATBB", .alphanumeric, 32),
        TokenShape("npm_", .alphanumeric, 36), TokenShape("pypi-AgE", .token, atLeast: 50),
        TokenShape("rubygems_", .hex, 48), TokenShape("CLOJARS_", .hex, 60),
        TokenShape("cio", .alphanumeric, 32...32, isVague: true),
        TokenShape("dckr_pat_", .token, atLeast: 24), TokenShape("oy2", .alphanumeric, 43...43),
        // Talk, mail and money.
        TokenShape("xoxb-", .token, atLeast: 20), TokenShape("xoxp-", .token, atLeast: 20),
        TokenShape("xoxa-", .token, atLeast: 20), TokenShape("xoxr-", .token, atLeast: 20),
        TokenShape("xoxs-", .token, atLeast: 20), TokenShape("xoxe.", .dotted, atLeast: 20),
        TokenShape("xapp-", .token, atLeast: 20),
        TokenShape("hooks.slack.com/services/", .path, atLeast: 30),
        TokenShape("discord.com/api/webhooks/", .path, atLeast: 60),
        TokenShape("SG.", .dotted, atLeast: 60), TokenShape("key-", .hex, 32),
        TokenShape("SK", .hex, 32...32, isVague: true),
        TokenShape("sk_live_", .alphanumeric, atLeast: 16),
        TokenShape("sk_test_", .alphanumeric, atLeast: 16),
        TokenShape("rk_live_", .alphanumeric, atLeast: 16),
        TokenShape("rk_test_", .alphanumeric, atLeast: 16),
        TokenShape("whsec_", .base64OrToken, atLeast: 24),
        TokenShape("sq0atp-", .token, atLeast: 22),
        TokenShape("sq0csp-", .token, atLeast: 40), TokenShape("shpat_", .hex, 32),
        TokenShape("shpss_", .hex, 32), TokenShape("shpca_", .hex, 32),
        TokenShape("shppa_", .hex, 32),
        // Tools.
        TokenShape("dapi", .hex, 32...34), TokenShape("hvs.", .token, atLeast: 24),
        TokenShape("hvb.", .token, atLeast: 24), TokenShape("dp.pt.", .alphanumeric, atLeast: 40),
        TokenShape("glsa_", .word, atLeast: 40), TokenShape("glc_", .base64OrToken, atLeast: 32),
        TokenShape("PMAK-", .token, atLeast: 50), TokenShape("NRAK-", .upperAndDigits, 27),
        TokenShape("sntrys_", .base64OrToken, atLeast: 60), TokenShape("sntryu_", .hex, 64),
        TokenShape("lin_api_", .alphanumeric, atLeast: 32),
        TokenShape("ntn_", .alphanumeric, atLeast: 40),
        TokenShape("secret_", .alphanumeric, 43...43, isVague: true),
        TokenShape("phx_", .alphanumeric, atLeast: 40), TokenShape("pul-", .hex, 40),
        TokenShape("AGE-SECRET-KEY-1", .upperAndDigits, 58),
        TokenShape("figd_", .token, atLeast: 36),
    ]

    /// The shapes by the first byte of their prefix.
    static let byFirstByte: [[TokenShape]] = {
        var table = [[TokenShape]](repeating: [], count: 256)
        for shape in all { table[Int(shape.prefix[0])].append(shape) }
        return table
    }()
}

extension ByteSet {
    fileprivate static let base64OrToken = ByteSet(digits + lower + upper + "_-+/=")
    fileprivate static let path = ByteSet(digits + lower + upper + "_-/")
}

/// Tokens in the shapes of their vendors, and web tokens.
func findTokens(in text: Span<UInt8>) -> [SecretFinding] {
    var found: [SecretFinding] = []
    let shapes = TokenShape.byFirstByte
    /// Up to here no web token begins: the run of its bytes was walked already, and is none.
    var noWebTokenBefore = 0
    var at = 0
    while at < text.count {
        guard !shapes[Int(text[at])].isEmpty || text[at] == UInt8(ascii: "e"),
            isTokenStart(text, at)
        else {
            at += 1
            continue
        }
        if let end = tokenEnd(text, at) {
            found.append(SecretFinding(range: at..<end, kind: .token))
            at = end
        } else if at >= noWebTokenBefore, text.starts(with: webTokenStart.span, at: at) {
            let end = text.end(of: .dotted, from: at, before: text.count)
            if isWebToken(text, at..<end) {
                found.append(SecretFinding(range: at..<end, kind: .webToken))
                at = end
            } else {
                noWebTokenBefore = end
                at += 1
            }
        } else {
            at += 1
        }
    }
    return found
}

private func tokenEnd(_ text: Span<UInt8>, _ at: Int) -> Int? {
    for shape in TokenShape.byFirstByte[Int(text[at])] {
        if let end = shape.end(in: text, at: at) { return end }
    }
    return nil
}

/// Whether a word begins here, or what looks like the rest of one is an escape before it.
private func isTokenStart(_ text: Span<UInt8>, _ at: Int) -> Bool {
    guard at > 0, ByteSet.word.contains(text[at - 1]) else { return true }
    if at > 1, text[at - 2] == UInt8(ascii: "\\") { return true }
    return at > 2 && text[at - 3] == UInt8(ascii: "%")
}

/// `{"` in base64.
private let webTokenStart = Array("eyJ".utf8)

/// Two JSON objects in base64, and a signature, which may be empty.
private func isWebToken(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
    var parts: [Range<Int>] = []
    var start = range.lowerBound
    for at in range where text[at] == UInt8(ascii: ".") {
        parts.append(start..<at)
        start = at + 1
        if parts.count > 2 { break }
    }
    guard parts.count >= 2, parts[0].count >= 10, parts[1].count >= 10 else { return false }
    return text.starts(with: webTokenStart.span, at: parts[1].lowerBound)
}
