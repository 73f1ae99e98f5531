//! Against CPython itself, and against bytes that nobody has written.

use std::{
    io::{Read, Write},
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use num_bigint::BigInt;
use trommel_sandbox::Value;

use super::{DEPTH, MarshalError, VALUES, decode, encode};

/// Writes random values: a frame with marshal's bytes, a frame with the same value in words of our own.
const RANDOM_VALUES: &str = r#"
import marshal, random, struct, sys
draw = random.Random(int(sys.argv[1]))

def scalar():
    return draw.choice([
        lambda: None, lambda: True, lambda: False, lambda: draw.randint(-100, 100), lambda: draw.randint(-2**33, 2**33),
        lambda: draw.choice([-1, 1]) * draw.getrandbits(draw.choice([31, 32, 62, 63, 64, 65, 300, 3000])),
        lambda: draw.choice([2**15, 2**30, 2**31, -2**31, 2**31 - 1, 2**63, -2**63, 2**63 - 1, 2**45 - 1]),
        lambda: struct.unpack("<d", draw.randbytes(8))[0], lambda: draw.choice([0.0, -0.0, float("inf"), float("nan"), 1e-310]),
        lambda: complex(draw.random(), -draw.random()),
        lambda: "".join(map(chr, draw.choices([65, 0, 10, 233, 0x20ac, 0x1f600, 0xd800, 0xdfff], k=draw.randint(0, 6)))),
        lambda: "".join(draw.choices("abc xyz", k=draw.randint(0, 40))), lambda: draw.randbytes(draw.randint(0, 20)),
    ])()

def hashable(depth):
    if depth > 0 and draw.random() < 0.2:
        return draw.choice([tuple, frozenset])([hashable(depth - 1) for _ in range(draw.randint(0, 3))])
    return scalar()

def value(depth):
    if depth == 0 or draw.random() < 0.4:
        return scalar()
    count = draw.randint(0, 5)
    return draw.choice([
        lambda: [value(depth - 1) for _ in range(count)], lambda: tuple([value(depth - 1) for _ in range(count)]),
        lambda: {hashable(2) for _ in range(count)}, lambda: frozenset(hashable(2) for _ in range(count)),
        lambda: {hashable(2): value(depth - 1) for _ in range(count)},
        lambda: (StopIteration, "opaque", (draw.choice(["deque", "A"]), draw.random() < 0.5)),
        lambda: (StopIteration, "iterator", [value(depth - 1) for _ in range(count)]), lambda: ..., lambda: StopIteration,
    ])()

def words(v):
    kind = type(v)
    if v is None or kind is bool: return str(v)
    if v is ...: return "opaque(ellipsis,False)"
    if v is StopIteration: return "opaque(type,False)"
    if kind is int: return str(v)
    if kind is float: return struct.pack(">d", v).hex()
    if kind is complex: return "c" + words(v.real) + words(v.imag)
    if kind is str: return "u" + v.encode("utf-8", "surrogatepass").hex()
    if kind is bytes: return "s" + v.hex()
    if kind is tuple and len(v) == 3 and v[0] is StopIteration and v[1] == "opaque": return f"opaque({v[2][0]},{v[2][1]})"
    if kind is tuple and len(v) == 3 and v[0] is StopIteration and v[1] == "iterator": return "iterator" + words(v[2])
    if kind is dict: return "{" + ",".join(words(k) + ":" + words(i) for k, i in v.items()) + "}"
    inner = [words(i) for i in v]
    if kind in (set, frozenset): inner.sort()
    return kind.__name__ + "(" + ",".join(inner) + ")"

sys.set_int_max_str_digits(0)
out = sys.stdout.buffer
for _ in range(int(sys.argv[2])):
    v = value(4)
    for frame in marshal.dumps(v, 2), words(v).encode():
        out.write(struct.pack("<I", len(frame)))
        out.write(frame)
"#;

/// The same words for a value of ours.
fn words(value: &Value) -> String {
    let all = |items: &[Value]| items.iter().map(words).collect::<Vec<_>>();
    let truth = |truth: bool| if truth { "True" } else { "False" };
    match value {
        Value::None => "None".into(),
        Value::Bool(value) => truth(*value).into(),
        Value::Int(int) => int.to_string(),
        Value::Big(int) => int.to_string(),
        Value::Float(float) => format!("{:016x}", float.to_bits()),
        Value::Complex(real, imaginary) => format!("c{:016x}{:016x}", real.to_bits(), imaginary.to_bits()),
        Value::Str(text) => format!("u{}", hex(text.as_bytes())),
        Value::Wtf8(text) => format!("u{}", hex(text)),
        Value::Bytes(bytes) => format!("s{}", hex(bytes)),
        Value::List(items) => format!("list({})", all(items).join(",")),
        Value::Tuple(items) => format!("tuple({})", all(items).join(",")),
        Value::Set { frozen, items } => {
            let mut inner = all(items);
            inner.sort();
            format!("{}({})", if *frozen { "frozenset" } else { "set" }, inner.join(","))
        }
        Value::Dict(pairs) => {
            let pairs: Vec<_> = pairs.iter().map(|(key, item)| format!("{}:{}", words(key), words(item))).collect();
            format!("{{{}}}", pairs.join(","))
        }
        Value::Iterator(items) => format!("iteratorlist({})", all(items).join(",")),
        Value::Opaque { kind, own_equality } => format!("opaque({kind},{})", truth(*own_equality)),
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What CPython has written, in pairs, or none where there is no `python3`.
fn from_cpython(seed: u32, count: usize) -> Option<Vec<(Vec<u8>, String)>> {
    let child = Command::new("python3")
        .args(["-I", "-c", RANDOM_VALUES, &seed.to_string(), &count.to_string()])
        .stdout(Stdio::piped())
        .spawn();
    let Ok(mut child) = child else {
        let _ = writeln!(std::io::stderr(), "SKIPPED: there is no python3 to compare with");
        return None;
    };
    let mut bytes = Vec::new();
    child.stdout.take().unwrap().read_to_end(&mut bytes).unwrap();
    assert!(child.wait().unwrap().success(), "the script of random values failed");
    let mut frames = Vec::new();
    let mut rest = bytes.as_slice();
    while let Some((len, after)) = rest.split_first_chunk::<4>() {
        let (frame, after) = after.split_at(u32::from_le_bytes(*len) as usize);
        frames.push(frame.to_vec());
        rest = after;
    }
    assert_eq!(frames.len(), 2 * count);
    Some(frames.chunks(2).map(|pair| (pair[0].clone(), String::from_utf8(pair[1].clone()).unwrap())).collect())
}

#[test]
fn a_hundred_thousand_values_of_cpython_are_read_and_written_as_it_does() {
    for seed in 0..4 {
        for (bytes, said) in from_cpython(seed, 25_000).unwrap_or_default() {
            let value = decode(&bytes).unwrap_or_else(|error| panic!("{error}: {}", hex(&bytes)));
            assert_eq!(words(&value), said, "{}", hex(&bytes));
            let written = encode(&value);
            // `...` and the class itself cross as opaque, and come back as that.
            if !said.contains("opaque(ellipsis") && !said.contains("opaque(type") {
                assert_eq!(hex(&written), hex(&bytes));
            }
        }
    }
}

#[test]
fn bytes_that_nobody_has_written_are_refused_or_are_a_value() {
    let seconds = std::env::var("TROMMEL_FUZZ_SECONDS").ok().and_then(|text| text.parse().ok()).unwrap_or(1);
    let corpus: Vec<Vec<u8>> = match from_cpython(99, 3_000) {
        Some(pairs) => pairs.into_iter().map(|(bytes, _)| bytes).collect(),
        None => [Value::None, Value::List(vec![Value::Int(1 << 40), Value::from("x")])].iter().map(encode).collect(),
    };
    let (mut state, mut tried, mut taken) = (0x9e37_79b9_7f4a_7c15_u64, 0u64, 0u64);
    let mut draw = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 11) as usize % below.max(1)
    };
    let end = Instant::now() + Duration::from_secs(seconds);
    while Instant::now() < end {
        for _ in 0..1_000 {
            let mut bytes = corpus[draw(corpus.len())].clone();
            for _ in 0..=draw(4) {
                mutate(&mut bytes, &corpus, &mut draw);
            }
            tried += 1;
            if let Ok(value) = decode(&bytes) {
                taken += 1;
                let again = decode(&encode(&value)).expect("what was written is read");
                assert_eq!(words(&again), words(&value), "{}", hex(&bytes));
            }
        }
    }
    let _ = writeln!(std::io::stderr(), "{tried} mutated messages in {seconds} s, {taken} of them values");
    assert!(taken > 0 && taken < tried);
}

fn mutate(bytes: &mut Vec<u8>, corpus: &[Vec<u8>], draw: &mut impl FnMut(usize) -> usize) {
    const CODES: &[u8] = b"NTFilgysu[(<>{0.S)tzZaAcRrI\x80\xff\x7f\0";
    let at = draw(bytes.len() + 1);
    match draw(6) {
        0 if at < bytes.len() => bytes[at] ^= 1 << draw(8),
        1 if at < bytes.len() => bytes[at] = CODES[draw(CODES.len())],
        2 => bytes.insert(at, CODES[draw(CODES.len())]),
        3 => bytes.truncate(at),
        4 => {
            let other = &corpus[draw(corpus.len())];
            let from = draw(other.len() + 1);
            let len = draw(other.len() - from + 1);
            bytes.splice(at..at, other[from..from + len].iter().copied());
        }
        _ => {
            let end = (at + draw(6)).min(bytes.len());
            bytes.drain(at..end);
        }
    }
}

#[test]
fn claims_are_not_believed() {
    let nested = |levels: usize| [b"[\x01\0\0\0".repeat(levels), b"N".to_vec()].concat();
    assert_eq!(decode(b"[\xff\xff\xff\x7fN"), Err(MarshalError::Truncated { at: 5, missing: 0x7fff_fffe }));
    assert_eq!(decode(b"[\xff\xff\xff\xff"), Err(MarshalError::Number { at: 1 }));
    assert_eq!(decode(b"NN"), Err(MarshalError::Trailing { at: 1 }));
    assert_eq!(decode(b""), Err(MarshalError::Truncated { at: 0, missing: 1 }));
    assert_eq!(decode(b"0"), Err(MarshalError::Unknown { at: 0, code: b'0' }));
    assert_eq!(decode(b"l\x01\0\0\0\0\0"), Err(MarshalError::Number { at: 1 }));
    assert_eq!(decode(b"u\x01\0\0\0\xff"), Err(MarshalError::Text { at: 1 }));
    assert_eq!(decode(&nested(5_000)).unwrap_err(), MarshalError::TooDeep { at: 5 * 2_001 });
    let many = [b"[".as_slice(), &(VALUES as i32).to_le_bytes(), &b"N".repeat(VALUES)].concat();
    assert_eq!(decode(&many), Err(MarshalError::TooLarge));
    let mut value = &decode(&nested(1_500)).unwrap();
    for _ in 0..DEPTH {
        let Value::List(items) = value else { panic!("{value:?}") };
        value = &items[0];
    }
    assert_eq!(*value, Value::Opaque { kind: "list".into(), own_equality: true });
}

#[test]
fn a_big_integer_that_is_small_is_written_as_the_small_one() {
    for int in [0, 1, -1, i64::from(i32::MAX) + 1, i64::MIN, i64::MAX] {
        assert_eq!(encode(&Value::Big(BigInt::from(int))), encode(&Value::Int(int)));
        assert_eq!(decode(&encode(&Value::Int(int))), Ok(Value::Int(int)));
    }
}
