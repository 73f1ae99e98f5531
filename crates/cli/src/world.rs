//! What a verb needs of the world: the store, threads, memory, the clock, interrupts.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::SystemTime;

use anyhow::{Context, Result};
use trommel_pipeline::run::Environment;
use trommel_pipeline::{Engine, Events};
use trommel_store::{KeyBuilder, Store};

use crate::args::Arguments;

/// Memory without `--memory`.
const MEMORY: u64 = 2 << 30;

/// Set by Ctrl-C.
static INTERRUPTED: AtomicBool = AtomicBool::new(false);

/// What verbs share.
pub struct World {
    pub store: Arc<Store>,
    pub jobs: usize,
    pub memory: usize,
}

impl World {
    /// Opens the store and sizes the thread pool.
    pub fn open(arguments: &Arguments) -> Result<World> {
        let store = Arc::new(open(&store_url(arguments))?);
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let jobs = arguments.jobs.map_or(cores, usize::from);
        // Built once a process; a second build would be refused, and is not needed.
        let _ = rayon::ThreadPoolBuilder::new().num_threads(jobs).build_global();
        Ok(World { store, jobs, memory: arguments.memory.unwrap_or(MEMORY) as usize })
    }

    /// The query engine, under half of the memory: the rest is for tables, text and trees.
    pub fn engine(&self) -> Result<Engine> {
        let spill = self.local();
        std::fs::create_dir_all(&spill).with_context(|| format!("making `{}`", spill.display()))?;
        Ok(Engine::new(self.memory / 2, self.jobs, Some(&spill))?)
    }

    /// What a run or a plan works with.
    pub fn environment<'a>(&self, engine: &'a Engine, events: &'a dyn Events, verify_inputs: bool) -> Environment<'a> {
        Environment {
            store: Arc::clone(&self.store),
            engine,
            cancel: &INTERRUPTED,
            events,
            clock: &SystemTime::now,
            holder: holder(),
            local: self.local(),
            jobs: self.jobs,
            memory: self.memory,
            verify_inputs,
        }
    }

    /// This machine's folder for what is not shared: the stat index, the last command, downloads, spilled rows. Beside
    /// the store where that is a folder, else under the user's cache folder.
    pub fn local(&self) -> PathBuf {
        match self.store.local_root() {
            Some(root) => {
                let mut name = root.file_name().unwrap_or_default().to_owned();
                name.push(".local");
                root.with_file_name(name)
            }
            None => cache().join("stores").join(folder_name(self.store.url())),
        }
    }
}

/// How many seconds an operation on a server may take, all its tries together: `TROMMEL_PATIENCE`, else a minute.
fn open(url: &str) -> Result<Store> {
    let Ok(given) = std::env::var("TROMMEL_PATIENCE") else { return Ok(Store::open(url)?) };
    let seconds = given.parse::<f64>().ok().filter(|seconds| (0.1..=86_400.0).contains(seconds));
    let seconds = seconds.with_context(|| format!("TROMMEL_PATIENCE is `{given}`, expected 0.1 to 86400 seconds"))?;
    Ok(Store::open_with(url, std::time::Duration::from_secs_f64(seconds))?)
}

/// This machine's folder for what can be made again: guests, benchmarks, verdicts. `TROMMEL_CACHE`, else `trommel` in the
/// user's cache folder.
pub fn cache() -> PathBuf {
    std::env::var_os("TROMMEL_CACHE").map_or_else(|| cache_folder().join("trommel"), PathBuf::from)
}

/// The user's cache folder, as the XDG base directory specification has it.
fn cache_folder() -> PathBuf {
    let given = std::env::var_os("XDG_CACHE_HOME").map(PathBuf::from).filter(|folder| folder.is_absolute());
    let home = || std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".cache"));
    given.or_else(home).unwrap_or_else(std::env::temp_dir)
}

/// A name for people to recognise, and a hash, since two URLs may look alike in it.
fn folder_name(url: &str) -> String {
    let plain: String = url.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).take(60).collect();
    format!("{plain}-{}", KeyBuilder::new("store").field(url).finish().short())
}

/// Where the store is.
pub fn store_url(arguments: &Arguments) -> String {
    let given = arguments.store.clone().or_else(|| std::env::var("TROMMEL_STORE").ok());
    given.unwrap_or_else(|| ".trommel/store".to_owned())
}

/// Host and process, for leases and claims.
pub fn holder() -> String {
    let host = std::fs::read_to_string("/proc/sys/kernel/hostname").unwrap_or_else(|_| "localhost".to_owned());
    format!("{} process {}", host.trim(), std::process::id())
}

/// The first Ctrl-C finishes or discards what is in hand; the second ends at once.
pub fn catch_interrupts() {
    static TIMES: AtomicUsize = AtomicUsize::new(0);
    let caught = ctrlc::set_handler(|| {
        if TIMES.fetch_add(1, Ordering::SeqCst) > 0 {
            std::process::exit(130);
        }
        INTERRUPTED.store(true, Ordering::SeqCst);
        eprintln!("\ninterrupted: finishing what is in hand (again to stop at once)");
    });
    drop(caught); // Without a handler, Ctrl-C ends the process at once, which leaves nothing half done either.
}

/// Seconds since 1970.
pub fn seconds() -> f64 {
    SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(0.0, |since| since.as_secs_f64())
}

/// The date and time, in UTC, as `2026-11-21 17:03`.
pub fn date() -> String {
    trommel_pipeline::run::rfc3339(SystemTime::now())[..16].replace('T', " ")
}

/// Whether Ctrl-C was pressed.
pub fn interrupted() -> bool {
    INTERRUPTED.load(Ordering::SeqCst)
}

/// Peak resident memory of this process in bytes, where the system tells.
pub fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    Some(line.split_whitespace().nth(1)?.parse::<u64>().ok()? * 1024)
}
