//! Samples.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::sync::Arc;

use arrow::array::{ArrayRef, StringArray};

use super::records::{gzip, parquet};
use super::*;
use crate::sample::sample;

/// A folder and record files of each form, with something bad in each.
fn planted() -> (Scratch, Vec<SourceSpec>) {
    let scratch = Scratch::new(&[]);
    for n in 0..60 {
        let text = format!("{}x = {n}\n", "# a line of some length\n".repeat(n % 9));
        scratch.write(&format!("tree/d{}/f{n:02}.py", n % 7), text.as_bytes());
    }
    (0..6).for_each(|n| scratch.write(&format!("tree/d{n}/bad.py"), b"x = '\xff'\n"));
    let mut lines = String::new();
    for n in 0..80 {
        let code = if n % 10 == 3 { "twice".to_string() } else { format!("y = {n} # {}", "z".repeat(n)) };
        let line = if n % 13 == 5 { "no record".to_string() } else { format!("{{\"code\": \"{code}\"}}") };
        writeln!(lines, "{line}").expect("to memory");
    }
    scratch.write("r/a.jsonl", lines.as_bytes());
    scratch.write("r/b.jsonl.gz", &gzip(lines.as_bytes()));
    let texts: ArrayRef = Arc::new(StringArray::from_iter_values((0..300).map(|n| format!("p = {n}"))));
    scratch.write("r/c.parquet", &parquet(vec![("code", texts)], 50));
    let records =
        |name: &str| Records { path: scratch.path(&format!("r/{name}")), name: None, fields: Fields::default() };
    let mut specs = scratch.folder();
    if let SourceSpec::Folder(folder) = &mut specs[0] {
        folder.path = scratch.path("tree");
    }
    specs.extend(["a.jsonl", "b.jsonl.gz", "c.parquet"].map(|name| SourceSpec::Records(records(name))));
    (scratch, specs)
}

fn of(specs: &[SourceSpec], count: u64) -> Listing {
    sample(listed(specs), count, &options(), &AtomicBool::new(false)).expect("it samples")
}

fn ids(listing: &Listing) -> BTreeSet<Vec<u8>> {
    let mut ids = BTreeSet::new();
    for shard in &listing.shards {
        let batch = read(shard, &options()).expect("it reads").batch;
        let column = batch.column_by_name("id").expect("ids").as_fixed_size_binary();
        ids.extend(column.iter().flatten().map(<[u8]>::to_vec));
    }
    ids
}

#[test]
fn a_sample_of_all_is_the_whole() {
    let (_scratch, specs) = planted();
    let (whole, all) = (listed(&specs), of(&specs, 1 << 40));
    let digests = |listing: &Listing| listing.shards.iter().map(|shard| shard.digest).collect::<Vec<_>>();
    assert_eq!(digests(&all), digests(&whole));
    assert_eq!((&all.bad, all.files, &all.skipped), (&whole.bad, whole.files, &whole.skipped));
    assert_eq!(documents(&all), documents(&whole));
}

#[test]
fn so_many_are_chosen_and_a_larger_sample_holds_a_smaller() {
    let (_scratch, specs) = planted();
    let whole = listed(&specs);
    let everything = ids(&whole);
    let (mut before, mut bad) = (BTreeSet::new(), BTreeSet::new());
    for count in [1, 2, 30, 31, 150, 400, everything.len() as u64 - 1] {
        let listing = of(&specs, count);
        assert_eq!(listing.shards.iter().map(|shard| shard.documents).sum::<u64>(), count);
        let chosen = ids(&listing);
        assert_eq!(chosen.len() as u64, count);
        assert!(chosen.is_superset(&before) && chosen.is_subset(&everything), "{count}");
        let worse: BTreeSet<BadInput> = listing.bad.iter().cloned().collect();
        assert!(worse.is_superset(&bad) && worse.iter().all(|input| whole.bad.contains(input)), "{count}");
        (before, bad) = (chosen, worse);
    }
    assert!(!bad.is_empty(), "what is bad is part of a sample, too");
    assert_eq!(of(&specs, 0).shards.len(), 0);
}

#[test]
fn the_choice_depends_neither_on_order_nor_on_shards() {
    let (scratch, specs) = planted();
    let chosen = ids(&of(&specs, 40));
    let mut reversed = specs.clone();
    reversed.reverse();
    assert_eq!(ids(&of(&reversed, 40)), chosen);
    let coarse = IngestOptions { shard_bytes: 1 << 20, ..options() };
    let listing = list(&specs, &coarse, &mut scratch.index(), &AtomicBool::new(false)).expect("it lists");
    assert_eq!(ids(&sample(listing, 40, &coarse, &AtomicBool::new(false)).expect("it samples")), chosen);
}

#[test]
fn an_edited_file_stays_chosen() {
    let (scratch, specs) = planted();
    let paths = |listing: &Listing| -> Vec<String> {
        listing.shards.iter().flat_map(|shard| shard.files()).map(|(path, _)| path.to_string()).collect()
    };
    let before = paths(&of(&specs[..1], 20));
    for path in &before {
        scratch.write(&format!("tree/{path}"), b"edited = True\n");
    }
    assert_eq!(paths(&of(&specs[..1], 20)), before);
}
