import Secrets
import TestKit
import Testing

@Suite("Values beside telling names, and passwords in URLs")
struct NamedValueTests {
    @Test("Random values beside telling names, in the ways of many languages")
    func ways() {
        let value = "q7Zr2LxV9tKd4WmB8sHn"
        for (before, after) in [
            ("api_key = \"", "\""), ("const apiKey = '", "';"), ("\"client_secret\": \"", "\","),
            ("  auth-token: ", "\n"), ("let token: String = \"", "\""), ("SECRET_KEY=", "\n"),
            ("os.environ[\"API_TOKEN\"] = \"", "\""), ("setenv(\"API_KEY\", \"", "\", 1)"),
            (":secret => '", "'"), ("access_key := \"", "\""),
            ("curl -H 'Authorization: Bearer ", "'"),
            ("tool --token ", " go"), ("tool --token=", ""), ("{\\\"token\\\": \\\"", "\\\"}"),
            ("token = b\"", "\""), ("var accessToken2 = `", "`"), ("?access_token=", "&x=1"),
            ("AccountName=a;AccountKey=", ";Suffix=x"), ("<add key=\"x\" apiKey=\"", "\"/>"),
        ] {
            check(before + value + after, redacted: before + "REDACTED_SECRET_1" + after)
        }
    }

    @Test("A password need not look random where it cannot be code")
    func passwords() {
        check("password = \"hunter2!\"", redacted: "password = \"REDACTED_PASSWORD_1\"")
        check(
            "Server=db;Uid=sa;Pwd=Winter24;", redacted: "Server=db;Uid=sa;Pwd=REDACTED_PASSWORD_1;")
        check("mysql --password=s3cr3tly x", redacted: "mysql --password=REDACTED_PASSWORD_1 x")
    }

    @Test("The password of a URL, and nothing else of it")
    func urls() {
        check(
            "postgres://app:w1nter@db.local:5432/shop?x=1",
            redacted: "postgres://app:REDACTED_PASSWORD_1@db.local:5432/shop?x=1")
        check(
            "[amqp://a:p@ss:w@h/, redis://:tiger@h]",
            redacted: "[amqp://a:REDACTED_PASSWORD_1@h/, redis://:REDACTED_PASSWORD_2@h]")
        checkHarmless("http://localhost:8080/@user and https://user@host/ and ssh://git@h:22/x")
        checkHarmless("https://user:password@example.com https://${USER}:${PASS}@host/")
        checkHarmless("f\"http://{user}:{password}@{host}\" 'ftp://%s:%s@%s'")
    }

    @Test("Code that speaks of secrets holds none")
    func harmless() {
        checkHarmless(
            """
            password = getpass.getpass("Password: ")
            token = request.headers["X-Token"]; secret = settings.client_secret_v2
            if token == expected_token_value_2 { return }
            "password": "string", 'type': 'password', autocomplete="current-password"
            token = Token.fromConfiguration2(configuration)
            apiKey: process.env.OPENAI_API_KEY, API_KEY=${API_KEY}, key: $SECRET_KEY_2
            Secret::new_from_environment_2, TokenKind::Identifier, token: "identifier"
            secretName = "production/database/main1"; token_url = "https://auth.example/v2"
            api_key = "your-api-key-here-1234", token = "<paste your 40 digits>", salt = "0000000000000000"
            author = "q7Zr2LxV9tKd4WmB8sHn", tokenizer = "q7Zr2LxV9tKd4WmB8sHn"
            "cost_per_token": 7.500003000000001e-05, fields = ["password1", "new_password2"]
            https://[&lt;user&gt;[:&lt;password&gt;]@]&lt;host, git://[path[:]][ref@]x
            cookie = "abcdefghijklmnopqrstuvwxyz0123456789"
            def authenticate(user, password="", token=None): pass
            """)
    }
}
