//! `[refresh]`: how the runs of a recipe follow each other, for those that a scheduler starts.

use std::time::{Duration, SystemTime};

use serde::{Deserialize, Serialize};
use trommel_store::{Attempt, GcOptions, Lock};

use crate::recipe::Recipe;
use crate::run::{Environment, rfc3339};
use crate::{PipelineError, Result};

/// What `gc` leaves after a run, as young: it may belong to a run that has not said so yet.
const MIN_AGE: Duration = Duration::from_secs(3600);

/// The table. Without it every run is kept, and several runs of the recipe may be alive at once.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Refresh {
    /// Committed runs of the recipe to keep; older ones are forgotten after a run that ended well. None keeps all.
    pub keep: Option<u64>,
    /// Refuse to run while another run of the recipe is alive in the same store.
    pub exclusive: bool,
}

impl Refresh {
    pub(crate) fn problems(&self) -> Vec<(&'static str, String)> {
        match self.keep {
            Some(0) => vec![("keep", "is 0, expected at least 1: the latest run always stays".to_owned())],
            _ => Vec::new(),
        }
    }
}

/// What was tidied up after a run.
#[derive(Debug, Default, Serialize)]
pub struct Tidied {
    /// Numbers of the runs that were forgotten.
    pub forgotten: Vec<u64>,
    /// Objects (files) deleted.
    pub deleted: u64,
    /// Their bytes.
    pub deleted_bytes: u64,
}

/// Forgets the runs of a recipe that are more than it keeps, and deletes what nobody needs any more. None when the recipe
/// keeps all. `committed` says whether the run before it made anything new: else there is nothing new to delete, either.
///
/// # Errors
/// Whatever the store may give; the run stays committed.
pub fn tidy(recipe: &Recipe, committed: bool, environment: &Environment<'_>) -> Result<Option<Tidied>> {
    let Some(keep) = recipe.refresh.keep else { return Ok(None) };
    let (store, now) = (&environment.store, (environment.clock)());
    let forgotten = trommel_store::retire(store, &recipe.name, keep, now)?;
    let mut tidied = Tidied { forgotten, ..Tidied::default() };
    if committed || !tidied.forgotten.is_empty() {
        let options = GcOptions { min_age: MIN_AGE, keep_runs: None, dry_run: false };
        let collected = trommel_store::gc(store, &options, now)?;
        (tidied.deleted, tidied.deleted_bytes) = (collected.deleted, collected.deleted_bytes);
    }
    Ok(Some(tidied))
}

/// Takes the recipe's lock, when it wants one.
pub(crate) fn lock<'a>(recipe: &Recipe, environment: &'a Environment<'_>) -> Result<Option<Lock<'a>>> {
    if !recipe.refresh.exclusive {
        return Ok(None);
    }
    let now = (environment.clock)();
    match Lock::take(&environment.store, &recipe.name, &environment.holder, now)? {
        Attempt::Taken(lock) => Ok(Some(lock)),
        Attempt::Held(other) => Err(PipelineError::Busy {
            recipe: recipe.name.clone(),
            holder: other.holder,
            since: rfc3339(other.since),
            ago: between(other.since, now),
            left: between(now, other.expires),
        }),
    }
}

/// Refuses to go on under a lock that somebody else took over.
pub(crate) fn check(recipe: &Recipe, lock: Option<&Lock<'_>>) -> Result<()> {
    match lock {
        Some(lock) if !lock.is_held()? => Err(PipelineError::LockLost { recipe: recipe.name.clone() }),
        _ => Ok(()),
    }
}

/// Seconds from one moment to another; 0 when it comes before.
fn between(from: SystemTime, to: SystemTime) -> u64 {
    to.duration_since(from).map_or(0, |elapsed| elapsed.as_secs())
}
