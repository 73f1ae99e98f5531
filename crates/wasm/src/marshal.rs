//! Values on their way through a room's wall: CPython's `marshal` format, version 2, which the Python guest writes and reads in C.
//!
//! One byte says what follows; numbers are little-endian. (`Python/marshal.c` of CPython 3.14; no references before version 3.)
//!
//! | code | value | then |
//! |---|---|---|
//! | `N` `T` `F` | `None`, `True`, `False` | |
//! | `i` | an integer of 32 bits | 4 bytes |
//! | `l` | a larger one | a signed count of 15-bit digits (its sign is the number's), then the digits, 2 bytes each, lowest first |
//! | `g` `y` | a float, a complex number | 8 or 16 bytes |
//! | `s` `u` | bytes, text | a count of 4 bytes, then the bytes; text is UTF-8 in which lone surrogates may stand |
//! | `[` `(` `<` `>` | a list, tuple, set, frozenset | a count of 4 bytes, then the elements |
//! | `{` | a dictionary | keys and values in turn, then `0` |
//! | `.` `S` | `Ellipsis`, the class `StopIteration` | |
//!
//! What has no code goes as a tuple of three that begins with `S`, as `sandbox/python/_trommel/values.py` writes it:
//! `(StopIteration, "opaque", (kind, own equality))` and `(StopIteration, "iterator", [what it gave])`.

mod read;
#[cfg(test)]
mod tests;
mod write;

pub use read::decode;
pub use write::encode;

/// Containers nested deeper than this are opaque, here as in the guest.
pub const DEPTH: usize = 200;

/// The most values that one message may hold, containers and their parts together.
pub const VALUES: usize = 4_000_000;

/// Why bytes are no value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MarshalError {
    /// They end too early, or a count says more than can be there.
    #[error("byte {at}: {missing} more bytes expected")]
    Truncated {
        /// Offset.
        at: usize,
        /// How many are missing at least.
        missing: usize,
    },
    /// No value of ours begins so.
    #[error("byte {at}: unknown code 0x{code:02x}")]
    Unknown {
        /// Offset.
        at: usize,
        /// What is there.
        code: u8,
    },
    /// A count is negative, or a large integer's digits are not as CPython writes them.
    #[error("byte {at}: not a number that marshal writes")]
    Number {
        /// Offset.
        at: usize,
    },
    /// Text is not UTF-8 with or without lone surrogates.
    #[error("byte {at}: text is not UTF-8")]
    Text {
        /// Offset of the text.
        at: usize,
    },
    /// Nested deeper than CPython itself can write.
    #[error("byte {at}: nested too deeply")]
    TooDeep {
        /// Offset.
        at: usize,
    },
    /// More than [`VALUES`] values. An honest guest can send this: it is a matter of limits, not of tampering.
    #[error("more than {VALUES} values")]
    TooLarge,
    /// Bytes follow the value.
    #[error("byte {at}: the value has ended, but more bytes follow")]
    Trailing {
        /// Offset of the first.
        at: usize,
    },
}
