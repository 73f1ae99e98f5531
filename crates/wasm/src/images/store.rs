//! The images that this machine has.

use std::{
    fs::{self, File},
    io::Write,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{ImageError, Progress, Tools, build, commands, embedded};
use crate::languages::{Image, Language};

/// The way out where an image is not as it was made.
pub(super) const REBUILD: &str =
    "delete the image's folder, and the next use makes it anew; `trommel sandbox build LANGUAGE --again` does both";

/// What turns a component into what an engine loads, or says why it cannot.
pub type Compiler<'a> = dyn Fn(&[u8]) -> Result<Vec<u8>, String> + 'a;

/// A folder of images.
#[derive(Debug, Clone)]
pub struct Images {
    folder: PathBuf,
}

/// An image that is there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stored {
    /// The language.
    pub language: String,
    /// What it is made of, 64 hex digits.
    pub key: String,
    /// The image's hash, which verdicts name: the SHA-256 of the component, or of the list of a command language's pieces.
    pub hash: String,
    /// The component's size, or that of all pieces.
    pub bytes: u64,
    /// The package that made it, and its version.
    pub package: String,
    /// The operating system and processor it was made on.
    pub made_on: String,
}

/// An image compiled for an engine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compiled {
    /// The image.
    pub image: Stored,
    /// The file.
    pub path: PathBuf,
    /// The file's BLAKE3, 64 hex digits, as it was when it was written. Whoever loads it checks it.
    pub blake3: String,
}

/// What is written beside a compiled file.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct CompiledNote {
    component: String,
    blake3: String,
}

impl Images {
    /// Those in `<cache>/images`, which is made when something is put there.
    #[must_use]
    pub fn new(cache: &Path) -> Self {
        Self { folder: cache.join("images") }
    }

    /// The folder they are in.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The key of a language's image.
    #[must_use]
    pub fn key(language: &Language) -> String {
        let mut hasher = blake3::Hasher::new();
        let mut add = |path: &str, content: &str| {
            for part in [path, content] {
                hasher.update(&(part.len() as u64).to_le_bytes());
                hasher.update(part.as_bytes());
            }
        };
        let file = format!("languages/{}.toml", language.name);
        add(&file, embedded::sandbox_file(&file).unwrap_or_default());
        if let Image::Componentize(recipe) = &language.image {
            for (path, content) in embedded::of(recipe) {
                add(path, content);
            }
        }
        if let Image::Command(package) = &language.image {
            add("making", &commands::MAKING.to_string());
            for (path, content) in package.own_files() {
                add(path, content);
            }
        }
        hasher.finalize().to_hex().to_string()
    }

    /// The image of a language, made now if it is not there.
    ///
    /// # Errors
    /// It is not there and cannot be made.
    pub fn get(&self, language: &Language, tools: &Tools, progress: &dyn Fn(Progress)) -> Result<Stored, ImageError> {
        let Image::Componentize(recipe) = &language.image else {
            return Err(ImageError::NotASnapshot { language: language.name.clone() });
        };
        let key = Self::key(language);
        if let Some(stored) = self.find(&key)? {
            return Ok(stored);
        }
        let _lock = self.lock(&key, progress)?;
        if let Some(stored) = self.find(&key)? {
            return Ok(stored);
        }
        let scratch = self.scratch()?;
        let component = build::snapshot(recipe, scratch.path(), tools, progress)?;
        let bytes = fs::read(&component).map_err(ImageError::at(&component))?;
        let stored = Stored {
            language: language.name.clone(),
            key,
            hash: sha256(&bytes),
            bytes: bytes.len() as u64,
            package: format!("{} {}", recipe.package, recipe.version),
            made_on: format!("{} {}", std::env::consts::OS, std::env::consts::ARCH),
        };
        self.publish(&stored, &bytes)?;
        Ok(stored)
    }

    /// An image compiled for an engine: `fingerprint` names the engine (its version, settings and processor), `compile` turns a
    /// component into what it loads. Compiled now if it is not there.
    ///
    /// # Errors
    /// The component is not the one that was stored, the engine refuses it, or a file cannot be written.
    pub fn compiled(
        &self,
        image: &Stored,
        fingerprint: &str,
        compile: &Compiler<'_>,
        progress: &dyn Fn(Progress),
    ) -> Result<Compiled, ImageError> {
        if let Some(compiled) = self.find_compiled(image, fingerprint)? {
            return Ok(compiled);
        }
        let _lock = self.lock(&image.key, progress)?;
        if let Some(compiled) = self.find_compiled(image, fingerprint)? {
            return Ok(compiled);
        }
        progress(Progress::Compiling);
        let component = self.component(image)?;
        let machine_code =
            compile(&component).map_err(|why| ImageError::NotCompiled { language: image.language.clone(), why })?;
        let blake3 = blake3::hash(&machine_code).to_hex().to_string();
        let note = CompiledNote { component: image.hash.clone(), blake3 };
        let folder = self.folder.join(&image.key);
        // First the file, then what vouches for it.
        self.put(&folder.join(format!("{fingerprint}.cwasm")), &machine_code)?;
        self.put(&folder.join(format!("{fingerprint}.json")), &json(&note))?;
        Ok(self.find_compiled(image, fingerprint)?.expect("what was just written"))
    }

    /// The component's bytes, checked against its hash.
    ///
    /// # Errors
    /// It cannot be read, or is another.
    pub fn component(&self, image: &Stored) -> Result<Vec<u8>, ImageError> {
        let path = self.folder.join(&image.key).join("component.wasm");
        let bytes = fs::read(&path).map_err(ImageError::at(&path))?;
        let found = sha256(&bytes);
        if found == image.hash {
            return Ok(bytes);
        }
        let (what, expected) = (format!("its SHA-256 is {found}"), image.hash.clone());
        Err(ImageError::Altered { path, what, expected, hint: REBUILD })
    }

