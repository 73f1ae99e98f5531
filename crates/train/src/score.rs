//! What the caller gives for pass@1: who writes completions, and who judges them.

use trommel_model::Model;

/// Judges completions: the sandbox, in another crate.
pub trait Scorer {
    /// Judges the completions of each task. Gives one [`TaskScore`] for each entry, in the same order, with one [`Sample`]
    /// for each completion.
    ///
    /// # Errors
    /// The reason, when nothing can be judged. A completion that fails is no error, but a sample.
    fn score(&self, completions: &[(String, Vec<String>)]) -> std::result::Result<Vec<TaskScore>, String>;
}

/// Writes completions with a model as it stands: the generator, in another crate. It must use fixed seeds, so that
/// evaluations can be compared.
pub trait Writer {
    /// For each task its identifier and its completions.
    ///
    /// # Errors
    /// The reason, when none can be written.
    fn write(&self, model: &Model) -> std::result::Result<Vec<(String, Vec<String>)>, String>;
}

/// How pass@1 is found during training.
#[derive(Clone, Copy)]
pub struct PassRate<'a> {
    /// Writes the completions.
    pub writer: &'a dyn Writer,
    /// Judges them.
    pub scorer: &'a dyn Scorer,
}

/// The scores of one task's completions.
#[derive(Debug, Clone, PartialEq)]
pub struct TaskScore {
    /// The task.
    pub task: String,
    /// One for each completion, in order.
    pub samples: Vec<Sample>,
}

impl TaskScore {
    /// The share of the samples that pass, of those that could be judged; None if none could.
    #[must_use]
    pub fn passed(&self) -> Option<f64> {
        share(&self.samples, Sample::passed)
    }
}

/// What became of one completion.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Sample {
    /// It parses.
    pub parsed: bool,
    /// It ran to its end without an error of its own.
    pub ran: bool,
    /// The share of its tests that it passes, in [0, 1].
    pub passed_fraction: f64,
    /// It exceeded its time or fuel.
    pub timeout: bool,
    /// The judge failed, not the completion: it counts for nothing.
    pub infra_error: bool,
}

impl Sample {
    /// Whether it passes all of its tests.
    #[must_use]
    pub fn passed(&self) -> bool {
        self.passed_fraction >= 1.0
    }
}

/// The share of judged samples of which `what` holds.
pub(crate) fn share(samples: &[Sample], what: impl Fn(&Sample) -> bool) -> Option<f64> {
    let judged: Vec<&Sample> = samples.iter().filter(|sample| !sample.infra_error).collect();
    let held = judged.iter().filter(|sample| what(sample)).count();
    (!judged.is_empty()).then(|| held as f64 / judged.len() as f64)
}
