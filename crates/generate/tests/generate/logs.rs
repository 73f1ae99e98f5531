//! Logs: what is done is not done again.

use std::fs;
use std::path::Path;

use trommel_generate::{Log, Options, Prompt, PromptOptions, Run, Sampling, jobs};
use trommel_model::DType;

use crate::fixture::{FAMILIES, generator, model, options, prompts};

fn sampled(samples: u32) -> Options {
    let sampling = Sampling { temperature: 1.0, ..Sampling::default() };
    Options { samples, sampling, seed: 4, batch: 4, ..options(6) }
}

fn digest(options: &Options) -> String {
    let prompts = PromptOptions::default();
    Run { checkpoint: "a", constraint: None, prompts: &prompts, options, batch_matters: false }.digest().unwrap()
}

/// Generates what is missing, but stops after `most` answers; gives how many there were, and the file at the end.
fn run(folder: &Path, prompts: &[Prompt], options: &Options, most: usize) -> (usize, String) {
    let model = model(FAMILIES[1], false, DType::F32, 2);
    let all = jobs(prompts.len(), options.samples);
    let mut log = Log::open(&folder.join("log.jsonl"), &digest(options), options.seed).unwrap();
    let (missing, mut done) = (log.missing(prompts, &all), 0);
    let result = generator(&model).generate(prompts, &missing, options, None, |_, row, _| {
        if done == most {
            return Err(trommel_generate::GenerateError::Model(trommel_model::Error::Config("killed".into())));
        }
        done += 1;
        log.add(row)
    });
    assert_eq!(result.is_ok(), missing.len() <= most);
    log.finish(&folder.join("samples.jsonl"), prompts, &all).unwrap();
    (done, fs::read_to_string(folder.join("samples.jsonl")).unwrap())
}

#[test]
fn a_run_that_was_stopped_ends_with_the_same_bytes() {
    let (whole, parts) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let prompts = prompts();
    let (count, expected) = run(whole.path(), &prompts, &sampled(2), usize::MAX);
    assert_eq!((count, expected.lines().count()), (20, 20));
    let order: Vec<String> = expected.lines().map(|line| line[..line.find(",\"seed").unwrap()].to_owned()).collect();
    assert_eq!(
        order[..3],
        [r#"{"task_id":"t/0","sample":0"#, r#"{"task_id":"t/0","sample":1"#, r#"{"task_id":"t/1","sample":0"#]
    );

    assert_eq!(run(parts.path(), &prompts, &sampled(2), 7).0, 7);
    // As a process that is killed while it writes.
    let log = parts.path().join("log.jsonl");
    let bytes = fs::read(&log).unwrap();
    fs::write(&log, &bytes[..bytes.len() - 30]).unwrap();
    assert!(Log::open(&log, &digest(&sampled(2)), 4).unwrap().was_torn());
    let larger = Options { batch: 16, ..sampled(2) };
    assert_eq!(run(parts.path(), &prompts, &larger, usize::MAX), (14, expected.clone()), "another batch size");
    assert_eq!(run(parts.path(), &prompts, &sampled(2), usize::MAX), (0, expected.clone()), "nothing is left to do");
    let (count, more) = run(parts.path(), &prompts, &sampled(3), usize::MAX);
    assert_eq!((count, more.lines().count()), (10, 30), "samples can be added");
    assert!(expected.lines().all(|line| more.contains(line)));
}

#[test]
fn other_runs_rows_are_not_taken() {
    let folder = tempfile::tempdir().unwrap();
    let mut prompts = prompts();
    run(folder.path(), &prompts, &sampled(1), usize::MAX);
    for other in [Options { seed: 5, ..sampled(1) }, options(5), Options { stops: vec!["a".into()], ..sampled(1) }] {
        assert_eq!(run(folder.path(), &prompts, &other, usize::MAX).0, 10, "{other:?}");
    }
    assert_eq!(run(folder.path(), &prompts, &sampled(1), usize::MAX).0, 0);
    let log = Log::open(&folder.path().join("log.jsonl"), &digest(&sampled(1)), 4).unwrap();
    assert_eq!((log.other_rows(), log.was_torn()), (30, false));
    prompts[4].sha256 = "another".into();
    assert_eq!(run(folder.path(), &prompts, &sampled(1), usize::MAX).0, 1, "a prompt that changed is asked again");
}

#[test]
fn a_log_that_is_none_is_told_with_its_line() {
    let folder = tempfile::tempdir().unwrap();
    run(folder.path(), &prompts(), &sampled(1), 3);
    let path = folder.path().join("log.jsonl");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replacen("\"sample\":0", "\"sample\":-1", 2).replacen("\"sample\":-1", "\"sample\":0", 1))
        .unwrap();
    let error = Log::open(&path, "any", 0).map(|_| ()).unwrap_err().to_string();
    assert!(error.contains("log.jsonl:2: ") && error.contains("move the file away"), "{error}");
    assert!(Log::open(&folder.path().join("none/log.jsonl"), "any", 0).is_err());
}

/// The judge's reader takes the file as it is.
#[test]
fn the_file_is_read_by_the_judge() {
    let folder = tempfile::tempdir().unwrap();
    let (_, text) = run(folder.path(), &prompts(), &sampled(2), usize::MAX);
    let tasks: Vec<trommel_bench::Task> = prompts()
        .iter()
        .map(|prompt| trommel_bench::Task { id: prompt.task.clone(), ..crate::fixture::task("python", "x", "f") })
        .collect();
    let tasks = trommel_bench::Tasks::new("t", &tasks);
    let samples: Vec<_> =
        trommel_bench::Samples::new(text.as_bytes(), "samples.jsonl", &tasks).unwrap().map(Result::unwrap).collect();
    assert_eq!(samples.len(), 20);
    assert!(samples.iter().all(|sample| sample.claim == trommel_bench::Claim::Continues));
    let first: serde_json::Value = serde_json::from_str(text.lines().next().unwrap()).unwrap();
    assert_eq!(samples[0].completion, trommel_bench::Completion::Text(first["completion"].as_str().unwrap().into()));
}
