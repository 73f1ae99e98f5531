//! Two thousand real files, every two of them compared.

use std::collections::{HashMap, HashSet};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use super::drops::{check_drops, check_recall};
use super::generated::Random;
use super::jaccard::{Pair, all_pairs};
use super::trial::{Record, Row, Trial, facts, near_dup};
use super::{RECALL, THRESHOLD};

const DOCUMENTS: usize = 2000;

/// The share of lines in common of two files whose token 5-grams have a Jaccard similarity of about 0.7 to 0.75.
const LIKE: f64 = 0.8;

#[test]
fn two_thousand_real_files_by_brute_force() {
    let Some(records) = real_files() else { return };
    let trial = Trial::of_records(&records);
    let stages = ["normalize = {}", "describe = {}", "exact-dup = { blast_radius = 1.0 }", &near_dup(DOCUMENTS)];
    let report = trial.run(&stages);
    let rows = trial.rows();
    assert_eq!(rows.len(), DOCUMENTS, "no row is lost");
    let dropped = check_drops(&rows);

    // Those that `exact-dup` left.
    let rows: Vec<&Row> = rows.iter().filter(|row| row.dropped_by.as_deref() != Some("exact-dup")).collect();
    let sets: Vec<&[u32]> = rows.iter().map(|row| &row.shingles[..]).collect();
    let pairs = all_pairs(&sets, THRESHOLD);
    println!("real: {} documents, {} similar pairs, {dropped} dropped", rows.len(), pairs.len());
    assert_eq!(facts(&report, "near-dup")["documents"], rows.len());
    let told = check_recall(facts(&report, "near-dup"), &sets, &pairs);

    let band: Vec<&Pair> = pairs.iter().filter(|pair| pair.jaccard < 0.75).collect();
    let missed = |pair: &&Pair| rows[pair.a].keep && rows[pair.b].keep;
    let joined = |pair: &&Pair| {
        let (a, b) = (rows[pair.a], rows[pair.b]);
        a.survivor.as_ref() == Some(&b.id) || b.survivor.as_ref() == Some(&a.id)
    };
    let count = |pairs: &[&Pair], which: &dyn Fn(&&Pair) -> bool| pairs.iter().filter(|pair| which(pair)).count();
    let every: Vec<&Pair> = pairs.iter().collect();
    let (missed_in_band, missed_in_all) = (count(&band, &missed), count(&every, &missed));
    let (joined_in_band, joined_in_all) = (count(&band, &joined), count(&every, &joined));
    println!(
        "real: in [0.70, 0.75): {} pairs, {missed_in_band} kept, {joined_in_band} dropped one for the other",
        band.len()
    );
    println!(
        "real: in [0.70, 1.00]: {} pairs, {missed_in_all} kept, {joined_in_all} dropped one for the other",
        every.len()
    );

    // A pair both of which stay had better be one that no band found: edges that were verified join no two kept rows.
    let unfound = pairs.len() as u64 - told;
    assert!(
        missed_in_all as u64 <= unfound,
        "{missed_in_all} similar pairs kept, though only {unfound} were not found"
    );
    assert!(band.len() >= 50, "only {} pairs to measure recall by", band.len());
    let share = |missed: usize, of: usize| missed as f64 / of as f64;
    assert!(share(missed_in_band, band.len()) <= 1.0 - RECALL, "{missed_in_band} of {} pairs kept", band.len());
    assert!(share(missed_in_all, every.len()) <= 1.0 - RECALL, "{missed_in_all} of {} pairs kept", every.len());
    let bin = &facts(&report, "near-dup")["recall"]["bins"][0]["all"];
    assert!(bin["recall"].as_f64() >= Some(RECALL), "the bands found {bin}");
}