    /// Deletes what was compiled of an image for an engine, as after a load that failed; the next use compiles it anew.
    ///
    /// # Errors
    /// A file cannot be deleted.
    pub fn forget_compiled(&self, image: &Stored, fingerprint: &str) -> Result<(), ImageError> {
        let _lock = self.lock(&image.key, &|_| {})?;
        for ending in ["json", "cwasm"] {
            let path = self.folder.join(&image.key).join(format!("{fingerprint}.{ending}"));
            match fs::remove_file(&path) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(ImageError::at(path)(error)),
                _ => {}
            }
        }
        Ok(())
    }

    /// All that are there, in order of language and key; those of other versions of the guest's files too.
    ///
    /// # Errors
    /// The folder cannot be read.
    pub fn list(&self) -> Result<Vec<Stored>, ImageError> {
        let entries = match fs::read_dir(&self.folder) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
            entries => entries.map_err(ImageError::at(&self.folder))?,
        };
        let mut found = Vec::new();
        for entry in entries {
            let name = entry.map_err(ImageError::at(&self.folder))?.file_name().to_string_lossy().into_owned();
            if is_key(&name) {
                found.extend(self.find(&name)?);
            }
        }
        found.sort_by(|a: &Stored, b| (&a.language, &a.key).cmp(&(&b.language, &b.key)));
        Ok(found)
    }

    /// Puts a component where it belongs, in the place of one that may be there. The key's lock is held.
    pub(super) fn publish(&self, stored: &Stored, component: &[u8]) -> Result<(), ImageError> {
        let made = self.scratch()?;
        let folder = self.folder.join(&stored.key);
        let image = made.path().join("image");
        fs::create_dir(&image).map_err(ImageError::at(&image))?;
        for (name, bytes) in [("component.wasm", component), ("image.json", &json(stored))] {
            write_through(&image.join(name), bytes)?;
        }
        if folder.exists() {
            fs::rename(&folder, made.path().join("old")).map_err(ImageError::at(&folder))?;
        }
        fs::rename(&image, &folder).map_err(ImageError::at(&folder))
    }

    /// The image under a key, if there is one.
    pub(super) fn find(&self, key: &str) -> Result<Option<Stored>, ImageError> {
        let mut path = self.folder.join(key).join("image.json");
        let mut stored = read_json::<Stored>(&path)?;
        if stored.is_none() {
            path.set_file_name("commands.json");
            stored = self.find_made(key)?.map(|made| made.image);
        }
        let Some(stored) = stored else { return Ok(None) };
        if stored.key == key {
            return Ok(Some(stored));
        }
        let what = format!("it is of the image {}", stored.key);
        Err(ImageError::Altered { path, what, expected: key.into(), hint: REBUILD })
    }

    fn find_compiled(&self, image: &Stored, fingerprint: &str) -> Result<Option<Compiled>, ImageError> {
        let folder = self.folder.join(&image.key);
        let path = folder.join(format!("{fingerprint}.cwasm"));
        let note = read_json::<CompiledNote>(&folder.join(format!("{fingerprint}.json")))?;
        let note = note.filter(|note| note.component == image.hash && path.exists());
        Ok(note.map(|note| Compiled { image: image.clone(), path, blake3: note.blake3 }))
    }

    /// Waits until no other process makes the same image.
    pub(super) fn lock(&self, key: &str, progress: &dyn Fn(Progress)) -> Result<File, ImageError> {
        fs::create_dir_all(&self.folder).map_err(ImageError::at(&self.folder))?;
        let path = self.folder.join(format!("{key}.lock"));
        let file = File::create(&path).map_err(ImageError::at(&path))?;
        if file.try_lock().is_err() {
            progress(Progress::Waiting);
            file.lock().map_err(ImageError::at(&path))?;
        }
        Ok(file)
    }

    /// A folder beside the images, so that what is made there can be renamed to its place.
    pub(super) fn scratch(&self) -> Result<tempfile::TempDir, ImageError> {
        fs::create_dir_all(&self.folder).map_err(ImageError::at(&self.folder))?;
        tempfile::Builder::new().prefix(".making-").tempdir_in(&self.folder).map_err(ImageError::at(&self.folder))
    }

    pub(super) fn put(&self, path: &Path, bytes: &[u8]) -> Result<(), ImageError> {
        let scratch = self.scratch()?;
        let made = scratch.path().join("file");
        write_through(&made, bytes)?;
        fs::rename(&made, path).map_err(ImageError::at(path))
    }
}

/// Whether a name is that of an image's folder.
pub(super) fn is_key(name: &str) -> bool {
    name.len() == 64 && name.bytes().all(|byte| byte.is_ascii_hexdigit())
}

pub(super) fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

pub(super) fn json(value: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec_pretty(value).expect("plain fields")
}

pub(super) fn read_json<T: serde::de::DeserializeOwned>(path: &Path) -> Result<Option<T>, ImageError> {
    let bytes = match fs::read(path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        bytes => bytes.map_err(ImageError::at(path))?,
    };
    serde_json::from_slice(&bytes).map(Some).map_err(|error| ImageError::Altered {
        path: path.into(),
        what: error.to_string(),
        expected: "what this version writes".into(),
        hint: REBUILD,
    })
}

fn write_through(path: &Path, bytes: &[u8]) -> Result<(), ImageError> {
    let mut file = File::create(path).map_err(ImageError::at(path))?;
    file.write_all(bytes).and_then(|()| file.sync_all()).map_err(ImageError::at(path))
}
