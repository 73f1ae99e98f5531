//! The kit: this machine's guests, the runtime over them, and worker processes of this binary.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};
use trommel_bench::Task;
use trommel_pipeline::{Event, Events};
use trommel_sandbox::Limits;
use trommel_wasm::images::{self, Images, Progress, Stored, Tools};
use trommel_wasm::languages::{Image, Language};
use trommel_wasm::workers::{Launch, Pool};
use trommel_wasm::{Engine, STACK_BYTES};

use crate::judging::crew::Crew;
use crate::judging::worker;
use crate::world;

/// A worker that has not answered after so long is given up; every room has a backstop of its own that comes much sooner.
const PATIENCE: Duration = Duration::from_secs(3 * 3600);

/// This machine's guests.
pub struct Kit {
    cache: PathBuf,
    languages: Vec<Language>,
    images: Images,
    engine: Engine,
    ready: Mutex<BTreeMap<String, Ready>>,
}

/// A guest that is ready.
#[derive(Debug, Clone)]
struct Ready {
    hash: String,
    package: String,
    guest: Guest,
}

/// What a worker is told when it starts.
#[derive(Debug, Serialize, Deserialize)]
pub struct Guests {
    /// The cache that images are in.
    pub cache: PathBuf,
    /// Its guests by language.
    pub guests: BTreeMap<String, Guest>,
}

/// A guest, as a worker finds it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum Guest {
    /// A snapshot, compiled.
    Snapshot {
        /// The hash that verdicts name it by.
        hash: String,
        /// The compiled image.
        path: PathBuf,
        /// Its BLAKE3 when it was written.
        blake3: String,
    },
    /// Programs are compiled and run in steps.
    Staged,
}

/// What was built.
#[derive(Debug, Clone, Serialize)]
pub struct Built {
    /// The language.
    pub language: String,
    /// The image's hash, which verdicts name.
    pub hash: String,
    /// What it is made of.
    pub package: String,
}

impl Kit {
    /// The kit in this user's cache; nothing is built yet.
    pub fn open() -> Result<Kit> {
        let cache = world::cache();
        Ok(Kit {
            languages: images::languages()?,
            images: Images::new(&cache),
            engine: Engine::new(STACK_BYTES)?,
            ready: Mutex::new(BTreeMap::new()),
            cache,
        })
    }

    /// The folder of what can be made again.
    pub fn cache(&self) -> &Path {
        &self.cache
    }

    /// The languages there are.
    pub fn languages(&self) -> &[Language] {
        &self.languages
    }

    /// The images of this machine.
    pub fn images(&self) -> &Images {
        &self.images
    }

    /// The language of that name.
    pub fn language(&self, name: &str) -> Result<&Language> {
        let found = self.languages.iter().find(|language| language.name == name);
        let known = || self.languages.iter().map(|language| language.name.as_str()).collect::<Vec<_>>().join(", ");
        found.with_context(|| format!("language `{name}` is unknown, expected one of {}", known()))
    }

    /// The language that a file's name tells.
    pub fn language_of(&self, file: &Path) -> Result<String> {
        let extension = file.extension().map(|extension| extension.to_string_lossy().into_owned()).unwrap_or_default();
        let of = |language: &&Language| language.extensions.contains(&extension);
        let found = self.languages.iter().find(of).map(|language| language.name.clone());
        found.with_context(|| {
            format!("{}: its name tells no language that runs here; name one with `--language`", file.display())
        })
    }

