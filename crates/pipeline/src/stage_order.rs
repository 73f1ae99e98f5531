//! The order of a recipe's stages, and that every column is there before it is read.

use crate::hints::hint;
use crate::stage::{Map, Product, Stage, Work};
use crate::stages;

/// The highest [`rank`] of stages that describe rows; those above decide or publish.
pub(crate) const DESCRIBES: u32 = 2;

/// Where a stage stands: sources, new rows, columns, marks, files.
pub(crate) fn rank(stage: &dyn Stage) -> u32 {
    match stage.work() {
        Work::Ingest(_) => 0,
        Work::Expand(_) => 1,
        Work::Map(_) => DESCRIBES,
        Work::Barrier(_) => 3,
        Work::Publish(_) => 4,
        Work::Product(_) => 5,
    }
}

/// A problem: the stage's position, what is wrong, and a hint.
pub(crate) type Found = (usize, String, Option<String>);

/// What is wrong with a sequence of stages: ingest first, maps before barriers, dataset last, no name twice, no text edited
/// after it was described, no column read before it is there.
pub(crate) fn problems(all: &[Box<dyn Stage>]) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    if all.first().is_none_or(|stage| rank(&**stage) != 0) {
        found.push((0, "the first stage must be `ingest`".to_owned(), None));
    }
    for (index, pair) in all.windows(2).enumerate() {
        if rank(&*pair[1]) < rank(&*pair[0]) || rank(&*pair[1]) == 0 {
            let order = "ingest, then expand, then what describes (normalize, describe, …), then what decides (keep-if, \
                         near-dup, …), then dataset, then what is made of it (tokenizer, train, …)";
            let message = format!("stage `{}` comes after `{}`; expected {order}", pair[1].kind(), pair[0].kind());
            found.push((index + 1, message, None));
        }
    }
    let mut described: Option<&str> = None;
    for (index, stage) in all.iter().enumerate() {
        let Work::Map(map) = stage.work() else { continue };
        match (map.adds().index_of("content").is_ok(), described) {
            (true, Some(earlier)) => {
                let kind = stage.kind();
                let message =
                    format!("stage `{kind}` edits the text that `{earlier}` described; put it before `{earlier}`");
                found.push((index, message, None));
            }
            (true, None) => {}
            (false, _) => described = described.or(Some(stage.kind())),
        }
    }
    for (index, stage) in all.iter().enumerate() {
        if all[..index].iter().any(|earlier| earlier.kind() == stage.kind()) {
            found.push((index, format!("stage `{}` is there twice; one of each is enough", stage.kind()), None));
        }
    }
    found.extend(variants(all));
    if found.is_empty() { columns(all) } else { found }
}

/// Variants of a prompt have equal code, which the stages that remove duplicates would drop.
fn variants(all: &[Box<dyn Stage>]) -> Option<Found> {
    let expands = all.iter().find(|stage| stage.kind() == "expand")?;
    let variants = expands.config()["templates"]["variants"].as_u64().filter(|variants| *variants > 1)?;
    let (index, dedup) = all.iter().enumerate().find(|(_, stage)| ["exact-dup", "near-dup"].contains(&stage.kind()))?;
    let kind = dedup.kind();
    let message =
        format!("stage `{kind}` would drop all but one of the {variants} variants of each prompt, whose code is equal");
    let hint = "give `variants = 1` here, and make variants in a recipe that reads this one's dataset".to_owned();
    Some((index, message, Some(hint)))
}

/// Every column that a stage reads must be one that a stage before it adds.
fn columns(all: &[Box<dyn Stage>]) -> Vec<Found> {
    let mut found = Vec::new();
    let mut known = names(&trommel_corpus::schema());
    for (index, stage) in all.iter().enumerate() {
        let (reads, adds) = match stage.work() {
            Work::Expand(expand) => (Vec::new(), expand.adds()),
            Work::Map(map) => (Vec::new(), map.adds()),
            Work::Barrier(barrier) => (barrier.reads(), barrier.adds()),
            Work::Product(product) => {
                found.extend(absent(all, index, product));
                continue;
            }
            Work::Ingest(_) | Work::Publish(_) => continue,
        };
        if let Some(missing) = reads.iter().find(|column| !known.contains(column)) {
            let near: Vec<&str> = known.iter().map(String::as_str).collect();
            let hint = match who_adds(missing) {
                Some(stage) => Some(format!("put `{stage}` before it")),
                None => hint(missing, &near),
            };
            let (kind, there) = (stage.kind(), near.join(", "));
            let message = format!(
                "stage `{kind}` reads the column `{missing}`, which no stage before it adds; there are {there}"
            );
            found.push((index, message, hint));
        }
        known.extend(names(&adds));
    }
    found
}

/// What a product reads that no stage before it makes.
fn absent(all: &[Box<dyn Stage>], index: usize, product: &dyn Product) -> Option<Found> {
    let dataset = product.reads_dataset().then_some("dataset");
    let mut reads = product.reads().iter().copied().chain(dataset);
    let missing = reads.find(|wanted| !all[..index].iter().any(|stage| stage.kind() == *wanted))?;
    let message = format!("stage `{}` needs what `{missing}` makes, which is not before it", all[index].kind());
    Some((index, message, Some(format!("put `{missing}` before it"))))
}

fn names(schema: &arrow::datatypes::Schema) -> Vec<String> {
    schema.fields().iter().map(|field| field.name().clone()).collect()
}

/// The stage whose default configuration adds a column.
fn who_adds(column: &str) -> Option<&'static str> {
    let maps: [(&str, &dyn Map); 3] = [
        ("describe", &stages::Describe::default()),
        ("tags", &stages::Tags::default()),
        ("secrets", &stages::Secrets::default()),
    ];
    maps.iter().find(|(_, map)| names(&map.adds()).iter().any(|name| name == column)).map(|(kind, _)| *kind)
}
