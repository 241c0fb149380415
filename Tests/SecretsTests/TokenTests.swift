import Secrets
import TestKit
import Testing

/// No real token stands in this file: each is put together here from a vendor's prefix and random
/// characters, so that other tools that look for secrets find none either.
@Suite("Tokens in their vendors' shapes")
struct TokenTests {
    private static let shapes: [(prefix: String, count: Int, set: String)] = [
        ("AKIA", 16, upper + digits), ("ASIA", 16, upper + digits),
        ("AIza", 35, letters + digits + "_-"), ("GOCSPX-", 28, letters + digits + "_-"),
        ("ya29.", 60, letters + digits + "_-"), ("dop_v1_", 64, hex), ("sbp_", 40, hex),
        ("sk-ant-api03-", 95, letters + digits + "_-"), ("sk-proj-", 80, letters + digits + "_-"),
        ("sk-or-v1-", 64, hex), ("sk-", 48, letters + digits), ("hf_", 34, letters),
        ("gsk_", 52, letters + digits), ("xai-", 80, letters + digits),
        ("ghp_", 36, letters + digits), ("ghs_", 36, letters + digits),
        ("github_pat_", 82, letters + digits + "_"), ("glpat-", 20, letters + digits + "_-"),
        ("npm_", 36, letters + digits), ("pypi-AgEIcHlwaS5vcmc", 120, letters + digits + "_-"),
        ("rubygems_", 48, hex), ("dckr_pat_", 27, letters + digits + "_-"),
        ("xoxb-", 50, letters + digits + "-"), ("hooks.slack.com/services/", 44, upper + digits),
        ("SG.", 66, letters + digits + "_-"), ("key-", 32, hex), ("SK", 32, hex),
        ("sk_live_", 24, letters + digits), ("whsec_", 32, letters + digits),
        ("shpat_", 32, hex), ("dapi", 32, hex), ("hvs.", 90, letters + digits + "_-"),
        ("glsa_", 41, letters + digits), ("NRAK-", 27, upper + digits),
        ("lin_api_", 40, letters + digits), ("AGE-SECRET-KEY-1", 58, upper + digits),
    ]

    @Test("Each is found whole, wherever it stands", arguments: shapes)
    func shape(prefix: String, count: Int, set: String) {
        forAll(count: 40) { random in
            // The last is a letter or digit, as of a word; a digit so that few are all letters.
            let token =
                prefix + random.characters(count - 2, of: set)
                + random.characters(set == letters ? 2 : 1, of: set == letters ? set : digits)
                + (set == letters ? "" : "7")
            for (before, after) in [
                ("", ""), ("x = \"", "\"\n"), ("--key=", " run"), ("(", ")"), ("a,", ";"),
                ("'\\n", "'"), ("=%3D", "&"), ("é", "é"),
            ] {
                let found = findSecrets(in: Array((before + token + after).utf8))
                let start = before.utf8.count
                try #require(
                    found.contains {
                        $0.range.lowerBound <= start
                            && $0.range.upperBound == start + token.utf8.count
                    }, "\(before)\(token)\(after)")
            }
        }
    }

    @Test("What only begins like one, or holds its place, is none")
    func harmless() {
        checkHarmless("sk-learn-extra-contributions-and-examples")
        checkHarmless("task-management-for-everybody-2024")
        checkHarmless("AKIAXXXXXXXXXXXXXXXX AKIA1234567890ABCDEFG")
        checkHarmless("ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")
        checkHarmless("sk_buff_head_init_and_free_list2")
        checkHarmless("SKIP_0123 SKELETON key-value key-abc")
        checkHarmless("AIza npm_config_registry npm_package_name hf_transfer xoxb-")
        checkHarmless("eyJ.eyJ. eyJhbGciOi.abc.def")
    }

    @Test("A web token is found with its signature, or without one")
    func webToken() {
        let token = "eyJhbGciOiJIUzI1NiJ9." + "eyJzdWIiOiIxMjM0NTY3ODkwIn0."
        check("x \(token) y", redacted: "x REDACTED_JWT_1 y")
        check("x=\(token)c2lnbmF0dXJl;", redacted: "x=REDACTED_JWT_1;")
    }
}
