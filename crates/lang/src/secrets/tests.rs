//! No literal here looks like a token: what must be found is put together from random characters, so that scanners of this
//! repository find nothing.

use super::SecretKind::*;
use super::*;
use crate::parse;

const ALNUM: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const HEX: &str = "0123456789abcdef";
const BASE32: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// Random characters, the same in every run: a linear congruential generator's high bits.
fn random(alphabet: &str, length: usize, seed: u64) -> String {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize
    };
    (0..length).map(|_| char::from(alphabet.as_bytes()[next() % alphabet.len()])).collect()
}

/// Tokens of every provider.
fn tokens() -> Vec<(SecretKind, String)> {
    let alnum = |length, seed| random(ALNUM, length, seed);
    let hex = |length, seed| random(HEX, length, seed);
    vec![
        (AwsAccessKey, format!("AKIA{}", random(BASE32, 16, 1))),
        (AwsAccessKey, format!("ASIA{}", random(BASE32, 16, 2))),
        (GithubToken, format!("ghp_{}", alnum(36, 3))),
        (GithubToken, format!("gho_{}", alnum(36, 4))),
        (GithubToken, format!("ghs_{}", alnum(36, 5))),
        (GithubToken, format!("github_pat_{}_{}", alnum(22, 6), alnum(59, 7))),
        (GitlabToken, format!("glpat-{}", alnum(20, 8))),
        (GitlabToken, format!("glptt-{}", hex(40, 9))),
        (
            SlackToken,
            format!("xoxb-{}-{}-{}", random("0123456789", 12, 10), random("0123456789", 13, 11), alnum(24, 12)),
        ),
        (SlackToken, format!("xapp-1-A{}-{}-{}", random(BASE32, 10, 13), random("0123456789", 13, 14), hex(64, 15))),
        (SlackToken, format!("T{}/B{}/{}", random(BASE32, 10, 16), random(BASE32, 10, 17), alnum(24, 18))),
        (StripeKey, format!("sk_live_{}", alnum(24, 19))),
        (StripeKey, format!("rk_live_{}", alnum(99, 20))),
        (StripeKey, format!("whsec_{}", alnum(32, 21))),
        (GoogleKey, format!("AIza{}", random(&format!("{ALNUM}_-"), 35, 22))),
        (GoogleKey, format!("GOCSPX-{}", alnum(28, 23))),
        (GoogleKey, format!("ya29.{}", alnum(120, 24))),
        (AnthropicKey, format!("sk-ant-api03-{}AA", alnum(93, 25))),
        (OpenaiKey, format!("sk-{}T3BlbkFJ{}", alnum(20, 26), alnum(20, 27))),
        (OpenaiKey, format!("sk-proj-{}", alnum(120, 28))),
        (HuggingfaceToken, format!("hf_{}", alnum(34, 29))),
        (NpmToken, format!("npm_{}", alnum(36, 30))),
        (PypiToken, format!("pypi-AgEIcHlwaS5vcmc{}", alnum(120, 31))),
        (SendgridKey, format!("SG.{}.{}", alnum(22, 32), alnum(43, 33))),
        (TwilioKey, format!("SK{}", hex(32, 34))),
        (AzureKey, format!("{}==", alnum(86, 35))),
        (AzureKey, format!("{}8Q~{}", alnum(3, 36), alnum(34, 37))),
        (Jwt, format!("eyJ{}.eyJ{}.{}", alnum(33, 38), alnum(60, 39), alnum(43, 40))),
        (ServiceToken, format!("dop_v1_{}", hex(64, 41))),
        (ServiceToken, format!("shpat_{}", hex(32, 42))),
        (ServiceToken, format!("dckr_pat_{}", alnum(27, 43))),
        (ServiceToken, format!("dapi{}", hex(32, 44))),
        (ServiceToken, format!("hvs.{}", alnum(95, 45))),
    ]
}

