//! Images of command languages: modules from npm packages, made components, with the folder that they read.
//!
//! ```text
//! <cache>/images/<key>/commands.json           its hash and what it is made of
//!                     /<module>.wasm           each module as a component
//!                     /<module>.<engine>.cwasm compiled for one engine, and `.json` with the compiled file's hash
//!                     /sysroot/                what the modules find at their mount
//! ```

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use wasmtime::component::Component;

use super::{ImageError, Images, Progress, Tools, embedded, merge, npm, store, tar};
use crate::{
    CommandImage, Engine, Mount, Staged, componentize,
    languages::{Image, Language, Package},
};

/// What a command language's image consists of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Made {
    /// The language.
    pub language: String,
    /// What it is made of, 64 hex digits.
    pub key: String,
    /// The image's hash, which verdicts name: of its modules and of all that was prepared.
    pub hash: String,
    /// The SHA-256 of each module's component.
    pub modules: BTreeMap<String, String>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Vouched {
    component: String,
    blake3: String,
}

impl Images {
    /// A command language, ready to run programs; its image is made now if it is not there.
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
        let Image::Command(package) = &language.image else {
            return Err(failed(language, "it is a snapshot, and has no commands"));
        };
        let key = Self::key(language);
        let _lock = self.lock(&key, progress)?;
        let folder = self.folder().join(&key);
        let made = match store::read_json::<Made>(&folder.join("commands.json"))? {
            Some(made) => made,
            None => self.make(language, package, engine, tools, progress)?,
        };
        let mut modules = BTreeMap::new();
        for (name, hash) in &made.modules {
            modules.insert(name.clone(), self.module(language, engine, &folder, (name, hash), progress)?);
        }
        let mounts = mounts(package, &folder)?;
        let staged = Staged::new(engine.clone(), language.clone(), modules, mounts);
        Ok((made, staged.map_err(|why| failed(language, &why))?))
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
        fs::create_dir_all(folder.join("sysroot/lib/trommel")).map_err(ImageError::at(&folder))?;
        let npm = |name: &str, version: &str, integrity: &str| {
            npm::fetch((name, version, integrity), &scratch.path().join(name.replace('/', "-")), tools)
        };
        let files = npm(&package.package, &package.version, &package.integrity)?;
        let binaryen = package.merger.as_ref().map(|it| npm(&it.package, &it.version, &it.integrity)).transpose()?;

        let mut hasher = Sha256::new();
        let mut modules = BTreeMap::new();
        for (name, file) in &package.modules {
            let mut module = npm::module(&files, file)?;
            if let Some(how) = &file.merge {
                let binaryen = binaryen.as_ref().ok_or_else(|| failed(language, "`merge` needs a `merger`"))?;
                module = merge::command(&module, how, binaryen, scratch.path())?;
            }
            let component = componentize(&module).map_err(|error| failed(language, &error.to_string()))?;
            let path = folder.join(format!("{name}.wasm"));
            fs::write(&path, &component).map_err(ImageError::at(&path))?;
            let hash = store::sha256(&component);
            hasher.update(hash.as_bytes());
            modules.insert(name.clone(), hash);
        }
        if let Some(sysroot) = &package.sysroot {
            let bytes = npm::read(&files, &sysroot.path, sysroot.sha256.get_ref())?;
            hasher.update(sysroot.sha256.get_ref().as_bytes());
            tar::unpack(&bytes, &files.join(&sysroot.path), &folder.join("sysroot"))?;
            let add = sysroot.add.as_deref().unwrap_or("-");
            for (path, content) in embedded::under(add) {
                hasher.update(content.as_bytes());
                let to = folder.join("sysroot").join(path.trim_start_matches(add).trim_start_matches('/'));
                let parent = to.parent().expect("a file lies in a folder");
                fs::create_dir_all(parent).map_err(ImageError::at(parent))?;
                fs::write(&to, content).map_err(ImageError::at(&to))?;
            }
        }
        for step in &package.prepare {
            let hash = modules.get(&step.module).ok_or_else(|| failed(language, "a preparation names no module"))?;
            let image = self.module(language, engine, &folder, (&step.module, hash), progress)?;
            let files: Vec<_> = step.files.iter().map(|path| own_file(path)).collect();
            let mounts = mounts(package, &folder)?;
            let made = Staged::prepare(engine, &image, &step.argv, mounts, &files, &step.makes);
            for (name, bytes) in made.map_err(|why| failed(language, &why))? {
                hasher.update(&bytes);
                let to = folder.join("sysroot/lib/trommel").join(&name);
                fs::write(&to, bytes).map_err(ImageError::at(&to))?;
            }
        }
        let hash = hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
        let made = Made { language: language.name.clone(), key: Self::key(language), hash, modules };
        let note = folder.join("commands.json");
        fs::write(&note, store::json(&made)).map_err(ImageError::at(&note))?;
        let place = self.folder().join(&made.key);
        if place.exists() {
            fs::rename(&place, scratch.path().join("old")).map_err(ImageError::at(&place))?;
        }
        fs::rename(&folder, &place).map_err(ImageError::at(&place))?;
        Ok(made)
    }

    /// One module, compiled for this engine now if it was not yet.
    fn module(
        &self,
        language: &Language,
        engine: &Engine,
        folder: &Path,
        (name, hash): (&str, &str),
        progress: &dyn Fn(Progress),
    ) -> Result<CommandImage, ImageError> {
        let file = |ending: &str| folder.join(format!("{name}.{}.{ending}", engine.fingerprint()));
        let known = store::read_json::<Vouched>(&file("json"))?.filter(|known| known.component == hash);
        let component = known.and_then(|known| engine.load(&file("cwasm"), &known.blake3).ok());
        let component = match component {
            Some(component) => component,
            None => self.compile(
                language,
                engine,
                &folder.join(format!("{name}.wasm")),
                hash,
                (file("cwasm"), file("json")),
                progress,
            )?,
        };
        CommandImage::new(engine, &component).map_err(|error| failed(language, &error.to_string()))
    }

    fn compile(
        &self,
        language: &Language,
        engine: &Engine,
        path: &Path,
        hash: &str,
        (compiled, note): (PathBuf, PathBuf),
        progress: &dyn Fn(Progress),
    ) -> Result<Component, ImageError> {
        progress(Progress::Compiling);
        let bytes = fs::read(path).map_err(ImageError::at(path))?;
        let found = store::sha256(&bytes);
        if found != hash {
            let (what, hint) =
                (format!("its SHA-256 is {found}"), "delete the image's folder, and the next use makes it anew");
            return Err(ImageError::Altered { path: path.into(), what, expected: hash.into(), hint });
        }
        let machine_code = engine.compile(&bytes).map_err(|error| failed(language, &error.to_string()))?;
        let blake3 = blake3::hash(&machine_code).to_hex().to_string();
        self.put(&compiled, &machine_code)?;
        self.put(&note, &store::json(&Vouched { component: hash.into(), blake3: blake3.clone() }))?;
        engine.load(&compiled, &blake3).map_err(|error| failed(language, &error.to_string()))
    }
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

fn failed(language: &Language, why: &str) -> ImageError {
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
