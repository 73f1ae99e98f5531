//! Carrying images between machines: one file, a line of JSON and then the image's files one after another.

use std::{
    fs::{self, File},
    io::Write,
    path::{Component, Path},
};

use super::{
    ImageError, Images, Stored,
    commands::{self, Made, Piece},
    store::{is_key, sha256},
};
use crate::languages::Language;

/// What such a file begins with, before the JSON on the same line: a snapshot with its component, or a command language's image with
/// its modules and files in the order in which the JSON names them.
const SNAPSHOT: &str = "trommel image 1 ";
const COMMANDS: &str = "trommel image 2 ";

/// The longest line of JSON that is looked for: a compiler's headers are thousands of files.
const HEADER: usize = 16 << 20;

const NO_IMAGE: &str = "`trommel sandbox export LANGUAGE FILE` writes such files";
const OTHER_FILES: &str =
    "the image was made from other guest files: use the version of Trommel that made it on both machines";
const AGAIN: &str = "carry it again";

impl Images {
    /// Writes an image to a file.
    ///
    /// # Errors
    /// It is not as it was stored, or the file cannot be written.
    pub fn export(&self, image: &Stored, to: &Path) -> Result<(), ImageError> {
        let mut file = File::create(to).map_err(ImageError::at(to))?;
        let mut write = |bytes: &[u8]| file.write_all(bytes).map_err(ImageError::at(to));
        match self.find_made(&image.key)? {
            None => {
                let component = self.component(image)?;
                write(format!("{SNAPSHOT}{}\n", line(image)).as_bytes())?;
                write(&component)?;
            }
            Some(made) => {
                write(format!("{COMMANDS}{}\n", line(&made)).as_bytes())?;
                for piece in made.modules.values() {
                    write(&self.module_bytes(piece)?)?;
                }
                for path in made.files.keys() {
                    let path = self.folder().join(&image.key).join("sysroot").join(path);
                    write(&fs::read(&path).map_err(ImageError::at(&path))?)?;
                }
            }
        }
        file.sync_all().map_err(ImageError::at(to))
    }

    /// Takes an image from a file, in the place of the one that this machine may have made, which is given back.
    ///
    /// # Errors
    /// The file is no image, is not what it says, or was made from other files than `languages`' images here.
    pub fn import(&self, from: &Path, languages: &[Language]) -> Result<(Stored, Option<Stored>), ImageError> {
        let bytes = fs::read(from).map_err(ImageError::at(from))?;
        let carried = Carried { from, bytes: &bytes };
        let is_snapshot = bytes.starts_with(SNAPSHOT.as_bytes());
        if !is_snapshot && !bytes.starts_with(COMMANDS.as_bytes()) {
            return Err(carried.fault("it is no exported image", "one", NO_IMAGE));
        }
        let (header, content) = carried.header()?;
        if is_snapshot {
            let stored: Stored = carried.read(header)?;
            let found = sha256(content);
            if found != stored.hash || !is_key(&stored.key) {
                let what = format!("its component's SHA-256 is {found}");
                return Err(carried.fault(&what, &stored.hash, AGAIN));
            }
            carried.expect(&stored, languages)?;
            self.take(&stored, || self.publish(&stored, content))
        } else {
            let made: Made = carried.read(header)?;
            let pieces = carried.pieces(&made, content)?;
            carried.expect(&made.image, languages)?;
            self.take(&made.image, || self.publish_pieces(&made, &pieces))
        }
    }

    /// Publishes where another image or none is there, and gives back what was.
    fn take(
        &self,
        stored: &Stored,
        publish: impl FnOnce() -> Result<(), ImageError>,
    ) -> Result<(Stored, Option<Stored>), ImageError> {
        let _lock = self.lock(&stored.key, &|_| {})?;
        let before = self.find(&stored.key)?;
        if before.as_ref().is_none_or(|before| before.hash != stored.hash) {
            publish()?;
        }
        Ok((stored.clone(), before))
    }

