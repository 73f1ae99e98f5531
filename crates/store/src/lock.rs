//! Locks: one holder of a name at a time, on anything that creates an object only when it is absent.
//!
//! ```text
//! <store>/locks/<hash of the name>/<number>.json     who holds it, since when, last renewed when
//! ```
//!
//! Taking a lock creates the number after the highest; a holder that did not renew its object for two minutes is dead,
//! and its number passed over. Whoever has created one looks again: if somebody else is there alive, it steps back. Of
//! two that come at once, the one that looks second sees the first, so never do both hold it (at worst both step back).

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Condvar, Mutex, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

use crate::lease::{EXPIRES_AFTER, seconds};
use crate::manifest::encode;
use crate::{KeyBuilder, Result, Store};

/// How often a holder says that it is alive.
const RENEW_EVERY: Duration = Duration::from_secs(30);

/// Attempts at a lock that others take and release under our hands.
const ATTEMPTS: usize = 16;

/// A lock that is held. Dropping it releases it.
pub struct Lock<'s> {
    store: &'s Store,
    folder: String,
    number: u64,
    ours: Note,
    lost: AtomicBool,
}

/// What became of an attempt to take a lock.
pub enum Attempt<'s> {
    /// It is ours.
    Taken(Lock<'s>),
    /// Somebody else has it.
    Held(Holder),
}

/// Who holds a lock.
#[derive(Debug, Clone, PartialEq)]
pub struct Holder {
    /// Host and process, for people.
    pub holder: String,
    /// Since when.
    pub since: SystemTime,
    /// When it is over unless the holder renews it: at that time it was killed.
    pub expires: SystemTime,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct Note {
    name: String,
    holder: String,
    /// Tells this holder from any other that had the number.
    unique: String,
    since: u64,
    renewed: u64,
}

impl Note {
    fn is_alive(&self, now: SystemTime) -> bool {
        self.renewed + EXPIRES_AFTER.as_secs() >= seconds(now)
    }

    fn holder(self) -> Holder {
        let time = |seconds| UNIX_EPOCH + Duration::from_secs(seconds);
        let expires = time(self.renewed) + EXPIRES_AFTER;
        Holder { holder: self.holder, since: time(self.since), expires }
    }
}

impl<'s> Lock<'s> {
    /// Tries to take the lock with this name. `holder` says who, for people.
    pub fn take(store: &'s Store, name: &str, holder: &str, now: SystemTime) -> Result<Attempt<'s>> {
        let folder = format!("locks/{}", KeyBuilder::new("lock").field(name).finish().short());
        let unique = uuid::Uuid::new_v4().simple().to_string();
        let ours = Note {
            name: name.to_owned(),
            holder: holder.to_owned(),
            unique,
            since: seconds(now),
            renewed: seconds(now),
        };
        for _ in 0..ATTEMPTS {
            if let Some(note) = others(store, &folder, 0, now)? {
                return Ok(Attempt::Held(note.holder()));
            }
            let dead = numbers(store, &folder)?;
            let number = dead.last().map_or(1, |highest| highest + 1);
            if !store.create(&path(&folder, number), encode(&ours))? {
                continue;
            }
            let lock = Lock { store, folder: folder.clone(), number, ours: ours.clone(), lost: AtomicBool::new(false) };
            // Stepping back releases it.
            if let Some(note) = others(store, &folder, number, now)? {
                return Ok(Attempt::Held(note.holder()));
            }
            for number in dead {
                store.delete(&path(&folder, number))?;
            }
            return Ok(Attempt::Taken(lock));
        }
        let busy = Holder { holder: "processes that come and go".to_owned(), since: now, expires: now + EXPIRES_AFTER };
        Ok(Attempt::Held(busy))
    }

    /// Does some work while a thread says now and then that the holder is alive.
    pub fn during<T>(&self, clock: &(dyn Fn() -> SystemTime + Sync), work: impl FnOnce() -> T) -> T {
        let over = (Mutex::new(false), Condvar::new());
        std::thread::scope(|scope| {
            let _end = End(&over); // Also when the work panics.
            scope.spawn(|| {
                let mut ended = over.0.lock().unwrap_or_else(PoisonError::into_inner);
                while !*ended {
                    ended = over.1.wait_timeout(ended, RENEW_EVERY).unwrap_or_else(PoisonError::into_inner).0;
                    if !*ended {
                        let _ = self.renew(clock()); // A store that is away for a while is asked again.
                    }
                }
            });
            work()
        })
    }

    /// Whether the lock is still ours: false once somebody else took it for dead.
    pub fn is_held(&self) -> Result<bool> {
        if self.lost.load(Ordering::Relaxed) {
            return Ok(false);
        }
        let highest = numbers(self.store, &self.folder)?.last().copied();
        let note = read(self.store, &path(&self.folder, self.number))?;
        let held = highest == Some(self.number) && note.is_some_and(|note| note.unique == self.ours.unique);
        if !held {
            self.lost.store(true, Ordering::Relaxed);
        }
        Ok(held)
    }

    /// Says that the holder is alive, unless the lock is lost.
    fn renew(&self, now: SystemTime) -> Result<()> {
        if self.is_held()? {
            let note = Note { renewed: seconds(now), ..self.ours.clone() };
            self.store.put(&path(&self.folder, self.number), encode(&note))?;
        }
        Ok(())
    }
}

impl Drop for Lock<'_> {
    fn drop(&mut self) {
        let path = path(&self.folder, self.number);
        // Somebody who took us for dead may have been given our number. One that stays expires.
        if matches!(read(self.store, &path), Ok(Some(note)) if note.unique == self.ours.unique) {
            let _ = self.store.delete(&path);
        }
    }
}

/// Ends the renewing.
struct End<'a>(&'a (Mutex<bool>, Condvar));

