//! What a scored run says of itself: the same names on the screen and in JSON.

use std::path::Path;

use serde_json::{Value, json};
use trommel_bench::{Benchmark, Verdict};
use trommel_score::{PassAtK, Rate, Summary};

use crate::judging::beside::Beside;
use crate::judging::ready::References;
use crate::judging::scored::Scored;
use crate::show;
use crate::verbs::{cheat, unprotected};

/// A scored run.
pub struct Report<'a> {
    /// The tasks.
    pub benchmark: &'a Benchmark,
    /// The scores.
    pub summary: &'a Summary,
    /// How many references pass here.
    pub references: References,
    /// The rows.
    pub scored: &'a Scored,
    /// The completions beside the references; none without a reference, or where it was not asked for.
    pub beside: Option<Beside>,
    /// Where extraction changed the verdict.
    pub flips: Vec<Value>,
    /// Programs were judged to their first failure only, so that FPR is a lower bound.
    pub first_failure_only: bool,
    /// Tasks that were left out because they have no completion.
    pub missing: Vec<String>,
    /// What a person should know of the completions' file.
    pub warnings: Vec<String>,
    /// What the numbers depend on.
    pub signature: String,
    /// Where the files are.
    pub out: &'a Path,
    /// Wall time of the whole run.
    pub seconds: f64,
}

/// Completions whose verdict differs between the program that was taken out of them and what came.
pub fn flips(scored: &Scored) -> Vec<Value> {
    let flipped =
        scored.raw.iter().filter(|(row, raw)| scored.rows[*row].judged.verdict.passed() != raw.verdict.passed());
    flipped
        .map(|(row, raw)| {
            let row = &scored.rows[*row];
            json!({
                "task_id": row.task, "ordinal": row.ordinal, "place": row.place, "extraction": row.extraction,
                "extracted": row.judged.verdict.to_string(), "raw": raw.verdict.to_string(), "notes": row.notes,
            })
        })
        .collect()
}

