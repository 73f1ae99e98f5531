//! JSON values as the guest's values.

use num_bigint::BigInt;
use trommel_sandbox::Value;

use super::Json;

/// The most digits an integer may have: reading decimal digits takes time that grows with their square.
const MAX_DIGITS: usize = 20_000;

/// The value that Python's `json` would make of it, or what is wrong with it.
pub(crate) fn value(json: &Json) -> Result<Value, String> {
    Ok(match json {
        Json::Null => Value::None,
        Json::Bool(truth) => Value::Bool(*truth),
        Json::Number(text) => number(text)?,
        Json::Str(text) => Value::Str(text.clone()),
        Json::Wtf8(bytes) => Value::Wtf8(bytes.clone()),
        Json::Long(bytes) => return Err(format!("a string of {bytes} bytes")),
        Json::List(items) => Value::List(items.iter().map(value).collect::<Result<_, _>>()?),
        Json::Object(fields) => Value::Dict(
            fields
                .iter()
                .map(|(key, item)| Ok((Value::Str(key.clone()), value(item)?)))
                .collect::<Result<_, String>>()?,
        ),
    })
}

fn number(text: &str) -> Result<Value, String> {
    match text {
        "NaN" => return Ok(Value::Float(f64::NAN)),
        "Infinity" => return Ok(Value::Float(f64::INFINITY)),
        "-Infinity" => return Ok(Value::Float(f64::NEG_INFINITY)),
        _ => {}
    }
    if text.contains(['.', 'e', 'E']) {
        return text.parse().map(Value::Float).map_err(|_| format!("the number {text}"));
    }
    if let Ok(int) = text.parse::<i64>() {
        return Ok(Value::Int(int));
    }
    if text.len() > MAX_DIGITS {
        return Err(format!("an integer of {} digits", text.len()));
    }
    text.parse::<BigInt>().map(Value::from).map_err(|_| format!("the number {text}"))
}
