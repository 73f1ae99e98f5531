//! Reading one file to learn what it is; each file is read once.

use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::Path;

use trommel_lang::{CONTENT_PREFIX, detect};

use super::walk::{Found, Kind};
use crate::bad::BadReason;
use crate::index::Verdict;

/// Manifests are small; a bigger file of that name is something else.
const MANIFEST_BYTES: u64 = 1 << 20;

/// What reading a file said.
pub(super) enum Examined {
    /// Worth remembering.
    Verdict(Verdict),
    /// True of the file now; told again next time.
    Bad(BadReason),
    /// Not there any more.
    Gone,
}

/// Reads a file, unless its size says enough. Also returns how many bytes were read.
pub(super) fn examine(base: &Path, found: &Found, max_bytes: u64) -> (Examined, u64) {
    let mut read = 0;
    let examined = match learn(base, found, max_bytes, &mut read) {
        Ok(examined) => examined,
        Err(error) if error.kind() == ErrorKind::NotFound => Examined::Gone,
        Err(error) => Examined::Bad(BadReason::Unreadable { error: error.to_string() }),
    };
    (examined, read)
}

fn learn(base: &Path, found: &Found, max_bytes: u64, read: &mut u64) -> std::io::Result<Examined> {
    let too_large = |bytes| Ok(Examined::Bad(BadReason::TooLarge { bytes, max: max_bytes }));
    let over = found.stat.size > max_bytes;
    if over && matches!(found.kind, Kind::Code(_)) {
        return too_large(found.stat.size);
    }
    let mut file = File::open(base.join(&found.path))?;
    let mut content = Vec::new();
    let mut language = None;
    match found.kind {
        Kind::Code(_) => {}
        Kind::Manifest(manifest) => {
            *read += file.by_ref().take(MANIFEST_BYTES + 1).read_to_end(&mut content)? as u64;
            let text = std::str::from_utf8(&content).ok();
            let text = text.filter(|text| text.len() as u64 <= MANIFEST_BYTES);
            let license = text.and_then(|text| manifest.license(text));
            return Ok(Examined::Verdict(Verdict::Manifest(license)));
        }
        Kind::Unsure => {
            let prefix = CONTENT_PREFIX as u64;
            *read += file.by_ref().take(prefix).read_to_end(&mut content)? as u64;
            language = detect(&found.path, &content);
            if language.is_none() {
                return Ok(Examined::Verdict(Verdict::NotCode));
            }
            if over {
                return too_large(found.stat.size);
            }
        }
    }
    // The file may have grown since it was looked at: the limit holds for what is read.
    let left = (max_bytes + 1).saturating_sub(content.len() as u64);
    content.reserve(usize::try_from(found.stat.size.min(left)).unwrap_or(0));
    *read += file.take(left).read_to_end(&mut content)? as u64;
    if content.len() as u64 > max_bytes {
        return too_large(content.len() as u64);
    }
    Ok(Examined::Verdict(match std::str::from_utf8(&content) {
        Ok(_) => Verdict::Text { digest: *blake3::hash(&content).as_bytes(), language },
        Err(error) => Verdict::NotUtf8 { at: error.valid_up_to() as u64, language },
    }))
}
