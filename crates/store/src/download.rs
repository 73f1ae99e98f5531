//! Files behind URLs, read only: copied to this machine once, and again when they changed.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::time::{Duration, UNIX_EPOCH};

use futures::{StreamExt, TryStreamExt};
use object_store::path::Path as Location;
use object_store::{Error, GetOptions, ObjectMeta, ObjectStore};
use serde::{Deserialize, Serialize};

use crate::connect::{LONG, bucket, web};
use crate::remote::{LONG_TRIES, PATIENCE, SILENCE, is_silence, passes, told, way_out};
use crate::{KeyBuilder, Result, StoreError};

/// Whether a path is a URL: `https://…`, `http://…` (of this machine), `s3://…`, `gs://…` or `az://…`.
pub fn is_url(path: &Path) -> bool {
    path.to_str().is_some_and(|text| text.contains("://"))
}

/// The URLs of the objects under `s3://bucket/prefix/` (`gs://`, `az://`), in order.
///
/// # Errors
/// When the URL is none of a bucket, or the server refuses or does not answer.
pub fn list_urls(url: &str) -> Result<Vec<String>> {
    let (objects, prefix) = locate(url, PATIENCE)?;
    let runtime = runtime(url)?;
    let listing = async { objects.list(Some(&prefix)).try_collect::<Vec<ObjectMeta>>().await };
    let answer = runtime.block_on(async { tokio::time::timeout(PATIENCE, listing).await });
    let listed = answer.unwrap_or_else(|_| Err(silent(PATIENCE))).map_err(|error| refused("listing", url, error))?;
    let (scheme, rest) = url.split_once("://").unwrap_or(("", url));
    let bucket = rest.split('/').next().unwrap_or_default();
    let mut urls: Vec<String> = listed.iter().map(|meta| format!("{scheme}://{bucket}/{}", meta.location)).collect();
    urls.sort_unstable();
    Ok(urls)
}

/// A copy of the file at `url` in `folder`, made unless the server says that the one there is of what it has now (or in
/// any case, `anew`). The copy has the file's name. For at most `patience` may nothing come.
///
/// # Errors
/// [`StoreError::Missing`] when there is no such file; none when `cancel` is set, but `Ok(None)`.
pub fn download(
    url: &str,
    folder: &Path,
    anew: bool,
    patience: Duration,
    cancel: &AtomicBool,
) -> Result<Option<PathBuf>> {
    let (objects, location) = locate(url, patience)?;
    let folder = folder.join(KeyBuilder::new("download").field(url).finish().short());
    fs::create_dir_all(&folder).map_err(|error| disk(url, error))?;
    let known = fs::read(folder.join(SIGNATURE)).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok());
    let copy = Copy { url, folder, name: location.filename().unwrap_or("file").to_owned(), patience };
    let known = known.filter(|known| !anew && copy.is_of(known));
    let runtime = runtime(url)?;
    runtime.block_on(async {
        let mut pause = Duration::from_millis(500);
        let mut last = None;
        for tries in 1.. {
            match copy.make(&*objects, &location, known.as_ref(), cancel).await {
                Err(Failure::Server(error)) if passes(&error) && tries < LONG_TRIES => last = Some(error),
                Err(Failure::Server(error)) => {
                    let told = last.filter(|_| is_silence(&error)).unwrap_or(error);
                    return Err(refused("downloading", url, told));
                }
                Err(Failure::Disk(error)) => return Err(disk(url, error)),
                Ok(made) => return Ok(made.then(|| copy.path())),
            }
            tokio::time::sleep(pause).await;
            pause *= 2;
        }
        unreachable!("the last try returns")
    })
}

/// What tells one state of a file from another.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Signature {
    url: String,
    size: u64,
    etag: Option<String>,
    /// Seconds since 1970; none when the server does not say.
    modified: Option<i64>,
}

const SIGNATURE: &str = ".signature.json";

impl Signature {
    fn of(url: &str, meta: &ObjectMeta) -> Signature {
        let modified = Some(meta.last_modified.timestamp()).filter(|seconds| *seconds != 0);
        Signature { url: url.to_owned(), size: meta.size, etag: meta.e_tag.clone(), modified }
    }

    /// A size alone tells nothing.
    fn tells(&self) -> bool {
        self.etag.is_some() || self.modified.is_some()
    }

    /// Asks only for something else than this.
    fn unless(&self) -> GetOptions {
        let since = |seconds: i64| UNIX_EPOCH + Duration::from_secs(seconds.unsigned_abs());
        // The tag says more, where there is one.
        let if_modified_since = self.modified.filter(|_| self.etag.is_none()).map(|seconds| since(seconds).into());
        GetOptions { if_none_match: self.etag.clone(), if_modified_since, ..GetOptions::default() }
    }
}

