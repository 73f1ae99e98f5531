//! How the result of a call is compared with the reference's result: EvalPlus's rules, on canonical values.

mod special;

use serde::{Deserialize, Serialize};
use trommel_sandbox::Value;

use crate::equal::{close, equal, float};
use crate::near::near_value;
use special::Special;

/// The comparison of a result with the reference's, as EvalPlus makes it (`evalplus/eval/__init__.py` 0.3.1).
///
/// Equal values pass. Else, where `atol` is above 0, or the reference returns a double or a sequence of nothing but doubles (then with an
/// `atol` of 1e-6), both must be of one type and shape, and each number within `atol` + 1e-7 × the expected one.
///
/// Two differences, on purpose. EvalPlus keeps the 1e-6 for all later inputs of the task once a double was expected, and so takes
/// 1,000,000,001 for 1,000,000,000 there; here it holds for that input alone. And numpy stretches shapes, so that `[1.0]` passes for
/// `[[1.0], [1.0]]` in places; here the shapes are the same or it is wrong.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Oracle {
    /// Absolute tolerance for numbers; 0: exact, but 1e-6 where doubles are expected.
    pub atol: f64,
    /// A rule of its own for this task; see [`Oracle::SPECIAL`].
    pub special: Option<String>,
}

impl Oracle {
    /// The names that [`Oracle::special`] may have: EvalPlus's tasks by their entry point or by what is asked of the result, and those of the
    /// benchmarks whose expectations come out of JSON.
    ///
    /// | name | rule | tasks |
    /// |---|---|---|
    /// | `find_zero` | the result is a zero of the polynomial that was given, within `atol`, or the reference's own (which is Newton's method, and ends beside a zero for 4 of 888 inputs since CPython 3.12 sums doubles otherwise) | HumanEval/32 |
    /// | `are_equivalent` | any result passes | Mbpp/164 |
    /// | `sum_div` | equal, or 0 | Mbpp/295 |
    /// | `surface_Area` | equal, or the area with the height taken as perpendicular, within `atol` | Mbpp/581 |
    /// | `digit_distance_nums` | equal, or the distance with the shorter number padded by zeros | Mbpp/558 |
    /// | `as-sets` | equal as sets of their elements | Mbpp/2, 7, 111, 140, 232, 249, 579, 769 |
    /// | `not-none` | a truth value as the reference's; anything else passes for true unless it is `None` | `check_str`, `text_match_three`, `text_starta_endb` |
    /// | `tuple-as-list` | equal, a tuple taken for a list | LiveCodeBench |
    /// | `apps` | the same, also of the tuples in it; or the only thing in the list that is expected | APPS |
    pub const SPECIAL: &'static [&'static str] = &[
        "find_zero",
        "are_equivalent",
        "sum_div",
        "surface_Area",
        "digit_distance_nums",
        "as-sets",
        "not-none",
        "tuple-as-list",
        "apps",
    ];

    /// Whether the special rule, if there is one, is known.
    #[must_use]
    pub fn known(&self) -> bool {
        self.special.is_none() || self.rule().is_some()
    }

    /// Whether `value` passes for `expected`, where `arguments` were given.
    #[must_use]
    pub fn accepts(&self, arguments: &[Value], value: &Value, expected: &Value) -> bool {
        let exact = match self.rule() {
            None => equal(value, expected),
            Some(special) => match special.decide(arguments, value, expected, self.atol) {
                special::Decision::Pass => true,
                special::Decision::Fail => return false,
                special::Decision::Open => false,
            },
        };
        exact || self.within(value, expected)
    }

    /// What is kept of the reference's result; none where nothing can be compared with it.
    pub(crate) fn keep(&self, value: Value) -> Option<Value> {
        match (self.rule(), value) {
            // What matched, a match object, is no plain value; only whether there is one counts.
            (Some(Special::NotNone), Value::None) => Some(Value::Bool(false)),
            (Some(Special::NotNone), Value::Bool(bool)) => Some(Value::Bool(bool)),
            (Some(Special::NotNone), _) => Some(Value::Bool(true)),
            (Some(Special::AreEquivalent), _) => Some(Value::None),
            (_, Value::Opaque { .. } | Value::Iterator(_)) => None,
            (_, value) => Some(value),
        }
    }

    /// Whether it did not pass by a little.
    pub(crate) fn near(value: &Value, expected: &Value) -> bool {
        near_value(value, expected)
    }

    fn rule(&self) -> Option<Special> {
        self.special.as_deref().and_then(Special::named)
    }

    fn within(&self, value: &Value, expected: &Value) -> bool {
        let atol = if self.atol == 0.0 && doubles(expected) { 1e-6 } else { self.atol };
        atol > 0.0 && same_type(value, expected) && close_in(value, expected, atol)
    }
}

