//! Objects behind a network (and, for listings, in a folder): every question is asked until there is an answer that
//! will not change, or patience ends.
//!
//! `object_store` asks again by itself after most failures. This adds what it leaves to its callers: answers cut off in
//! the middle, creations whose answer was lost, one bound for all of it, and an error that says what to do.

use std::ops::Range;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::Relaxed};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use futures::stream::{self, StreamExt, TryStreamExt};
use object_store::path::Path;
use object_store::{
    Error, GetOptions, GetRange, MultipartUpload, ObjectMeta, ObjectStore, ObjectStoreExt, PutMode, PutOptions,
    PutPayload, Result as Answer,
};

use crate::{Result, StoreError};

/// How long one request may take, all its tries together.
pub(crate) const PATIENCE: Duration = Duration::from_secs(60);

/// What the operations after one that used up its patience get, until one succeeds: giving a lease back must not take
/// another minute.
const TIRED: Duration = Duration::from_secs(3);

/// Tries of ours; each holds several of `object_store`'s where the failure is one that it knows.
const TRIES: u32 = 6;

/// The same for an operation of several requests, each of which may take all our patience.
pub(crate) const LONG_TRIES: u32 = 3;

/// Objects up to this size are written in one request, others in several of this size.
const CHUNK: usize = 8 << 20;

/// Ranges that lie closer than this are read in one request.
const GAP: u64 = 256 << 10;

/// The object that says that this server honours create-if-absent, and what is in it then.
const PROBE: &str = "probe";
const HONOURED: &str = "This server honours create-if-absent: asked once, when the store was new.\n";

/// A store of objects, and the patience to talk to it.
pub(crate) struct Remote {
    objects: Arc<dyn ObjectStore>,
    url: String,
    /// Whether there is a network between: failures may pass then.
    cloud: bool,
    runtime: tokio::runtime::Runtime,
    patience: Duration,
    tired: AtomicBool,
    /// Whether create-if-absent is known to be honoured.
    proved: Mutex<bool>,
}

impl Remote {
    pub(crate) fn new(
        objects: Arc<dyn ObjectStore>,
        url: &str,
        cloud: bool,
        patience: Duration,
    ) -> std::io::Result<Remote> {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .thread_name("trommel-store")
            .enable_all()
            .build()?;
        let (url, tired, proved) = (url.to_owned(), AtomicBool::new(false), Mutex::new(!cloud));
        Ok(Remote { objects, url, cloud, runtime, patience, tired, proved })
    }

    pub(crate) fn patience(&self) -> Duration {
        self.patience
    }

    pub(crate) fn get(&self, path: &str) -> Result<Bytes> {
        let location = Path::from(path);
        self.ask("reading", path, || async { self.objects.get(&location).await?.bytes().await })
    }

    /// Bytes of an object that must have `size` bytes, several ranges at a time; `read` counts what comes.
    pub(crate) fn ranges(&self, path: &str, size: u64, ranges: &[Range<u64>], read: &AtomicU64) -> Result<Vec<Bytes>> {
        let (location, found) = (Path::from(path), AtomicU64::new(size));
        let fetch = |range: Range<u64>| {
            let options = GetOptions { range: Some(GetRange::Bounded(range)), ..GetOptions::default() };
            let (location, found) = (&location, &found);
            async move {
                let answer = self.objects.get_opts(location, options).await?;
                found.store(answer.meta.size, Relaxed);
                let bytes = answer.bytes().await?;
                read.fetch_add(bytes.len() as u64, Relaxed);
                Ok(bytes)
            }
        };
        let fetched = self.ask("reading", path, || object_store::coalesce_ranges(ranges, fetch, GAP));
        match found.load(Relaxed) {
            found if found == size => fetched,
            found => Err(StoreError::Damaged {
                path: path.to_owned(),
                found: format!("{found} bytes"),
                expected: format!("{size} bytes"),
            }),
        }
    }

