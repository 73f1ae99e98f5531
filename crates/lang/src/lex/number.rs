//! Numeric literals, as generously as a lexer should: `0x1f_u8`, `1e-9`, `1_000.5f32`, `0b1'01`, `3.`, `.5`, `2i`.

/// What differs between languages.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Numbers {
    /// `.5` is a number.
    pub leading_dot: bool,
    /// When a dot without a digit after it goes on with the number.
    pub trailing_dot: TrailingDot,
    /// `1'000` is a number.
    pub quote_separator: bool,
    /// After a dot come fields: `pair.0.1` is a name, two dots, two numbers.
    pub tuple_fields: bool,
}

/// `3.` and what may follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TrailingDot {
    /// `3.`, `3.f`, `3.e5` are numbers.
    Number,
    /// `3.` is a number, `3.max(4)` calls a method.
    NumberUnlessNamed,
    /// `3.times` calls a method.
    Method,
}

/// Where the number that starts at `start` ends.
pub(crate) fn end(numbers: Numbers, bytes: &[u8], start: usize) -> usize {
    let at = |position: usize| bytes.get(position).copied().unwrap_or(0);
    let mut end = digits_end(numbers, bytes, start);
    let field = numbers.tuple_fields && start > 0 && at(start - 1) == b'.' && !(start > 1 && at(start - 2) == b'.');
    if field {
        return end;
    }
    if at(end) == b'.' {
        let next = at(end + 1);
        let goes_on = next.is_ascii_digit()
            || match numbers.trailing_dot {
                TrailingDot::Number => next != b'.',
                TrailingDot::NumberUnlessNamed => next != b'.' && !is_name_byte(next),
                TrailingDot::Method => false,
            };
        if goes_on {
            end = digits_end(numbers, bytes, end);
        }
    }
    // A sign goes on with the number only after its exponent mark, which `e` is not in hexadecimal.
    let hexadecimal = at(start) == b'0' && matches!(at(start + 1), b'x' | b'X');
    let exponent = match at(end.wrapping_sub(1)) {
        b'e' | b'E' => !hexadecimal,
        b'p' | b'P' => hexadecimal,
        _ => false,
    };
    if exponent && matches!(at(end), b'+' | b'-') && at(end + 1).is_ascii_digit() {
        end = digits_end(numbers, bytes, end + 1);
    }
    end
}

/// Digits, letters of bases and suffixes, and separators. A leading dot is stepped over.
fn digits_end(numbers: Numbers, bytes: &[u8], start: usize) -> usize {
    let mut end = start + usize::from(bytes.get(start) == Some(&b'.'));
    while let Some(&byte) = bytes.get(end) {
        let separator =
            byte == b'\'' && numbers.quote_separator && bytes.get(end + 1).is_some_and(u8::is_ascii_hexdigit);
        if !is_name_byte(byte) && !separator {
            break;
        }
        end += 1;
    }
    end
}

fn is_name_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}
