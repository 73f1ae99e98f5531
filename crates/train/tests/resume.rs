//! Kill and resume: twenty steps are ten, a power cut, and ten more, byte for byte.

use trommel_train::{Error, Event, Flow, StopReason, TrainConfig};

use crate::fixture::{Scene, config, product, same};

const ADAPTER: &str = "r = 4, alpha = 8.0, dropout = 0.1, modules = ['q_proj', 'v_proj', 'down_proj']";

fn killed_and_resumed_is_the_same(config: &TrainConfig) {
    let scene = Scene::new();
    scene.run(config, "whole").unwrap();
    // The checkpoint of step 10 is the last before the cut after step 13.
    let cut = scene.run_until(config, "cut", 13).unwrap();
    assert_eq!((cut.reason, cut.step), (StopReason::Abandoned, 13));
    assert!(!scene.output("cut/checkpoint-20").exists() && scene.output("cut/checkpoint-10").exists());
    let mut first = None;
    let resumed = scene
        .run_with(config, "cut", true, None, &mut |event| {
            if let (Event::Step { step, .. }, None) = (event, first) {
                first = Some(*step);
            }
            Flow::Go
        })
        .unwrap();
    assert_eq!((resumed.step, first, resumed.reason), (20, Some(11), StopReason::Done));
    let (whole, cut) = (product(&scene.output("whole")), product(&scene.output("cut")));
    assert!(whole.keys().any(|name| name.ends_with("safetensors")) && whole.contains_key("metrics.jsonl"));
    same(&whole, &cut);
}

fn with(changes: &str) -> TrainConfig {
    config(&format!("save = {{ every = 5, keep = 9, log_every = 1 }}\n{changes}"))
}

#[test]
fn full_with_dropout_and_carried_examples() {
    let config = with(
        "optimiser = { lr = 1e-3, dropout = 0.1, attention_dropout = 0.1 }\nevaluation = { every = 7 }\nweighting = 'case4'",
    );
    killed_and_resumed_is_the_same(&config);
}

#[test]
fn lora_with_dropout() {
    killed_and_resumed_is_the_same(&with(&format!(
        "method = {{ lora = {{ {ADAPTER}, merge = true }} }}\noptimiser = {{ dropout = 0.1 }}"
    )));
}

#[test]
fn dora_with_a_curriculum() {
    let data = "data = { order = { shuffled = { groups = 2 } }, curriculum = { start = 0.2 } }";
    killed_and_resumed_is_the_same(&with(&format!("method = {{ dora = {{ {ADAPTER} }} }}\n{data}")));
}

#[test]
fn progressive_prompts_over_several_epochs() {
    let data = "data = { order = { shuffled = { groups = 2 } }, progressive = { separator = ' ', whole = 0.4 } }";
    killed_and_resumed_is_the_same(&with(&format!("{data}\nevaluation = {{ every = 7 }}")));
}

#[test]
fn lora_ga_with_phases() {
    let phases =
        "phases = [{ languages = ['python'], share = 0.4 }, { languages = ['rust'], share = 0.6, replay = 0.3 }]";
    killed_and_resumed_is_the_same(&with(&format!(
        "method = {{ lora-ga = {{ adapter = {{ {ADAPTER} }}, batches = 2 }} }}\ndata = {{ {phases} }}"
    )));
}

#[test]
fn forgetting_is_seen_at_the_end_of_a_phase() {
    let scene = Scene::new();
    let phases =
        "phases = [{ languages = ['python'], share = 0.35 }, { languages = ['rust'], share = 0.65, replay = 0.1 }]";
    let config = config(&format!("data = {{ {phases} }}\nevaluation = {{ every = 100 }}"));
    let (mut evaluated, mut begun) = (Vec::new(), Vec::new());
    scene
        .run_with(&config, "run", false, None, &mut |event| {
            match event {
                Event::Evaluated { step, evaluation, .. } => {
                    evaluated.push((*step, evaluation.languages.keys().cloned().collect::<Vec<_>>()));
                }
                Event::Phase { step, phase } => begun.push((*step, *phase)),
                _ => {}
            }
            Flow::Go
        })
        .unwrap();
    let both = vec!["python".to_owned(), "rust".to_owned()];
    assert_eq!((evaluated, begun), (vec![(7, both.clone()), (20, both)], vec![(7, 2)]));
}

