//! `trommel score`: completions of a benchmark, judged and scored.

use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result, bail};
use serde_json::json;
use trommel_bench::{Benchmark, JUDGE_VERSION, Judged, Options, Preset, Room, Tests, Verdict, keep_base};
use trommel_pipeline::{Event, Events};
use trommel_score::{Outcome, RESAMPLES, Signature, Summary, Wanted, eval_plus, human_eval_row, summarise};

use crate::args::{Arguments, Estimator, LimitsChoice, ScoreArguments};
use crate::judging::completions::{self, Rows};
use crate::judging::kit::Kit;
use crate::judging::ready::{Ready, References, ready};
use crate::judging::scored::{Plan, Scored, in_room, judge};
use crate::judging::{benchmarks, beside, report, table};
use crate::progress::Progress;
use crate::verbs::{print, print_json};
use crate::{DONE, INCOMPLETE, WITH_FAILURES, world};

/// Tests of a task beyond which the first failure ends a program's judgement, unless all are asked for.
const MANY_TESTS: usize = 100;

pub fn score(arguments: &Arguments, score: &ScoreArguments) -> Result<u8> {
    scored(score, &Progress::new(), |report| match arguments.json {
        true => print_json(&report.json()),
        false => {
            print(&report.screen());
            Ok(())
        }
    })
    .map(|((), code)| code)
}

