//! Worked cases, and 120,000 pairs that CPython has compared.

use std::io::Write;
use std::process::{Command, Stdio};

use super::*;

fn list(items: &[Value]) -> Value {
    Value::List(items.to_vec())
}

fn set(items: &[Value]) -> Value {
    Value::Set { frozen: false, items: items.to_vec() }
}

fn big(text: &str) -> Value {
    Value::from(text.parse::<num_bigint::BigInt>().unwrap())
}

#[test]
fn numbers_by_value() {
    let one = [Value::Int(1), Value::Float(1.0), Value::Bool(true), Value::Complex(1.0, -0.0)];
    for a in &one {
        for b in &one {
            assert!(equal(a, b), "{a:?} {b:?}");
        }
    }
    assert!(equal(&Value::Float(0.0), &Value::Float(-0.0)));
    assert!(!equal(&Value::Float(f64::NAN), &Value::Float(f64::NAN)));
    assert!(!equal(&Value::Int((1 << 53) + 1), &Value::Float(2_f64.powi(53))));
    assert!(equal(&Value::Int(i64::MIN), &Value::Float(-(2_f64.powi(63)))));
    assert!(!equal(&Value::Int(i64::MAX), &Value::Float(2_f64.powi(63))));
    assert!(equal(&big("9223372036854775808"), &Value::Float(2_f64.powi(63))));
    assert!(equal(&big(&format!("1{}", "0".repeat(22))), &Value::Float(1e22)));
    assert!(!equal(&big(&format!("1{}", "0".repeat(23))), &Value::Float(1e23)));
    assert!(!equal(&Value::Float(f64::INFINITY), &big(&"9".repeat(400))));
    assert!(!equal(&Value::Int(1), &Value::from("1")));
    assert!(!equal(&Value::None, &Value::Bool(false)));
}

#[test]
fn containers() {
    let (one, two) = (Value::Int(1), Value::Float(2.0));
    assert!(!equal(&list(std::slice::from_ref(&one)), &Value::Tuple(vec![one.clone()])));
    assert!(equal(
        &set(&[one.clone(), two.clone()]),
        &Value::Set { frozen: true, items: vec![Value::Int(2), Value::Bool(true)] }
    ));
    assert!(!equal(&set(std::slice::from_ref(&one)), &list(std::slice::from_ref(&one))));
    let dict = |a: &Value, b: &Value| Value::Dict(vec![(a.clone(), b.clone()), (b.clone(), a.clone())]);
    assert!(equal(&dict(&one, &two), &dict(&two, &one)));
    assert!(!equal(&dict(&one, &two), &Value::Dict(vec![(one.clone(), two.clone())])));
    let nan = || list(&[Value::Float(f64::NAN)]);
    assert!(!equal(&nan(), &nan()));
    let opaque = || Value::Opaque { kind: "Evil".into(), own_equality: true };
    assert!(!equal(&opaque(), &opaque()));
    assert!(!equal(&set(&[opaque()]), &set(&[opaque()])));
    assert!(!equal(&Value::Iterator(vec![]), &Value::Iterator(vec![])));
}

/// Sets of a million, sets of what equals nothing, and values that are nested too deep.
#[test]
fn hostile_sizes() {
    let many = |offset: i64| set(&(0..1_000_000).map(|at| Value::Int(at + offset)).collect::<Vec<_>>());
    assert!(equal(&many(0), &many(0)));
    assert!(!equal(&many(0), &many(1)));
    let nans = set(&vec![Value::Float(f64::NAN); 1_000_000]);
    assert!(!equal(&nans, &nans));
    let tuples = |last: i64| {
        set(&(0..100_000).map(|at| Value::Tuple(vec![Value::Int(at), Value::Int(last)])).collect::<Vec<_>>())
    };
    assert!(equal(&tuples(1), &tuples(1)));
    assert!(!equal(&tuples(1), &tuples(2)));
    let mut deep = Value::None;
    for _ in 0..5_000 {
        deep = list(&[deep]);
    }
    assert!(!equal(&deep, &deep));
}

/// Makes pairs and says what `==` is: `a \t b \t 0 or 1` a line, values in the JSON of `Value`.
const PAIRS: &str = r#"
import random, json, sys, math
R = random.Random(int(sys.argv[1]))
NUMBERS = [0, 1, -1, 2, 3, 2**53, 2**53 + 1, 2**63, 2**63 - 1, -2**63, 2**64, 10**22, 10**23, 10**30, 10**400, True, False, 0.0, -0.0, 1.0,
           2.0, 0.5, 1e22, 1e23, 2.0**53, 2.0**63, 2.0**64, 1e300, math.inf, -math.inf, 0j, 1+0j, 2+1j, complex(0, -0.0), complex(1, -0.0)]
WORDS = ['', 'a', 'A', 'b', 'ab', '1', 'é', 'e\u0301', '\0', '\ud800', 'a\udfff']
def nan(): return float('inf') - float('inf')
def scalar():
    kind = R.random()
    if kind < .45: return R.choice(NUMBERS)
    if kind < .5: return R.randrange(-5, 5)
    if kind < .52: return nan()
    if kind < .55: return R.random()
    if kind < .6: return None
    if kind < .85: return R.choice(WORDS)
    return R.choice([b'', b'a', b'\xff', bytearray(b'a'), b'ab'])