/// What has to stand before a token for it to be one.
fn context(kind: SecretKind, token: &str) -> &'static str {
    match kind {
        SlackToken if token.starts_with('T') => "https://hooks.slack.com/services/",
        AzureKey if token.ends_with("==") => "AccountName=a;AccountKey=",
        _ => "",
    }
}

/// `text` with `«…»` around what must be found, and its kind; nothing else may be.
fn check(language: Option<Language>, marked: &str, want: &[SecretKind]) {
    let mut text = String::new();
    let mut ranges = Vec::new();
    for (index, piece) in marked.split(['«', '»']).enumerate() {
        let start = text.len() as u32;
        text.push_str(piece);
        if index % 2 == 1 {
            ranges.push((start, text.len() as u32));
        }
    }
    let found = secrets(language, &text);
    let got: Vec<_> = found.iter().map(|secret| (secret.kind, (secret.start, secret.end))).collect();
    let wanted: Vec<_> = want.iter().copied().zip(ranges).collect();
    assert_eq!(got, wanted, "{marked}");
    let masked = mask(&text, &found);
    assert_eq!(secrets(language, &masked), [], "{masked} was {text}");
}

#[test]
fn tokens_are_found_wherever_they_stand() {
    for (kind, token) in tokens() {
        let before = context(kind, &token);
        let contexts = [
            format!("{before}«{token}»"),
            format!("x = \"{before}«{token}»\"\n"),
            format!("# see {before}«{token}», please\n"),
            format!("f('a\\n{before}«{token}»')"),
            format!("const a = `Bearer {before}«{token}»`;"),
            format!("{{\"headers\": [\"{before}«{token}»\"]}}"),
        ];
        for marked in contexts {
            check(Some(Language::Python), &marked, &[kind]);
            check(None, &marked, &[kind]);
        }
        // In a longer word or base64 it is a part of that; cut short it is nothing.
        if before.is_empty() {
            check(Some(Language::C), &format!("\"x{token}\""), &[]);
            check(Some(Language::C), &format!("\"+{token}\""), &[]);
            check(Some(Language::C), &format!("\"{}\"", &token[..16]), &[]);
        }
    }
}

#[test]
fn examples_of_tokens_are_none() {
    let texts = [
        format!("AKIA{}EXAMPLE", random(BASE32, 9, 1)),
        format!("ghp_{}", "x".repeat(36)),
        format!("ghp_{}", "0123456789abcdefghijABCDEFGHIJ123456"),
        format!("sk-{}", "a1".repeat(24)),
        format!("sk-ant-api03-{}", "your-key-here-".repeat(7)),
        format!("AIza{}", "0".repeat(35)),
        format!("hf_{}", "X".repeat(34)),
        "glpat-your-personal-access-token-goes-here".to_owned(),
        "SG.<your key>.<and more>".to_owned(),
        "eyJhbGciOi.eyJzdWIi".to_owned(),
    ];
    for text in texts {
        check(None, &format!("x = \"{text}\""), &[]);
    }
}

#[test]
fn literals_assigned_to_telling_names() {
    let token = random(ALNUM, 32, 50);
    let hex = random(HEX, 40, 51);
    let aws = random(ALNUM, 40, 52);
    let password = ["Tr0ub4", "dor&3"].concat();
    for (text, kind) in [
        (format!("api_key = \"«{token}»\""), Token),
        (format!("API_KEY = '«{hex}»'"), Token),
        (format!("const apiKey: string = '«{token}»';"), Token),
        (format!("let token: &'static str = \"«{token}»\";"), Token),
        (format!("var clientSecret string = \"«{token}»\""), Token),
        (format!("secret := \"«{token}»\""), Token),
        (format!("static const char access_key[] = \"«{token}»\";"), Token),
        (format!("{{\"auth_token\": \"«{token}»\"}}"), Token),
        (format!("os.environ['SLACK_TOKEN'] = b'«{token}»'"), Token),
        (format!("client.set_token(\"«{token}»\")"), Token),
        (format!("'secret_key' => '«{token}»',"), Token),
        (format!("if token == \"«{token}»\":"), Token),
        (format!("aws_secret_access_key = \"«{aws}»\""), AwsSecretKey),
        (format!("  \"SecretAccessKey\": \"«{aws}»\","), AwsSecretKey),
        (format!("password = \"«{password}»\""), Password),
        (format!("DB_PASSWORD: '«{password}»'"), Password),
        (format!("passwd=\"«{password}»\""), Password),
    ] {
        check(Some(Language::TypeScript), &text, &[kind]);
    }
    for (text, kind) in [
        (format!("AWS_SECRET_ACCESS_KEY=«{aws}»\n"), AwsSecretKey),
        (format!("password: «{password}»\nuser: me\n"), Password),
        (format!("export API_TOKEN=«{hex}»"), Token),
    ] {
        check(None, &text, &[kind]);
        check(Some(Language::Python), &text.replace(['«', '»'], ""), &[]);
    }
}

