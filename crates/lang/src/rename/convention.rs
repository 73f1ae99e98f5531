//! Names of several words in one convention.

use super::table::Convention;

/// The name in the convention; `None` when it is already, or when it is left: constants, names with underscores at an end or in a
/// row, names whose digits would run together, and in `likeThis` languages names that start with a capital.
pub(super) fn in_convention(name: &str, convention: Convention) -> Option<String> {
    let bytes = name.as_bytes();
    let odd = name.starts_with('_') || name.ends_with('_') || name.contains("__");
    let has_small = bytes.iter().any(u8::is_ascii_lowercase);
    if odd || !has_small {
        return None;
    }
    let new = match convention {
        Convention::Snake => snake(bytes),
        Convention::Camel if bytes[0].is_ascii_uppercase() => return None,
        Convention::Camel => camel(bytes)?,
    };
    (new != name).then_some(new)
}

/// `aName`, `ANameHTTP`, `a_Name` → `a_name`, `a_name_http`, `a_name`.
fn snake(name: &[u8]) -> String {
    let mut out = String::with_capacity(name.len() + 4);
    for (at, byte) in name.iter().enumerate() {
        let before = at.checked_sub(1).map_or(b'_', |before| name[before]);
        let after_is_small = name.get(at + 1).is_some_and(u8::is_ascii_lowercase);
        let starts_word =
            byte.is_ascii_uppercase() && before != b'_' && (!before.is_ascii_uppercase() || after_is_small);
        if starts_word {
            out.push('_');
        }
        out.push(byte.to_ascii_lowercase() as char);
    }
    out
}

/// `a_name`, `a_2`, `a_Name` → `aName`, `a2`, `aName`. `a1_2` has none.
fn camel(name: &[u8]) -> Option<String> {
    let mut out = String::with_capacity(name.len());
    for (at, byte) in name.iter().enumerate() {
        match (byte, at.checked_sub(1).map(|before| name[before])) {
            (b'_', Some(before)) if before.is_ascii_digit() && name[at + 1].is_ascii_digit() => return None,
            (b'_', _) => {}
            (byte, Some(b'_')) => out.push(byte.to_ascii_uppercase() as char),
            (byte, _) => out.push(*byte as char),
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(convention: Convention, name: &str, want: &str) {
        let got = in_convention(name, convention);
        assert_eq!(got.as_deref().unwrap_or(name), want, "{name}");
        assert_eq!(in_convention(want, convention), None, "not stable: {want}");
    }

    #[test]
    fn snake_case() {
        for (name, want) in [
            ("aName", "a_name"),
            ("a_Name", "a_name"),
            ("HTTPServer", "http_server"),
            ("getURL", "get_url"),
            ("x1Y", "x1_y"),
            ("idx2", "idx2"),
            ("plain", "plain"),
            ("MAX_LEN", "MAX_LEN"),
            ("N", "N"),
            ("_aName", "_aName"),
            ("aName_", "aName_"),
            ("a__bC", "a__bC"),
        ] {
            check(Convention::Snake, name, want);
        }
    }

    #[test]
    fn camel_case() {
        for (name, want) in [
            ("a_name", "aName"),
            ("a_Name", "aName"),
            ("arr_2", "arr2"),
            ("arr_2_3", "arr_2_3"),
            ("http_URL", "httpURL"),
            ("A_name", "A_name"),
            ("Name", "Name"),
            ("MAX_LEN", "MAX_LEN"),
            ("class_", "class_"),
        ] {
            check(Convention::Camel, name, want);
        }
    }
}