impl Drop for End<'_> {
    fn drop(&mut self) {
        *self.0.0.lock().unwrap_or_else(PoisonError::into_inner) = true;
        self.0.1.notify_all();
    }
}

/// A live holder under a number other than `number`, the highest first.
fn others(store: &Store, folder: &str, number: u64, now: SystemTime) -> Result<Option<Note>> {
    for other in numbers(store, folder)?.into_iter().rev().filter(|other| *other != number) {
        if let Some(note) = read(store, &path(folder, other))?.filter(|note| note.is_alive(now)) {
            return Ok(Some(note));
        }
    }
    Ok(None)
}

/// The numbers that there are, ascending.
fn numbers(store: &Store, folder: &str) -> Result<Vec<u64>> {
    let number = |path: &str| path.rsplit('/').next()?.strip_suffix(".json")?.parse().ok();
    let mut numbers: Vec<u64> = store.list(folder)?.iter().filter_map(|object| number(&object.path)).collect();
    numbers.sort_unstable();
    Ok(numbers)
}

fn path(folder: &str, number: u64) -> String {
    format!("{folder}/{number}.json")
}

/// A note; none when it is gone or is none of ours, which counts as dead.
fn read(store: &Store, path: &str) -> Result<Option<Note>> {
    match store.get(path) {
        Ok(bytes) => Ok(serde_json::from_slice(&bytes).ok()),
        Err(error) if error.is_missing() => Ok(None),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: u64) -> SystemTime {
        UNIX_EPOCH + Duration::from_secs(1_000_000 + seconds)
    }

    fn take<'s>(store: &'s Store, who: &str, seconds: u64) -> std::result::Result<Lock<'s>, Holder> {
        match Lock::take(store, "nightly", who, at(seconds)).unwrap() {
            Attempt::Taken(lock) => Ok(lock),
            Attempt::Held(holder) => Err(holder),
        }
    }

    fn stores() -> (tempfile::TempDir, Vec<Store>) {
        let scratch = tempfile::tempdir().unwrap();
        let stores = ["memory://", scratch.path().to_str().unwrap()].map(|url| Store::open(url).unwrap());
        (scratch, stores.into())
    }

    #[test]
    fn one_holder_at_a_time_who_is_named() {
        for store in stores().1 {
            let first = take(&store, "first", 0).ok().unwrap();
            let holder = take(&store, "second", 60).err().unwrap();
            assert_eq!(holder, Holder { holder: "first".to_owned(), since: at(0), expires: at(120) });
            assert!(matches!(Lock::take(&store, "other", "second", at(60)).unwrap(), Attempt::Taken(_)));
            first.renew(at(100)).unwrap();
            assert_eq!(take(&store, "second", 200).err().unwrap().expires, at(220));
            drop(first);
            assert!(take(&store, "second", 201).is_ok());
            assert!(store.list("locks").unwrap().is_empty(), "released");
        }
    }

    #[test]
    fn the_dead_are_passed_over_and_notice_when_they_wake() {
        for store in stores().1 {
            let first = take(&store, "first", 0).ok().unwrap();
            let second = take(&store, "second", 121).ok().unwrap();
            assert!(!first.is_held().unwrap() && second.is_held().unwrap());
            first.renew(at(122)).unwrap();
            drop(first);
            assert!(second.is_held().unwrap(), "the dead neither renew nor release what is not theirs");
            assert_eq!(take(&store, "third", 130).err().unwrap().holder, "second");
            drop(second);
            assert!(take(&store, "third", 131).is_ok());
        }
    }

    #[test]
    fn of_many_at_once_at_most_one() {
        for store in stores().1 {
            drop(take(&store, "before", 0));
            let (most, now) = (std::sync::atomic::AtomicUsize::new(0), std::sync::atomic::AtomicUsize::new(0));
            std::thread::scope(|scope| {
                for _ in 0..8 {
                    scope.spawn(|| {
                        for _ in 0..20 {
                            if let Ok(_lock) = take(&store, "one", 1) {
                                most.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                                std::thread::sleep(Duration::from_micros(200));
                                now.fetch_sub(1, Ordering::SeqCst);
                            }
                        }
                    });
                }
            });
            assert_eq!(most.into_inner(), 1, "{}", store.url());
        }
    }

    #[test]
    fn work_is_done_and_its_end_waits_for_nobody() {
        let store = Store::open("memory://").unwrap();
        let lock = take(&store, "one", 0).ok().unwrap();
        assert_eq!(lock.during(&|| at(0), || 3), 3);
    }
}