    fn publish_pieces(&self, made: &Made, pieces: &[&[u8]]) -> Result<(), ImageError> {
        let scratch = self.scratch()?;
        let folder = scratch.path().join("image");
        let sysroot = folder.join("sysroot");
        fs::create_dir_all(&sysroot).map_err(ImageError::at(&sysroot))?;
        let (modules, files) = pieces.split_at(made.modules.len());
        for component in modules {
            self.put_module(component)?;
        }
        for (path, bytes) in made.files.keys().zip(files) {
            commands::place(&sysroot, path, bytes)?;
        }
        self.publish_made(made, &folder)
    }
}

fn line(header: &impl serde::Serialize) -> String {
    serde_json::to_string(header).expect("plain fields")
}

/// A file that came from another machine.
struct Carried<'a> {
    from: &'a Path,
    bytes: &'a [u8],
}

impl<'a> Carried<'a> {
    fn fault(&self, what: &str, expected: &str, hint: &'static str) -> ImageError {
        ImageError::Altered { path: self.from.into(), what: what.into(), expected: expected.into(), hint }
    }

    /// Its JSON, and what follows the line.
    fn header(&self) -> Result<(&'a [u8], &'a [u8]), ImageError> {
        let after = &self.bytes[SNAPSHOT.len()..];
        let end = after.iter().take(HEADER).position(|byte| *byte == b'\n');
        let end = end.ok_or_else(|| self.unreadable())?;
        Ok((&after[..end], &after[end + 1..]))
    }

    fn read<T: serde::de::DeserializeOwned>(&self, header: &[u8]) -> Result<T, ImageError> {
        serde_json::from_slice(header).map_err(|_| self.unreadable())
    }

    fn unreadable(&self) -> ImageError {
        self.fault("its header cannot be read", "one of this version", NO_IMAGE)
    }

    /// Whether it is the image of a language that is here, made from the same files.
    fn expect(&self, stored: &Stored, languages: &[Language]) -> Result<(), ImageError> {
        let Some(language) = languages.iter().find(|language| language.name == stored.language) else {
            let what = format!("it is of the language `{}`", stored.language);
            return Err(self.fault(&what, "one that is here", OTHER_FILES));
        };
        let key = Images::key(language);
        if key != stored.key {
            return Err(self.fault(&format!("its key is {}", stored.key), &key, OTHER_FILES));
        }
        Ok(())
    }

    /// The bytes of every piece, modules first, each checked by its hash; the image's own hash is that of the list.
    fn pieces(&self, made: &Made, content: &'a [u8]) -> Result<Vec<&'a [u8]>, ImageError> {
        let found = commands::hash(&made.modules, &made.files);
        if found != made.image.hash || !is_key(&made.image.key) {
            return Err(self.fault(&format!("the hash of its list is {found}"), &made.image.hash, AGAIN));
        }
        let inside = |path: &str| Path::new(path).components().all(|part| matches!(part, Component::Normal(_)));
        if let Some(path) = made.files.keys().find(|path| !inside(path)) {
            return Err(self.fault(&format!("a file of it is `{path}`"), "a path inside the image", NO_IMAGE));
        }
        let mut rest = content;
        let mut pieces = Vec::new();
        for (name, Piece { bytes, sha256: expected }) in made.modules.iter().chain(&made.files) {
            let Some((piece, after)) = usize::try_from(*bytes).ok().and_then(|bytes| rest.split_at_checked(bytes))
            else {
                return Err(self.fault(&format!("it ends within `{name}`"), "the whole image", AGAIN));
            };
            let found = sha256(piece);
            if found != *expected {
                return Err(self.fault(&format!("the SHA-256 of `{name}` in it is {found}"), expected, AGAIN));
            }
            pieces.push(piece);
            rest = after;
        }
        match rest {
            [] => Ok(pieces),
            _ => Err(self.fault(&format!("{} bytes follow the image", rest.len()), "its end", AGAIN)),
        }
    }
}
