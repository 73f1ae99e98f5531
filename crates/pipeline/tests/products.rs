//! What is made of a dataset: kept in the store, reused, made anew when asked, taken up again after a failure.

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::SystemTime;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use trommel_pipeline::plan::plan;
use trommel_pipeline::run::{Environment, Outcome, Selection, run};
use trommel_pipeline::stage::{Context, Made, Product, Stage, Work, Workplace};
use trommel_pipeline::{Engine, PipelineError, Recipe, Registry, Silent};
use trommel_store::{RunManifest, Store, verify};

/// How often something was made in this process, and whether it is to fail half way. One test uses them.
static MADE: AtomicUsize = AtomicUsize::new(0);
static FAILS: AtomicBool = AtomicBool::new(false);

/// The sizes of the dataset's files, and what was found half done.
#[derive(Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Sizes {
    unit: u64,
}

/// The sum of the sizes.
#[derive(Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Total {}

macro_rules! stage {
    ($stage:ty, $kind:literal) => {
        impl Stage for $stage {
            fn kind(&self) -> &'static str {
                $kind
            }

            fn version(&self) -> u32 {
                1
            }

            fn config(&self) -> Value {
                serde_json::to_value(self).unwrap()
            }

            fn work(&self) -> Work<'_> {
                Work::Product(self)
            }
        }
    };
}

stage!(Sizes, "sizes");
stage!(Total, "total");

impl Product for Sizes {
    fn reads(&self) -> &[&'static str] {
        &[]
    }

    fn reads_dataset(&self) -> bool {
        true
    }

    fn make(&self, _: &Context<'_>, workplace: &Workplace) -> trommel_pipeline::Result<Made> {
        MADE.fetch_add(1, Ordering::SeqCst);
        let file = |name: &str| workplace.folder.join(name);
        let found = file("half").exists();
        fs::write(file("half"), "work").unwrap();
        if FAILS.load(Ordering::SeqCst) {
            return Err(PipelineError::stage("sizes", "the disk is full"));
        }
        let size = |path: &std::path::PathBuf| fs::metadata(path).unwrap().len();
        let sizes: Vec<u64> = workplace.dataset["train"].iter().map(size).collect();
        fs::create_dir_all(file("deep/er")).unwrap();
        fs::write(file("deep/er/sizes.json"), json!(sizes).to_string()).unwrap();
        fs::write(file("found"), found.to_string()).unwrap();
        Ok(Made { files: vec!["deep/er/sizes.json".into(), "found".into()], facts: json!({ "files": sizes.len() }) })
    }
}

impl Product for Total {
    fn reads(&self) -> &[&'static str] {
        &["sizes"]
    }

    fn reads_dataset(&self) -> bool {
        false
    }

    fn make(&self, _: &Context<'_>, workplace: &Workplace) -> trommel_pipeline::Result<Made> {
        let text = fs::read_to_string(workplace.products["sizes"].join("deep/er/sizes.json")).unwrap();
        let sizes: Vec<u64> = serde_json::from_str(&text).unwrap();
        fs::write(workplace.folder.join("total"), sizes.iter().sum::<u64>().to_string()).unwrap();
        Ok(Made { files: vec!["total".into()], facts: Value::Null })
    }
}

fn recipe(root: &Path, products: &str) -> Result<Recipe, PipelineError> {
    let mut registry = Registry::new();
    registry.add::<Sizes>("sizes");
    registry.add::<Total>("total");
    let text = format!(
        "[[stage]]\ningest = {{ path = '{}' }}\n[[stage]]\ndescribe = {{}}\n{products}",
        root.join("source").display()
    );
    Recipe::parse("made.toml", "made", &text, &[], &registry)
}

const ALL: &str = "[[stage]]\ndataset = {}\n[[stage]]\nsizes = {}\n[[stage]]\ntotal = {}\n";