    /// Makes the guests of these languages where they are not there: the first use takes seconds. Languages without a guest are left out;
    /// what is in them cannot run here.
    pub fn prepare<'n>(&self, names: impl IntoIterator<Item = &'n str>, events: &dyn Events) -> Result<()> {
        for name in names.into_iter().collect::<BTreeSet<_>>() {
            if self.languages.iter().any(|language| language.name == name) {
                self.build(name, events)?;
            }
        }
        Ok(())
    }

    /// The guest of a language, made where it is not there.
    pub fn build(&self, name: &str, events: &dyn Events) -> Result<Built> {
        let language = self.language(name)?;
        let told = |progress| tell(name, progress, events);
        let ready = match &language.image {
            Image::Componentize(_) => self.snapshot(language, &told)?,
            Image::Command(_) => {
                let (made, _) = self.images.staged(language, &self.engine, &Tools::default(), &told)?;
                Ready { hash: made.image.hash, package: made.image.package, guest: Guest::Staged }
            }
        };
        events.on(Event::End);
        let built = Built { language: name.to_owned(), hash: ready.hash.clone(), package: ready.package.clone() };
        self.ready.lock().unwrap_or_else(PoisonError::into_inner).insert(name.to_owned(), ready);
        Ok(built)
    }

    fn snapshot(&self, language: &Language, told: &dyn Fn(Progress)) -> Result<Ready> {
        let stored = self.images.get(language, &Tools::default(), told)?;
        let fingerprint = self.engine.fingerprint();
        let compile = |component: &[u8]| self.engine.compile(component).map_err(|error| error.to_string());
        let mut compiled = self.images.compiled(&stored, &fingerprint, &compile, told)?;
        // A damaged file is found now, and made anew, rather than by every worker.
        if self.engine.load(&compiled.path, &compiled.blake3).is_err() {
            self.images.forget_compiled(&stored, &fingerprint)?;
            compiled = self.images.compiled(&stored, &fingerprint, &compile, told)?;
        }
        let guest =
            Guest::Snapshot { hash: stored.hash.clone(), path: compiled.path.clone(), blake3: compiled.blake3.clone() };
        Ok(Ready { hash: stored.hash, package: stored.package, guest })
    }

    /// The image of a language that is here already.
    pub fn here(&self, language: &Language) -> Result<Option<Stored>> {
        let key = self.key(language);
        Ok(self.images.list()?.into_iter().find(|stored| stored.key == key))
    }

    /// The image of a language, made where it is not there, to be carried to another machine.
    pub fn stored(&self, name: &str, events: &dyn Events) -> Result<Stored> {
        let language = self.language(name)?;
        let told = |progress| tell(name, progress, events);
        let stored = match &language.image {
            Image::Componentize(_) => self.images.get(language, &Tools::default(), &told)?,
            Image::Command(_) => self.images.command(language, &self.engine, &Tools::default(), &told)?.image,
        };
        events.on(Event::End);
        Ok(stored)
    }

    /// What the image of a language is made of.
    pub fn key(&self, language: &Language) -> String {
        Images::key(language)
    }

    /// Deletes the image of a language, so that the next use makes it anew.
    pub fn forget(&self, name: &str) -> Result<()> {
        let folder = self.images.folder().join(self.key(self.language(name)?));
        match std::fs::remove_dir_all(&folder) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                Err(error).with_context(|| format!("deleting `{}`", folder.display()))
            }
            _ => Ok(()),
        }
    }

    /// The hash of the image that runs a language; `none` where there is no guest.
    pub fn image(&self, language: &str) -> Result<String> {
        let ready = self.ready.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(ready.get(language).map_or_else(|| "none".to_owned(), |ready| ready.hash.clone()))
    }

    /// The images that a verdict on a task depends on: its language's, and Python's where a program checks its outputs.
    pub fn image_of(&self, task: &Task) -> Result<String> {
        let images = task.languages().map(|language| self.image(language)).collect::<Result<Vec<_>>>()?;
        Ok(images.join("+"))
    }

    /// What runs a language, for signatures: `componentize-py-0.25.1`.
    pub fn runtime_name(&self, language: &str) -> Result<String> {
        let ready = self.ready.lock().unwrap_or_else(PoisonError::into_inner);
        let name = ready.get(language).map(|ready| ready.package.replace(' ', "-"));
        Ok(name.unwrap_or_else(|| "none".to_owned()))
    }

    /// Limits for a program that no benchmark says anything about.
    pub fn usual_limits(&self) -> Limits {
        Limits {
            fuel: 100_000_000_000,
            memory_bytes: 1 << 30,
            wall: Duration::from_secs(600),
            output_bytes: 64 << 20,
            stack_bytes: STACK_BYTES,
            scratch_bytes: 64 << 20,
            scratch_files: 1000,
        }
    }

    /// Worker processes over the guests that are ready.
    pub fn crew(&self, workers: Option<u16>) -> Result<Crew> {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let workers = workers.map_or(cores, usize::from);
        let ready = self.ready.lock().unwrap_or_else(PoisonError::into_inner);
        let guests = ready.iter().map(|(name, ready)| (name.clone(), ready.guest.clone())).collect();
        let guests = Guests { cache: self.cache.clone(), guests };
        let guests = serde_json::to_string(&guests)?;
        let program = std::env::current_exe().context("finding this program, to start workers")?;
        let launch = Launch { program, arguments: vec!["worker".into(), guests.into()] };
        Ok(Crew::new(Pool::new(launch, workers, PATIENCE), workers))
    }
}

/// A worker's life: its guests are loaded, requests are answered until the other end hangs up.
pub fn serve(guests: &str) -> Result<()> {
    let guests: Guests = serde_json::from_str(guests).context("a worker's guests")?;
    worker::serve(&guests)
}

fn tell(language: &str, progress: Progress, events: &dyn Events) {
    let name = match progress {
        Progress::Waiting => "waiting for another process that builds the same guest",
        Progress::Environment => "guest: making a Python environment",
        Progress::Packages => "guest: fetching packages",
        Progress::Snapshot => "guest: starting and snapshotting",
        Progress::Compiling => "guest: compiling to machine code",
        Progress::Preparing => "guest: preparing what every program needs",
    };
    events.on(Event::Begin { name: &format!("{language} {name}"), total: 0 });
}
