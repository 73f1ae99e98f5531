//! `trommel bench`: benchmarks.

use anyhow::Result;
use serde_json::json;
use trommel_bench::Task;

use crate::args::{Arguments, BenchVerb};
use crate::judging::benchmarks;
use crate::judging::kit::Kit;
use crate::judging::ready::{Ready, References, ready};
use crate::progress::Progress;
use crate::verbs::{print, print_json};
use crate::{DONE, WITH_FAILURES, show};

pub fn bench(arguments: &Arguments, verb: &BenchVerb) -> Result<u8> {
    let kit = Kit::open()?;
    let progress = Progress::new();
    match verb {
        BenchVerb::List => list(arguments, &kit),
        BenchVerb::Fetch { name } => {
            let benchmark = benchmarks::fetch(&kit, name, &progress)?;
            kept(arguments, &benchmark)
        }
        BenchVerb::Import { name, file, map } => {
            let benchmark = benchmarks::import(&kit, name, file, map.as_deref())?;
            kept(arguments, &benchmark)
        }
        BenchVerb::Validate { name, map, least, workers, no_cache } => {
            let benchmark = benchmarks::resolve(&kit, name, map.as_deref(), &progress)?;
            kit.prepare(benchmark.tasks.iter().flat_map(Task::languages), &progress)?;
            let crew = kit.crew(*workers)?;
            let made = ready(&kit, &crew, &benchmark.tasks, *no_cache, &progress)?;
            validated(arguments, &kit, &benchmark, &made, *least)
        }
    }
}

fn list(arguments: &Arguments, kit: &Kit) -> Result<u8> {
    let entries = benchmarks::list(kit)?;
    if arguments.json {
        print_json(&json!({ "benchmarks": entries }))?;
        return Ok(DONE);
    }
    let row = |entry: &benchmarks::Entry| {
        let here = entry.sha256.as_ref().map_or("–".to_owned(), |sha256| sha256[..12].to_owned());
        let tasks = entry.tasks.map_or("–".to_owned(), |tasks| show::count(tasks as u64));
        vec![entry.name.clone(), tasks, here, entry.licence.clone(), entry.source.clone()]
    };
    let rows: Vec<Vec<String>> = entries.iter().map(row).collect();
    print(show::table(&["benchmark", "tasks", "here", "licence", "from"], &rows, &[1]).trim_end());
    Ok(DONE)
}

fn kept(arguments: &Arguments, benchmark: &trommel_bench::Benchmark) -> Result<u8> {
    match arguments.json {
        true => print_json(&json!({
            "name": benchmark.name, "sha256": benchmark.sha256, "tasks": benchmark.tasks.len(),
        }))?,
        false => print(&format!("  {}: {} tasks, sha256 {}", benchmark.name, benchmark.tasks.len(), benchmark.sha256)),
    }
    Ok(DONE)
}

fn validated(
    arguments: &Arguments,
    kit: &Kit,
    benchmark: &trommel_bench::Benchmark,
    made: &[Ready],
    least: f64,
) -> Result<u8> {
    let references = References::of(made);
    let mut failing = Vec::new();
    let (mut unsupported, mut broken) = (Vec::new(), Vec::new());
    let mut fuels: Vec<u64> = Vec::new();
    let mut rooms = [0usize; 3];
    for (task, ready) in benchmark.tasks.iter().zip(made) {
        match ready {
            Ready::Yes(validation) => {
                for (sum, tests) in rooms.iter_mut().zip(validation.prepared.rooms()) {
                    *sum += tests;
                }
                if let Some(judged) = &validation.judged {
                    fuels.push(judged.usage.fuel);
                    if !judged.verdict.passed() {
                        let known = trommel_score::deviation(&task.id).map(|known| known.why);
                        failing.push((task.id.clone(), judged.verdict.to_string(), judged.message.clone(), known));
                    }
                }
            }
            Ready::Unsupported(why) => unsupported.push((task.id.clone(), why.clone())),
            Ready::Broken(why) => broken.push((task.id.clone(), why.clone())),
        }
    }
    fuels.sort_unstable();
    let median = fuels.get(fuels.len() / 2).copied().unwrap_or(0);
    let language = benchmark.tasks.first().map_or("python", |task| task.language.as_str());
    // Without references nothing has failed.
    let share = if references.all == 0 { 1.0 } else { references.of as f64 / references.all as f64 };
    if arguments.json {
        let failing: Vec<_> = failing
            .iter()
            .map(|(id, verdict, message, known)| json!({ "task": id, "verdict": verdict, "message": message, "known": known }))
            .collect();
        print_json(&json!({
            "benchmark": benchmark.name, "sha256": benchmark.sha256, "image": kit.image(language)?,
            "references": references, "failing": failing, "broken": broken, "unsupported": unsupported,
            "fuel": { "median": median, "largest": fuels.last() },
            "tests": { "host": rooms[0], "second": rooms[1], "unprotected": rooms[2] },
        }))?;
    } else {
        let mut lines = vec![match fuels.last() {
            Some(_) => format!("{}: references {references} pass", benchmark.name),
            None => format!(
                "{}: none of {} tasks has a reference here; a program may use what every program may",
                benchmark.name,
                benchmark.tasks.len()
            ),
        }];
        if let Some(largest) = fuels.last() {
            let (median, largest) = (median as f64 / 1e6, *largest as f64 / 1e6);
            lines.push(format!("fuel of a reference: median {median:.1} M, largest {largest:.1} M"));
        }
        if rooms.iter().sum::<usize>() > 0 {
            let [host, second, unprotected] = rooms;
            lines.push(format!(
                "tests decided by the host {host}, in a second room {second}, unprotected {unprotected}"
            ));
        }
        lines.extend(failing.iter().map(|(id, verdict, message, known)| match known {
            Some(why) => format!("  {id}: {verdict}, known: {why}"),
            None => format!("  {id}: {verdict} {}", message.escape_debug()),
        }));
        lines.extend(broken.iter().map(|(_, why)| format!("  {}", why.escape_debug())));
        if let Some((id, why)) = unsupported.first() {
            lines.push(format!("{} tasks cannot run here, such as {id}: {why}", unsupported.len()));
        }
        print(&lines.iter().map(|line| format!("  {line}")).collect::<Vec<_>>().join("\n"));
    }
    Ok(if share < least { WITH_FAILURES } else { DONE })
}
