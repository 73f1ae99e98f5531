//! Tasks of EvalPlus of which more than one result is right (`evalplus/eval/_special_oracle.py`; the rules are its, the code is not).

use trommel_sandbox::Value;

use crate::equal::{close, equal, float};

/// A rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Special {
    FindZero,
    AreEquivalent,
    SumDiv,
    SurfaceArea,
    DigitDistance,
    AsSets,
    NotNone,
    TupleAsList,
    Apps,
}

/// What a rule says; `Open`: the tolerance decides.
pub(super) enum Decision {
    Pass,
    Fail,
    Open,
}

impl Special {
    pub(super) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "find_zero" => Self::FindZero,
            "are_equivalent" => Self::AreEquivalent,
            "sum_div" => Self::SumDiv,
            "surface_Area" => Self::SurfaceArea,
            "digit_distance_nums" => Self::DigitDistance,
            "as-sets" => Self::AsSets,
            "not-none" => Self::NotNone,
            "tuple-as-list" => Self::TupleAsList,
            "apps" => Self::Apps,
            _ => return None,
        })
    }

    pub(super) fn decide(self, arguments: &[Value], value: &Value, expected: &Value, atol: f64) -> Decision {
        let passes = |passes: bool| if passes { Decision::Pass } else { Decision::Open };
        let only = |passes: bool| if passes { Decision::Pass } else { Decision::Fail };
        match self {
            Self::FindZero => {
                let zero = polynomial(arguments, value).is_some_and(|distance| distance <= atol);
                only(zero || equal(value, expected))
            }
            Self::AreEquivalent => Decision::Pass,
            Self::SumDiv => passes(equal(value, expected) || equal(value, &Value::Int(0))),
            Self::SurfaceArea => {
                let perpendicular = surface_area(arguments).zip(float(value));
                passes(
                    equal(value, expected) || perpendicular.is_some_and(|(area, value)| close(value, area, 0.0, atol)),
                )
            }
            Self::DigitDistance => {
                let padded = digit_distance(arguments).map(Value::Int);
                passes(equal(value, expected) || padded.is_some_and(|padded| equal(value, &padded)))
            }
            Self::AsSets => only(elements(value).zip(elements(expected)).is_some_and(|(a, b)| equal(&a, &b))),
            Self::NotNone => match value {
                Value::Bool(_) => only(equal(value, expected)),
                _ => only(equal(expected, &Value::Bool(!matches!(value, Value::None)))),
            },
            Self::TupleAsList => passes(equal(&listed(value, 1), expected)),
            Self::Apps => {
                let only = |expected: &Value| match expected {
                    Value::List(items) => items.first().cloned(),
                    _ => None,
                };
                let value = listed(value, 2);
                passes(equal(&value, expected) || only(expected).is_some_and(|only| equal(&value, &only)))
            }
        }
    }
}

/// How far the polynomial whose coefficients are the first argument, lowest first, is from 0 at `x`. Near a zero of a steep one nothing but
/// rounding is left, so the terms are summed as CPython does: since 3.12 with the errors kept apart (Neumaier), before that one after the
/// other; the smaller of the two counts.
fn polynomial(arguments: &[Value], x: &Value) -> Option<f64> {
    let (Value::List(coefficients) | Value::Tuple(coefficients)) = arguments.first()? else { return None };
    let x = float(x)?;
    let (mut plain, mut sum, mut errors) = (0.0_f64, 0.0_f64, 0.0_f64);
    for (power, coefficient) in coefficients.iter().enumerate() {
        // `powf` is the C library's `pow`, as `math.pow` is; `powi` rounds at every step.
        let term = float(coefficient)? * x.powf(power as f64);
        let next = sum + term;
        errors += if sum.abs() >= term.abs() { (sum - next) + term } else { (term - next) + sum };
        (plain, sum) = (plain + term, next);
    }
    let sum = if errors.is_finite() { sum + errors } else { sum };
    Some(sum.abs().min(plain.abs()))
}

/// Of a square pyramid with its base's edge and its height over the base, rounded.
fn surface_area(arguments: &[Value]) -> Option<f64> {
    let [edge, height] = arguments else { return None };
    let (edge, height) = (float(edge)?, float(height)?);
    let slant = (edge / 2.0).hypot(height);
    Some((edge * edge + 2.0 * edge * slant).round_ties_even())
}