#[test]
fn placeholders_and_telling_names_without_secrets() {
    check(Some(Language::Java), &format!("nextToken = \"{}\"", random(ALNUM, 32, 53)), &[]);
    for text in [
        "password = \"changeme\"",
        "password = \"password123!\"",
        "password = \"xxxxxxxxxxxx\"",
        "password = \"${DB_PASSWORD}\"",
        "password = \"<your-Passw0rd>\"",
        "password = \"{{ vault.Db9Xk2 }}\"",
        "password = os.environ[\"DB_PASSWORD_2X\"]",
        "password = getpass(\"Enter the Passw0rd: \")",
        "password_field = \"userPassword1Field\"",
        "token = \"%s-%d-a8f3k2m9x7\"",
        "token = \"IDENTIFIER\"",
        "token_type = \"urn:ietf:params:oauth:token-type:jwt\"",
        "tokenizer = \"a9f8Gk2Lm3Qx7Zp1Rt5V\"",
        "secret = \"/etc/secrets/db1/key2.pem\"",
        "secret_name = \"prod/db/Key1\"",
        "api_key = \"EXAMPLE_API_KEY_2\"",
        "api_key = \"https://a.io/v1/keys/9f8e7d6c5b4a\"",
        "access_key = \"oauth2_access_token_v1_2\"",
        "token = \"aaaaaaaaaaaaaaaaaaaaaaaa\"",
        "token = \"0123456789abcdef0123456789abcdef\"",
        "let token = \"com.example.app2.auth.Token3\";",
        "secret == value",
        "passwords = [\"a\", \"b\"]",
    ] {
        for language in [Some(Language::Python), None] {
            check(language, text, &[]);
        }
    }
}

#[test]
fn passwords_in_urls() {
    let password = random(ALNUM, 14, 60);
    for (text, kinds) in [
        (format!("postgres://app:«{password}»@db.acme.io:5432/x"), &[DatabasePassword][..]),
        (format!("mongodb+srv://app:«{password}»@c0.acme.io"), &[DatabasePassword]),
        (format!("redis://:«{password}»@cache:6379/0"), &[DatabasePassword]),
        (format!("jdbc:mysql://root:«{password}»@10.0.0.5/x"), &[DatabasePassword]),
        (format!("https://bot:«{password}»@git.acme.io/a.git"), &[UrlPassword]),
        ("https://user:pass@host.com/".into(), &[]),
        ("https://user:password@host.com/".into(), &[]),
        ("postgres://postgres:postgres@localhost/".into(), &[]),
        ("postgres://${USER}:${PASSWORD1}@localhost/".into(), &[]),
        ("postgres://{user}:{password}@{host}/".into(), &[]),
        ("https://user:%s@host/".into(), &[]),
        ("https://host.com:8080/a:b@c".into(), &[]),
        ("https://host.com/@scope/name:1.0".into(), &[]),
        ("ssh://git@host.com:22/a".into(), &[]),
    ] {
        check(Some(Language::Go), &format!("dial(\"{text}\")"), kinds);
        check(None, &text, kinds);
    }
}

