//! Numbers of all types, compared by value.

use std::collections::hash_map::DefaultHasher;
use std::hash::Hash;

use num_bigint::{BigInt, Sign};
use trommel_sandbox::Value;

/// A number, whatever its type.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Number<'v> {
    /// A truth value, or an integer that fits.
    Int(i64),
    /// A larger one.
    Big(&'v BigInt),
    /// A double, or a complex number without an imaginary part.
    Float(f64),
    /// A complex number with one.
    Complex(f64, f64),
}

impl<'v> Number<'v> {
    pub(crate) fn of(value: &'v Value) -> Option<Self> {
        Some(match value {
            Value::Bool(bool) => Self::Int(i64::from(*bool)),
            Value::Int(int) => Self::Int(*int),
            Value::Big(int) => Self::Big(int),
            Value::Float(float) => Self::Float(*float),
            Value::Complex(real, imaginary) if *imaginary == 0.0 => Self::Float(*real),
            Value::Complex(real, imaginary) => Self::Complex(*real, *imaginary),
            _ => return None,
        })
    }

    pub(super) fn equal(&self, other: &Self) -> bool {
        match (*self, *other) {
            (Self::Int(a), Self::Int(b)) => a == b,
            (Self::Big(a), Self::Big(b)) => a == b,
            (Self::Float(a), Self::Float(b)) => a == b,
            (Self::Complex(a, b), Self::Complex(c, d)) => a == c && b == d,
            (Self::Int(int), Self::Float(float)) | (Self::Float(float), Self::Int(int)) => integral(float) == Some(int),
            (Self::Big(int), Self::Float(float)) | (Self::Float(float), Self::Big(int)) => {
                // A double has at most 1,024 bits; that also bounds the work.
                int.bits() <= 1024 && big(float).as_ref() == Some(int)
            }
            _ => false,
        }
    }

    /// None of a number that is not one: it equals nothing.
    pub(super) fn hash(&self, hasher: &mut DefaultHasher) -> Option<()> {
        match *self {
            Self::Int(int) => int.hash(hasher),
            Self::Big(int) => int.hash(hasher),
            Self::Float(float) if float.is_nan() => return None,
            Self::Float(float) => match integral(float) {
                Some(int) => int.hash(hasher),
                None => match big(float) {
                    Some(int) => int.hash(hasher),
                    None => float.to_bits().hash(hasher),
                },
            },
            Self::Complex(real, imaginary) if real.is_nan() || imaginary.is_nan() => return None,
            // Adding 0 makes a negative zero a positive one.
            Self::Complex(real, imaginary) => (b'c', (real + 0.0).to_bits(), (imaginary + 0.0).to_bits()).hash(hasher),
        }
        Some(())
    }
}

/// The integer that a double is, where it is one that fits.
fn integral(float: f64) -> Option<i64> {
    // −2⁶³ is a double and an i64; 2⁶³ is a double only.
    let fits = float.fract() == 0.0 && (-9_223_372_036_854_775_808.0..9_223_372_036_854_775_808.0).contains(&float);
    fits.then_some(float as i64)
}

/// The integer that a double is, where it is one.
fn big(float: f64) -> Option<BigInt> {
    if !float.is_finite() || float.fract() != 0.0 {
        return None;
    }
    let bits = float.to_bits();
    let exponent = (bits >> 52 & 0x7ff) as i64 - 1075;
    let mantissa = (bits & ((1 << 52) - 1)) | (u64::from(bits >> 52 & 0x7ff != 0) << 52);
    let magnitude = if exponent >= 0 {
        BigInt::from(mantissa) << exponent as u64
    } else {
        BigInt::from(mantissa) >> (-exponent) as u64
    };
    Some(if float < 0.0 { -magnitude } else { magnitude })
}

/// The nearest double of a real number; an integer beyond doubles is infinite.
pub(crate) fn float(value: &Value) -> Option<f64> {
    match Number::of(value)? {
        Number::Int(int) => Some(int as f64),
        Number::Float(float) => Some(float),
        Number::Big(int) if int.bits() > 1024 => {
            Some(if int.sign() == Sign::Minus { f64::NEG_INFINITY } else { f64::INFINITY })
        }
        // Through decimal digits, which are correctly rounded.
        Number::Big(int) => int.to_string().parse().ok(),
        Number::Complex(..) => None,
    }
}

/// |a − b| ≤ `atol` + `rtol` × |b|, as numpy's `isclose` has it: infinities equal themselves, not-a-number nothing.
pub(crate) fn close(a: f64, b: f64, rtol: f64, atol: f64) -> bool {
    a == b || (a.is_finite() && b.is_finite() && (a - b).abs() <= atol + rtol * b.abs())
}
