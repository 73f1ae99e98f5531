//! Stand-in until the guest's codec is merged: ints, str, None, bool, lists, tuples.
use trommel_sandbox::Value;
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct MarshalError(String);
pub fn encode(value: &Value) -> Vec<u8> {
    let mut out = Vec::new();
    put(value, &mut out);
    out
}
fn put(value: &Value, out: &mut Vec<u8>) {
    match value {
        Value::None => out.push(b'N'),
        Value::Bool(b) => out.push(if *b { b'T' } else { b'F' }),
        Value::Int(i) => {
            out.push(b'i');
            out.extend((*i as i32).to_le_bytes());
        }
        Value::Str(s) => {
            out.push(b'u');
            out.extend((s.len() as u32).to_le_bytes());
            out.extend(s.as_bytes());
        }
        Value::List(l) | Value::Tuple(l) => {
            out.push(if matches!(value, Value::List(_)) { b'[' } else { b'(' });
            out.extend((l.len() as u32).to_le_bytes());
            for v in l {
                put(v, out);
            }
        }
        _ => out.push(b'N'),
    }
}
pub fn decode(bytes: &[u8]) -> Result<Value, MarshalError> {
    let mut at = 0;
    get(bytes, &mut at)
}
fn get(b: &[u8], at: &mut usize) -> Result<Value, MarshalError> {
    let e = || MarshalError("cut".into());
    let tag = *b.get(*at).ok_or_else(e)? & 0x7f;
    *at += 1;
    let mut word = || {
        let w = b.get(*at..*at + 4).ok_or_else(e)?;
        *at += 4;
        Ok::<_, MarshalError>(u32::from_le_bytes(w.try_into().unwrap()))
    };
    Ok(match tag {
        b'N' => Value::None,
        b'T' => Value::Bool(true),
        b'F' => Value::Bool(false),
        b'i' => Value::Int(i64::from(word()? as i32)),
        b'u' | b't' | b'a' => {
            let n = word()? as usize;
            let s = b.get(*at..*at + n).ok_or_else(e)?;
            *at += n;
            Value::Str(String::from_utf8_lossy(s).into())
        }
        b'[' | b'(' => {
            let n = word()?;
            let mut l = vec![];
            for _ in 0..n {
                l.push(get(b, at)?);
            }
            if tag == b'[' { Value::List(l) } else { Value::Tuple(l) }
        }
        b'g' => {
            let w = b.get(*at..*at + 8).ok_or_else(e)?;
            *at += 8;
            Value::Float(f64::from_le_bytes(w.try_into().unwrap()))
        }
        t => return Err(MarshalError(format!("tag {t}"))),
    })
}
