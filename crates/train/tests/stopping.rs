//! Scoring during training: early stopping, the best checkpoint, what a scorer may not do.

use std::cell::Cell;

use trommel_model::Model;
use trommel_train::{Event, Flow, PassRate, Sample, Scorer, StopReason, TaskScore, Writer};

use crate::fixture::{Scene, config};

/// Forty tasks with one completion each, which says how often it was asked.
struct Asked(Cell<usize>);

impl Writer for Asked {
    fn write(&self, model: &Model) -> Result<Vec<(String, Vec<String>)>, String> {
        assert!(model.params().count() > 0);
        self.0.set(self.0.get() + 1);
        Ok((0..40).map(|task| (format!("{task:02}"), vec![self.0.get().to_string()])).collect())
    }
}

/// Passes as many tasks as the plan has for that evaluation.
struct Plan(&'static [usize]);

impl Scorer for Plan {
    fn score(&self, completions: &[(String, Vec<String>)]) -> Result<Vec<TaskScore>, String> {
        let score = |(at, (task, texts)): (usize, &(String, Vec<String>))| {
            let asked: usize = texts[0].parse().unwrap();
            let passes = at < self.0[asked - 1];
            let passed_fraction = if passes { 1.0 } else { 0.5 };
            let sample =
                Sample { parsed: true, ran: at % 2 == 0, passed_fraction, infra_error: at == 39, ..Sample::default() };
            TaskScore { task: task.clone(), samples: vec![sample] }
        };
        Ok(completions.iter().enumerate().map(score).collect())
    }
}

const STOP: &str =
    "evaluation = { every = 2, bootstrap = true, stop = { patience = 2 } }\nsave = { every = 0, keep = 1 }";

#[test]
fn the_run_stops_when_pass_rates_do_not_rise_with_certainty() {
    let scene = Scene::new();
    let (writer, scorer) = (Asked(Cell::new(0)), Plan(&[5, 20, 21, 22, 30, 30, 30, 30, 30, 30]));
    let pass_rate = Some(PassRate { writer: &writer, scorer: &scorer });
    let mut found = Vec::new();
    let trained = scene
        .run_with(&config(STOP), "run", false, pass_rate, &mut |event| {
            if let Event::Evaluated { step, evaluation, best } = event {
                assert_eq!((evaluation.infra_errors, evaluation.parsed), (1, Some(1.0)));
                assert!(evaluation.loss.is_some(), "the loss is evaluated beside it");
                found.push((*step, (evaluation.pass_rate.unwrap() * 39.0).round() as usize, *best));
            }
            Flow::Go
        })
        .unwrap();
    // One or two tasks more of forty may be chance: the fourth evaluation ends the run.
    assert_eq!(found, [(2, 5, true), (4, 20, true), (6, 21, false), (8, 22, false)]);
    assert_eq!((trained.reason, trained.step, trained.chosen), (StopReason::Patience, 8, 4));
    assert!(scene.output("run/checkpoint-4").exists() && scene.output("run/checkpoint-8").exists());
    let card = std::fs::read_to_string(trained.path.join("README.md")).unwrap();
    assert!(card.contains("pass@1: 0.513") && card.contains("early stop"), "{card}");
    // What was stopped stays stopped.
    let again = scene.run_with(&config(STOP), "run", true, pass_rate, &mut |_| Flow::Go).unwrap();
    assert_eq!((again.reason, again.step, again.chosen), (StopReason::Patience, 8, 4));
}

#[test]
fn a_scorer_that_fails_or_miscounts_is_an_error() {
    struct Broken(bool);
    impl Scorer for Broken {
        fn score(&self, completions: &[(String, Vec<String>)]) -> Result<Vec<TaskScore>, String> {
            let (task, samples) = (completions[0].0.clone(), Vec::new());
            if self.0 { Err("the sandbox did not start".into()) } else { Ok(vec![TaskScore { task, samples }]) }
        }
    }
    let scene = Scene::new();
    let writer = Asked(Cell::new(0));
    for (fails, wanted) in [(true, "the sandbox did not start"), (false, "the scorer gave 1 tasks for 40")] {
        let scorer = Broken(fails);
        let pass_rate = Some(PassRate { writer: &writer, scorer: &scorer });
        let name = format!("run {fails}");
        let error = scene.run_with(&config(STOP), &name, false, pass_rate, &mut |_| Flow::Go).unwrap_err().to_string();
        assert!(error.contains("scoring at step 2") && error.contains(wanted), "{error}");
    }
}
