//! What tells a secret from a placeholder: words that only placeholders have, and how random the characters are.

/// Whether these may be a provider's token: their prefix says so, and they are not an example of one.
pub(super) fn is_random_token(token: &[u8]) -> bool {
    distinct(token) >= 10 && !is_repetitive(token) && !contains_any(token, EXAMPLES)
}

/// Whether a literal assigned to `token`, `api_key`, … is one: long, of letters and digits that change often.
pub(super) fn is_random_value(value: &[u8]) -> bool {
    let (letters, digits) = (count(value, u8::is_ascii_alphabetic), count(value, u8::is_ascii_digit));
    // Sixteen hexadecimal digits are more often a digest.
    let shortest = if value.iter().all(u8::is_ascii_hexdigit) { 24 } else { 16 };
    (shortest..=400).contains(&value.len())
        && letters >= 2
        && digits >= 2
        && letters + digits >= value.len() * 4 / 5
        && entropy(value) >= 3.0
        && changes(value) * 5 >= value.len()
        && !is_placeholder(value)
}

/// Whether a literal assigned to `password` is one: three classes of characters, or two that change often.
pub(super) fn is_password(value: &[u8]) -> bool {
    let classes = classes(value);
    (8..=128).contains(&value.len())
        && distinct(value) >= 6
        && count(value, u8::is_ascii_alphanumeric) * 2 >= value.len()
        && (classes >= 3 || classes == 2 && changes(value) >= 3)
        && !is_placeholder(value)
}

/// Whether the password of a URL is one. A URL says that there is a password; two classes of characters, or length, are enough.
pub(super) fn is_url_password(value: &[u8]) -> bool {
    (6..=128).contains(&value.len())
        && distinct(value) >= 5
        && (classes(value) >= 2 || value.len() >= 16)
        && !is_placeholder(value)
}

/// Words that published examples of tokens have in them, in lower case.
const EXAMPLES: &[&str] =
    &["example", "changeme", "placeholder", "redacted", "dummy", "fake", "your", "xxxx", "123456789", "abcdefgh"];

/// Words that only placeholders and values for tests have in them, in lower case.
const PLACEHOLDERS: &[&str] = &[
    "example",
    "sample",
    "change",
    "placeholder",
    "dummy",
    "fake",
    "your",
    "insert",
    "replace",
    "redacted",
    "passw",
    "p@ssw",
    "pa55w",
    "secret",
    "token",
    "test",
    "demo",
    "foobar",
    "hunter2",
    "letmein",
    "qwerty",
    "xxx",
    "***",
    "...",
    "1234",
    "abcd",
    "todo",
    "none",
    "null",
    "undefined",
    "admin",
    "default",
    "asdf",
    "deadbeef",
    "environ",
    "getenv",
    "process.env",
    "user",
    "pass:",
    "mypass",
    "field",
    "login",
];

fn is_placeholder(value: &[u8]) -> bool {
    let all = |allowed: fn(&u8) -> bool| value.iter().all(allowed);
    is_interpolated(value)
        || is_repetitive(value)
        || contains_any(value, PLACEHOLDERS)
        // A constant's name, our own placeholders among them.
        || all(|byte| byte.is_ascii_uppercase() || matches!(byte, b'_' | b'0'..=b'9')) && value.contains(&b'_')
        || is_path(value)
        || all(|byte| !byte.is_ascii_alphanumeric())
}

/// `${…}`, `{{…}}`, `<…>`, `%s`, `$NAME`, `{0}`.
fn is_interpolated(value: &[u8]) -> bool {
    let [first, .., last] = value else { return true };
    let pairs = |open: &[u8], close: u8| {
        let found = value.windows(open.len()).position(|window| window == open);
        found.is_some_and(|at| value[at..].contains(&close))
    };
    matches!((first, last), (b'<', b'>') | (b'{', b'}') | (b'[', b']') | (b'(', b')') | (b'%', b'%'))
        || *first == b'$'
        || ["${", "{{", "#{", "$(", "{"].iter().any(|open| pairs(open.as_bytes(), b'}') || pairs(open.as_bytes(), b')'))
        || pairs(b"<", b'>')
        || value.windows(2).any(|pair| matches!(pair, b"%s" | b"%d" | b"%v" | b"%("))
}

