//! A value in a line, much as Python writes it.

use std::fmt::Write;

use trommel_sandbox::Value;

/// Characters that are written at most.
const LENGTH: usize = 200;

/// A value as Python writes it, cut at 200 characters.
pub(super) fn shown(value: &Value) -> String {
    let mut line = String::new();
    write(value, &mut line, 0);
    match line.char_indices().nth(LENGTH) {
        Some((at, _)) => format!("{}…", &line[..at]),
        None => line,
    }
}

fn write(value: &Value, line: &mut String, depth: u32) {
    if line.len() > 4 * LENGTH || depth > 50 {
        return;
    }
    // Writing to a string does not fail.
    let _ = match value {
        Value::None => write!(line, "None"),
        Value::Bool(bool) => write!(line, "{}", if *bool { "True" } else { "False" }),
        Value::Int(int) => write!(line, "{int}"),
        // Its digits take quadratic time: a size says enough.
        Value::Big(int) if int.bits() > 4_000 => write!(line, "<an integer of {} bits>", int.bits()),
        Value::Big(int) => write!(line, "{int}"),
        Value::Float(float) if float.is_nan() => write!(line, "nan"),
        Value::Float(float) => write!(line, "{float:?}"),
        Value::Complex(real, imaginary) => write!(line, "({real:?}{imaginary:+?}j)"),
        Value::Str(text) => write!(line, "{:?}", text.chars().take(LENGTH).collect::<String>()),
        Value::Wtf8(bytes) => write!(line, "{:?}", String::from_utf8_lossy(&bytes[..bytes.len().min(LENGTH)])),
        Value::Bytes(bytes) => write!(line, "b\"{}\"", bytes[..bytes.len().min(LENGTH)].escape_ascii()),
        Value::Iterator(_) => write!(line, "<an iterator>"),
        Value::Opaque { kind, .. } => write!(line, "<{}>", kind.chars().take(LENGTH).collect::<String>()),
        Value::List(items) => return list(items, "[", "]", line, depth),
        Value::Tuple(items) if items.len() == 1 => return list(items, "(", ",)", line, depth),
        Value::Tuple(items) => return list(items, "(", ")", line, depth),
        Value::Set { items, .. } if items.is_empty() => write!(line, "set()"),
        Value::Set { items, .. } => return list(items, "{", "}", line, depth),
        Value::Dict(entries) => {
            line.push('{');
            for (at, (key, value)) in entries.iter().enumerate().take(LENGTH) {
                line.push_str(if at == 0 { "" } else { ", " });
                write(key, line, depth + 1);
                line.push_str(": ");
                write(value, line, depth + 1);
            }
            write!(line, "}}")
        }
    };
}

fn list(items: &[Value], open: &str, close: &str, line: &mut String, depth: u32) {
    line.push_str(open);
    for (at, item) in items.iter().enumerate().take(LENGTH) {
        line.push_str(if at == 0 { "" } else { ", " });
        write(item, line, depth + 1);
    }
    line.push_str(close);
}
