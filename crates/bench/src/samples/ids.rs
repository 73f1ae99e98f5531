//! Which task an id means.

use std::collections::BTreeMap;

use crate::{BenchError, Place, Task};

/// The ids of a benchmark, and the ways in which samples write them.
#[derive(Debug, Clone)]
pub struct Tasks {
    benchmark: String,
    ids: Vec<String>,
    /// The task of each way to write an id; `None` where two tasks share one.
    known: BTreeMap<String, Option<usize>>,
}

impl Tasks {
    /// The tasks of a benchmark.
    #[must_use]
    pub fn new(benchmark: &str, tasks: &[Task]) -> Self {
        Self::of_ids(benchmark, tasks.iter().map(|task| task.id.clone()).collect())
    }

    fn of_ids(benchmark: &str, ids: Vec<String>) -> Self {
        let mut known: BTreeMap<String, Option<usize>> = BTreeMap::new();
        for (at, id) in ids.iter().enumerate() {
            for name in names(id) {
                known.entry(name).and_modify(|task| *task = task.filter(|other| *other == at)).or_insert(Some(at));
            }
        }
        // The id itself always means its task.
        for (at, id) in ids.iter().enumerate() {
            known.insert(id.clone(), Some(at));
        }
        Self { benchmark: benchmark.into(), ids, known }
    }

    /// How many tasks there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// The id of a task, by its place in the benchmark.
    #[must_use]
    pub fn id(&self, task: usize) -> &str {
        &self.ids[task]
    }

    /// The task that a sample's id means: written as the benchmark does, or in another case, with `_` for `/`, or, for MBPP and
    /// HumanEval, as the number alone or with the usual prefix.
    ///
    /// # Errors
    /// None of the tasks; the error names those that look like it.
    pub fn find(&self, id: &str, place: &Place) -> Result<usize, BenchError> {
        let direct = self.known.get(id.trim()).copied().flatten();
        direct.or_else(|| names(id.trim()).iter().find_map(|name| self.known.get(name).copied().flatten())).ok_or_else(
            || BenchError::UnknownTask {
                place: place.clone(),
                id: id.chars().take(80).collect(),
                benchmark: format!("{} of {} tasks", self.benchmark, self.ids.len()),
                nearest: nearest(id, &self.ids),
            },
        )
    }
}

/// The ways to write an id: lower case; its number alone; and the number with the names that stand for MBPP and HumanEval.
fn names(id: &str) -> Vec<String> {
    let plain = id.to_lowercase().replace('_', "/");
    let mut names = vec![plain.clone()];
    let mut parts = plain.split('/');
    let number = |text: &str| !text.is_empty() && text.len() <= 9 && text.bytes().all(|byte| byte.is_ascii_digit());
    match (parts.next(), parts.next(), parts.next()) {
        (Some(alone), None, None) if number(alone) => {
            names.push(format!("mbpp/{alone}"));
            names.push(alone.trim_start_matches('0').to_owned());
        }
        // `Mbpp/2`, and MultiPL-E's `mbpp_2_similar_elements`, `HumanEval_0_has_close_elements`.
        (Some("mbpp"), Some(digits), _) if number(digits) => {
            names.push(format!("mbpp/{digits}"));
            names.push(digits.to_owned());
        }
        (Some("humaneval"), Some(digits), _) if number(digits) => names.push(format!("humaneval/{digits}")),
        _ => {}
    }
    names
}

/// Up to three ids that look most like one, if any does.
pub(crate) fn nearest(id: &str, ids: &[String]) -> Vec<String> {
    let id: String = id.chars().take(80).collect();
    let mut near: Vec<(f64, &String)> = ids
        .iter()
        .map(|other| (strsim::jaro_winkler(&id.to_lowercase(), &other.to_lowercase()), other))
        .filter(|(likeness, _)| *likeness > 0.75)
        .collect();
    near.sort_by(|one, other| other.0.total_cmp(&one.0).then_with(|| one.1.cmp(other.1)));
    near.into_iter().take(3).map(|(_, id)| id.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_known_however_they_are_written() {
        let find = |ids: &[&str], id: &str| {
            let tasks = Tasks::of_ids("b", ids.iter().map(|id| (*id).to_owned()).collect());
            tasks.find(id, &Place::new("s.jsonl", 3)).ok()
        };
        for id in ["2", "Mbpp/2", "MBPP/2", "mbpp/2", "mbpp_2"] {
            assert_eq!(find(&["1", "2", "3"], id), Some(1), "{id}");
            assert_eq!(find(&["Mbpp/1", "Mbpp/2"], id), Some(1), "{id}");
            assert_eq!(find(&["mbpp_1_a", "mbpp_2_b"], id), Some(1), "{id}");
        }
        assert_eq!(find(&["HumanEval/0", "HumanEval/1"], "HumanEval_1"), Some(1));
        assert_eq!(find(&["HumanEval/0", "HumanEval/1"], "HumanEval_1_name"), Some(1));
        assert_eq!(find(&["HumanEval/0"], "HumanEval/164"), None);
        assert_eq!(find(&["CPP/0", "CPP/1"], "CPP/1"), Some(1));
        // Two tasks of one number: the number alone means neither.
        assert_eq!(find(&["mbpp_2_a", "mbpp_2_b"], "2"), None);
    }

    #[test]
    fn an_unknown_task_is_told_with_its_neighbours() {
        let tasks = Tasks::of_ids("humaneval", (0..164).map(|at| format!("HumanEval/{at}")).collect());
        let error = tasks.find("HumanEval/170", &Place::new("samples.jsonl", 7)).unwrap_err();
        assert_eq!(
            error.to_string(),
            "samples.jsonl:7: task `HumanEval/170` is not in the benchmark humaneval of 164 tasks; did you mean `HumanEval/10` or \
             `HumanEval/107` or `HumanEval/17`?"
        );
    }
}
