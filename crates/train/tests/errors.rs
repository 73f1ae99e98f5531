//! What goes wrong says so, and the last good checkpoint stays.

use std::process::Command;

use trommel_model::{Config, DType, Device, Model};
use trommel_train::{Error, Event, Flow, Table};

use crate::fixture::{Scene, config, files, same, write};

fn ignore(_: &Event) -> Flow {
    Flow::Go
}

#[test]
fn a_loss_that_is_no_number_names_step_rows_and_checkpoint() {
    let scene = Scene::new();
    // A rate that throws the parameters out of f32 within a few steps.
    let config = config(
        "optimiser = { lr = 1e30, clip = 0.0, weight_decay = 0.0 }\nschedule = { constant = {} }\n\
         save = { every = 1, keep = 9 }\nevaluation = { every = 1000 }",
    );
    let mut saved = Vec::new();
    let error = scene
        .run_with(&config, "run", false, None, &mut |event| {
            if let Event::Saved { path, .. } = event {
                saved.push((path.clone(), files(path)));
            }
            Flow::Go
        })
        .unwrap_err();
    let Error::NotFinite { step, rows, checkpoint, .. } = &error else { panic!("{error}") };
    let (last, before) = saved.last().expect("a checkpoint of the first step");
    assert_eq!((checkpoint.as_ref(), *step), (Some(last), saved.len() as u64 + 1));
    assert!(rows.iter().any(|row| row.starts_with("a.parquet:") || row.starts_with("b.parquet:")), "{rows:?}");
    let text = error.to_string();
    assert!(
        text.contains("The last good checkpoint is")
            && (text.contains("no parameter was changed") || text.contains("was not applied")),
        "{text}"
    );
    same(before, &files(last));
}

const FULL_DISK: &str = "TROMMEL_TRAIN_FULL_DISK_CHILD";

/// A process that may write files of at most 64 KiB stands for a full disk: writing fails in the middle of a file.
#[cfg(unix)]
#[test]
fn a_full_disk_leaves_the_last_checkpoint_intact() {
    let config = config("length = { steps = 6 }\nsave = { every = 2, keep = 9 }\nevaluation = { every = 100 }");
    if let Some(folder) = std::env::var_os(FULL_DISK) {
        let folder = std::path::PathBuf::from(folder);
        let scene = Scene::new();
        let output = folder.join("run");
        let train = [folder.join("a.parquet"), folder.join("b.parquet")];
        let job = trommel_train::Job { train: &train, ..scene.job(&config, &output, true, None) };
        let error = trommel_train::train(&job, &mut ignore).unwrap_err();
        assert!(matches!(error, Error::Save { .. }), "{error}");
        println!("ERROR {error}");
        return;
    }
    let scene = Scene::new();
    scene.run_until(&config, "run", 3).unwrap();
    let before = files(&scene.output("run/checkpoint-2"));
    assert!(before["model.safetensors"].len() > 65536, "the file exceeds the limit");
    let program = std::env::current_exe().unwrap();
    let script = "trap '' XFSZ; ulimit -f 128; exec \"$0\" --exact errors::a_full_disk_leaves_the_last_checkpoint_intact --nocapture";
    let output =
        Command::new("sh").args(["-c", script]).arg(&program).env(FULL_DISK, scene.folder.path()).output().unwrap();
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{text}{}", String::from_utf8_lossy(&output.stderr));
    let line = text.lines().find(|line| line.starts_with("ERROR ")).expect("the error");
    assert!(line.contains("checkpoint-4: the checkpoint could not be written"), "{line}");
    assert!(line.contains("The last good checkpoint is") && line.contains("checkpoint-2"), "{line}");
    same(&before, &files(&scene.output("run/checkpoint-2")));
    let left: Vec<String> =
        files(&scene.output("run")).into_keys().filter(|name| name.contains("checkpoint-4")).collect();
    assert!(left.is_empty(), "{left:?}");
    // With room on the disk the run goes on from there.
    let done = scene.run_with(&config, "run", true, None, &mut ignore).unwrap();
    assert_eq!(done.step, 6);
}

#[test]
fn a_tokenizer_that_does_not_fit_the_model() {
    let scene = Scene::new();
    let small = Config::gpt2(100, 64, 16, 1, 2);
    Model::random(small, 0, DType::F32, &Device::Cpu).unwrap().save(&scene.output("small"), None).unwrap();
    let config = config(&format!("model = {{ checkpoint = '{}' }}", scene.output("small").display()));
    let error = scene.run(&config, "run").unwrap_err().to_string();
    assert!(
        error.contains("the model has embeddings for 100 tokens") && error.contains("not made for each other"),
        "{error}"
    );
}

#[test]
fn settings_that_do_not_fit_the_model_or_the_data() {
    let scene = Scene::new();
    let message = |changes: &str| scene.run(&config(changes), "run").unwrap_err().to_string();
    let row = message("batch = { row = 128, tokens = 128 }");
    assert!(row.contains("batch.row is 128, expected at most the model's context of 64 tokens"), "{row}");
    let token = message("method = { vocabulary-adapters = { tokens = ['<|none|>'] } }");
    assert!(token.contains("`<|none|>`, expected a token of the tokenizer"), "{token}");
    let freeze = message("method = { full = { freeze = ['wpe'] } }");
    assert!(freeze.contains("`wpe`, expected a part of a parameter's name"), "{freeze}");
    let language = message("data = { phases = [{ languages = ['cobol'], share = 1.0 }] }");
    assert!(
        language.contains("a phase of cobol alone, expected languages that the training split has: python"),
        "{language}"
    );
    let module = message("method = { lora = { r = 2, alpha = 2.0, modules = ['c_attn'] } }");
    assert!(module.contains("no linear layer of a llama model is called `c_attn`"), "{module}");
}

#[test]
fn prompts_longer_than_a_row_with_nothing_left_to_learn() {
    let scene = Scene::new();
    let rows = vec![("repeat 1 2: ".repeat(30), "1".to_owned(), "python", "t"); 3];
    write(&scene.train[0], &rows, 16);
    write(&scene.train[1], &rows, 16);
    assert_eq!(Table::open(&scene.train, false).unwrap().rows(), 6);
    let config = config("batch = { row = 16, tokens = 16, too_long = 'drop' }");
    let error = scene.run(&config, "run").unwrap_err().to_string();
    assert!(error.contains("no example fits into a row of 16 tokens") && error.contains("batch.too_long"), "{error}");
}

#[test]
fn evaluation_without_anything_to_evaluate_on() {
    let mut scene = Scene::new();
    scene.held.clear();
    let error = scene.run(&config(""), "run").unwrap_err().to_string();
    assert!(error.contains("files of an evaluation split, or a scorer"), "{error}");
    scene.run(&config("evaluation = false\nlength = { steps = 2 }"), "run").unwrap();
}
