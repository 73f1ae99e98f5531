//! `trommel diff`: two runs side by side.

use anyhow::Result;
use serde_json::{Value, json};
use trommel_pipeline::diff::{Change, Changed, Comparison, Counts, Diff, Distribution, Pair, Side, StageRows};
use trommel_store::RunManifest;

use crate::args::{Arguments, DiffArguments};
use crate::judging::compared;
use crate::verbs::{print, print_json};
use crate::world::World;
use crate::{DONE, WITH_FAILURES, show};

/// Groups of a distribution that are shown; `--json` has all.
const GROUPS: usize = 8;

pub fn diff(arguments: &Arguments, diff: &DiffArguments) -> Result<u8> {
    if compared::is_scored(&diff.before) && compared::is_scored(&diff.after) {
        return scored(arguments, diff);
    }
    let world = World::open(arguments)?;
    let before = RunManifest::load(&world.store, &diff.before)?;
    let after = RunManifest::load(&world.store, &diff.after)?;
    if diff.quiet {
        let same = before.root.is_some() && before.root == after.root;
        return Ok(if same { DONE } else { WITH_FAILURES });
    }
    let comparison = Comparison::of(&world.store, &before, &after)?;
    match (diff.ids, arguments.json) {
        (true, false) => comparison.each(&mut |change| {
            print(&line(&change));
            Ok(())
        })?,
        (ids, json) => {
            let found = comparison.diff(diff.first)?;
            if json {
                let mut shown = json!(found);
                if ids {
                    shown["documents"]["all"] = all(&comparison)?;
                }
                print_json(&shown)?;
            } else {
                print(&screen(&found));
            }
        }
    }
    Ok(DONE)
}

/// Of two scored runs.
fn scored(arguments: &Arguments, diff: &DiffArguments) -> Result<u8> {
    let found = compared::compared(&diff.before, &diff.after)?;
    if diff.quiet {
        return Ok(if found.differs() { WITH_FAILURES } else { DONE });
    }
    match arguments.json {
        true => print_json(&found.json())?,
        false => print(&found.screen(if diff.ids { usize::MAX } else { diff.first })),
    }
    Ok(DONE)
}

fn all(comparison: &Comparison<'_>) -> Result<Value> {
    let mut changes = Vec::new();
    comparison.each(&mut |change| {
        changes.push(json!(change));
        Ok(())
    })?;
    Ok(Value::Array(changes))
}

/// `+ id source path`
fn line(change: &Change) -> String {
    let sign = match change.change {
        Changed::Added => "+",
        Changed::Removed => "-",
        Changed::Moved => "~",
    };
    let splits = match (&change.from, &change.to) {
        (Some(from), Some(to)) => format!(" {from}→{to}"),
        _ => String::new(),
    };
    format!("{sign} {} {} {}{splits}", change.id, change.source, change.path)
}

fn screen(diff: &Diff) -> String {
    let mut parts = vec![sides(diff)];
    parts.extend(parameters(diff));
    parts.push(stages(diff));
    parts.push(documents(&diff.documents));
    parts.extend(diff.distributions.iter().filter_map(distribution));
    parts.join("\n")
}

/// Both runs in short, and whether they published the same.
fn sides(diff: &Diff) -> String {
    let row = |side: &Side| {
        vec![
            format!("run {}", side.run),
            side.recipe.clone(),
            show::count(side.documents_in),
            show::count(side.rows),
            show::bytes(side.bytes),
            show::count(side.files),
            show::bytes(side.file_bytes),
            side.root.as_deref().unwrap_or_default().chars().take(12).collect(),
        ]
    };
    let header = ["", "recipe", "in", "out", "text", "files", "size", "root"];
    let table = show::table(&header, &[row(&diff.before), row(&diff.after)], &[2, 3, 4, 5, 6]);
    let verdict = if diff.same_root { "the same rows were published" } else { "the published rows differ" };
    format!("{table}  {verdict}")
}

