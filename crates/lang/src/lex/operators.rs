//! Operators of more than one byte, found by the longest match.

/// The operators of a language. Those of two bytes are a bit each; longer ones are rare and listed.
#[derive(Debug)]
pub(crate) struct Operators {
    /// Bit `b` of row `a`: `ab` is an operator.
    pairs: [u128; 128],
    /// Bit `b` of row `a`: a longer operator starts with `ab`.
    stems: [u128; 128],
    /// Three bytes and more, the longest first.
    longer: &'static [&'static [u8]],
}

impl Operators {
    /// From those of two bytes and those of three and more, the longest first. All ASCII.
    pub const fn new(pairs: &'static [&'static [u8; 2]], longer: &'static [&'static [u8]]) -> Operators {
        let mut operators = Operators { pairs: [0; 128], stems: [0; 128], longer };
        let mut i = 0;
        while i < pairs.len() {
            operators.pairs[pairs[i][0] as usize] |= 1 << pairs[i][1];
            i += 1;
        }
        let mut i = 0;
        while i < longer.len() {
            operators.stems[longer[i][0] as usize] |= 1 << longer[i][1];
            i += 1;
        }
        operators
    }

    /// Where the operator at `start` ends; a byte that starts no longer one is a token alone.
    #[inline]
    pub fn end(&self, bytes: &[u8], start: usize) -> usize {
        let (Some(&first @ 0..128), Some(&second @ 0..128)) = (bytes.get(start), bytes.get(start + 1)) else {
            return start + 1;
        };
        let bit = |rows: &[u128; 128]| rows[first as usize] >> second & 1 == 1;
        if bit(&self.stems) {
            let rest = &bytes[start..];
            if let Some(found) = self.longer.iter().find(|operator| rest.starts_with(operator)) {
                return start + found.len();
            }
        }
        start + 1 + usize::from(bit(&self.pairs))
    }
}