/// Judges and scores, writes the run's folder, and hands the report to `tell`. The number is the exit code of `trommel score`.
pub fn scored<T>(
    score: &ScoreArguments,
    events: &dyn Events,
    tell: impl FnOnce(&report::Report<'_>) -> Result<T>,
) -> Result<(T, u8)> {
    let begun = Instant::now();
    let preset = Preset::of_name(&score.extract).with_context(|| {
        format!("`--extract {}`: expected raw, fence-first, fence-last, sanitize or auto", score.extract)
    })?;
    let kit = Kit::open()?;
    let mut benchmark = benchmarks::resolve(&kit, &score.benchmark, score.map.as_deref(), events)?;
    if score.base_only {
        benchmark.tasks.iter_mut().for_each(keep_base);
    }
    let wanted = wanted(&benchmark, &score.only)?;

    // What can be wrong with the completions is said before anything is run.
    let read = completions::read(&score.samples, &benchmark, &wanted, preset, !score.no_audit)?;
    read.warnings.iter().for_each(|warning| events.on(Event::Note(warning)));
    let asked = asked(&benchmark, &wanted, &read, score)?;
    let fewest = fewest(&benchmark, &asked, &read);
    check_k(&score.k, fewest)?;

    let out = out_folder(score);
    std::fs::create_dir_all(&out).with_context(|| format!("making `{}`", out.display()))?;
    let tasks: Vec<_> =
        benchmark.tasks.iter().zip(&asked).filter(|(_, asked)| **asked).map(|(t, _)| t.clone()).collect();
    kit.prepare(tasks.iter().flat_map(|task| task.languages()), events)?;
    let crew = kit.crew(score.workers)?;
    let made = ready(&kit, &crew, &tasks, false, events)?;
    let references = References::of(&made);
    let mut made = made.into_iter();
    let ready: Vec<Option<Ready>> = asked.iter().map(|asked| if *asked { made.next() } else { None }).collect();

    let many =
        benchmark.tasks.iter().any(|task| matches!(&task.tests, Tests::Calls(calls) if calls.calls.len() > MANY_TESTS));
    let plan = Plan {
        benchmark: &benchmark,
        ready: &ready,
        limits: score.limits,
        memory: score.guest_memory,
        options: Options { stop_at_first_failure: many && !score.all_tests },
        cached: !score.no_cache,
    };
    let Rows { rows, missing, warnings } = read;
    let scored = judge(&kit, &crew, &plan, rows, &out, events)?;

    let outcomes = outcomes(&scored);
    let ks = score.k.iter().map(|k| u32::try_from(*k).unwrap_or(u32::MAX)).collect();
    let summary =
        summarise(&outcomes, &Wanted { ks, estimator: estimator(score), seed: score.seed, ..Wanted::default() })?;
    let signature = signature(&kit, &benchmark, &summary, score)?;
    let beside = match score.no_metrics {
        true => None,
        false => beside::beside(&benchmark, &scored.rows, RESAMPLES, score.seed)?,
    };
    let report = report::Report {
        benchmark: &benchmark,
        summary: &summary,
        references,
        scored: &scored,
        beside,
        flips: report::flips(&scored),
        first_failure_only: plan.options.stop_at_first_failure,
        missing: if score.allow_missing { missing } else { Vec::new() },
        warnings,
        signature: signature.to_string(),
        out: &out,
        seconds: begun.elapsed().as_secs_f64(),
    };
    write(&report, &benchmark, score)?;
    let warned = !report.warnings.is_empty();
    let code = match summary.infra {
        0 if warned => WITH_FAILURES,
        0 => DONE,
        _ if score.allow_incomplete => WITH_FAILURES,
        _ => INCOMPLETE,
    };
    Ok((tell(&report)?, code))
}

/// Which tasks `--only` names; all without it.
fn wanted(benchmark: &Benchmark, only: &[String]) -> Result<Vec<bool>> {
    if only.is_empty() {
        return Ok(vec![true; benchmark.tasks.len()]);
    }
    let tasks = trommel_bench::Tasks::new(&benchmark.name, &benchmark.tasks);
    let mut wanted = vec![false; benchmark.tasks.len()];
    for id in only {
        wanted[tasks.find(id, &trommel_bench::Place::new("--only", 0))?] = true;
    }
    Ok(wanted)
}

/// Which tasks are scored: the wanted ones that have completions.
fn asked(benchmark: &Benchmark, wanted: &[bool], read: &Rows, score: &ScoreArguments) -> Result<Vec<bool>> {
    let mut asked = vec![false; wanted.len()];
    read.rows.iter().for_each(|row| asked[row.task] = true);
    let pairs = benchmark.tasks.iter().zip(wanted.iter().zip(&asked));
    let missing: Vec<&str> =
        pairs.filter(|(_, (wanted, asked))| **wanted && !**asked).map(|(task, _)| task.id.as_str()).collect();
    if !asked.contains(&true) {
        bail!("{}: no completion of any task that is asked for", score.samples.display());
    }
    if !missing.is_empty() && !score.allow_missing {
        let shown = missing.iter().take(5).copied().collect::<Vec<_>>().join(", ");
        let more = if missing.len() > 5 { ", …" } else { "" };
        bail!(
            "{}: no completion of {} of {} tasks: {shown}{more}\n\
             hint: pass@k over the others would not be {}'s; `--allow-missing` scores them all the same",
            score.samples.display(),
            missing.len(),
            wanted.iter().filter(|wanted| **wanted).count(),
            benchmark.name
        );
    }
    Ok(asked)
}

/// The task with the fewest completions.
fn fewest<'a>(benchmark: &'a Benchmark, asked: &[bool], read: &Rows) -> (&'a str, u64) {
    let mut counts = vec![0u64; asked.len()];
    read.rows.iter().for_each(|row| counts[row.task] += 1);
    let fewest = (0..asked.len()).filter(|task| asked[*task]).min_by_key(|task| counts[*task]);
    fewest.map_or(("", 0), |task| (benchmark.tasks[task].id.as_str(), counts[task]))
}

fn check_k(ks: &[u64], (task, n): (&str, u64)) -> Result<()> {
    match ks.iter().find(|k| **k > n) {
        Some(k) => bail!(
            "pass@{k} of {n} completions: task {task} has {n}, and at least k are needed\n\
             hint: `--k` up to {n}; the estimator is not defined beyond, and is never 1"
        ),
        None => Ok(()),
    }
}