fn parameters(diff: &Diff) -> Option<String> {
    let shown = |value: &Value| match value {
        Value::Null => "–".to_owned(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let row = |p: &trommel_pipeline::diff::Parameter| {
        vec![p.stage.clone(), p.parameter.clone(), format!("{} → {}", shown(&p.before), shown(&p.after))]
    };
    let rows: Vec<Vec<String>> = diff.parameters.iter().map(row).collect();
    let table = show::table(&["stage", "parameter", "before → after"], &rows, &[]);
    (!rows.is_empty()).then(|| format!("\n{}", table.trim_end()))
}

fn stages(diff: &Diff) -> String {
    let row = |stage: &StageRows| {
        let dropped = Pair { before: stage.dropped.before.unwrap_or(0), after: stage.dropped.after.unwrap_or(0) };
        let mut rows = vec![vec![
            stage.stage.clone(),
            number(stage.rows.before),
            number(stage.rows.after),
            change(stage.rows.before, stage.rows.after),
            zero(dropped.before),
            zero(dropped.after),
            change(stage.dropped.before, stage.dropped.after),
        ]];
        for reason in &stage.reasons {
            let pair = reason.rows;
            let blank = String::new();
            rows.push(vec![
                format!("  {}", reason.reason),
                blank.clone(),
                blank.clone(),
                blank,
                zero(pair.before),
                zero(pair.after),
                change(Some(pair.before), Some(pair.after)),
            ]);
        }
        rows
    };
    let rows: Vec<Vec<String>> = diff.stages.iter().flat_map(row).collect();
    let header = ["stage", "rows", "after", "", "dropped", "after", ""];
    format!("\n{}", show::table(&header, &rows, &[1, 2, 3, 4, 5, 6]).trim_end())
}

fn documents(counts: &Counts) -> String {
    let number = show::count;
    let mut told = vec![
        format!("{} in both", number(counts.kept)),
        format!("{} added", number(counts.added)),
        format!("{} removed", number(counts.removed)),
    ];
    if counts.same_path > 0 {
        told.push(format!("{} of them at the same path", number(counts.same_path)));
    }
    told.extend(counts.moved.iter().map(|moved| format!("{} moved {}→{}", number(moved.rows), moved.from, moved.to)));
    let mut lines = vec![format!("\n  documents: {}", told.join(" · "))];
    lines.extend(counts.first.iter().map(|change| format!("    {}", line(change))));
    let changes = counts.added + counts.removed + counts.moved.iter().map(|moved| moved.rows).sum::<u64>();
    if changes > counts.first.len() as u64 {
        lines.push(format!("    … and {} more (`--ids` prints all)", number(changes - counts.first.len() as u64)));
    }
    lines.join("\n")
}

/// The groups that changed; none when nothing did.
fn distribution(distribution: &Distribution) -> Option<String> {
    let changed = |group: &&trommel_pipeline::diff::Group| {
        group.rows.before != group.rows.after || group.bytes.before != group.bytes.after
    };
    let groups: Vec<_> = distribution.groups.iter().filter(changed).collect();
    let row = |group: &&trommel_pipeline::diff::Group| {
        vec![
            group.name.clone(),
            show::count(group.rows.before),
            show::count(group.rows.after),
            points(group.rows_points),
            show::bytes(group.bytes.before),
            show::bytes(group.bytes.after),
            points(group.bytes_points),
        ]
    };
    let rows: Vec<Vec<String>> = groups.iter().take(GROUPS).map(row).collect();
    let header = [distribution.by.as_str(), "rows", "after", "points", "bytes", "after", "points"];
    let mut text = format!("\n{}", show::table(&header, &rows, &[1, 2, 3, 4, 5, 6]).trim_end());
    if groups.len() > GROUPS {
        text.push_str(&format!("\n  … and {} more (`--json` has all)", groups.len() - GROUPS));
    }
    (!groups.is_empty()).then_some(text)
}

fn number(rows: Option<u64>) -> String {
    rows.map_or("–".to_owned(), show::count)
}

fn zero(rows: u64) -> String {
    if rows == 0 { String::new() } else { show::count(rows) }
}

/// `+12`, `-3`, nothing for none.
fn change(before: Option<u64>, after: Option<u64>) -> String {
    match (before.unwrap_or(0), after.unwrap_or(0)) {
        (before, after) if after > before => format!("+{}", show::count(after - before)),
        (before, after) if after < before => format!("-{}", show::count(before - after)),
        _ => String::new(),
    }
}

fn points(points: f64) -> String {
    if points.abs() < 0.005 { String::new() } else { format!("{points:+.2}") }
}
