//! The MLflow file store: what lies in it, after a cut as after a whole run, and that MLflow reads it.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use serde_json::Value;
use trommel_train::{Event, Flow, TrainConfig, TrainRecipe};

use crate::fixture::{Scene, config, files};

fn with(mlflow: &str, changes: &str) -> TrainConfig {
    let save = format!("save = {{ every = 5, keep = 9, log_every = 2, mlflow = {mlflow} }}");
    config(&format!("{save}\nevaluation = {{ every = 7 }}\n{changes}"))
}

/// The files of each run of a store by their paths in it.
fn runs(store: &Path) -> BTreeMap<String, BTreeMap<String, String>> {
    let mut found: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
    for (name, bytes) in files(store) {
        let mut parts = name.splitn(3, '/').skip(1).map(str::to_owned);
        if let (Some(run), Some(path)) = (parts.next(), parts.next()) {
            found.entry(run).or_default().insert(path, String::from_utf8(bytes).unwrap());
        }
    }
    found
}

fn only(store: &Path) -> BTreeMap<String, String> {
    let mut found = runs(store).into_values();
    let run = found.next().expect("a run");
    assert!(found.next().is_none(), "one run");
    run
}

fn says(run: &BTreeMap<String, String>, line: &str) -> bool {
    run["meta.yaml"].lines().any(|found| found == line)
}

#[test]
fn a_store_has_metrics_settings_and_tags() {
    let scene = Scene::new();
    let trained = scene.run(&with("{ experiment = 'swaps' }", ""), "run").unwrap();
    let run = only(&scene.output("run/mlruns"));
    let metrics = std::fs::read_to_string(scene.output("run/metrics.jsonl")).unwrap();
    let lines: Vec<Value> = metrics.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    for (key, field) in [("train/loss", "loss"), ("train/learning_rate", "learning_rate"), ("eval/loss", "eval_loss")] {
        let wanted: Vec<(u64, f64)> =
            lines.iter().filter_map(|l| Some((l["step"].as_u64()?, l.get(field)?.as_f64()?))).collect();
        let found: Vec<(u64, f64)> = run[&format!("metrics/{key}")]
            .lines()
            .map(|line| {
                let [time, value, step] = line.split(' ').collect::<Vec<_>>()[..] else { panic!("{line}") };
                assert_eq!(time, "1767225600000");
                (step.parse().unwrap(), value.parse().unwrap())
            })
            .collect();
        assert!(found == wanted && found.len() > 1, "{key}: {found:?} {wanted:?}");
    }
    assert!(run.contains_key("metrics/swap_loss/train") && run.contains_key("metrics/repeat_loss/train"));
    let params =
        [("optimiser.beta2", "0.98"), ("length.steps", "20"), ("steps", "20"), ("model.shape.family", "llama")];
    for (key, value) in params {
        assert_eq!(run[&format!("params/{key}")], value);
    }
    assert!(!run.keys().any(|name| name.starts_with("params/save")), "where it is logged is no setting");
    assert_eq!((run["tags/mlflow.runName"].as_str(), run["tags/dataset"].as_str()), ("run", "swaps"));
    assert!(says(&run, "status: 3") && says(&run, "end_time: 1767225600000"), "{}", run["meta.yaml"]);
    assert_eq!(trained.step, 20);
}

#[test]
fn a_cut_run_s_store_goes_on_without_doubling_a_step() {
    let scene = Scene::new();
    let config = with("{}", "");
    scene.run(&config, "whole").unwrap();
    scene.run_until(&config, "cut", 13).unwrap();
    let store = scene.output("cut/mlruns");
    let cut = only(&store);
    assert!(says(&cut, "status: 1") && says(&cut, "end_time: null"), "{}", cut["meta.yaml"]);
    assert!(cut["metrics/train/loss"].ends_with(" 12\n"), "{}", cut["metrics/train/loss"]);
    // What a power cut leaves of a line.
    let path = files(&store).into_keys().find(|name| name.ends_with("metrics/train/loss")).unwrap();
    std::fs::write(store.join(path), format!("{}17672256", cut["metrics/train/loss"])).unwrap();
    scene.run_with(&config, "cut", true, None, &mut |_| Flow::Go).unwrap();
    let lasting = |store: &str| -> BTreeMap<String, String> {
        let own = |name: &str| name == "meta.yaml" || name == "tags/mlflow.runName";
        only(&scene.output(store)).into_iter().filter(|(name, _)| !own(name)).collect()
    };
    assert_eq!(lasting("whole/mlruns"), lasting("cut/mlruns"));
    assert!(says(&only(&store), "status: 3"));
}