/// A double, or a sequence of at least one and nothing but doubles.
fn doubles(value: &Value) -> bool {
    match value {
        Value::Float(_) => true,
        Value::List(items) | Value::Tuple(items) => {
            !items.is_empty() && items.iter().all(|item| matches!(item, Value::Float(_)))
        }
        _ => false,
    }
}

/// Python's `type(a) is type(b)`.
fn same_type(a: &Value, b: &Value) -> bool {
    let int = |value: &Value| matches!(value, Value::Int(_) | Value::Big(_));
    std::mem::discriminant(a) == std::mem::discriminant(b) || (int(a) && int(b))
}

/// Numbers within the tolerance, in sequences of the same shape.
fn close_in(value: &Value, expected: &Value, atol: f64) -> bool {
    match (value, expected) {
        (Value::List(a) | Value::Tuple(a), Value::List(b) | Value::Tuple(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| close_in(a, b, atol))
        }
        (Value::Complex(a, b), Value::Complex(c, d)) => {
            let distance = (a - c).hypot(b - d);
            equal(value, expected) || distance <= atol + 1e-7 * c.hypot(*d)
        }
        _ => float(value).zip(float(expected)).is_some_and(|(a, b)| close(a, b, 1e-7, atol)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn oracle(atol: f64, special: Option<&str>) -> Oracle {
        Oracle { atol, special: special.map(str::to_owned) }
    }

    fn floats(floats: &[f64]) -> Value {
        Value::List(floats.iter().map(|float| Value::Float(*float)).collect())
    }

    #[test]
    fn doubles_within_a_millionth() {
        let exact = oracle(0.0, None);
        let pass = |a: &Value, b: &Value| exact.accepts(&[], a, b);
        assert!(pass(&Value::Float(0.1 + 0.2), &Value::Float(0.3)));
        assert!(pass(&Value::Int(3), &Value::Float(3.0)));
        assert!(!pass(&Value::Int(3), &Value::Float(3.000_000_1)));
        assert!(pass(&floats(&[1.0, 2.000_000_1]), &floats(&[1.0, 2.0])));
        assert!(!pass(&floats(&[1.0, 2.0, 3.0]), &floats(&[1.0, 2.0])));
        assert!(!pass(&Value::Float(f64::NAN), &Value::Float(f64::NAN)));
        assert!(pass(&Value::Float(f64::INFINITY), &Value::Float(f64::INFINITY)));
    }

    /// EvalPlus takes these for the same once a double was expected.
    #[test]
    fn integers_stay_exact() {
        let exact = oracle(0.0, None);
        assert!(exact.accepts(&[], &Value::Float(1.0), &Value::Float(1.0 + 1e-9)));
        assert!(!exact.accepts(&[], &Value::Int(1_000_000_001), &Value::Int(1_000_000_000)));
    }

    #[test]
    fn a_tolerance_of_the_task() {
        let loose = oracle(1e-4, None);
        assert!(loose.accepts(&[], &Value::Float(1.00005), &Value::Float(1.0)));
        assert!(!loose.accepts(&[], &Value::Float(1.0005), &Value::Float(1.0)));
        assert!(!loose.accepts(&[], &Value::from("a"), &Value::from("b")));
        let nested = |float: f64| Value::Tuple(vec![floats(&[float]), floats(&[2.0])]);
        assert!(loose.accepts(&[], &nested(1.00001), &nested(1.0)));
    }

    #[test]
    fn every_name_is_known() {
        for name in Oracle::SPECIAL {
            assert!(oracle(0.0, Some(name)).known(), "{name}");
        }
        assert!(!oracle(0.0, Some("find-zero")).known());
    }
}