    pub(crate) fn size(&self, path: &str) -> Result<u64> {
        let location = Path::from(path);
        Ok(self.ask("looking at", path, || self.objects.head(&location))?.size)
    }

    /// Writes an object whole; a long one in several requests, of which nothing shows before the last.
    pub(crate) fn put(&self, path: &str, bytes: &Bytes) -> Result<()> {
        self.prove()?;
        self.put_unproved(path, bytes)
    }

    fn put_unproved(&self, path: &str, bytes: &Bytes) -> Result<()> {
        let location = Path::from(path);
        if bytes.len() <= CHUNK {
            let put = || async { self.objects.put(&location, PutPayload::from(bytes.clone())).await.map(|_| ()) };
            return self.ask("writing", path, put);
        }
        self.ask_long("writing", path, || self.upload(&location, bytes))
    }

    async fn upload(&self, location: &Path, bytes: &Bytes) -> Answer<()> {
        let mut upload = self.step(self.objects.put_multipart(location)).await?;
        let Err(error) = self.send_parts(&mut *upload, bytes).await else { return Ok(()) };
        // It may be there all the same, its answer lost. Long objects have names of their own, so it is ours.
        if self.step(self.objects.head(location)).await.is_ok_and(|found| found.size == bytes.len() as u64) {
            return Ok(());
        }
        // What cannot be taken back now is invisible; buckets have a rule that expires it.
        let _ = self.step(upload.abort()).await;
        Err(error)
    }

    async fn send_parts(&self, upload: &mut dyn MultipartUpload, bytes: &Bytes) -> Answer<()> {
        let chunks = (0..bytes.len()).step_by(CHUNK).map(|at| bytes.slice(at..bytes.len().min(at + CHUNK)));
        // The order of these calls is the order of the parts; sending them is concurrent.
        let sent: Vec<_> = chunks.map(|chunk| upload.put_part(PutPayload::from(chunk))).collect();
        stream::iter(sent).map(|part| self.step(part)).buffer_unordered(4).try_collect::<()>().await?;
        self.step(upload.complete()).await.map(|_| ()).map_err(|error| match error {
            // The upload is gone: completed or aborted by a try whose answer was lost.
            Error::NotFound { source, .. } => Error::Generic { store: "upload", source },
            other => other,
        })
    }

    /// Writes an object where there is none; false when somebody else's is there. One whose first answer was lost finds
    /// itself there and is no loser: what is created so is different for every writer, or the same whoever writes it.
    pub(crate) fn create(&self, path: &str, bytes: &Bytes) -> Result<bool> {
        self.prove()?;
        for _ in 0..TRIES {
            if self.create_unproved(path, bytes)? {
                return Ok(true);
            }
            match self.get(path) {
                // A conflict that nobody won yet, or the winner is gone again.
                Err(error) if error.is_missing() => {}
                found => return Ok(found? == *bytes),
            }
        }
        Ok(false)
    }

    fn create_unproved(&self, path: &str, bytes: &Bytes) -> Result<bool> {
        let location = Path::from(path);
        self.ask("creating", path, || async {
            let options = PutOptions::from(PutMode::Create);
            match self.objects.put_opts(&location, PutPayload::from(bytes.clone()), options).await {
                Err(Error::AlreadyExists { .. }) => Ok(false),
                other => other.map(|_| true),
            }
        })
    }

