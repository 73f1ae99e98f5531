//! `trommel report`: runs as one HTML file and as Markdown, or as a paper's table.

use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result, bail, ensure};
use serde_json::{Value, json};
use trommel_report::recipe::RecipeRun;
use trommel_report::scored::{self, ScoredRun};
use trommel_report::tables::{self, TableFormat, TableKind};
use trommel_report::{LeftOut, Report, html, markdown, training};
use trommel_store::RunManifest;

use crate::DONE;
use crate::args::{Arguments, ReportArguments, ReportFormat};
use crate::judging::compared::is_scored;
use crate::verbs::{print, print_json};
use crate::world::World;

/// What was named, in order of kind.
#[derive(Default)]
struct Subjects {
    recipes: Vec<RecipeRun>,
    numbers: Vec<u64>,
    scored: Vec<ScoredRun>,
    trainings: Vec<PathBuf>,
    /// What products of runs were copied to.
    _copies: Vec<tempfile::TempDir>,
}

pub fn report(arguments: &Arguments, asked: &ReportArguments) -> Result<u8> {
    let subjects = subjects(arguments, asked)?;
    match asked.table {
        Some(kind) => table(arguments, asked, kind, &subjects),
        None => page(arguments, asked, &subjects),
    }
}

fn subjects(arguments: &Arguments, asked: &ReportArguments) -> Result<Subjects> {
    let mut subjects = Subjects::default();
    let mut world = None;
    for name in &asked.runs {
        let folder = Path::new(name);
        if is_scored(name) {
            subjects.scored.push(ScoredRun::read(folder)?);
        } else if folder.join("metrics.jsonl").is_file() {
            subjects.trainings.push(folder.to_owned());
        } else if name == "latest" || name.parse::<u64>().is_ok() {
            let world = match &world {
                Some(world) => world,
                None => world.insert(World::open(arguments)?),
            };
            subjects.recipe(RunManifest::load(&world.store, name)?, world)?;
        } else {
            bail!(
                "`{name}`: found {}, expected the number of a run, `latest`, the folder of a scored run (with summary.json) or \
                 the folder of a training (with metrics.jsonl)\n\
                 hint: `trommel ls` lists the runs of the store; `trommel score … --out DIR` makes the folder of a scored run",
                if folder.exists() { "neither file in it" } else { "no such folder" }
            );
        }
    }
    ensure!(
        asked.label.is_empty() || asked.label.len() == subjects.scored.len(),
        "{} names of `--label` for {} scored runs; give one for each, in order",
        asked.label.len(),
        subjects.scored.len()
    );
    let scored = std::mem::take(&mut subjects.scored).into_iter().enumerate();
    subjects.scored = scored
        .map(|(at, run)| match asked.label.get(at) {
            Some(label) => run.named(label),
            None => run,
        })
        .collect();
    Ok(subjects)
}

impl Subjects {
    /// A run of the store, and what it scored with its stage `evaluate`.
    fn recipe(&mut self, manifest: RunManifest, world: &World) -> Result<()> {
        let number = manifest.number;
        ensure!(!self.numbers.contains(&number), "run {number} is named twice");
        let run = RecipeRun::open(Arc::clone(&world.store), manifest)?;
        let copy = tempfile::tempdir().context("making a temporary folder")?;
        let folder = copy.path().join(format!("run {number}"));
        if run.copy_product("evaluate", &folder)? {
            self.scored.push(ScoredRun::read(&folder)?);
            self._copies.push(copy);
        }
        self.numbers.push(number);
        self.recipes.push(run);
        Ok(())
    }
}

/// All sections of all that was named. Sections of several runs are told apart by the run's number.
fn whole(subjects: &Subjects) -> Result<Report> {
    let scored = match subjects.scored.as_slice() {
        [] => Vec::new(),
        runs => scored::sections(runs)?,
    };
    let mut parts: Vec<(String, String, Report)> = Vec::new();
    let alone = subjects.recipes.len() == 1;
    for (run, number) in subjects.recipes.iter().zip(&subjects.numbers) {
        let own = if alone { scored.clone() } else { Vec::new() };
        parts.push((format!("run-{number}"), format!("Run {number}"), run.report(own)?));
    }
    for (at, folder) in subjects.trainings.iter().enumerate() {
        let report = training::report(folder)?;
        parts.push((format!("training-{}", at + 1), report.title.clone(), report));
    }
    if parts.len() == 1 && (alone || scored.is_empty()) {
        let mut report = parts.remove(0).2;
        report.check().or_else(|_| {
            report
                .sections
                .iter_mut()
                .filter(|section| section.id == "training")
                .for_each(|own| own.id = "run-training".into());
            report.check()
        })?;
        return Ok(report);
    }
    let names = subjects.scored.iter().map(|run| run.name.clone());
    let names: Vec<String> =
        if parts.is_empty() { names.collect() } else { parts.iter().map(|part| part.1.clone()).collect() };
    let mut report = Report { title: titled(&names), sections: scored, ..Report::default() };
    if subjects.trainings.len() > 1 {
        report.sections.push(training::beside(&subjects.trainings)?);
    }
    for (id, name, part) in parts {
        for mut section in part.sections {
            section.id = format!("{id}-{}", section.id);
            section.title = format!("{name}: {}", section.title);
            report.sections.push(section);
        }
        let scores = |left: &LeftOut| left.title != "Scores" || subjects.scored.is_empty();
        let renamed = part.left_out.into_iter().filter(scores);
        report.left_out.extend(renamed.map(|left| LeftOut { title: format!("{name}: {}", left.title), ..left }));
    }
    Ok(report)
}