/// The sum of the differences of digits, the shorter number padded by zeros in front.
fn digit_distance(arguments: &[Value]) -> Option<i64> {
    let [Value::Int(a), Value::Int(b)] = arguments else { return None };
    let (a, b) = (u64::try_from(*a).ok()?, u64::try_from(*b).ok()?);
    let digits = |number: u64| (0..20).map(move |place| number / 10_u64.pow(place.min(19)) % 10);
    Some(digits(a).zip(digits(b)).take(19).map(|(a, b)| (a as i64 - b as i64).abs()).sum())
}

/// The set of a value's elements; none where Python would raise.
fn elements(value: &Value) -> Option<Value> {
    let items: Vec<Value> = match value {
        Value::List(items) | Value::Tuple(items) | Value::Set { items, .. } => items.clone(),
        Value::Dict(entries) => entries.iter().map(|(key, _)| key.clone()).collect(),
        Value::Str(text) => text.chars().map(|letter| Value::Str(letter.into())).collect(),
        _ => return None,
    };
    let hashable = |item: &Value| !matches!(item, Value::List(_) | Value::Dict(_) | Value::Set { frozen: false, .. });
    if !items.iter().all(hashable) {
        return None;
    }
    Some(Value::Set { frozen: true, items: crate::equal::distinct(items) })
}

/// With a list in the place of each tuple, so many levels down.
fn listed(value: &Value, levels: u32) -> Value {
    match value {
        Value::List(items) | Value::Tuple(items) if levels > 0 => {
            Value::List(items.iter().map(|item| listed(item, levels - 1)).collect())
        }
        value => value.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ints(items: &[i64]) -> Value {
        Value::List(items.iter().map(|item| Value::Int(*item)).collect())
    }

    fn passes(special: Special, arguments: &[Value], value: &Value, expected: &Value, atol: f64) -> bool {
        matches!(special.decide(arguments, value, expected, atol), Decision::Pass)
    }

    #[test]
    fn worked_cases() {
        // (x − 1)(x − 2) = 2 − 3x + x²
        let polynomial = [ints(&[2, -3, 1])];
        assert!(passes(Special::FindZero, &polynomial, &Value::Float(2.0), &Value::Float(1.0), 1e-4));
        assert!(!passes(Special::FindZero, &polynomial, &Value::Float(1.5), &Value::Float(1.0), 1e-4));
        assert!(passes(Special::FindZero, &polynomial, &Value::Float(1.5), &Value::Float(1.5), 1e-4));
        assert!(!passes(Special::FindZero, &polynomial, &Value::None, &Value::Float(1.0), 1e-4));
        assert!(passes(Special::SumDiv, &[], &Value::Int(0), &Value::Int(7), 0.0));
        let numbers = [Value::Int(1), Value::Int(256)];
        assert!(passes(Special::DigitDistance, &numbers, &Value::Int(12), &Value::Int(1), 0.0));
        let pyramid = [Value::Int(3), Value::Int(4)];
        assert!(passes(Special::SurfaceArea, &pyramid, &Value::Int(35), &Value::Int(33), 0.0));
        assert!(passes(Special::AsSets, &[], &ints(&[2, 1, 1]), &ints(&[1, 2]), 0.0));
        assert!(!passes(Special::AsSets, &[], &ints(&[2, 1, 3]), &ints(&[1, 2]), 0.0));
        let nested = Value::Tuple(vec![Value::Tuple(vec![Value::Int(1)])]);
        assert!(passes(Special::TupleAsList, &[], &Value::Tuple(vec![Value::Int(1)]), &ints(&[1]), 0.0));
        assert!(!passes(Special::TupleAsList, &[], &nested, &Value::List(vec![ints(&[1])]), 0.0));
        assert!(passes(Special::Apps, &[], &nested, &Value::List(vec![ints(&[1])]), 0.0));
        assert!(passes(Special::Apps, &[], &Value::Int(1), &ints(&[1]), 0.0));
    }

    #[test]
    fn not_none() {
        let matched = Value::Opaque { kind: "Match".into(), own_equality: false };
        assert!(passes(Special::NotNone, &[], &matched, &Value::Bool(true), 0.0));
        assert!(!passes(Special::NotNone, &[], &matched, &Value::Bool(false), 0.0));
        assert!(passes(Special::NotNone, &[], &Value::None, &Value::Bool(false), 0.0));
        assert!(!passes(Special::NotNone, &[], &Value::Bool(false), &Value::Bool(true), 0.0));
    }
}
