//! `trommel sandbox`: guests, and whether the walls hold.

use anyhow::{Context, Result};
use serde_json::json;
use trommel_wasm::images::{self, Tools};

use crate::args::{Arguments, SandboxVerb};
use crate::judging::attacks;
use crate::judging::kit::Kit;
use crate::progress::Progress;
use crate::verbs::{print, print_json};
use crate::{DONE, WITH_FAILURES, show};

pub fn sandbox(arguments: &Arguments, verb: &SandboxVerb) -> Result<u8> {
    let kit = Kit::open()?;
    match verb {
        SandboxVerb::Build { language, again } => {
            if *again {
                kit.forget(language)?;
            }
            let built = kit.build(language, &Progress::new())?;
            match arguments.json {
                true => print_json(&built)?,
                false => print(&format!("  {language}: image {}, made of {}", built.hash, built.package)),
            }
            Ok(DONE)
        }
        SandboxVerb::List => list(arguments, &kit),
        SandboxVerb::Doctor { attack: false, .. } => doctor(arguments, &kit),
        SandboxVerb::Doctor { attack: true, capability } => attack(arguments, &kit, capability.as_deref()),
        SandboxVerb::Export { language, file } => {
            let stored = kit.stored(language, &Progress::new())?;
            kit.images().export(&stored, file)?;
            match arguments.json {
                true => print_json(&stored)?,
                false => print(&format!("  {}: image {} of {language}", file.display(), stored.hash)),
            }
            Ok(DONE)
        }
        SandboxVerb::Import { file } => {
            let (stored, before) = kit.images().import(file, kit.languages())?;
            match arguments.json {
                true => print_json(&json!({ "image": stored, "replaced": before }))?,
                false => {
                    let replaced = before.filter(|before| before.hash != stored.hash);
                    let replaced =
                        replaced.map_or(String::new(), |before| format!(", in the place of {}", before.hash));
                    print(&format!("  {}: image {}{replaced}", stored.language, stored.hash));
                }
            }
            Ok(DONE)
        }
    }
}

fn list(arguments: &Arguments, kit: &Kit) -> Result<u8> {
    let mut rows = Vec::new();
    let mut shown = Vec::new();
    for language in kit.languages() {
        let here = kit.here(language)?;
        shown.push(json!({
            "language": language.name, "summary": language.summary, "key": kit.key(language),
            "image": here.as_ref().map(|stored| &stored.hash), "bytes": here.as_ref().map(|stored| stored.bytes),
        }));
        let (hash, size) = match here {
            Some(stored) => (stored.hash[..12].to_owned(), show::bytes(stored.bytes)),
            None => ("–".to_owned(), String::new()),
        };
        rows.push(vec![language.name.clone(), hash, size, language.summary.clone()]);
    }
    match arguments.json {
        true => print_json(&json!({ "languages": shown }))?,
        false => print(show::table(&["language", "image", "size", ""], &rows, &[2]).trim_end()),
    }
    Ok(DONE)
}

fn doctor(arguments: &Arguments, kit: &Kit) -> Result<u8> {
    let checks = images::doctor(&Tools::default());
    let here = |language: &trommel_wasm::languages::Language| matches!(kit.here(language), Ok(Some(_)));
    if arguments.json {
        let checks: Vec<_> = checks
            .iter()
            .map(|check| {
                let (ok, found) = match &check.found {
                    Ok(found) => (true, found),
                    Err(why) => (false, why),
                };
                json!({ "name": check.name, "purpose": check.purpose, "ok": ok, "found": found,
                        "optional": check.optional, "remedy": check.remedy })
            })
            .collect();
        let guests: Vec<_> = kit
            .languages()
            .iter()
            .map(|language| json!({ "language": language.name, "built": here(language) }))
            .collect();
        print_json(&json!({ "checks": checks, "guests": guests }))?;
    } else {
        let mut lines = Vec::new();
        for check in &checks {
            match &check.found {
                Ok(found) => lines.push(format!("{}: {found} ({})", check.name, check.purpose)),
                Err(why) => {
                    lines.push(format!("{}: missing ({}): {why}", check.name, check.purpose));
                    lines.push(format!("  {}", check.remedy));
                }
            }
        }
        for language in kit.languages() {
            let name = &language.name;
            lines.push(match here(language) {
                true => format!("guest {name}: built"),
                false => format!("guest {name}: not built; the first use does it, or `trommel sandbox build {name}`"),
            });
        }
        print(&lines.iter().map(|line| format!("  {line}")).collect::<Vec<_>>().join("\n"));
    }
    Ok(if checks.iter().all(|check| check.optional || check.found.is_ok()) { DONE } else { WITH_FAILURES })
}

fn attack(arguments: &Arguments, kit: &Kit, capability: Option<&str>) -> Result<u8> {
    let progress = Progress::new();
    kit.build("python", &progress)?;
    let outcomes = attacks::run(kit, capability, &progress).context("running the attack catalogue")?;
    let wrong: Vec<&attacks::Outcome> = outcomes.iter().filter(|outcome| !outcome.right()).collect();
    if arguments.json {
        print_json(
            &json!({ "image": kit.image("python")?, "programs": outcomes.len(), "wrong": wrong.len(), "outcomes": outcomes }),
        )?;
    } else {
        let mut lines: Vec<String> = wrong
            .iter()
            .map(|outcome| {
                let message = outcome.message.escape_debug();
                format!("{}: expected {}, found {} ({message})", outcome.attack, outcome.expected, outcome.found)
            })
            .collect();
        let controls = outcomes.iter().filter(|outcome| outcome.control).count();
        lines.push(format!(
            "{} programs, {controls} of them honest: {} end as stated, {} do not",
            outcomes.len(),
            outcomes.len() - wrong.len(),
            wrong.len()
        ));
        print(&lines.iter().map(|line| format!("  {line}")).collect::<Vec<_>>().join("\n"));
    }
    Ok(if wrong.is_empty() { DONE } else { WITH_FAILURES })
}
