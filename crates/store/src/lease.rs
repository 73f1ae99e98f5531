//! Leases: what a live run is using, so that `gc` leaves it.
//!
//! A run adds the keys it is about to look for, *then* waits until no `gc` is at work, and only then looks. A `gc`
//! announces itself, *then* reads the leases. Whichever is second sees the first, so no object vanishes between
//! "it is there" and its use. What was written since the oldest live run began stays, too, so that a run need not name
//! what it is about to write.

use std::collections::BTreeSet;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

use crate::manifest::encode;
use crate::{Key, Result, Store};

/// A lease that was not renewed for this long is dead: its holder was killed.
pub(crate) const EXPIRES_AFTER: Duration = Duration::from_secs(120);

pub(crate) const RUNS: &str = "leases/run";
pub(crate) const COLLECTORS: &str = "leases/gc";

/// What a lease says.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Held {
    pub holder: String,
    pub started: u64,
    pub renewed: u64,
    pub keys: BTreeSet<Key>,
    pub run: Option<u64>,
}

/// A live run's lease. Dropping it gives it back.
pub struct Lease<'s> {
    store: &'s Store,
    path: String,
    held: Held,
}

impl<'s> Lease<'s> {
    /// Takes a lease for a run. `holder` says who, for people.
    pub fn take(store: &'s Store, holder: &str, now: SystemTime) -> Result<Lease<'s>> {
        Lease::at(store, RUNS, holder, now)
    }

    pub(crate) fn at(store: &'s Store, folder: &str, holder: &str, now: SystemTime) -> Result<Lease<'s>> {
        let path = format!("{folder}/{}.json", uuid::Uuid::new_v4().simple());
        let now = seconds(now);
        let held = Held { holder: holder.to_owned(), started: now, renewed: now, keys: BTreeSet::new(), run: None };
        let lease = Lease { store, path, held };
        lease.write()?;
        Ok(lease)
    }

    /// Adds keys and waits out any `gc` at work, after which objects under these keys stay until the lease ends.
    pub fn hold(&mut self, keys: impl IntoIterator<Item = Key>, now: &dyn Fn() -> SystemTime) -> Result<()> {
        let before = self.held.keys.len();
        self.held.keys.extend(keys);
        self.held.renewed = seconds(now());
        if self.held.keys.len() > before {
            self.write()?;
        }
        while !live(self.store, COLLECTORS, now())?.is_empty() {
            std::thread::sleep(Duration::from_millis(20));
        }
        Ok(())
    }

    /// Names the run number that is being written.
    pub fn writing(&mut self, run: u64) -> Result<()> {
        self.held.run = Some(run);
        self.write()
    }

    /// Says that the holder is alive. To be called at least every minute.
    pub fn renew(&mut self, now: SystemTime) -> Result<()> {
        if seconds(now) > self.held.renewed + EXPIRES_AFTER.as_secs() / 4 {
            self.held.renewed = seconds(now);
            self.write()?;
        }
        Ok(())
    }

    fn write(&self) -> Result<()> {
        self.store.put(&self.path, encode(&self.held))
    }
}

impl Drop for Lease<'_> {
    fn drop(&mut self) {
        let _ = self.store.delete(&self.path); // One that stays expires.
    }
}

/// The leases in `folder` that have not expired; expired ones are removed.
pub(crate) fn live(store: &Store, folder: &str, now: SystemTime) -> Result<Vec<Held>> {
    let mut held = Vec::new();
    for object in store.list(folder)? {
        let bytes = match store.get(&object.path) {
            Err(error) if error.is_missing() => continue,
            other => other?,
        };
        match serde_json::from_slice::<Held>(&bytes) {
            Ok(lease) if lease.renewed + EXPIRES_AFTER.as_secs() >= seconds(now) => held.push(lease),
            _ => store.delete(&object.path)?,
        }
    }
    Ok(held)
}

pub(crate) fn seconds(time: SystemTime) -> u64 {
    time.duration_since(UNIX_EPOCH).map_or(0, |elapsed| elapsed.as_secs())
}