#[test]
fn runs_share_a_store_and_say_how_they_ended() {
    let scene = Scene::new();
    let mlflow = format!("{{ folder = '{}' }}", scene.output("shared").display());
    let config = with(&mlflow, "length = { steps = 4 }");
    for name in ["one", "two"] {
        scene.run(&config, name).unwrap();
    }
    let stop = |event: &Event| if matches!(event, Event::Step { step: 2, .. }) { Flow::Stop } else { Flow::Go };
    scene.run_with(&config, "stopped", false, None, &mut |event| stop(event)).unwrap();
    let broken =
        with(&mlflow, "optimiser = { lr = 1e30, clip = 0.0, weight_decay = 0.0 }\nschedule = { constant = {} }");
    scene.run(&broken, "failed").unwrap_err();
    let found: BTreeMap<String, String> = runs(&scene.output("shared"))
        .into_values()
        .map(|run| {
            let status = run["meta.yaml"].lines().find(|line| line.starts_with("status")).unwrap().to_owned();
            (run["tags/mlflow.runName"].clone(), status)
        })
        .collect();
    let wanted = [("one", "status: 3"), ("two", "status: 3"), ("stopped", "status: 5"), ("failed", "status: 4")];
    assert_eq!(found, wanted.map(|(name, status)| (name.to_owned(), status.to_owned())).into());
    // Going on is the same run.
    scene.run_with(&config, "stopped", true, None, &mut |_| Flow::Go).unwrap();
    assert_eq!(runs(&scene.output("shared")).len(), 4);
}

#[test]
fn nothing_is_stored_unless_it_is_asked_for() {
    let scene = Scene::new();
    scene.run(&config("length = { steps = 2 }"), "run").unwrap();
    assert!(!scene.output("run/mlruns").exists() && !scene.output("run/mlflow.json").exists());
    let wrong = |mlflow: &str| {
        let text = format!("preset = 'tiny'\nsave = {{ mlflow = {mlflow} }}");
        toml::from_str::<TrainRecipe>(&text).unwrap_err().to_string()
    };
    assert!(wrong("{ experiment = '' }").contains("save.mlflow.experiment is \"\", expected a name on one line"));
    assert!(wrong("{ folder = '' }").contains("save.mlflow.folder is empty, expected a folder"));
    let off = toml::from_str::<TrainRecipe>("preset = 'tiny'\nsave = { mlflow = false }").unwrap();
    assert_eq!(off.0.save.mlflow, None);
}

#[test]
fn mlflow_reads_the_store() {
    let scene = Scene::new();
    let folder = scene.output("a store");
    let config = with(&format!("{{ folder = '{}', experiment = 'swaps: é' }}", folder.display()), "");
    scene.run(&config, "run").unwrap();
    scene.run_until(&config, "cut", 13).unwrap();
    let script = "import sys\n\
        from mlflow.tracking import MlflowClient\n\
        client = MlflowClient(tracking_uri=sys.argv[1])\n\
        experiment = client.get_experiment_by_name('swaps: é')\n\
        runs = {run.info.run_name: run for run in client.search_runs([experiment.experiment_id])}\n\
        run = runs['run']\n\
        history = client.get_metric_history(run.info.run_id, 'train/loss')\n\
        print(' '.join(f'{m.step}:{m.value!r}' for m in history))\n\
        print(run.info.status, run.info.start_time, run.data.params['optimiser.beta2'], run.data.tags['dataset'])\n\
        print(runs['cut'].info.status, sorted(runs['cut'].data.metrics)[0])\n\
        client.log_metric(run.info.run_id, 'train/loss', 0.5, step=99)\n\
        print(client.get_run(run.info.run_id).data.metrics['train/loss'])\n";
    let python = std::env::var("TROMMEL_MLFLOW_PYTHON").unwrap_or_else(|_| "python3".into());
    let uri = format!("file://{}", folder.display().to_string().replace(' ', "%20"));
    let found = Command::new(&python).args(["-c", "import mlflow"]).output();
    if !found.is_ok_and(|output| output.status.success()) {
        return println!("SKIPPED: `{python}` has no mlflow to read the store with; set TROMMEL_MLFLOW_PYTHON");
    }
    let output =
        Command::new(&python).args(["-c", script, &uri]).env("MLFLOW_ALLOW_FILE_STORE", "true").output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{text}{}", String::from_utf8_lossy(&output.stderr));
    let lines: Vec<&str> = text.lines().collect();
    let metrics = std::fs::read_to_string(scene.output("run/metrics.jsonl")).unwrap();
    let wanted: Vec<(u64, f64)> = metrics
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap())
        .filter_map(|line| Some((line["step"].as_u64()?, line.get("loss")?.as_f64()?)))
        .collect();
    let pair = |pair: &str| -> (u64, f64) {
        let (step, value) = pair.split_once(':').unwrap();
        (step.parse().unwrap(), value.parse().unwrap())
    };
    assert_eq!(lines[0].split(' ').map(pair).collect::<Vec<_>>(), wanted);
    assert_eq!(lines[1..], ["FINISHED 1767225600000 0.98 swaps", "RUNNING eval/loss", "0.5"]);
}