#[test]
fn plora_in_its_last_stage() {
    let adapter = format!("adapter = {{ {ADAPTER} }}, groups = [0.5, 0.5], boundaries = {{ steps = [6] }}");
    killed_and_resumed_is_the_same(&with(&format!("method = {{ plora = {{ {adapter}, rewarm = 3 }} }}")));
}

#[test]
fn a_stopped_run_goes_on_and_a_finished_one_stays_as_it_is() {
    let scene = Scene::new();
    let config = config("");
    let stop = |event: &Event| if matches!(event, Event::Step { step: 7, .. }) { Flow::Stop } else { Flow::Go };
    let stopped = scene.run_with(&config, "run", false, None, &mut |event| stop(event)).unwrap();
    assert_eq!((stopped.reason, stopped.path), (StopReason::Stopped, scene.output("run/checkpoint-7")));
    let done = scene.run_with(&config, "run", true, None, &mut |_| Flow::Go).unwrap();
    assert_eq!((done.reason, done.step), (StopReason::Done, 20));
    let before = product(&scene.output("run"));
    let again = scene.run_with(&config, "run", true, None, &mut |_| Flow::Go).unwrap();
    assert_eq!(again, done);
    same(&before, &product(&scene.output("run")));
}

#[test]
fn another_run_s_checkpoint_is_refused() {
    let scene = Scene::new();
    scene.run(&config("length = { steps = 2 }"), "run").unwrap();
    let message = |changes: &str, resume| {
        let config = config(changes);
        scene.run_with(&config, "run", resume, None, &mut |_| Flow::Go).unwrap_err().to_string()
    };
    let other = message("length = { steps = 2 }\nseed = 12", true);
    assert!(other.contains("a configuration with hash") && other.contains("Give another output folder"), "{other}");
    let fresh = message("length = { steps = 2 }", false);
    assert!(fresh.contains("checkpoint-2") && fresh.contains("`resume`"), "{fresh}");
}

#[test]
fn best_and_last_checkpoints_are_kept() {
    let scene = Scene::new();
    // A learning rate at which the loss soon rises: the best evaluation is an early one.
    let config = config(
        "optimiser = { lr = 0.3 }\nlength = { steps = 12 }\nevaluation = { every = 1 }\nsave = { every = 1, keep = 2 }",
    );
    let mut evaluations = Vec::new();
    let trained = scene
        .run_with(&config, "run", false, None, &mut |event| {
            if let Event::Evaluated { step, evaluation, .. } = event {
                evaluations.push((evaluation.loss.unwrap(), *step));
            }
            Flow::Go
        })
        .unwrap();
    let best = evaluations.iter().copied().min_by(|a, b| a.0.total_cmp(&b.0)).unwrap();
    assert_eq!((trained.chosen, trained.evaluation.unwrap().loss), (best.1, Some(best.0)));
    let mut kept: Vec<u64> = std::fs::read_dir(scene.output("run"))
        .unwrap()
        .filter_map(|entry| entry.unwrap().file_name().to_str()?.strip_prefix("checkpoint-")?.parse().ok())
        .collect();
    kept.sort_unstable();
    let mut wanted = vec![best.1, 11, 12];
    wanted.sort_unstable();
    wanted.dedup();
    assert_eq!(kept, wanted);
    let weights = |path: &str| std::fs::read(scene.output(path)).unwrap();
    assert_eq!(
        weights("run/model/model.safetensors"),
        weights(&format!("run/checkpoint-{}/model.safetensors", best.1))
    );
}

#[test]
fn a_broken_checkpoint_is_named() {
    let scene = Scene::new();
    let config = config("length = { steps = 2 }");
    scene.run(&config, "run").unwrap();
    let file = scene.output("run/checkpoint-2/model.safetensors");
    let mut tensors = trommel_model::store::read_tensors(&file).unwrap();
    let name = "model.layers.0.mlp.up_proj.weight";
    let short = tensors[name].narrow(0, 0, 5).unwrap();
    tensors.insert(name.into(), short);
    tensors.remove("model.norm.weight");
    trommel_model::store::write_tensors(&file, tensors.iter().map(|(name, tensor)| (name.as_str(), tensor))).unwrap();
    let error = scene.run_with(&config, "run", true, None, &mut |_| Flow::Go).unwrap_err();
    assert!(matches!(error, Error::Model(_)));
    let text = error.to_string();
    assert!(
        text.contains("model.norm.weight` of shape [32] is missing")
            && text.contains("shape [5, 32], expected [48, 32]"),
        "{text}"
    );
}
