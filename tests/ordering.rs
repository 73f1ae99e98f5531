//! Balance and order: shares, repeats, the curriculum, and what one changed file rewrites.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;

use crate::fixture::{Fixture, RECIPE};
use crate::program::{LANGUAGES, Program};
use crate::scratch::{Scratch, stage};

fn planted(name: &str, stages: &str) -> Scratch {
    let scratch = Scratch::new(name);
    Fixture::new(24).plant(&scratch);
    scratch.write("recipe.toml", RECIPE.replace("[[stage]]\ndataset", &format!("{stages}\n[[stage]]\ndataset")));
    scratch
}

#[test]
fn a_temperature_below_one_is_refused_unless_it_is_meant() {
    let refused = planted("temperature", "[[stage]]\nbalance = { temperature = 0.7 }\n");
    let told = ["balance", "temperature is 0.7", "1.43", "96.3/3.6/0.1", "as_printed = true", "exponent = 0.7"];
    refused.trommel(&["run", "recipe.toml"]).ends(2).tells(&told);
    let both = planted("both", "[[stage]]\nbalance = { temperature = 2.0, exponent = 0.5 }\n");
    both.trommel(&["plan", "recipe.toml"]).ends(2).tells(&["give one of them"]);
    let meant = planted("meant", "[[stage]]\nbalance = { temperature = 0.7, as_printed = true }\n");
    let exponent = stage(&meant.run(&[]), "balance")["facts"]["exponent"].as_f64().unwrap();
    assert!((exponent - 1.0 / 0.7).abs() < 1e-12, "{exponent}");
}

#[test]
fn targets_add_up_and_larger_ones_hold_smaller_ones() {
    let scratch = planted("targets", "[[stage]]\nbalance = { measure = \"documents\", exponent = 0.5 }\n");
    let mut last: Option<Vec<String>> = None;
    for total in [40u64, 80, 120, 160] {
        let report = scratch.run(&["-S", &format!("balance.total={total}")]);
        let facts = &stage(&report, "balance")["facts"];
        assert_eq!(facts["total"], total);
        let groups = facts["groups"].as_object().unwrap();
        let sum = |key: &str| groups.values().map(|group| group[key].as_u64().unwrap()).sum::<u64>();
        assert_eq!(sum("target"), total, "{facts}");
        let told = scratch.sql("select encode(id, 'hex') id, repeats from docs where keep order by 1");
        let ids: Vec<String> =
            told.as_array().unwrap().iter().map(|row| row["id"].as_str().unwrap().to_owned()).collect();
        let seen: u64 = told.as_array().unwrap().iter().map(|row| row["repeats"].as_u64().unwrap()).sum();
        assert_eq!(seen, sum("after"), "{facts}");
        for group in groups.values() {
            assert!(group["after"].as_u64() <= group["target"].as_u64(), "documents are apportioned whole: {group}");
        }
        if let Some(last) = last {
            assert!(last.iter().all(|id| ids.contains(id)), "{total} holds what the smaller total held");
        }
        last = Some(ids);
    }
    let dropped = scratch
        .sql("select count(*) n from docs where dropped_by = 'balance' and reason like 'drawn less often: language %'");
    assert!(dropped[0]["n"].as_u64() > Some(0));
}

/// Reads a published file's paths in order.
fn paths(file: &Path) -> Vec<String> {
    use parquet::file::reader::{FileReader, SerializedFileReader};
    let reader = SerializedFileReader::new(std::fs::File::open(file).unwrap()).unwrap();
    let rows = reader.get_row_iter(None).unwrap();
    let path = |row: parquet::record::Row| {
        let (_, path) = row.get_column_iter().find(|(name, _)| *name == "path").unwrap();
        path.to_string().trim_matches('"').to_owned()
    };
    rows.map(|row| path(row.unwrap())).collect()
}

fn files(scratch: &Scratch, run: u64) -> BTreeMap<String, Vec<u8>> {
    let folder = scratch.path(format!("store/runs/{run}/dataset/data"));
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read(path).unwrap()))
        .collect()
}

const ORDERED: &str = "[[stage]]\norder = { phases = [\"python\", \"java\", \"go\"], shard_bytes = 8192 }\n";

