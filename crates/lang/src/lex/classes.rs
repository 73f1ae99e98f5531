//! What a byte can be the start of: one table look-up per byte.

/// What a token that starts with this byte is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Class {
    /// A name goes on, or starts.
    Word,
    /// A name goes on, or a number starts.
    Digit,
    /// Whitespace within a line.
    Space,
    /// The end of a line.
    Newline,
    /// A token alone: brackets, `,`, `;`, and bytes that mean nothing.
    Mark,
    /// The longest operator from here.
    Operator,
    /// A literal in quotes.
    Quote,
    /// See `Tokens::special`.
    Special,
    /// Not ASCII: the character decides.
    Unicode,
}

/// The class of every byte.
#[derive(Debug)]
pub(crate) struct Classes([Class; 256]);

impl Classes {
    /// The table that languages share, with these bytes as quotes and these as further letters.
    pub const fn new(quotes: &[u8], letters: &[u8]) -> Classes {
        let mut table = [Class::Mark; 256];
        let mut byte = 0;
        while byte < 256 {
            table[byte] = match byte as u8 {
                b'a'..=b'z' | b'A'..=b'Z' | b'_' => Class::Word,
                b'0'..=b'9' => Class::Digit,
                b' ' | b'\t' | b'\r' | 0x0b | 0x0c => Class::Space,
                b'\n' => Class::Newline,
                b'!' | b'$' | b'&' | b'*' | b'+' | b'-' | b':' | b'>' | b'@' | b'^' | b'|' | b'~' => Class::Operator,
                b'/' | b'#' | b'.' | b'=' | b'%' | b'<' | b'?' => Class::Special,
                0x80.. => Class::Unicode,
                _ => Class::Mark,
            };
            byte += 1;
        }
        let mut i = 0;
        while i < quotes.len() {
            table[quotes[i] as usize] = Class::Quote;
            i += 1;
        }
        let mut i = 0;
        while i < letters.len() {
            table[letters[i] as usize] = Class::Word;
            i += 1;
        }
        Classes(table)
    }

    #[inline(always)]
    pub fn of(&self, byte: u8) -> Class {
        self.0[byte as usize]
    }
}
