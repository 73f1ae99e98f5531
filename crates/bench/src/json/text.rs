//! Strings with escapes, surrogates and a limit.

use super::Json;

/// A string that is being read.
pub(super) struct Text {
    bytes: Vec<u8>,
    /// A high surrogate that waits for its other half.
    high: Option<u32>,
    lone: bool,
    length: u64,
    most: usize,
    dropped: bool,
}

impl Text {
    pub(super) fn new(most: usize) -> Self {
        Self { bytes: Vec::new(), high: None, lone: false, length: 0, most, dropped: false }
    }

    /// How many bytes it takes.
    pub(super) fn kept(&self) -> usize {
        self.bytes.len()
    }

    pub(super) fn push(&mut self, bytes: &[u8]) {
        if !bytes.is_empty() {
            self.flush();
            self.append(bytes);
        }
    }

    pub(super) fn push_unit(&mut self, unit: u32) {
        if let (Some(high), 0xDC00..=0xDFFF) = (self.high, unit) {
            self.high = None;
            self.push_point(0x10000 + ((high - 0xD800) << 10) + (unit - 0xDC00));
            return;
        }
        self.flush();
        if (0xD800..=0xDBFF).contains(&unit) {
            self.high = Some(unit);
        } else {
            self.push_point(unit);
        }
    }

    fn flush(&mut self) {
        if let Some(high) = self.high.take() {
            self.push_point(high);
        }
    }

    fn push_point(&mut self, point: u32) {
        match char::from_u32(point) {
            Some(char) => self.append(char.encode_utf8(&mut [0; 4]).as_bytes()),
            None => {
                self.lone = true;
                let byte = |shift: u32, mark: u32| u8::try_from(mark | (point >> shift & 0x3F)).unwrap_or(0);
                self.append(&[0xED, byte(6, 0x80), byte(0, 0x80)]);
            }
        }
    }

    fn append(&mut self, bytes: &[u8]) {
        self.length += bytes.len() as u64;
        if self.dropped || self.bytes.len() + bytes.len() > self.most {
            self.dropped = true;
            self.bytes = Vec::new();
        } else {
            self.bytes.extend_from_slice(bytes);
        }
    }

    /// The string, or the byte at which it is no UTF-8.
    pub(super) fn finish(mut self) -> Result<Json, usize> {
        self.flush();
        if self.dropped {
            return Ok(Json::Long(self.length));
        }
        let lone = self.lone;
        match String::from_utf8(self.bytes) {
            Ok(text) => Ok(Json::Str(text)),
            Err(error) if lone => wtf8(error.into_bytes()).map(Json::Wtf8),
            Err(error) => Err(error.utf8_error().valid_up_to()),
        }
    }
}

/// The bytes, if all that is no UTF-8 in them is lone surrogates.
fn wtf8(bytes: Vec<u8>) -> Result<Vec<u8>, usize> {
    let mut rest = 0;
    while let Err(error) = std::str::from_utf8(&bytes[rest..]) {
        let at = rest + error.valid_up_to();
        if !matches!(bytes[at..], [0xED, 0xA0..=0xBF, 0x80..=0xBF, ..]) {
            return Err(at);
        }
        rest = at + 3;
    }
    Ok(bytes)
}