#[test]
fn published_rows_are_in_the_order_of_the_curriculum() {
    let scratch = planted("curriculum", ORDERED);
    let report = scratch.run(&[]);
    let strata = stage(&report, "order")["facts"]["strata"].as_array().unwrap().clone();
    let phases: Vec<&Value> = strata.iter().map(|stratum| &stratum["phase"]).collect();
    assert_eq!(phases[..3], ["python", "java", "go"]);
    assert!(phases[3..].iter().all(|phase| phase.is_null()), "{phases:?}");
    let means: Vec<f64> = strata[3..].iter().map(|stratum| stratum["mean"].as_f64().unwrap()).collect();
    assert!(means.is_sorted(), "tasks of a phase by their mean: {means:?}");

    let folder = scratch.path("store/runs/1/dataset/data");
    let published: Vec<String> = files(&scratch, 1).keys().flat_map(|name| paths(&folder.join(name))).collect();
    let ranked = scratch.sql("select path, stratum, surprisal from docs where rank is not null order by rank");
    let ranked = ranked.as_array().unwrap();
    let want: Vec<&str> = ranked.iter().map(|row| row["path"].as_str().unwrap()).collect();
    assert_eq!(published, want);
    for pair in ranked.windows(2).filter(|pair| pair[0]["stratum"] == pair[1]["stratum"]) {
        assert!(pair[0]["surprisal"].as_f64() <= pair[1]["surprisal"].as_f64(), "{pair:?}");
    }
    scratch.verifies(report["root"].as_str().unwrap());
}

#[test]
fn one_changed_file_rewrites_one_published_train_shard() {
    let scratch = planted("one-shard", ORDERED);
    scratch.run(&[]);
    let before = files(&scratch, 1);
    assert!(before.len() > 12, "{} files", before.len());
    let text = Program::new(&LANGUAGES[0], 8).text();
    let number = text.split_whitespace().find(|word| word.parse::<u64>().is_ok()).unwrap();
    scratch.write("code/python/u008.py", text.replacen(number, &format!("{number}1"), 1));
    let report = scratch.run(&[]);
    assert_eq!(stage(&report, "order")["facts"]["taken_from_last_run"], true);
    let after = files(&scratch, 2);
    let same: Vec<bool> = after.values().map(|bytes| before.values().any(|old| old == bytes)).collect();
    assert_eq!(same.iter().filter(|same| !**same).count(), 1, "{} files", after.len());
    assert_eq!(stage(&report, "dataset")["computed"], 1);
}

#[test]
fn frozen_counts_stay_until_they_are_asked_for_anew() {
    let scratch = planted("frozen", ORDERED);
    let first = scratch.run(&[]);
    for number in 0..30 {
        scratch.write(format!("code/more/m{number}.py"), Program::new(&LANGUAGES[0], 700 + number).text());
    }
    let query = "select path, surprisal from docs where path like 'python/%' and surprisal is not null order by path";
    let before = scratch.sql(query);
    let second = scratch.run(&[]);
    assert_eq!(scratch.sql(query), before, "old documents are as surprising as they were");
    let third = scratch.run(&["-S", "order.rebuild=true"]);
    assert_ne!(scratch.sql(query), before);
    let tokens = |report: &Value| stage(report, "order")["facts"]["tokens"].as_u64().unwrap();
    assert_eq!(tokens(&first), tokens(&second));
    assert!(tokens(&third) > tokens(&second));
}

#[test]
fn buckets_shuffle_inside_quantiles() {
    let scratch = planted("buckets", "[[stage]]\norder = { by = \"language\", buckets = 3, entropy = \"within\" }\n");
    let report = scratch.run(&[]);
    let ranked = scratch.sql("select stratum, bucket, surprisal from docs where rank is not null order by rank");
    let ranked = ranked.as_array().unwrap();
    let place = |row: &Value| (row["stratum"].as_u64(), row["bucket"].as_u64());
    assert!(ranked.is_sorted_by_key(place));
    assert!(ranked.iter().all(|row| (0.0..=1.0).contains(&row["surprisal"].as_f64().unwrap())));
    let sorted = ranked.windows(2).filter(|pair| place(&pair[0]) == place(&pair[1]));
    assert!(
        sorted.clone().any(|pair| pair[0]["surprisal"].as_f64() > pair[1]["surprisal"].as_f64()),
        "they are shuffled"
    );
    for stratum in stage(&report, "order")["facts"]["strata"].as_array().unwrap() {
        assert!(stratum["buckets"].as_object().unwrap().len() <= 3, "{stratum}");
    }
}
