//! Which of MBPP+'s arguments are tuples, sets and complex numbers: JSON has only lists and strings for them.
//!
//! The facts are those of evalplus (`mbpp_deserialize_inputs`), written as a table of types. Where evalplus leaves an argument as it
//! is, so does this.

use trommel_sandbox::Value;

/// What is to become of a value.
#[derive(Debug, Clone, Copy)]
enum Type {
    /// It stays.
    Same,
    /// A list becomes a tuple; its elements stay.
    Tuple,
    /// A list becomes a tuple, and so does every list in it.
    DeepTuple,
    /// Something to iterate becomes a tuple of elements that each become this.
    TupleOf(&'static Type),
    /// A list whose elements each become this.
    ListOf(&'static Type),
    /// A list becomes a tuple, anything else stays.
    TupleIfList,
    /// A dictionary whose values each become this.
    DictOf(&'static Type),
    /// A list becomes a set; one without elements, and anything else, becomes an empty dictionary.
    SetOrDict,
    /// Text becomes a float.
    Float,
    /// Text or a number becomes a complex number.
    Complex,
}

use Type::{Complex, DeepTuple, DictOf, Float, ListOf, Same, SetOrDict, Tuple, TupleIfList, TupleOf};

/// Which argument becomes what.
enum Rule {
    /// Every argument.
    Each(Type),
    /// The first ones, in order; further ones stay.
    First(&'static [Type]),
}

/// The rule of a task, if it has one.
fn rule(task: u32) -> Option<Rule> {
    use Rule::{Each, First};
    Some(match task {
        2 | 116 | 132 | 143 | 222 | 261 | 273 | 394 | 399 | 421 | 424 | 429 | 470 | 560 | 579 | 596 | 616 | 630
        | 726 | 740 | 744 | 809 => Each(Tuple),
        63 | 64 | 70 | 94 | 120 | 237 | 272 | 299 | 400 | 409 | 417 | 438 | 473 | 614 | 780 => Each(ListOf(&Tuple)),
        75 | 413 | 444 | 753 => First(&[ListOf(&Tuple)]),
        106 | 750 => First(&[Same, Tuple]),
        115 => First(&[ListOf(&SetOrDict)]),
        124 => First(&[Float, Complex]),
        250 | 307 | 405 | 446 | 617 | 720 | 763 | 808 => First(&[Tuple]),
        252 => First(&[Complex]),
        259 | 401 | 445 => Each(TupleOf(&Tuple)),
        278 => Each(TupleOf(&TupleIfList)),
        580 | 615 | 791 => Each(DeepTuple),
        722 => First(&[DictOf(&Tuple)]),
        _ => return None,
    })
}

/// The arguments of one call of task `Mbpp/{task}` with their types, or what of them does not fit.
pub(super) fn restore(task: u32, arguments: Vec<Value>) -> Result<Vec<Value>, String> {
    match rule(task) {
        None => Ok(arguments),
        Some(Rule::Each(kind)) => arguments.into_iter().map(|value| typed(value, kind)).collect(),
        Some(Rule::First(kinds)) => arguments
            .into_iter()
            .enumerate()
            .map(|(at, value)| typed(value, kinds.get(at).copied().unwrap_or(Same)))
            .collect(),
    }
}

fn typed(value: Value, kind: Type) -> Result<Value, String> {
    let each =
        |items: Vec<Value>, kind: Type| items.into_iter().map(|item| typed(item, kind)).collect::<Result<Vec<_>, _>>();
    Ok(match (kind, value) {
        (Same, value) => value,
        (Tuple, value) => Value::Tuple(items(value)?),
        (TupleOf(kind), value) => Value::Tuple(each(items(value)?, *kind)?),
        (ListOf(kind), value) => Value::List(each(items(value)?, *kind)?),
        (TupleIfList | DeepTuple, Value::List(list)) => {
            let inner = if matches!(kind, DeepTuple) { DeepTuple } else { Same };
            Value::Tuple(each(list, inner)?)
        }
        (TupleIfList | DeepTuple, value) => value,
        (DictOf(kind), Value::Dict(entries)) => Value::Dict(
            entries.into_iter().map(|(key, value)| Ok((key, typed(value, *kind)?))).collect::<Result<_, String>>()?,
        ),
        (SetOrDict, Value::List(list)) if !list.is_empty() => Value::Set { frozen: false, items: distinct(list)? },
        (SetOrDict, _) => Value::Dict(Vec::new()),
        (Float, value) => Value::Float(float(&value)?),
        (Complex, value) => complex(&value)?,
        (DictOf(_), _) => return Err("no dictionary".into()),
    })
}

/// What iterating a value gives, as `tuple()` and `list()` do it.
fn items(value: Value) -> Result<Vec<Value>, String> {
    match value {
        Value::List(items) | Value::Tuple(items) => Ok(items),
        Value::Str(text) => Ok(text.chars().map(|char| Value::Str(char.to_string())).collect()),
        Value::Dict(entries) => Ok(entries.into_iter().map(|(key, _)| key).collect()),
        _ => Err("a number where a list should be".into()),
    }
}

/// Elements of a set: integers and text only, the first of equal ones.
fn distinct(list: Vec<Value>) -> Result<Vec<Value>, String> {
    let mut items: Vec<Value> = Vec::new();
    for item in list {
        if !matches!(item, Value::Int(_) | Value::Str(_)) {
            return Err("neither an integer nor text in a set".into());
        }
        if !items.contains(&item) {
            items.push(item);
        }
    }
    Ok(items)
}

fn float(value: &Value) -> Result<f64, String> {
    match value {
        Value::Int(int) => Ok(*int as f64),
        Value::Float(float) => Ok(*float),
        Value::Str(text) => text.trim().parse().map_err(|_| format!("`{text}` where a float should be")),
        _ => Err("no number where a float should be".into()),
    }
}

/// `complex()` of a number, or of text such as `1j`, `(-0-2j)`, `69.02`, `1e-100j`.
fn complex(value: &Value) -> Result<Value, String> {
    let Value::Str(text) = value else { return Ok(Value::Complex(float(value)?, 0.0)) };
    let wrong = || format!("`{text}` where a complex number should be");
    let plain = text.trim();
    let plain = plain.strip_prefix('(').and_then(|inner| inner.strip_suffix(')')).unwrap_or(plain);
    let Some(imaginary) = plain.strip_suffix(['j', 'J']) else {
        return Ok(Value::Complex(plain.parse().map_err(|_| wrong())?, 0.0));
    };
    // The sign between the parts: the last one that is neither the first character nor an exponent's.
    let bytes = imaginary.as_bytes();
    let split = (1..bytes.len())
        .rev()
        .find(|&at| matches!(bytes[at], b'+' | b'-') && !matches!(bytes[at - 1], b'e' | b'E'))
        .unwrap_or(0);
    let part = |text: &str| match text {
        "" | "+" => Ok(1.0),
        "-" => Ok(-1.0),
        number => number.parse::<f64>().map_err(|_| wrong()),
    };
    let real = if split == 0 { 0.0 } else { part(&imaginary[..split])? };
    Ok(Value::Complex(real, part(&imaginary[split..])?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ints(list: &[i64]) -> Vec<Value> {
        list.iter().map(|int| Value::Int(*int)).collect()
    }

    #[test]
    fn arguments_get_their_types_back() {
        let pair = || Value::List(ints(&[1, 2]));
        let tuple = || Value::Tuple(ints(&[1, 2]));
        assert_eq!(restore(2, vec![pair()]), Ok(vec![tuple()]));
        assert_eq!(restore(63, vec![Value::List(vec![pair()])]), Ok(vec![Value::List(vec![tuple()])]));
        assert_eq!(restore(106, vec![pair(), pair()]), Ok(vec![pair(), tuple()]));
        assert_eq!(restore(259, vec![Value::List(vec![pair()])]), Ok(vec![Value::Tuple(vec![tuple()])]));
        assert_eq!(
            restore(278, vec![Value::List(vec![Value::Int(1), pair()])]),
            Ok(vec![Value::Tuple(vec![Value::Int(1), tuple()])])
        );
        assert_eq!(
            restore(580, vec![Value::List(vec![Value::List(vec![pair()])])]),
            Ok(vec![Value::Tuple(vec![Value::Tuple(vec![tuple()])])])
        );
        assert_eq!(restore(1, vec![pair()]), Ok(vec![pair()]));
        assert_eq!(
            restore(115, vec![Value::List(vec![Value::List(vec![]), Value::List(ints(&[3, 3]))])]),
            Ok(vec![Value::List(vec![Value::Dict(vec![]), Value::Set { frozen: false, items: ints(&[3]) }])])
        );
    }

    #[test]
    fn complex_numbers_are_read_as_python_reads_them() {
        for (text, real, imaginary) in [
            ("1j", 0.0, 1.0),
            ("(-0-2j)", -0.0, -2.0),
            ("1e-100j", 0.0, 1e-100),
            ("(-0-1e-16j)", -0.0, -1e-16),
            ("69.02", 69.02, 0.0),
            ("(1+2j)", 1.0, 2.0),
            ("-3j", 0.0, -3.0),
            ("j", 0.0, 1.0),
        ] {
            assert_eq!(complex(&text.into()), Ok(Value::Complex(real, imaginary)), "{text}");
        }
        assert_eq!(complex(&"x".into()), Err("`x` where a complex number should be".into()));
    }
}
