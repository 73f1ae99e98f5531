//! Carrying images between machines: one file, a line of JSON and then the component.

use std::{
    fs::{self, File},
    io::Write,
    path::Path,
};

use super::{
    ImageError, Images, Stored,
    store::{is_key, sha256},
};
use crate::languages::Language;

/// What such a file begins with, before the JSON on the same line.
const MAGIC: &str = "trommel image 1 ";

const NO_IMAGE: &str = "`trommel sandbox export LANGUAGE FILE` writes such files";
const OTHER_FILES: &str =
    "the image was made from other guest files: use the version of Trommel that made it on both machines";

impl Images {
    /// Writes an image to a file.
    ///
    /// # Errors
    /// It is not as it was stored, or the file cannot be written.
    pub fn export(&self, image: &Stored, to: &Path) -> Result<(), ImageError> {
        let component = self.component(image)?;
        let header = serde_json::to_string(image).expect("plain fields");
        let mut file = File::create(to).map_err(ImageError::at(to))?;
        let written = file.write_all(format!("{MAGIC}{header}\n").as_bytes()).and_then(|()| file.write_all(&component));
        written.and_then(|()| file.sync_all()).map_err(ImageError::at(to))
    }

    /// Takes an image from a file, in the place of the one that this machine may have made, which is given back.
    ///
    /// # Errors
    /// The file is no image, is not what it says, or was made from other files than `languages`' images here.
    pub fn import(&self, from: &Path, languages: &[Language]) -> Result<(Stored, Option<Stored>), ImageError> {
        let bytes = fs::read(from).map_err(ImageError::at(from))?;
        let fault = |what: &str, expected: &str, hint| {
            Err(ImageError::Altered { path: from.into(), what: what.into(), expected: expected.into(), hint })
        };
        let Some(after) = bytes.strip_prefix(MAGIC.as_bytes()) else {
            return fault("it is no exported image", "one", NO_IMAGE);
        };
        // A header is a few hundred bytes; without its end in the first few thousand there is none.
        let end = after.iter().take(4096).position(|byte| *byte == b'\n').unwrap_or(0);
        let (header, component) = after.split_at(end);
        let Ok(stored) = serde_json::from_slice::<Stored>(header) else {
            return fault("its header cannot be read", "one of this version", NO_IMAGE);
        };
        let component = &component[1..];
        let found = sha256(component);
        if found != stored.hash || !is_key(&stored.key) {
            return fault(&format!("its component's SHA-256 is {found}"), &stored.hash, "carry it again");
        }
        let Some(language) = languages.iter().find(|language| language.name == stored.language) else {
            return fault(&format!("it is of the language `{}`", stored.language), "one that is here", OTHER_FILES);
        };
        let key = Self::key(language);
        if key != stored.key {
            return fault(&format!("its key is {}", stored.key), &key, OTHER_FILES);
        }
        let _lock = self.lock(&key, &|_| {})?;
        let before = self.find(&key)?;
        if before.as_ref().is_none_or(|before| before.hash != stored.hash) {
            self.publish(&stored, component)?;
        }
        Ok((stored, before))
    }
}