enum Failure {
    Server(Error),
    Disk(std::io::Error),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Failure {
        Failure::Server(error)
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Failure {
        Failure::Disk(error)
    }
}

struct Copy<'a> {
    url: &'a str,
    folder: PathBuf,
    name: String,
    patience: Duration,
}

impl Copy<'_> {
    fn path(&self) -> PathBuf {
        self.folder.join(&self.name)
    }

    /// Whether what lies there is the copy that a signature is about.
    fn is_of(&self, signature: &Signature) -> bool {
        let size = fs::metadata(self.path()).map(|meta| meta.len()).ok();
        signature.url == self.url && size == Some(signature.size) && signature.tells()
    }

    /// Downloads it, or finds that it is the same; false when cancelled.
    async fn make(
        &self,
        objects: &dyn ObjectStore,
        location: &Location,
        known: Option<&Signature>,
        cancel: &AtomicBool,
    ) -> Result<bool, Failure> {
        let asked = objects.get_opts(location, known.map(Signature::unless).unwrap_or_default());
        let answer = match tokio::time::timeout(self.patience, asked).await {
            Ok(Err(Error::NotModified { .. })) => return Ok(true),
            answer => answer.unwrap_or_else(|_| Err(silent(self.patience)))?,
        };
        let found = Signature::of(self.url, &answer.meta);
        if known == Some(&found) {
            return Ok(true);
        }
        let mut body = answer.into_stream();
        let mut staging = fs::File::create(self.folder.join(".download"))?;
        let mut came = 0;
        loop {
            let piece = tokio::time::timeout(self.patience, body.next()).await;
            let Some(piece) = piece.unwrap_or_else(|_| Some(Err(silent(self.patience)))) else { break };
            let piece = piece?;
            came += piece.len() as u64;
            staging.write_all(&piece)?;
            if cancel.load(Relaxed) {
                return Ok(false);
            }
        }
        if came != found.size {
            let source = format!("{came} bytes came where {} were announced", found.size).into();
            return Err(Failure::Server(Error::Generic { store: "download", source }));
        }
        // Between the two renames there is a copy without a signature, which is downloaded again.
        let signature = self.folder.join(SIGNATURE);
        let _ = fs::remove_file(&signature);
        fs::rename(self.folder.join(".download"), self.path())?;
        fs::write(&signature, serde_json::to_vec(&found).unwrap_or_default())?;
        Ok(true)
    }
}

/// The store that holds what a URL names, and its place there.
fn locate(url: &str, patience: Duration) -> Result<(Arc<dyn ObjectStore>, Location)> {
    let fail = |reason: String| StoreError::Open { url: url.to_owned(), reason };
    let (scheme, rest) = url.split_once("://").unwrap_or(("", url));
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let invalid = |error: object_store::path::Error| fail(error.to_string());
    match scheme {
        "https" | "http" => {
            let path = path.split('#').next().unwrap_or_default();
            let (path, query) = path.split_once('?').unwrap_or((path, ""));
            let origin =
                if query.is_empty() { format!("{scheme}://{host}") } else { format!("{scheme}://{host}/?{query}") };
            Ok((web(&origin, patience).map_err(fail)?, Location::from_url_path(path).map_err(invalid)?))
        }
        _ => {
            let objects = bucket(&format!("{scheme}://{host}"), patience, LONG, &Arc::default()).map_err(fail)?;
            Ok((objects, Location::parse(path.trim_end_matches('/')).map_err(invalid)?))
        }
    }
}

fn runtime(url: &str) -> Result<tokio::runtime::Runtime> {
    tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(|error| disk(url, error))
}

fn silent(patience: Duration) -> Error {
    Error::Generic { store: SILENCE, source: format!("nothing came for {} s", patience.as_secs_f32()).into() }
}

fn refused(action: &'static str, url: &str, error: Error) -> StoreError {
    match error {
        Error::NotFound { .. } => StoreError::Missing { path: url.to_owned() },
        error => StoreError::Remote {
            action,
            path: url.rsplit('/').next().unwrap_or_default().to_owned(),
            url: url.to_owned(),
            answer: told(&error),
            way_out: way_out(&error),
        },
    }
}

fn disk(url: &str, error: std::io::Error) -> StoreError {
    StoreError::Io { action: "keeping a copy of", path: url.to_owned(), source: Box::new(error) }
}