#[test]
fn blocks_of_private_keys() {
    let dashes = "-".repeat(5);
    let lines =
        |joint: &str| (0..4).map(|line| random(&format!("{ALNUM}+/"), 64, 70 + line)).collect::<Vec<_>>().join(joint);
    let block = |label: &str, joint: &str| {
        format!("«{dashes}BEGIN {label}{dashes}{joint}{}{joint}{dashes}END {label}{dashes}»", lines(joint))
    };
    for label in ["PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY", "OPENSSH PRIVATE KEY", "PGP PRIVATE KEY BLOCK"] {
        check(Some(Language::Python), &format!("KEY = \"\"\"{}\"\"\"\n", block(label, "\n")), &[PrivateKey]);
        check(Some(Language::Go), &format!("var k = \"{}\"", block(label, "\\n")), &[PrivateKey]);
        check(Some(Language::Java), &format!("k = \"{}\";", block(label, "\\n\" +\n  \"")), &[PrivateKey]);
        check(Some(Language::Rust), &format!("// {}\n", block(label, "\n// ")), &[PrivateKey]);
    }
    for label in ["PUBLIC KEY", "CERTIFICATE"] {
        check(None, &block(label, "\n").replace(['«', '»'], ""), &[]);
    }
    check(Some(Language::Python), &format!("if text.startswith('{dashes}BEGIN PRIVATE KEY{dashes}'):"), &[]);
    check(None, &format!("{dashes}BEGIN PRIVATE KEY{dashes}\n...\n{dashes}END PRIVATE KEY{dashes}"), &[]);
}

#[test]
fn addresses_of_people() {
    for (text, kinds) in [
        ("Author: Ann <«ann.lee@uni-bonn.de»>", &[Email][..]),
        ("mailto:«a+b@mail.acme.co.uk»?subject=x", &[Email]),
        ("\\n«ann@acme.io».", &[Email]),
        ("email@example.com, a@b.example, x@localhost, y@host.test", &[]),
        ("git@github.com:a/b.git", &[]),
        ("@Override @app.route('/')", &[]),
        ("x = a@b.T + m@v.dot(w) + icon@2x.png", &[]),
        ("https://ann@acme.io/path", &[]),
        ("chacha20-poly1305@openssh.com", &[]),
        ("import a from 'react@16.8.io2'", &[]),
    ] {
        check(Some(Language::Python), text, kinds);
    }
}

#[test]
fn addresses_of_hosts() {
    for (text, kinds) in [
        ("host = '«93.184.216.34»'", &[Ipv4][..]),
        ("connect(«93.184.216.34»:443)", &[Ipv4]),
        ("http://«93.184.216.34»/index.html", &[Ipv4]),
        ("10.1.2.30, 192.168.7.12, 172.20.1.15, 127.0.0.12, 169.254.169.254, 192.0.2.17, 100.64.0.12", &[]),
        ("8.8.8.8 1.1.1.1 255.255.255.0 224.0.0.251 0.0.0.0", &[]),
        ("1.2.3.4", &[]),
        ("v10.1.22.13, version 10.12.13.14, ==10.12.13.14, x-20.1.2.3.tar.gz, 20.1.2.3-beta, Version=14.0.0.11", &[]),
        ("1.3.6.1.4.1.311 2.16.840.1.113730.3", &[]),
        ("30.40.50.060 300.1.2.3 52.12.0.0/16 52.12.10.0", &[]),
        ("see section 12.3.4.15 and § 14.2.1.10", &[]),
        ("'«2a00:1450:4001:81b::200e»'", &[Ipv6]),
        ("[«2a00:1450:4001:081b:0000:0000:0000:200e»]:443", &[Ipv6]),
        ("2001:db8::17 ::1 fe80::1 std::vec 2001:4860:4860::8888 2a00::/12 2a00:1450::", &[]),
        ("2021:10:11 3fff:1::2 a::2a00:b 2000::x", &[]),
    ] {
        check(Some(Language::Cpp), text, kinds);
    }
}