impl Report<'_> {
    /// One object; everything on the screen under the same name.
    pub fn json(&self) -> Value {
        let rows = &self.scored.rows;
        let count = |of: &dyn Fn(&crate::judging::table::Row) -> bool| rows.iter().filter(|row| of(row)).count();
        json!({
            "benchmark": self.benchmark.name,
            "benchmark_sha256": self.benchmark.sha256,
            "signature": self.signature,
            "references": self.references,
            "summary": self.summary,
            "metrics": self.beside,
            "rows": {
                "read": rows.len(),
                "counted": self.summary.counted,
                "infra": self.summary.infra,
                "skipped": self.summary.skipped,
                "no_code": count(&|row| row.judged.verdict.name() == "NO_CODE"),
                "programs": self.scored.programs,
                "executed": self.scored.executed,
                "resumed": self.scored.resumed,
            },
            "extraction": {
                "as_it_came": count(&|row| row.extraction.ends_with("raw")),
                "judged_twice": self.scored.raw.len(),
                "flips": self.flips.len(),
            },
            "cheats": count(&|row| cheat(&row.judged)),
            "unprotected": count(&|row| unprotected(&row.judged)),
            "first_failure_only": self.first_failure_only,
            "missing": self.missing,
            "warnings": self.warnings,
            "out": self.out.display().to_string(),
            "seconds": self.seconds,
        })
    }

    /// For a person.
    pub fn screen(&self) -> String {
        let summary = self.summary;
        let n = if summary.n_min == summary.n_max {
            format!("{}", summary.n_min)
        } else {
            format!("{} to {}", summary.n_min, summary.n_max)
        };
        let mut lines = vec![self.passes(&summary.pass, if summary.pass_base.is_empty() { "" } else { " base+plus" })];
        if !summary.pass_base.is_empty() {
            lines.push(self.passes(&summary.pass_base, " base"));
        }
        lines[0].push_str(&format!("   n {n} a task, {}", summary.pass[0].estimator));
        let rates = &summary.rates;
        lines.push(format!(
            "CESR {}   RSR {}   FPR (function pass rate) {} of test cases, {} macro   FPR-all {}",
            rate(rates.cesr),
            rate(rates.rsr),
            rate(rates.fpr),
            rates.fpr_macro.map_or("–".to_owned(), |share| format!("{share:.3}")),
            rate(rates.fpr_all)
        ));
        lines.push(match self.references.all {
            0 => "no task has a reference here: nothing says that its tests can be passed".to_owned(),
            _ => format!("references {} pass here{}", self.references, self.deviations()),
        });
        lines.push(format!("endings: {}", endings(summary)));
        lines.extend(self.beside.as_ref().map(Beside::line));
        lines.push(self.rooms());
        lines.push(self.rows());
        lines.extend(self.remarks());
        lines.push(self.signature.clone());
        lines.push(format!(
            "{}: verdicts.parquet, summary.json, …   {}",
            self.out.display(),
            show::seconds(self.seconds)
        ));
        lines.iter().map(|line| format!("  {line}")).collect::<Vec<_>>().join("\n")
    }

    fn passes(&self, pass: &[PassAtK], of: &str) -> String {
        let one = |pass: &PassAtK| {
            format!("pass@{} {:.3} [{:.3}, {:.3}]", pass.k, pass.value, pass.interval.low, pass.interval.high)
        };
        let all = pass.iter().map(one).collect::<Vec<_>>().join("   ");
        if of.is_empty() { all } else { format!("{} {all}", of.trim_start()) }
    }

    fn deviations(&self) -> String {
        match self.summary.known_deviations.as_slice() {
            [] => String::new(),
            known => format!(" (known not to: {})", known.join(", ")),
        }
    }

    fn rooms(&self) -> String {
        let summary = self.summary;
        let mut line = format!(
            "tests decided by the host {}, in a second room {}, in the program's own room (unprotected) {}",
            show::count(summary.tests_host),
            show::count(summary.tests_second),
            show::count(summary.tests_unprotected)
        );
        // Also those that ended before their tests did.
        let completions = self.scored.rows.iter().filter(|row| unprotected(&row.judged)).count();
        if completions > 0 {
            line.push_str(&format!(", of {} completions", show::count(completions as u64)));
        }
        line
    }

    fn rows(&self) -> String {
        let (summary, scored) = (self.summary, self.scored);
        let known = scored.programs - scored.executed;
        format!(
            "{} completions: {} counted, {} undecided (INFRA), {} that cannot run here; {} distinct programs, {} executed, {} known before",
            show::count(summary.completions),
            show::count(summary.counted),
            show::count(summary.infra),
            show::count(summary.skipped),
            show::count(scored.programs as u64),
            show::count(scored.executed as u64),
            show::count(known as u64)
        )
    }

    fn remarks(&self) -> Vec<String> {
        let mut remarks = Vec::new();
        if self.first_failure_only {
            remarks.push(
                "programs were judged to their first failure: FPR is a lower bound, RSR an upper one (`--all-tests` runs all)"
                    .to_owned(),
            );
        }
        let cheats = self.scored.rows.iter().filter(|row| cheat(&row.judged)).count();
        if cheats > 0 {
            remarks.push(format!(
                "{cheats} completions left early, claimed to equal everything, or interfered: cheats.jsonl"
            ));
        }
        let long =
            self.scored.rows.iter().filter(|row| row.key.is_empty() && row.judged.verdict == Verdict::NotCompiled);
        let long = long.count();
        if long > 0 {
            remarks.push(format!("{long} completions over 1 MiB or with lone surrogates were not run: NOT_COMPILED"));
        }
        if !self.flips.is_empty() {
            remarks.push(format!("extraction changed {} verdicts: audit.jsonl", self.flips.len()));
        }
        if self.summary.near_misses > 0 {
            let misses = self.summary.near_misses;
            remarks.push(format!(
                "{misses} completions differ only in order, case or a millionth; none of them counts as passed"
            ));
        }
        if !self.missing.is_empty() {
            remarks.push(format!("{} tasks have no completion and are left out", self.missing.len()));
        }
        if self.summary.infra > 0 {
            remarks.push(format!(
                "INCOMPLETE: {} completions are undecided; the same command tries them again",
                self.summary.infra
            ));
        }
        remarks
    }
}

/// `0.964 (3162/3280)`
fn rate(rate: Rate) -> String {
    rate.value().map_or("–".to_owned(), |value| format!("{value:.3} ({}/{})", rate.of, rate.all))
}

/// The most frequent first.
fn endings(summary: &Summary) -> String {
    let mut endings: Vec<(&String, &u64)> = summary.endings.iter().collect();
    endings.sort_by_key(|(name, count)| (std::cmp::Reverse(**count), (*name).clone()));
    endings.iter().map(|(name, count)| format!("{name} {}", show::count(**count))).collect::<Vec<_>>().join(" · ")
}