fn titled(names: &[String]) -> String {
    match names {
        [one] => one.clone(),
        [first, .., last] if names.len() > 3 => format!("{first} to {last}, {} side by side", names.len()),
        several => format!("{} side by side", several.join(", ")),
    }
}

fn page(arguments: &Arguments, asked: &ReportArguments, subjects: &Subjects) -> Result<u8> {
    let default = [ReportFormat::Html, ReportFormat::Md];
    let formats = if asked.format.is_empty() { &default[..] } else { &asked.format };
    let report = whole(subjects)?;
    let mut files = Vec::new();
    for format in formats {
        match format {
            ReportFormat::Html => files.push(("report.html", html(&report)?)),
            ReportFormat::Md => files.push(("report.md", markdown(&report)?)),
            ReportFormat::Csv | ReportFormat::Latex => {
                bail!("a report is written as html and md; csv and latex are of `--table`")
            }
        }
    }
    let out = out_folder(asked, subjects);
    let written = write(&out, &files)?;
    for left in &report.left_out {
        eprintln!("left out: {}: {}", left.title, left.why);
    }
    if arguments.json {
        let sections: Vec<Value> =
            report.sections.iter().map(|section| json!({ "id": section.id, "title": section.title })).collect();
        let left: Vec<Value> =
            report.left_out.iter().map(|left| json!({ "title": left.title, "why": left.why })).collect();
        print_json(&json!({ "title": report.title, "files": written, "sections": sections, "left_out": left }))?;
    } else {
        written.iter().for_each(|path| print(&path.display().to_string()));
    }
    Ok(DONE)
}

/// Of one folder, the folder itself; else a folder here.
fn out_folder(asked: &ReportArguments, subjects: &Subjects) -> PathBuf {
    match (&asked.out, asked.runs.as_slice()) {
        (Some(out), _) => out.clone(),
        (None, [one]) if subjects.recipes.is_empty() => PathBuf::from(one),
        (None, _) => {
            let numbers = subjects.numbers.iter().map(|number| format!("-{number}"));
            PathBuf::from(format!("report{}", numbers.collect::<String>()))
        }
    }
}

/// Writes all files or none: each is complete beside its place before the first is put there.
fn write(out: &Path, files: &[(&str, String)]) -> Result<Vec<PathBuf>> {
    let names: BTreeSet<&str> = files.iter().map(|(name, _)| *name).collect();
    ensure!(names.len() == files.len(), "`--format` names the same twice");
    std::fs::create_dir_all(out).with_context(|| format!("making `{}`", out.display()))?;
    let mut ready = Vec::new();
    for (name, text) in files {
        let path = out.join(name);
        let beside = || -> std::io::Result<tempfile::NamedTempFile> {
            let mut file = tempfile::Builder::new().permissions(permissions()).tempfile_in(out)?;
            file.write_all(text.as_bytes())?;
            file.as_file().sync_all()?;
            Ok(file)
        };
        ready.push((beside().with_context(|| format!("writing `{}`", path.display()))?, path));
    }
    let put = |(file, path): (tempfile::NamedTempFile, PathBuf)| -> Result<PathBuf> {
        file.persist(&path).with_context(|| format!("writing `{}`", path.display()))?;
        Ok(path)
    };
    ready.into_iter().map(put).collect()
}

/// Others may read what was written, as with any file.
fn permissions() -> std::fs::Permissions {
    use std::os::unix::fs::PermissionsExt;
    std::fs::Permissions::from_mode(0o644)
}

fn table(arguments: &Arguments, asked: &ReportArguments, kind: TableKind, subjects: &Subjects) -> Result<u8> {
    ensure!(
        !subjects.scored.is_empty(),
        "`--table {kind}` has a row for each scored run, and none was named; `trommel score … --out DIR` makes one"
    );
    let formats = if asked.format.is_empty() { &[ReportFormat::Md][..] } else { &asked.format };
    let mut texts = Vec::new();
    for format in formats {
        let format = match format {
            ReportFormat::Md => TableFormat::Markdown,
            ReportFormat::Csv => TableFormat::Csv,
            ReportFormat::Latex => TableFormat::Latex,
            ReportFormat::Html => {
                bail!("a table is written as md, csv or latex; html is of a report without `--table`")
            }
        };
        texts.push((format, tables::render(kind, format, &subjects.scored)?));
    }
    let written = match &asked.out {
        Some(out) => {
            let names: Vec<String> = texts.iter().map(|(format, _)| format!("{kind}.{}", format.ending())).collect();
            let files: Vec<(&str, String)> =
                names.iter().map(String::as_str).zip(texts.iter().map(|(_, text)| text.clone())).collect();
            Some(write(out, &files)?)
        }
        None => None,
    };
    match (arguments.json, &written) {
        (true, _) => {
            let tables: serde_json::Map<String, Value> =
                texts.into_iter().map(|(format, text)| (format.to_string(), json!(text))).collect();
            print_json(&json!({ "table": kind.to_string(), "files": written, "text": tables }))?;
        }
        (false, Some(paths)) => paths.iter().for_each(|path| print(&path.display().to_string())),
        (false, None) => texts.iter().for_each(|(_, text)| print(text.trim_end())),
    }
    Ok(DONE)
}