/// `samples.jsonl.gz` → `samples.scored` beside it.
fn out_folder(score: &ScoreArguments) -> PathBuf {
    score.out.clone().unwrap_or_else(|| score.samples.with_file_name(format!("{}.scored", stem(&score.samples))))
}

fn stem(samples: &Path) -> String {
    let name = samples.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let cut = [".gz", ".jsonl", ".json", ".parquet"];
    cut.iter().fold(name, |name, ending| name.strip_suffix(ending).map(str::to_owned).unwrap_or(name))
}

fn outcomes(scored: &Scored) -> Vec<Outcome<'_>> {
    scored.rows.iter().map(|row| Outcome { task: &row.task, ordinal: row.ordinal, judged: &row.judged }).collect()
}

fn estimator(score: &ScoreArguments) -> trommel_score::Estimator {
    match score.estimator {
        Estimator::Unbiased => trommel_score::Estimator::Unbiased,
        Estimator::Plugin => trommel_score::Estimator::Plugin,
        Estimator::FirstK => trommel_score::Estimator::FirstK,
    }
}

fn signature(kit: &Kit, benchmark: &Benchmark, summary: &Summary, score: &ScoreArguments) -> Result<Signature> {
    let language = benchmark.tasks.first().map_or("python", |task| task.language.as_str());
    Ok(Signature {
        bench: benchmark.name.clone(),
        bench_sha256: benchmark.sha256.clone(),
        checkers: benchmark.checkers(),
        n: (summary.n_min, summary.n_max),
        estimator: estimator(score),
        runtime: kit.runtime_name(language)?,
        image: kit.image(language)?,
        limits: match score.limits {
            LimitsChoice::Calibrated => "10x>=5G".to_owned(),
            LimitsChoice::Upstream => "upstream".to_owned(),
        },
        extract: score.extract.clone(),
        judge: JUDGE_VERSION,
    })
}

/// All files of the run; the log is there already.
fn write(report: &report::Report<'_>, benchmark: &Benchmark, score: &ScoreArguments) -> Result<()> {
    let (out, rows) = (report.out, &report.scored.rows);
    let columns = report.beside.as_ref().map_or(&[][..], |beside| &beside.columns);
    table::write(out, rows, columns)?;
    let stem = stem(&score.samples);
    let results: Vec<_> =
        rows.iter().map(|row| json!(human_eval_row(&row.task, &row.completion, &row.judged))).collect();
    table::write_lines(&out.join(format!("{stem}_results.jsonl")), &results)?;
    let shaped: Vec<(&str, &str, &Judged)> =
        rows.iter().map(|row| (row.task.as_str(), row.program.as_str(), &row.judged)).collect();
    let summary = report.summary;
    let evaluated = eval_plus(&shaped, &summary.pass_base, &summary.pass, &world::date(), &benchmark.sha256);
    table::write_lines(&out.join(format!("{stem}.eval_results.json")), &[json!(evaluated)])?;
    let cheats = rows.iter().filter(|row| cheat(&row.judged)).map(|row| {
        json!({ "task_id": row.task, "ordinal": row.ordinal, "place": row.place,
                "verdict": row.judged.verdict.name(), "message": row.judged.message })
    });
    table::write_lines(&out.join("cheats.jsonl"), &cheats.collect::<Vec<_>>())?;
    table::write_lines(&out.join("audit.jsonl"), &report.flips)?;
    table::write_lines(&out.join("summary.json"), &[report.json()])
}

/// What an honest program does not do: leave early, claim to equal everything, interfere with its room.
pub fn cheat(judged: &Judged) -> bool {
    let of = |verdict: &Verdict| matches!(verdict, Verdict::EarlyExit | Verdict::Tampered);
    of(&judged.verdict) || judged.tests.iter().any(|test| test.claims_equality || of(&test.verdict))
}

/// Whether a row's verdict rests on a test that the program could have forged.
pub fn unprotected(judged: &Judged) -> bool {
    in_room(judged, Room::Unprotected) > 0
}
