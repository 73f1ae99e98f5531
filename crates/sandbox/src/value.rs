//! Canonical values: what crosses a room's wall.

use num_bigint::BigInt;
use serde::{Deserialize, Serialize};

/// A plain value of the guest's language: exact built-in types only, depth and size capped. A dictionary keeps its insertion order
/// and a set the guest's iteration order; neither counts in a comparison.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Value {
    /// `None`, `null`, `nil`.
    None,
    /// A truth value.
    Bool(bool),
    /// An integer that fits.
    Int(i64),
    /// An integer that does not fit [`Value::Int`]; never one that would.
    Big(#[serde(with = "decimal")] BigInt),
    /// A double, with its bits: not-a-number and infinities included.
    Float(#[serde(with = "float")] f64),
    /// A complex number: real and imaginary part.
    Complex(#[serde(with = "float")] f64, #[serde(with = "float")] f64),
    /// Text.
    Str(String),
    /// Text with lone surrogates, in WTF-8; never valid UTF-8.
    Wtf8(Vec<u8>),
    /// Bytes (`bytes` and `bytearray`).
    Bytes(Vec<u8>),
    /// A list.
    List(Vec<Value>),
    /// A tuple (named tuples too).
    Tuple(Vec<Value>),
    /// A set (`set` and `frozenset`), elements distinct in the guest.
    Set {
        /// Whether it is a `frozenset`: makes no difference to equality, but to what the guest may do with it.
        frozen: bool,
        /// The elements.
        items: Vec<Value>,
    },
    /// A dictionary (`Counter`, `defaultdict`, `OrderedDict` too), keys distinct in the guest.
    Dict(Vec<(Value, Value)>),
    /// What an iterator gave, drained in its own room: equal to nothing, but can be iterated once where it arrives.
    Iterator(Vec<Value>),
    /// Anything else. It is not equal to anything.
    Opaque {
        /// Its type's name.
        kind: String,
        /// Whether its type defines an equality of its own, which is never asked.
        own_equality: bool,
    },
}

impl From<BigInt> for Value {
    fn from(int: BigInt) -> Self {
        i64::try_from(&int).map_or_else(|_| Self::Big(int), Self::Int)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Str(text.into())
    }
}

/// Big integers as decimal text.
mod decimal {
    use num_bigint::BigInt;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub fn serialize<S: Serializer>(int: &BigInt, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(int)
    }

    pub fn deserialize<'d, D: Deserializer<'d>>(from: D) -> Result<BigInt, D::Error> {
        String::deserialize(from)?.parse().map_err(D::Error::custom)
    }
}

/// Doubles that JSON has no number for are text: else they would come back as nothing.
mod float {
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Written {
        Number(f64),
        Text(String),
    }

    pub fn serialize<S: Serializer>(float: &f64, to: S) -> Result<S::Ok, S::Error> {
        if float.is_finite() { to.serialize_f64(*float) } else { to.collect_str(float) }
    }

    pub fn deserialize<'d, D: Deserializer<'d>>(from: D) -> Result<f64, D::Error> {
        match Written::deserialize(from)? {
            Written::Number(float) => Ok(float),
            Written::Text(text) => text.parse().map_err(D::Error::custom),
        }
    }
}
