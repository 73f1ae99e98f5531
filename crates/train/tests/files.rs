//! The files beside the parameters: logs, states, the card, TensorBoard's events.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use trommel_train::{Event, Flow, preview};

use crate::fixture::{Scene, config};

fn json(path: &Path) -> Value {
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

#[test]
fn a_checkpoint_has_its_files_and_the_keys_of_transformers() {
    let scene = Scene::new();
    let config = config("length = { epochs = 0.5 }\nevaluation = { every = 2 }\nsave = { every = 3, keep = 9 }");
    let trained = scene.run(&config, "run").unwrap();
    let last = scene.output(&format!("run/checkpoint-{}", trained.step));
    for name in [
        "config.json",
        "model.safetensors",
        "tokenizer.json",
        "optimizer.safetensors",
        "scheduler.json",
        "rng.json",
        "data_cursor.json",
        "manifest.json",
        "trainer_state.json",
    ] {
        assert!(last.join(name).exists(), "{name}");
    }
    let state = json(&last.join("trainer_state.json"));
    let keys: Vec<&String> = state.as_object().unwrap().keys().collect();
    let wanted = "best_global_step best_metric best_model_checkpoint epoch eval_steps global_step is_hyper_param_search \
                  is_local_process_zero is_world_process_zero log_history logging_steps max_steps num_input_tokens_seen \
                  num_train_epochs save_steps stateful_callbacks total_flos train_batch_size trial_name trial_params";
    assert_eq!(keys, wanted.split_whitespace().collect::<Vec<_>>());
    assert_eq!((&state["global_step"], &state["max_steps"]), (&Value::from(trained.step), &Value::from(trained.step)));
    assert_eq!(state["num_input_tokens_seen"], trained.tokens);
    let cursor = json(&last.join("data_cursor.json"));
    assert!(cursor["rows"]["last"]["row_group"].is_u64() && cursor["packer"].is_object(), "{cursor}");
    let manifest = json(&last.join("manifest.json"));
    assert_eq!(manifest["lineage"]["root_hash"], "blake3:0123");
    let card = std::fs::read_to_string(trained.path.join("README.md")).unwrap();
    assert!(
        card.starts_with("---\nlibrary_name: transformers\n") && card.contains("root hash: `blake3:0123`"),
        "{card}"
    );
    assert!(trained.path.join("tokenizer_config.json").exists());
}

#[test]
fn metrics_have_a_line_a_step_and_no_times() {
    let scene = Scene::new();
    let config = config("length = { steps = 6 }\nevaluation = { every = 3 }\nsave = { log_every = 2 }");
    scene.run(&config, "run").unwrap();
    let text = std::fs::read_to_string(scene.output("run/metrics.jsonl")).unwrap();
    let lines: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let steps = |key: &str| -> Vec<u64> {
        lines.iter().filter(|line| line.get(key).is_some()).map(|line| line["step"].as_u64().unwrap()).collect()
    };
    assert_eq!((steps("loss"), steps("eval_loss")), (vec![1, 2, 4, 6], vec![3, 6]));
    let by_task = |line: &&Value| line["tasks"]["swap"].is_f64() && line["tasks"]["repeat"].is_f64();
    assert!(lines.iter().any(|line| by_task(&line)), "{text}");
    let evaluated = lines.iter().find(|line| line.get("eval_loss").is_some()).unwrap();
    assert!(evaluated["eval_loss_by_language"]["rust"].is_f64(), "{evaluated}");
    assert!(!text.contains("wall") && !text.contains("seconds"));
    let timings = std::fs::read_to_string(scene.output("run/timings.jsonl")).unwrap();
    assert!(timings.lines().all(|line| line.contains("\"wall\":1767225600.0")), "{timings}");
}

fn event_file(folder: &Path) -> PathBuf {
    let mut entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.find(|path| path.to_string_lossy().contains("events.out.tfevents.1767225600.")).unwrap()
}

/// The records of an event file: (length, data), their frames' checksums being another test's.
fn records(bytes: &[u8]) -> Vec<&[u8]> {
    let (mut at, mut found) = (0, Vec::new());
    while at < bytes.len() {
        let length = u64::from_le_bytes(bytes[at..at + 8].try_into().unwrap()) as usize;
        found.push(&bytes[at + 12..at + 12 + length]);
        at += length + 16;
    }
    assert_eq!(at, bytes.len(), "whole records");
    found
}

#[test]
fn tensorboard_reads_what_was_logged() {
    let scene = Scene::new();
    let mut losses = Vec::new();
    scene
        .run_with(&config("length = { steps = 4 }\nevaluation = { every = 2 }"), "run", false, None, &mut |event| {
            if let Event::Step { loss, .. } = event {
                losses.push(*loss as f32);
            }
            Flow::Go
        })
        .unwrap();
    let path = event_file(&scene.output("run"));
    let bytes = std::fs::read(&path).unwrap();
    let found = records(&bytes);
    assert_eq!(found.len(), 1 + 4 + 2, "the version, four steps, two evaluations");
    assert!(found[0].windows(13).any(|part| part == b"brain.Event:2"));
    for (record, loss) in found[1..3].iter().zip(&losses) {
        let tagged: Vec<u8> = [&b"train/loss\x15"[..], &loss.to_le_bytes()].concat();
        assert!(record.windows(tagged.len()).any(|part| part == tagged), "{record:?}");
    }
    let script = "import sys\n\
        from tensorboard.backend.event_processing.event_accumulator import EventAccumulator\n\
        a = EventAccumulator(sys.argv[1]); a.Reload()\n\
        print(' '.join(f'{e.step}:{e.value!r}' for e in a.Scalars('train/loss')))\n\
        print(' '.join(str(e.step) for e in a.Scalars('eval/loss')))";
    let python = std::env::var("TROMMEL_TENSORBOARD_PYTHON").unwrap_or_else(|_| "python3".into());
    let output = Command::new(&python).args(["-c", script]).arg(&path).output();
    match output {
        Ok(output) if output.status.success() => {
            let text = String::from_utf8(output.stdout).unwrap();
            let lines: Vec<&str> = text.lines().collect();
            let read: Vec<(u64, f32)> = lines[0]
                .split(' ')
                .map(|pair| pair.split_once(':').unwrap())
                .map(|(step, value)| (step.parse().unwrap(), value.parse().unwrap()))
                .collect();
            assert_eq!(read, (1..=4).zip(losses).collect::<Vec<_>>());
            assert_eq!(lines[1], "2 4");
        }
        _ => println!("SKIPPED: `{python}` has no tensorboard to read the events with; set TROMMEL_TENSORBOARD_PYTHON"),
    }
}

#[test]
fn the_preview_counts_before_the_start() {
    let scene = Scene::new();
    let config = config("length = { epochs = 2.0 }");
    let output = scene.output("run");
    let ticks = std::cell::Cell::new(0.0);
    let clock = || {
        ticks.set(ticks.get() + 1.0);
        ticks.get()
    };
    let job = trommel_train::Job { clock: &clock, ..scene.job(&config, &output, false, None) };
    let cost = preview(&job).unwrap();
    assert!(!output.exists(), "nothing was written");
    let trained = scene.run(&config, "run").unwrap();
    assert_eq!(cost.steps, trained.step);
    assert_eq!((cost.parameters, cost.step_places), (cost.trainable, 128));
    // The clock ticks once a reading: a step takes a second.
    assert_eq!(cost.seconds, cost.steps as f64);
    assert_eq!(cost.tokens_per_second, cost.step_tokens);
    assert!((0.0..0.5).contains(&cost.padding), "{}", cost.padding);
    assert_eq!(cost.memory, (16 * cost.parameters + 68 * 32 * 64 * 2) as u64);
    let fed = trained.tokens as f64 / trained.step as f64;
    assert!((fed - cost.step_tokens).abs() < 30.0, "{fed} {}", cost.step_tokens);
}