    /// Makes sure, once in a store's life and before anything is written, that the server honours create-if-absent:
    /// without it two runs at once would each believe to have won.
    fn prove(&self) -> Result<()> {
        let mut proved = self.proved.lock().unwrap_or_else(PoisonError::into_inner);
        if *proved {
            return Ok(());
        }
        let known = match self.get(PROBE) {
            Err(error) if error.is_missing() => None,
            found => Some(found?),
        };
        if known.is_none_or(|known| known != HONOURED) {
            self.create_unproved(PROBE, &Bytes::from_static(b"Asking.\n"))?;
            if self.create_unproved(PROBE, &Bytes::from_static(b"Asking again.\n"))? {
                self.delete(&[PROBE])?;
                let reason = "the server does not honour create-if-absent (`If-None-Match: *` on PUT): it took a \
                              second object of one name, so two runs at once could destroy each other's; use a \
                              server or version that honours it";
                return Err(StoreError::Open { url: self.url.clone(), reason: reason.to_owned() });
            }
            self.put_unproved(PROBE, &Bytes::from_static(HONOURED.as_bytes()))?;
        }
        *proved = true;
        Ok(())
    }

    /// Copies an object on the server.
    pub(crate) fn copy(&self, from: &str, to: &str) -> Result<()> {
        self.prove()?;
        let (source, target) = (Path::from(from), Path::from(to));
        match self.ask("copying to", to, || self.objects.copy(&source, &target)) {
            Err(StoreError::Missing { .. }) => Err(StoreError::Missing { path: from.to_owned() }),
            other => other,
        }
    }

    /// Deletes objects in as few requests as the server allows; one that is not there is no error.
    pub(crate) fn delete(&self, paths: &[&str]) -> Result<()> {
        let Some(first) = paths.first() else { return Ok(()) };
        self.ask_long("deleting", first, || async {
            let locations: Vec<Answer<Path>> = paths.iter().map(|path| Ok(Path::from(*path))).collect();
            let mut deleted = self.objects.delete_stream(stream::iter(locations).boxed());
            loop {
                match self.step(deleted.try_next()).await {
                    Ok(None) => return Ok(()),
                    Ok(Some(_)) | Err(Error::NotFound { .. }) => {}
                    Err(error) => return Err(error),
                }
            }
        })
    }

    /// The first `most` objects under a prefix, by path.
    pub(crate) fn list(&self, prefix: &str, most: usize) -> Result<Vec<ObjectMeta>> {
        let folder = (!prefix.is_empty()).then(|| Path::from(prefix));
        let found: Mutex<Vec<ObjectMeta>> = Mutex::default();
        let so_far = || found.lock().unwrap_or_else(PoisonError::into_inner);
        self.ask_long("listing", prefix, || async {
            // A listing that broke off is taken up where it did.
            let last = so_far().last().map(|meta| meta.location.clone());
            let mut listing = match &last {
                Some(last) => self.objects.list_with_offset(folder.as_ref(), last),
                None => self.objects.list(folder.as_ref()),
            };
            loop {
                let enough = so_far().len() >= most;
                match if enough { None } else { self.step(listing.try_next()).await? } {
                    Some(meta) => so_far().push(meta),
                    None => return Ok(()),
                }
            }
        })?;
        Ok(found.into_inner().unwrap_or_else(PoisonError::into_inner))
    }

    /// The names directly under a prefix that hold further objects.
    pub(crate) fn folders(&self, prefix: &str) -> Result<Vec<String>> {
        let folder = Path::from(prefix);
        let listed = self.ask("listing", prefix, || self.objects.list_with_delimiter(Some(&folder)))?;
        Ok(listed.common_prefixes.iter().filter_map(|path| path.filename().map(str::to_owned)).collect())
    }

    /// Asks one request's worth until there is an answer, for at most our patience.
    fn ask<T, F: Future<Output = Answer<T>>>(
        &self,
        action: &'static str,
        path: &str,
        question: impl FnMut() -> F,
    ) -> Result<T> {
        let last = Mutex::default();
        self.answer(action, path, &last, self.step(self.again(TRIES, &last, question)))
    }

    /// Asks something of several requests, each of which is a [`step`](Remote::step) with patience of its own.
    fn ask_long<T, F: Future<Output = Answer<T>>>(
        &self,
        action: &'static str,
        path: &str,
        question: impl FnMut() -> F,
    ) -> Result<T> {
        let last = Mutex::default();
        self.answer(action, path, &last, self.again(LONG_TRIES, &last, question))
    }

