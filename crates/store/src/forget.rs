//! Forgetting runs: without its manifest a run is not committed any more, and `gc` may delete what only it used.

use std::time::SystemTime;

use serde::Serialize;

use crate::lease::{RUNS, live};
use crate::runs::{RunManifest, Survey};
use crate::{Result, Store, StoreError};

/// A run that was forgotten.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Forgotten {
    /// Its number, which no other run will have.
    pub run: u64,
    /// Its recipe.
    pub recipe: String,
    /// Whether it was the latest run of its recipe.
    pub latest: bool,
}

/// Forgets the run with this number, or the highest for `latest`. Its tables stay until `gc` finds them unused.
///
/// # Errors
/// [`StoreError::NoRun`]; [`StoreError::Kept`] for the latest run of a recipe unless `force` is set, and for one that a
/// live process holds.
pub fn forget(store: &Store, name: &str, force: bool, now: SystemTime) -> Result<Forgotten> {
    let run = RunManifest::load(store, name)?;
    let refuse = |why: String| Err(StoreError::Kept { run: run.number, why });
    if held(store, now)?.contains(&run.number) {
        return refuse("a live run holds it; wait for that to end".to_owned());
    }
    let latest = !of_recipe(store, &run.recipe)?.iter().any(|number| *number > run.number);
    if latest && !force {
        let recipe = &run.recipe;
        return refuse(format!(
            "it is the latest of recipe `{recipe}`, with which the next is compared; `--force` forgets it all the same"
        ));
    }
    store.delete(&RunManifest::path(run.number))?;
    Ok(Forgotten { run: run.number, recipe: run.recipe, latest })
}

/// Forgets the runs of a recipe but for the newest `keep` (at least the latest stays) and those that a live process
/// holds. Gives their numbers, oldest first.
pub fn retire(store: &Store, recipe: &str, keep: u64, now: SystemTime) -> Result<Vec<u64>> {
    let runs = of_recipe(store, recipe)?;
    let keep = usize::try_from(keep.max(1)).unwrap_or(usize::MAX);
    let old = &runs[..runs.len().saturating_sub(keep)];
    if old.is_empty() {
        return Ok(Vec::new());
    }
    let held = held(store, now)?;
    let retired: Vec<u64> = old.iter().copied().filter(|number| !held.contains(number)).collect();
    for number in &retired {
        store.delete(&RunManifest::path(*number))?;
    }
    Ok(retired)
}

/// Numbers of the committed runs of a recipe, ascending.
fn of_recipe(store: &Store, recipe: &str) -> Result<Vec<u64>> {
    let mut numbers = Vec::new();
    for number in Survey::of(store)?.committed {
        match RunManifest::read(store, number) {
            Ok(run) if run.recipe == recipe => numbers.push(number),
            Ok(_) => {}
            Err(error) if error.is_missing() => {} // Forgotten meanwhile.
            Err(error) => return Err(error),
        }
    }
    Ok(numbers)
}

/// Numbers that live runs hold.
fn held(store: &Store, now: SystemTime) -> Result<Vec<u64>> {
    Ok(live(store, RUNS, now)?.into_iter().filter_map(|lease| lease.run).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Claim, Key, Lease};

    fn commit(store: &Store, recipe: &str) -> u64 {
        let number = Claim::next(store, "test").unwrap().number;
        let run = RunManifest {
            number,
            recipe: recipe.to_owned(),
            key: Key([0; 32]),
            root: None,
            trommel: String::new(),
            stages: Vec::new(),
            files: Vec::new(),
        };
        run.commit(store).unwrap();
        number
    }

    fn store(recipes: &[&str]) -> Store {
        let store = Store::open("memory://").unwrap();
        recipes.iter().for_each(|recipe| assert!(commit(&store, recipe) > 0));
        store
    }

    fn committed(store: &Store) -> Vec<u64> {
        Survey::of(store).unwrap().committed
    }

    #[test]
    fn the_latest_of_a_recipe_stays_unless_forced() {
        let now = SystemTime::now();
        let store = store(&["a", "b", "a", "b"]);
        for (run, recipe) in [("3", "a"), ("4", "b"), ("latest", "b")] {
            let error = forget(&store, run, false, now).unwrap_err().to_string();
            assert!(
                error.contains(&format!("the latest of recipe `{recipe}`")) && error.contains("--force"),
                "{error}"
            );
        }
        let forgotten = forget(&store, "1", false, now).unwrap();
        assert_eq!(forgotten, Forgotten { run: 1, recipe: "a".to_owned(), latest: false });
        assert!(matches!(forget(&store, "1", true, now), Err(StoreError::NoRun { .. })));
        assert!(forget(&store, "3", true, now).unwrap().latest);
        assert_eq!(committed(&store), [2, 4]);
        assert_eq!(commit(&store, "a"), 5, "a number is never given again");
    }

    #[test]
    fn the_newest_of_a_recipe_and_what_is_held_stay() {
        let now = SystemTime::now();
        let store = store(&["a", "b", "a", "a", "b", "a"]);
        let mut lease = Lease::take(&store, "test", now).unwrap();
        lease.writing(3).unwrap();
        assert_eq!(retire(&store, "a", 4, now).unwrap(), [0u64; 0]);
        assert_eq!(retire(&store, "a", 2, now).unwrap(), [1]);
        assert_eq!(committed(&store), [2, 3, 4, 5, 6]);
        assert!(forget(&store, "3", true, now).is_err(), "a live run holds it");
        drop(lease);
        assert_eq!(retire(&store, "a", 0, now).unwrap(), [3, 4], "the latest always stays");
        assert_eq!(committed(&store), [2, 5, 6]);
    }
}