def key(depth):
    kind = R.random()
    if depth > 2 or kind < .7:
        value = scalar()
        return bytes(value) if isinstance(value, bytearray) else value
    items = [key(depth + 1) for _ in range(R.randrange(4))]
    return tuple(items) if kind < .9 else frozenset(items)
def value(depth):
    kind = R.random()
    if depth > 4 or kind < .4: return scalar()
    count = R.randrange(5)
    if kind < .6: return [value(depth + 1) for _ in range(count)]
    if kind < .72: return tuple(value(depth + 1) for _ in range(count))
    if kind < .8: return {key(depth + 1) for _ in range(count)}
    if kind < .85: return frozenset(key(depth + 1) for _ in range(count))
    return {key(depth + 1): value(depth + 1) for _ in range(count)}
def number(n):
    "The same number in another type."
    forms = [n]
    if isinstance(n, (bool, int, float)):
        for make in (int, float, complex, bool):
            try:
                if make(n) == n: forms.append(make(n))
            except (OverflowError, ValueError): pass
    if isinstance(n, complex) and n.imag == 0: forms.append(n.real)
    return R.choice(forms)
def copy(v, change):
    "An equal value of fresh objects; with `change`, now and then something else."
    if change and R.random() < .2: return value(3)
    if isinstance(v, (bool, int, float, complex)):
        if v != v: return nan()
        return number(v)
    if isinstance(v, str): return ''.join(list(v))
    if isinstance(v, (bytes, bytearray)): return R.choice([bytes, bytearray])(v)
    if v is None: return None
    if isinstance(v, (list, tuple)):
        kind = type(v)
        if change and R.random() < .05: kind = R.choice([list, tuple])
        return kind(copy(i, change) for i in v)
    if isinstance(v, (set, frozenset)):
        items = [hashable(i, change) for i in v]; R.shuffle(items)
        return R.choice([set, frozenset])(items)
    items = [(hashable(k, change), copy(i, change)) for k, i in v.items()]; R.shuffle(items)
    return dict(items)
def hashable(v, change):
    if change and R.random() < .2: return key(2)
    if isinstance(v, tuple): return tuple(hashable(i, change) for i in v)
    if isinstance(v, frozenset): return frozenset(hashable(i, change) for i in v)
    c = copy(v, False)
    return bytes(c) if isinstance(c, bytearray) else c
def double(f): return f if math.isfinite(f) else ('NaN' if f != f else 'inf' if f > 0 else '-inf')
def write(v):
    if v is None: return 'none'
    if isinstance(v, bool): return {'bool': v}
    if isinstance(v, int): return {'int': v} if -2**63 <= v < 2**63 else {'big': str(v)}
    if isinstance(v, float): return {'float': double(v)}
    if isinstance(v, complex): return {'complex': [double(v.real), double(v.imag)]}
    if isinstance(v, str):
        try: v.encode(); return {'str': v}
        except UnicodeEncodeError: return {'wtf8': list(v.encode('utf-8', 'surrogatepass'))}
    if isinstance(v, (bytes, bytearray)): return {'bytes': list(v)}
    if isinstance(v, list): return {'list': [write(i) for i in v]}
    if isinstance(v, tuple): return {'tuple': [write(i) for i in v]}
    if isinstance(v, (set, frozenset)): return {'set': {'frozen': isinstance(v, frozenset), 'items': [write(i) for i in v]}}
    return {'dict': [[write(k), write(i)] for k, i in v.items()]}
sys.set_int_max_str_digits(0)
for _ in range(int(sys.argv[2])):
    a = value(0)
    kind = R.random()
    b = copy(a, False) if kind < .3 else copy(a, True) if kind < .85 else value(0)
    print(json.dumps(write(a)), json.dumps(write(b)), int(a == b), sep='\t')
"#;

/// Equality against CPython's own, on pairs of which about half are equal.
#[test]
fn as_cpython_has_it() {
    const PAIRS_WANTED: usize = 120_000;
    let python = Command::new("python3")
        .args(["-X", "utf8", "-", "20261121", &PAIRS_WANTED.to_string()])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn();
    let Ok(mut python) = python else {
        let mut stderr = std::io::stderr().lock();
        writeln!(stderr, "SKIPPED as_cpython_has_it: there is no python3 on the PATH to compare with").unwrap();
        return;
    };
    python.stdin.take().unwrap().write_all(PAIRS.as_bytes()).unwrap();
    let output = python.wait_with_output().unwrap();
    assert!(output.status.success(), "python3 failed");
    let (mut pairs, mut equals) = (0, 0);
    for line in String::from_utf8(output.stdout).unwrap().lines() {
        let [a, b, want] = line.split('\t').collect::<Vec<_>>().try_into().unwrap();
        let read = |text: &str| serde_json::from_str::<Value>(text).unwrap_or_else(|error| panic!("{error}: {text}"));
        let (a, b, want) = (read(a), read(b), want == "1");
        assert_eq!(equal(&a, &b), want, "{line}");
        assert_eq!(equal(&b, &a), want, "the other way round: {line}");
        if want {
            assert_eq!(hash::of(&a), hash::of(&b), "{line}");
        }
        (pairs, equals) = (pairs + 1, equals + usize::from(want));
    }
    assert_eq!(pairs, PAIRS_WANTED);
    assert!((pairs * 2 / 5..=pairs * 3 / 5).contains(&equals), "{equals} of {pairs} are equal");
}
