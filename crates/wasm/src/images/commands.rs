//! Images of command languages: modules from npm packages, made components, with the folder that they read.
//!
//! ```text
//! <cache>/images/<key>/commands.json             what it is, and what it is made of
//!                     /sysroot/                  what the modules find at their mount
//!               /modules/<sha256>.wasm           a module as a component; languages share those that are the same
//!                       /<sha256>.<engine>.cwasm compiled for one engine, and `.json` with the compiled file's hash
//! ```

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{ImageError, Images, Progress, Stored, Tools, embedded, merge, npm, store, tar};
use crate::{
    Engine, Mount, Staged, componentize,
    languages::{Image, Language, Package},
};

/// Counts the ways in which this program has made such images: an image that an older one made is not used.
pub(super) const MAKING: u32 = 2;

/// A command language's image.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Made {
    /// What is said of every image. Its hash is the SHA-256 of the list of its pieces.
    pub image: Stored,
    /// Each module's component, by the module's name.
    pub modules: BTreeMap<String, Piece>,
    /// Each file of its sysroot, by the path in there.
    pub files: BTreeMap<String, Piece>,
}

/// One file of an image.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Piece {
    /// Its size.
    pub bytes: u64,
    /// Its SHA-256, 64 hex digits.
    pub sha256: String,
}

impl Piece {
    pub(super) fn of(bytes: &[u8]) -> Self {
        Self { bytes: bytes.len() as u64, sha256: store::sha256(bytes) }
    }
}

impl Images {
    /// A command language, ready to run programs; its image is made now if it is not there. Every piece of it is checked.
    ///
    /// # Errors
    /// The image is not there and cannot be made, or was altered.
    pub fn staged(
        &self,
        language: &Language,
        engine: &Engine,
        tools: &Tools,
        progress: &dyn Fn(Progress),
    ) -> Result<(Made, Staged), ImageError> {
        let made = self.command(language, engine, tools, progress)?;
        let staged = self.open_staged(language, &made, engine, progress)?;
        Ok((made, staged))
    }

    /// The image of a command language, made now if it is not there. Every piece of it is checked.
    ///
    /// # Errors
    /// As for [`Images::staged`].
    pub fn command(
        &self,
        language: &Language,
        engine: &Engine,
        tools: &Tools,
        progress: &dyn Fn(Progress),
    ) -> Result<Made, ImageError> {
        let Image::Command(package) = &language.image else {
            return Err(failed(language, "it is a snapshot, and has no commands"));
        };
        let key = Self::key(language);
        let _lock = self.lock(&key, progress)?;
        match self.find_made(&key)? {
            Some(made) if made.modules.values().all(|piece| self.has_module(piece)) => {
                self.check(&made)?;
                Ok(made)
            }
            _ => self.make(language, package, engine, tools, progress),
        }
    }

    /// The language of an image that [`Images::command`] has checked: only what is machine code is checked again.
    ///
    /// # Errors
    /// A module cannot be read or compiled.
    pub fn open_staged(
        &self,
        language: &Language,
        made: &Made,
        engine: &Engine,
        progress: &dyn Fn(Progress),
    ) -> Result<Staged, ImageError> {
        let Image::Command(package) = &language.image else {
            return Err(failed(language, "it is a snapshot, and has no commands"));
        };
        let mut modules = BTreeMap::new();
        for (name, piece) in &made.modules {
            modules.insert(name.clone(), self.module(language, engine, piece, progress)?);
        }
        let mounts = mounts(package, &self.folder().join(&made.image.key))?;
        Staged::new(engine.clone(), language.clone(), modules, mounts).map_err(|why| failed(language, &why))
    }