    /// Waits for something as long as our patience lasts.
    async fn step<T>(&self, something: impl Future<Output = Answer<T>>) -> Answer<T> {
        let patience = if self.tired.load(Relaxed) { self.patience.min(TIRED) } else { self.patience };
        let silence = || format!("no answer within {} s", patience.as_secs_f32());
        let answer = tokio::time::timeout(patience, something).await;
        answer.unwrap_or_else(|_| Err(Error::Generic { store: SILENCE, source: silence().into() }))
    }

    /// Asks so many times, and leaves the error of the last time but one in `last`.
    async fn again<T, F: Future<Output = Answer<T>>>(
        &self,
        tries: u32,
        last: &Last,
        mut question: impl FnMut() -> F,
    ) -> Answer<T> {
        let mut pause = Duration::from_millis(100);
        for _ in 1..tries {
            match question().await {
                Err(error) if self.cloud && passes(&error) && !self.tired.load(Relaxed) => {
                    *last.lock().unwrap_or_else(PoisonError::into_inner) = Some(error);
                }
                answer => return answer,
            }
            tokio::time::sleep(pause).await;
            pause *= 2;
        }
        question().await
    }

    fn answer<T>(
        &self,
        action: &'static str,
        path: &str,
        last: &Last,
        answer: impl Future<Output = Answer<T>>,
    ) -> Result<T> {
        let error = match self.runtime.block_on(answer) {
            Ok(answer) => {
                self.tired.store(false, Relaxed);
                return Ok(answer);
            }
            // What was said before the silence tells more.
            Err(error) if is_silence(&error) => {
                last.lock().unwrap_or_else(PoisonError::into_inner).take().unwrap_or(error)
            }
            Err(error) => error,
        };
        let reads = ["reading", "looking at", "deleting", "copying to"].contains(&action);
        let path = path.to_owned();
        match error {
            Error::NotFound { .. } if reads || !self.cloud => Err(StoreError::Missing { path }),
            error if !self.cloud => Err(StoreError::Io { action, path, source: Box::new(error) }),
            error => {
                self.tired.store(matches!(error, Error::Generic { .. }), Relaxed);
                let (url, answer, way_out) = (self.url.clone(), told(&error), way_out(&error));
                Err(StoreError::Remote { action, path, url, answer, way_out })
            }
        }
    }
}

/// The error before the one that ended the asking.
type Last = Mutex<Option<Error>>;

/// What an error of ours calls itself that says that nothing came; asking again would wait as long again.
pub(crate) const SILENCE: &str = "network";

pub(crate) fn is_silence(error: &Error) -> bool {
    matches!(error, Error::Generic { store: SILENCE, .. })
}

/// Whether asking again may help.
pub(crate) fn passes(error: &Error) -> bool {
    matches!(error, Error::Generic { .. } | Error::JoinError { .. }) && !is_silence(error)
}

/// An error with its first cause, which `object_store`'s own words leave out.
pub(crate) fn told(error: &Error) -> String {
    let mut first: &dyn std::error::Error = error;
    while let Some(cause) = first.source() {
        first = cause;
    }
    let (told, cause) = (error.to_string(), first.to_string());
    if told.contains(&cause) { told } else { format!("{told}: {cause}") }
}

pub(crate) fn way_out(error: &Error) -> &'static str {
    match error {
        Error::NotFound { .. } => "make the bucket, or correct the URL",
        Error::PermissionDenied { .. } | Error::Unauthenticated { .. } => {
            "check the credentials in the environment, and that they may list, read, write and delete there"
        }
        Error::NotSupported { .. } | Error::NotImplemented { .. } => "use a server that can do this",
        _ => "when the server answers again, the same command takes up where this one stopped",
    }
}