/// Of the crates here and of Python's standard library, the files that share most of their lines with another.
fn real_files() -> Option<Vec<Record>> {
    let (registry, library) = (registry(), python());
    let mut records = Vec::new();
    for (what, folder) in [("crates under $CARGO_HOME/registry/src", registry), ("python3's library", library)] {
        match folder {
            Some(folder) => collect(&folder, &folder, &mut records),
            None => eprintln!("SKIPPED: near-dup on real files: no {what}"),
        }
    }
    if records.len() < DOCUMENTS {
        eprintln!("SKIPPED: near-dup on real files: {} found, {DOCUMENTS} needed", records.len());
        return None;
    }
    println!("real: {DOCUMENTS} of {} files", records.len());
    // A machine may have a crate in many versions, whose files are mostly the same; a few copies are enough.
    let mut copies: HashMap<String, usize> = HashMap::new();
    records.retain(|record| {
        let copies = copies.entry(record.content.clone()).or_default();
        *copies += 1;
        *copies == 1 || *copies == 2 && record.content.len() % 8 == 0
    });
    let shares = shares_of_lines(&records);
    let mut chosen: Vec<(f64, Record)> = shares.into_iter().zip(records).collect();
    // Nearest to where pairs are hard to tell: what a machine has of copies of whole crates would crowd them out.
    let apart = |share: f64| (share - LIKE).abs();
    chosen.sort_by(|(a, left), (b, right)| apart(*a).total_cmp(&apart(*b)).then_with(|| left.path.cmp(&right.path)));
    Some(chosen.into_iter().take(DOCUMENTS).map(|(_, record)| record).collect())
}

/// For each file the share of its lines that one other file has too; lines that many files have do not count.
fn shares_of_lines(records: &[Record]) -> Vec<f64> {
    let mut holders: HashMap<&str, Vec<usize>> = HashMap::new();
    for (file, record) in records.iter().enumerate() {
        lines(record).into_iter().for_each(|line| holders.entry(line).or_default().push(file));
    }
    let share = |(file, record): (usize, &Record)| {
        let lines = lines(record);
        let mut shared: HashMap<usize, usize> = HashMap::new();
        for others in lines.iter().map(|line| &holders[*line]).filter(|others| others.len() <= 50) {
            others.iter().filter(|other| **other != file).for_each(|other| *shared.entry(*other).or_default() += 1);
        }
        shared.into_values().max().unwrap_or(0) as f64 / lines.len() as f64
    };
    records.iter().enumerate().map(share).collect()
}

/// The different lines of a file, without indentation.
fn lines(record: &Record) -> HashSet<&str> {
    record.content.lines().map(str::trim).collect()
}

/// The folder of the registry that holds most crates.
fn registry() -> Option<PathBuf> {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| Some(env::home_dir()?.join(".cargo")))?;
    children(&home.join("registry/src")).into_iter().max_by_key(|registry| children(registry).len())
}

fn python() -> Option<PathBuf> {
    let question = "import sysconfig; print(sysconfig.get_path('stdlib'))";
    let answer = Command::new("python3").args(["-I", "-S", "-c", question]).output().ok()?;
    let folder = PathBuf::from(String::from_utf8(answer.stdout).ok()?.trim());
    folder.is_dir().then_some(folder)
}

/// The Python and Rust files below a folder, of 100 bytes to 100 kB. Their texts are real; licence, stars and version are
/// made up from their paths, so that each decides some survivors.
fn collect(root: &Path, folder: &Path, records: &mut Vec<Record>) {
    for path in children(folder) {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if path.is_symlink() || name.starts_with('.') || ["site-packages", "__pycache__"].contains(&name) {
            continue;
        }
        if path.is_dir() {
            collect(root, &path, records);
            continue;
        }
        let code = name.ends_with(".py") || name.ends_with(".rs");
        let Some(content) = code.then(|| fs::read_to_string(&path).ok()).flatten() else { continue };
        let relative = path.strip_prefix(root).ok().and_then(Path::to_str);
        if let Some(relative) = relative.filter(|_| (100..100_000).contains(&content.len())) {
            let seed = relative.bytes().fold(7, |seed: u64, byte| seed.wrapping_mul(31).wrapping_add(u64::from(byte)));
            let mut random = Random::new(seed);
            records.push(Record {
                path: relative.to_owned(),
                content,
                license: if random.within(0..4) == 0 { Value::Null } else { Value::from("MIT") },
                stars: Some(random.within(0..3) as i64),
                version: Some(format!("1.{}.0", random.within(8..12))),
            });
        }
    }
}

/// What a folder holds, sorted; nothing if it cannot be read.
fn children(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    paths.sort();
    paths
}