    /// What is written of the image under a key, if there is one.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn find_made(&self, key: &str) -> Result<Option<Made>, ImageError> {
        store::read_json(&self.folder().join(key).join("commands.json"))
    }

    /// Makes the image's folder, and puts it in its place when it is whole.
    fn make(
        &self,
        language: &Language,
        package: &Package,
        engine: &Engine,
        tools: &Tools,
        progress: &dyn Fn(Progress),
    ) -> Result<Made, ImageError> {
        progress(Progress::Packages);
        let scratch = self.scratch()?;
        let folder = scratch.path().join("image");
        let own = folder.join("sysroot/lib/trommel");
        fs::create_dir_all(&own).map_err(ImageError::at(&own))?;
        let npm = |name: &str, version: &str, integrity: &str| {
            npm::fetch((name, version, integrity), &scratch.path().join(name.replace('/', "-")), tools)
        };
        let files = npm(&package.package, &package.version, &package.integrity)?;
        let binaryen = package.merger.as_ref().map(|it| npm(&it.package, &it.version, &it.integrity)).transpose()?;

        let mut modules = BTreeMap::new();
        for (name, file) in &package.modules {
            let mut module = npm::module(&files, file)?;
            if let Some(how) = &file.merge {
                let binaryen = binaryen.as_ref().ok_or_else(|| failed(language, "`merge` needs a `merger`"))?;
                module = merge::command(&module, how, binaryen, scratch.path(), tools)?;
            }
            let component = componentize(&module).map_err(|error| failed(language, &error.to_string()))?;
            modules.insert(name.clone(), self.put_module(&component)?);
        }
        if let Some(sysroot) = &package.sysroot {
            let bytes = npm::read(&files, &sysroot.path, sysroot.sha256.get_ref())?;
            tar::unpack(&bytes, &files.join(&sysroot.path), &folder.join("sysroot"))?;
            let add = sysroot.add.as_deref().unwrap_or("-");
            for (path, content) in embedded::under(add) {
                let path = path.trim_start_matches(add).trim_start_matches('/');
                place(&folder.join("sysroot"), path, content.as_bytes())?;
            }
        }
        for step in &package.prepare {
            let piece = modules.get(&step.module).ok_or_else(|| failed(language, "a preparation names no module"))?;
            let image = self.module(language, engine, piece, progress)?;
            let files: Vec<_> = step.files.iter().map(|path| own_file(path)).collect();
            let mounts = mounts(package, &folder)?;
            progress(Progress::Preparing);
            let made = Staged::prepare(engine, &image, &step.argv, mounts, &files, &step.makes);
            for (name, bytes) in made.map_err(|why| failed(language, &why))? {
                place(&own, &name, &bytes)?;
            }
        }
        let mut files = BTreeMap::new();
        list(&folder.join("sysroot"), "", &mut files)?;
        let made = Made { image: describe(language, package, &modules, &files), modules, files };
        self.publish_made(&made, &folder)?;
        Ok(made)
    }

    /// Puts a folder with a sysroot where it belongs, in the place of one that may be there. The key's lock is held.
    pub(super) fn publish_made(&self, made: &Made, folder: &Path) -> Result<(), ImageError> {
        let note = folder.join("commands.json");
        fs::write(&note, store::json(made)).map_err(ImageError::at(&note))?;
        let place = self.folder().join(&made.image.key);
        let old = self.scratch()?;
        if place.exists() {
            fs::rename(&place, old.path().join("old")).map_err(ImageError::at(&place))?;
        }
        fs::rename(folder, &place).map_err(ImageError::at(&place))
    }

    /// Whether the files of a sysroot are those that were made; modules are checked where they are compiled.
    fn check(&self, made: &Made) -> Result<(), ImageError> {
        let sysroot = self.folder().join(&made.image.key).join("sysroot");
        for (path, piece) in &made.files {
            let path = sysroot.join(path);
            let bytes = fs::read(&path).map_err(ImageError::at(&path))?;
            let found = store::sha256(&bytes);
            if found != piece.sha256 {
                let what = format!("its SHA-256 is {found}");
                return Err(ImageError::Altered { path, what, expected: piece.sha256.clone(), hint: store::REBUILD });
            }
        }
        Ok(())
    }
}

/// What is said of an image of these pieces.
fn describe(
    language: &Language,
    package: &Package,
    modules: &BTreeMap<String, Piece>,
    files: &BTreeMap<String, Piece>,
) -> Stored {
    Stored {
        language: language.name.clone(),
        key: Images::key(language),
        hash: hash(modules, files),
        bytes: modules.values().chain(files.values()).map(|piece| piece.bytes).sum(),
        package: format!("{} {}", package.package, package.version),
        made_on: format!("{} {}", std::env::consts::OS, std::env::consts::ARCH),
    }
}

/// The image's hash: of the names, sizes and hashes of all its pieces.
pub(super) fn hash(modules: &BTreeMap<String, Piece>, files: &BTreeMap<String, Piece>) -> String {
    let mut hasher = Sha256::new();
    for (kind, pieces) in [("module", modules), ("file", files)] {
        for (name, piece) in pieces {
            hasher.update(format!("{kind} {} {} {name}\n", piece.sha256, piece.bytes));
        }
    }
    hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Writes a file below a folder, with the folders on its way.
pub(super) fn place(folder: &Path, path: &str, bytes: &[u8]) -> Result<(), ImageError> {
    let to = folder.join(path);
    let parent = to.parent().unwrap_or(folder);
    fs::create_dir_all(parent).map_err(ImageError::at(parent))?;
    fs::write(&to, bytes).map_err(ImageError::at(&to))
}

/// The files below a folder, by their paths in it.
fn list(folder: &Path, under: &str, pieces: &mut BTreeMap<String, Piece>) -> Result<(), ImageError> {
    for entry in fs::read_dir(folder).map_err(ImageError::at(folder))? {
        let path: PathBuf = entry.map_err(ImageError::at(folder))?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let name = if under.is_empty() { name } else { format!("{under}/{name}") };
        if path.is_dir() {
            list(&path, &name, pieces)?;
        } else {
            let bytes = fs::read(&path).map_err(ImageError::at(&path))?;
            pieces.insert(name, Piece::of(&bytes));
        }
    }
    Ok(())
}

fn mounts(package: &Package, folder: &Path) -> Result<Vec<Mount>, ImageError> {
    let Some(sysroot) = &package.sysroot else { return Ok(Vec::new()) };
    let folder = folder.join("sysroot");
    Ok(vec![Mount::new(&folder, &sysroot.mount).map_err(ImageError::at(&folder))?])
}

fn own_file(path: &str) -> (String, Vec<u8>) {
    let name = path.rsplit('/').next().unwrap_or(path);
    (name.into(), embedded::sandbox_file(path).unwrap_or_default().into())
}

pub(super) fn failed(language: &Language, why: &str) -> ImageError {
    ImageError::NotCompiled { language: language.name.clone(), why: why.into() }
}

impl Package {
    /// Our own files that go into it, in a fixed order.
    pub(super) fn own_files(&self) -> Vec<(&'static str, &'static str)> {
        let merges = self.modules.values().filter_map(|file| file.merge.as_ref());
        let named = merges.flat_map(|merge| merge.with.values().chain([&merge.prelude]));
        let named = named.chain(self.prepare.iter().flat_map(|step| &step.files));
        let named = named.filter_map(|path| embedded::FILES.iter().find(|(name, _)| name == path).copied());
        let add = self.sysroot.as_ref().and_then(|sysroot| sysroot.add.as_deref());
        named.chain(add.into_iter().flat_map(embedded::under)).collect()
    }
}