/// A path, an address, or names joined by dots or colons.
fn is_path(value: &[u8]) -> bool {
    let slashes = count(value, |byte| *byte == b'/');
    let joints = count(value, |byte| matches!(byte, b'.' | b':' | b'-' | b'_' | b'/'));
    matches!(value[0], b'/' | b'.' | b'~' | b'@' | b'#')
        && joints > 0
        && slashes != 1
        && count(value, u8::is_ascii_digit) < 2
        || value.windows(3).any(|three| three == b"://")
        || joints >= 1 && count(value, u8::is_ascii_digit) == 0
}

/// One character many times, or characters in the order of the alphabet, make up a good part.
fn is_repetitive(value: &[u8]) -> bool {
    let (mut same, mut rising, mut falling) = (1, 1, 1);
    for pair in value.windows(2) {
        let step = i16::from(pair[1]) - i16::from(pair[0]);
        same = if step == 0 { same + 1 } else { 1 };
        rising = if step == 1 { rising + 1 } else { 1 };
        falling = if step == -1 { falling + 1 } else { 1 };
        if same >= 5 || rising >= 6 || falling >= 6 {
            return true;
        }
    }
    false
}

fn contains_any(value: &[u8], words: &[&str]) -> bool {
    words.iter().any(|word| value.windows(word.len()).any(|window| window.eq_ignore_ascii_case(word.as_bytes())))
}

fn count(value: &[u8], which: impl Fn(&u8) -> bool) -> usize {
    value.iter().filter(|byte| which(byte)).count()
}

fn distinct(value: &[u8]) -> u32 {
    value.iter().fold(0_u128, |seen, byte| seen | 1 << (byte & 127)).count_ones()
}

/// Shannon entropy of the characters, in bits a character.
fn entropy(value: &[u8]) -> f64 {
    let mut counts = [0_u32; 256];
    value.iter().for_each(|byte| counts[usize::from(*byte)] += 1);
    let length = value.len() as f64;
    counts
        .iter()
        .filter(|count| **count > 0)
        .map(|count| f64::from(*count) / length)
        .map(|share| -share * share.log2())
        .sum()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Lower,
    Upper,
    Digit,
    Symbol,
}

fn class(byte: u8) -> Class {
    match byte {
        b'a'..=b'z' => Class::Lower,
        b'A'..=b'Z' => Class::Upper,
        b'0'..=b'9' => Class::Digit,
        _ => Class::Symbol,
    }
}

/// Which of lower case, upper case, digits and symbols there are; what joins words is no symbol.
fn classes(value: &[u8]) -> usize {
    let has = |wanted: Class| {
        value
            .iter()
            .any(|byte| class(*byte) == wanted && !matches!(byte, b'-' | b'_' | b'.' | b':' | b'/' | b',' | b' '))
    };
    [Class::Lower, Class::Upper, Class::Digit, Class::Symbol].into_iter().filter(|class| has(*class)).count()
}

/// How often letters and digits change class. Not counted: a capital before small letters, and what joins words. Words and
/// version numbers change seldom, random characters at almost every second place.
fn changes(value: &[u8]) -> usize {
    let mut last = None;
    let mut changes = 0;
    for class in value.iter().map(|byte| class(*byte)).filter(|class| *class != Class::Symbol) {
        changes += usize::from(!matches!(
            (last, class),
            (None, _)
                | (Some(Class::Upper), Class::Upper | Class::Lower)
                | (Some(Class::Lower), Class::Lower)
                | (Some(Class::Digit), Class::Digit)
        ));
        last = Some(class);
    }
    changes
}
