//! What the numbers depend on, and whether those of two runs can be compared.

use super::ScoredRun;
use crate::{Block, Section};

pub(super) fn section(run: &ScoredRun) -> Section {
    let told = &run.told;
    let text = format!("{}\nbenchmark {} sha256:{}", told.signature, told.benchmark, told.benchmark_sha256);
    Section {
        id: "signature".into(),
        title: "Signature".into(),
        lead: "What these numbers depend on. Numbers of two runs can be compared when their signatures are the same."
            .into(),
        blocks: vec![Block::Code(text)],
    }
}

/// What differs between signatures of several runs: `extract: auto (a, b), raw (c)`, one a part, in the parts' order.
pub(crate) fn differences(runs: &[ScoredRun]) -> Vec<String> {
    let parts: Vec<Vec<(String, String)>> = runs.iter().map(|run| parts(&run.told.signature)).collect();
    let mut names: Vec<&str> = Vec::new();
    for (name, _) in parts.iter().flatten() {
        if !names.contains(&name.as_str()) {
            names.push(name);
        }
    }
    let mut differences = Vec::new();
    for name in names {
        // Values in the order of the runs that have them, with those runs' names.
        let mut values: Vec<(&str, Vec<&str>)> = Vec::new();
        for (run, parts) in runs.iter().zip(&parts) {
            let value = parts.iter().find(|(other, _)| other == name).map_or("none", |(_, value)| value.as_str());
            match values.iter_mut().find(|(other, _)| *other == value) {
                Some((_, of)) => of.push(&run.name),
                None => values.push((value, vec![&run.name])),
            }
        }
        if values.len() > 1 {
            let said: Vec<String> = values.iter().map(|(value, of)| format!("{value} ({})", of.join(", "))).collect();
            differences.push(format!("{name}: {}", said.join("; ")));
        }
    }
    differences
}

/// `bench:humaneval@1a2b|n:1` → its parts.
fn parts(signature: &str) -> Vec<(String, String)> {
    let part = |part: &str| {
        let (name, value) = part.split_once(':').unwrap_or((part, ""));
        (name.to_owned(), value.to_owned())
    };
    signature.split('|').map(part).collect()
}