#[test]
fn products_are_made_once_kept_and_linked_into_the_run() {
    let scratch = tempfile::tempdir().unwrap();
    let root = scratch.path();
    fs::create_dir_all(root.join("source")).unwrap();
    fs::write(root.join("source/a.py"), "def f(x):\n    return x + 1\n").unwrap();
    let store = Arc::new(Store::open(root.join("store").to_str().unwrap()).unwrap());
    let engine = Engine::new(64 << 20, 1, Some(root)).unwrap();
    let cancel = AtomicBool::new(false);
    let environment = Environment {
        store: Arc::clone(&store),
        engine: &engine,
        cancel: &cancel,
        events: &Silent,
        clock: &SystemTime::now,
        holder: "test".to_owned(),
        local: root.join("local"),
        jobs: 1,
        memory: 64 << 20,
        verify_inputs: false,
    };
    let read = |run: u64, path: &str| fs::read_to_string(root.join(format!("store/runs/{run}/{path}"))).unwrap();
    let done = |products: &str, selection: &Selection| {
        let recipe = recipe(root, products).unwrap();
        run(&recipe, selection, &environment).map(|outcome| match outcome {
            Outcome::Committed(report) => report.run.unwrap(),
            Outcome::UpToDate(_) => 0,
            Outcome::Stopped(_) => panic!("nothing stops it"),
        })
    };
    let whole = Selection::default();

    // A failure leaves no run; the next finds what was half done.
    FAILS.store(true, Ordering::SeqCst);
    let error = done(ALL, &whole).unwrap_err();
    assert!(error.to_string().contains("the disk is full"), "{error}");
    FAILS.store(false, Ordering::SeqCst);
    assert_eq!(done(ALL, &whole).unwrap(), 1);
    assert_eq!((read(1, "sizes/found").as_str(), MADE.load(Ordering::SeqCst)), ("true", 2));
    let parquet = fs::metadata(root.join("store/runs/1/dataset/data/train-00000-of-00001.parquet")).unwrap().len();
    assert_eq!(read(1, "total/total"), parquet.to_string());
    assert!(!root.join("local/products/total").exists());
    assert!(verify(&store, &RunManifest::load(&store, "1").unwrap()).unwrap().ok);

    // Nothing changed; then one configuration did, and the product after it is made of equal files: it has a new key all the same.
    assert_eq!(done(ALL, &whole).unwrap(), 0);
    let other = ALL.replace("sizes = {}", "sizes = { unit = 1 }");
    let foreseen = |products: &str, selection: &Selection| {
        let stages = plan(&recipe(root, products).unwrap(), selection, &environment).unwrap().stages;
        stages.iter().map(|stage| (stage.stage.clone(), stage.reuse)).collect::<Vec<_>>()[2..].to_vec()
    };
    let named = |dataset, sizes, total| {
        vec![("dataset".to_owned(), dataset), ("sizes".to_owned(), sizes), ("total".to_owned(), total)]
    };
    assert_eq!(foreseen(ALL, &whole), named(1, 1, 1));
    assert_eq!(foreseen(&other, &whole), named(1, 0, 0));
    assert_eq!((done(&other, &whole).unwrap(), MADE.load(Ordering::SeqCst)), (2, 3));
    assert_eq!(read(2, "sizes/found"), "false", "another product has another folder");

    // Told to stop half way, it makes what it was told to, and commits nothing.
    let third = ALL.replace("sizes = {}", "sizes = { unit = 2 }");
    let half = Selection { to: Some("sizes".into()), ..Selection::default() };
    assert!(matches!(run(&recipe(root, &third).unwrap(), &half, &environment).unwrap(), Outcome::Stopped(_)));
    assert_eq!(MADE.load(Ordering::SeqCst), 4);
    assert_eq!((done(&third, &whole).unwrap(), MADE.load(Ordering::SeqCst)), (3, 4));

    // Back again: what the first run made is still there. Then anew, because somebody asks for it.
    assert_eq!((done(ALL, &whole).unwrap(), MADE.load(Ordering::SeqCst)), (4, 4));
    let anew = Selection { only: Some("sizes".into()), ..Selection::default() };
    assert_eq!((done(ALL, &anew).unwrap(), MADE.load(Ordering::SeqCst)), (5, 5));
    assert_eq!(read(5, "sizes/found"), "false");
    assert!(verify(&store, &RunManifest::load(&store, "latest").unwrap()).unwrap().ok);
}

#[test]
fn a_product_without_what_it_reads_is_refused() {
    let scratch = tempfile::tempdir().unwrap();
    let refused = |products: &str| match recipe(scratch.path(), products) {
        Err(error) => error.to_string(),
        Ok(_) => panic!("{products} is accepted"),
    };
    let missing = refused("[[stage]]\ndataset = {}\n[[stage]]\ntotal = {}\n");
    assert!(missing.contains("`total` needs what `sizes` makes"), "{missing}");
    let early = refused("[[stage]]\nsizes = {}\n[[stage]]\ndataset = {}\n");
    assert!(early.contains("`dataset` comes after `sizes`"), "{early}");
    let alone = refused("[[stage]]\nsizes = {}\n");
    assert!(alone.contains("`sizes` needs what `dataset` makes"), "{alone}");
}