/// Where several kinds see the same characters, one says what they are.
#[test]
fn the_kind_that_says_most() {
    let github = format!("ghp_{}", random(ALNUM, 36, 80));
    check(Some(Language::Python), &format!("token = \"«{github}»\""), &[GithubToken]);
    check(None, &format!("https://x-access-token:«{github}»@acme.io/a"), &[GithubToken]);
    let password = random(ALNUM, 12, 81);
    check(None, &format!("redis://u:«{password}»@cache.acme.io"), &[DatabasePassword]);
}

#[test]
fn masks_say_what_stood_there_and_are_the_same_for_the_same() {
    let (first, second) = (random(ALNUM, 36, 90), random(ALNUM, 36, 91));
    let text = format!(
        "a = \"ghp_{first}\"\nb = 'ghp_{second}'\nc = \"ghp_{first}\" # ann@acme.io, bob@acme.io, 93.184.216.34, 93.184.216.35\nghp_{second}\n"
    );
    let masked = mask(&text, &secrets(Some(Language::Python), &text));
    let want = "a = \"<GITHUB_TOKEN>\"\nb = '<GITHUB_TOKEN_2>'\nc = \"<GITHUB_TOKEN>\" # email@example.com, email2@example.com, 192.0.2.1, 192.0.2.2\nGITHUB_TOKEN_2\n";
    assert_eq!(masked, want);
}

#[test]
fn masks_pass_over_what_does_not_fit() {
    let secret = |start, end| Secret { kind: Token, start, end };
    let odd = [secret(0, 1), secret(0, 2), secret(1, 3), secret(4, 3), secret(3, 99)];
    assert_eq!(mask("é=1", &odd), "TOKEN=1");
}

#[test]
fn masked_text_still_parses() {
    let dashes = "-".repeat(5);
    let body = |joint: &str| (0..3).map(|line| random(ALNUM, 64, 100 + line)).collect::<Vec<_>>().join(joint);
    let key = |joint: &str| {
        format!("{dashes}BEGIN RSA PRIVATE KEY{dashes}{joint}{}{joint}{dashes}END RSA PRIVATE KEY{dashes}", body(joint))
    };
    let all: String = tokens().iter().map(|(_, token)| format!("x(\"{token}\");\n")).collect();
    for (language, text) in [
        (Language::JavaScript, format!("{all}const k = \"{}\";\n", key("\\n\" +\n\""))),
        (Language::Python, format!("{all}k = '''{}'''\n# {}\n", key("\n"), key("\n# "))),
        (
            Language::Python,
            format!("aws = dict(secret_access_key='{}', host='93.184.216.34')\n", random(ALNUM, 40, 103)),
        ),
        (
            Language::Go,
            format!(
                "package a\nvar k = \"{}\"\nvar u = \"redis://u:{}@h.acme.io\"\n",
                key("\\n"),
                random(ALNUM, 12, 104)
            ),
        ),
    ] {
        assert!(parse(language, &text).is_ok_and(|parse| parse.validity().parses), "{text}");
        let found = secrets(Some(language), &text);
        assert!(!found.is_empty(), "{text}");
        let masked = mask(&text, &found);
        assert!(parse(language, &masked).is_ok_and(|parse| parse.validity().parses), "{masked}");
        assert_eq!(secrets(Some(language), &masked), [], "{masked}");
        assert_eq!(mask(&text, &found), masked);
    }
}

/// Any text may come; ranges fit it.
#[test]
fn ranges_are_borders_of_characters_in_any_text() {
    let mut text = String::new();
    for seed in 0..2_000 {
        text.push_str(&random("é@:.19/=\"'a-_ \n\\<", 30, seed));
        text.push_str(
            ["password=\"", "://", "AKIA", "-----BEGIN ", "eyJ", "ü8Q~", "token: ", "sk-"][seed as usize % 8],
        );
    }
    for language in [None, Some(Language::Python)] {
        let found = secrets(language, &text);
        assert!(found.windows(2).all(|pair| pair[0].end <= pair[1].start));
        assert!(found.iter().all(|secret| text.get(secret.start as usize..secret.end as usize).is_some()));
    }
}
