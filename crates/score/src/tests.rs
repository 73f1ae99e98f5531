//! Worked runs, and the vectors of the reference packages.

use std::io::Write;
use std::path::PathBuf;

use trommel_bench::{Judged, Room, TestResult, Verdict};

use super::*;

fn test(verdict: Verdict) -> TestResult {
    TestResult { room: Room::Host, verdict, reached: true, plus: false, near_miss: false, claims_equality: false }
}

/// A completion whose tests came out so.
fn judged(tests: &[Verdict]) -> Judged {
    let first = tests.iter().find(|verdict| !verdict.passed()).cloned().unwrap_or(Verdict::Passed);
    let clean = |verdict: &Verdict| matches!(verdict, Verdict::Passed | Verdict::WrongAnswer | Verdict::Assertion);
    Judged {
        compiled: true,
        body_ran: true,
        ran: tests.iter().all(clean),
        tests: tests.iter().cloned().map(test).collect(),
        message: "why".into(),
        ..Judged::not_run(first, "")
    }
}

fn passed() -> Judged {
    judged(&[Verdict::Passed, Verdict::Passed])
}

fn half() -> Judged {
    judged(&[Verdict::Passed, Verdict::WrongAnswer])
}

fn raised() -> Judged {
    judged(&[Verdict::Passed, Verdict::RuntimeError("KeyError".into())])
}

fn broken() -> Judged {
    let unreached = TestResult { reached: false, ..test(Verdict::NotCompiled) };
    Judged { tests: vec![unreached.clone(), unreached], ..Judged::not_run(Verdict::NotCompiled, "bad") }
}

fn outcomes<'a>(rows: &[(&'a str, u32, &'a Judged)]) -> Vec<Outcome<'a>> {
    rows.iter().map(|(task, ordinal, judged)| Outcome { task, ordinal: *ordinal, judged }).collect()
}

/// Two tasks of two completions, and one that the host lost.
#[test]
fn a_worked_summary() {
    let (passed, half, raised, broken) = (passed(), half(), raised(), broken());
    let infra = Judged::not_run(Verdict::Infra("wall".into()), "");
    let skipped = Judged::not_run(Verdict::SkippedUnsupported, "");
    let run = outcomes(&[
        ("a", 0, &passed),
        ("a", 1, &half),
        ("b", 0, &raised),
        ("b", 1, &broken),
        ("b", 2, &infra),
        ("c", 0, &skipped),
    ]);
    let summary = summarise(&run, &Wanted { ks: vec![1, 2], ..Wanted::default() }).unwrap();
    assert_eq!((summary.tasks, summary.completions, summary.counted), (2, 6, 4));
    assert_eq!((summary.infra, summary.skipped, summary.n_min, summary.n_max), (1, 1, 2, 2));
    assert_eq!(summary.pass.iter().map(|pass| pass.value).collect::<Vec<_>>(), [0.25, 0.5]);
    let rates = summary.rates;
    assert_eq!(rates.cesr, Rate { of: 3, all: 4 });
    assert_eq!(rates.rsr, Rate { of: 2, all: 4 });
    assert_eq!(rates.fpr, Rate { of: 4, all: 8 });
    assert_eq!(rates.fpr_macro, Some(0.5));
    assert_eq!(rates.fpr_all, Rate { of: 1, all: 4 });
    assert_eq!(summary.endings["INFRA"], 1);
    assert_eq!(summary.details["RUNTIME_ERROR(KeyError)"], 1);
    let text = serde_json::to_string(&summary).unwrap();
    assert_eq!(serde_json::from_str::<Summary>(&text).unwrap(), summary);
    let mut other = run;
    other.reverse();
    assert_eq!(summarise(&other, &Wanted { ks: vec![1, 2], ..Wanted::default() }).unwrap(), summary);
}

#[test]
fn what_cannot_be_scored() {
    let (passed, infra) = (passed(), Judged::not_run(Verdict::Infra("wall".into()), ""));
    let wanted = Wanted { ks: vec![2], ..Wanted::default() };
    let few = summarise(&outcomes(&[("a", 0, &passed), ("a", 1, &passed), ("b", 0, &passed)]), &wanted);
    assert_eq!(
        few.unwrap_err().to_string(),
        "pass@2: task b has 1 completions, expected at least 2; ask for a k of at most 1"
    );
    assert_eq!(summarise(&outcomes(&[("a", 0, &infra)]), &wanted), Err(ScoreError::Nothing));
    let twice = summarise(&outcomes(&[("a", 0, &passed), ("a", 0, &passed)]), &wanted);
    assert_eq!(twice, Err(ScoreError::Twice { task: "a".into(), ordinal: 0 }));
}

/// EvalPlus's own tests apart from those that it added.
#[test]
fn base_and_plus() {
    let mut plus = half();
    plus.tests[1].plus = true;
    let run = outcomes(&[("a", 0, &plus)]);
    let summary = summarise(&run, &Wanted::default()).unwrap();
    assert_eq!((summary.pass[0].value, summary.pass_base[0].value), (0.0, 1.0));
    let file = eval_plus(&[("a", "def f(): ...", &plus)], &summary.pass_base, &summary.pass, "2026-11-21 12:00", "0");
    let json = serde_json::to_value(&file).unwrap();
    assert_eq!(json["pass_at_k"]["base"]["pass@1"], 1.0);
    assert_eq!(json["pass_at_k"]["plus"]["pass@1"], 0.0);
    let row = &json["eval"]["a"][0];
    assert_eq!((row["base_status"].as_str(), row["plus_status"].as_str()), (Some("pass"), Some("fail")));
    assert_eq!(row["plus_fail_tests"], serde_json::json!([0]));
}

#[test]
fn near_misses_and_rooms_are_counted() {
    let mut near = half();
    near.tests[1].near_miss = true;
    let mut open = passed();
    open.tests[0].room = Room::Unprotected;
    let run = outcomes(&[("a", 0, &near), ("b", 0, &open)]);
    let summary = summarise(&run, &Wanted::default()).unwrap();
    assert_eq!((summary.near_misses, summary.unprotected), (1, 1));
    assert_eq!((summary.tests_host, summary.tests_second, summary.tests_unprotected), (3, 0, 1));
}

#[test]
fn a_worked_comparison() {
    let (passed, half) = (passed(), half());
    let first = outcomes(&[("a", 0, &passed), ("b", 0, &half), ("c", 0, &half), ("x", 0, &half)]);
    let second = outcomes(&[("a", 0, &passed), ("b", 0, &passed), ("c", 0, &passed), ("y", 0, &half)]);
    let compared = compare(&first, &second, 2_000, 1).unwrap();
    assert_eq!(
        (compared.tasks, &compared.only_first[..], &compared.only_second[..]),
        (3, &["x".to_owned()][..], &["y".to_owned()][..])
    );
    assert!((compared.difference - 2.0 / 3.0).abs() < 1e-12);
    let by_task = McNemar { pairs: 3, only_first: 0, only_second: 2, p: 0.5 };
    assert_eq!((compared.by_task, compared.by_completion), (by_task, by_task));
    assert_eq!(compared.flips.iter().map(|flip| flip.task.as_str()).collect::<Vec<_>>(), ["b", "c"]);
    // Of the four ways to swap two differences of 1, two are as large.
    assert!((compared.p_randomisation - 0.5).abs() < 0.05, "{}", compared.p_randomisation);
    let same = compare(&first, &first, 500, 1).unwrap();
    assert_eq!((same.difference, same.by_task.p, same.p_randomisation, same.flips.len()), (0.0, 1.0, 1.0, 0));
    let apart = compare(&first[..1], &second[3..], 10, 1).unwrap_err().to_string();
    assert_eq!(apart, "the two runs have no task in common: the first has a, the second y");
}

#[test]
fn human_eval_s_words() {
    let row = |judged: &Judged| human_eval_row("a", "x", judged);
    assert_eq!((row(&passed()).result, row(&passed()).passed), ("passed".into(), true));
    assert_eq!(row(&half()).result, "failed: why");
    assert_eq!(row(&judged(&[Verdict::TimeLimit])).result, "timed out");
    assert_eq!(row(&broken()).result, "failed: NOT_COMPILED: bad");
    let keys: Vec<String> =
        serde_json::to_value(row(&passed())).unwrap().as_object().unwrap().keys().cloned().collect();
    for key in ["task_id", "completion", "result", "passed"] {
        assert!(keys.contains(&key.to_owned()), "{key}");
    }
}

/// Random runs: the rates nest, every value lies in its range, and pass@1 is FPR-all where every task has as many completions.
#[test]
fn rates_nest_and_agree() {
    let mut random = interval::SplitMix(3);
    for _ in 0..300 {
        let kinds = [passed(), half(), raised(), broken()];
        let (tasks, n) = (1 + random.below(6), 1 + random.below(5) as u32);
        let names: Vec<String> = (0..tasks).map(|task| format!("t{task}")).collect();
        let run: Vec<Outcome> = names
            .iter()
            .flat_map(|task| (0..n).map(move |ordinal| (task, ordinal)))
            .map(|(task, ordinal)| Outcome { task, ordinal, judged: &kinds[random.below(4)] })
            .collect();
        let summary = summarise(&run, &Wanted { resamples: 100, ..Wanted::default() }).unwrap();
        let rates = summary.rates;
        assert!(rates.fpr_all.of <= rates.rsr.of && rates.rsr.of <= rates.cesr.of && rates.cesr.of <= rates.cesr.all);
        let pass = &summary.pass[0];
        assert!((pass.value - rates.fpr_all.value().unwrap()).abs() < 1e-12);
        assert!(pass.interval.low <= pass.value + 1e-12 && pass.value <= pass.interval.high + 1e-12);
        assert!(rates.fpr_macro.is_some_and(|share| (0.0..=1.0).contains(&share)));
    }
}

/// pass@k against exact fractions, and k > n against what it should be: an error.
#[test]
fn vectors_of_the_reference_packages() {
    let root = std::env::var_os("TROMMEL_SHARED")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared"), PathBuf::from);
    let file = root.join("data/vectors/metric_vectors.json");
    let Ok(text) = std::fs::read_to_string(&file) else {
        writeln!(std::io::stderr(), "SKIPPED: {} is not there; set TROMMEL_SHARED", file.display()).unwrap();
        return;
    };
    let vectors: serde_json::Value = serde_json::from_str(&text).unwrap();
    let number = |row: &serde_json::Value, field: &str| row[field].as_u64().unwrap() as u32;
    let score = |row: &serde_json::Value, estimator| {
        let (n, c) = (number(row, "n"), number(row, "c"));
        let passed: Vec<bool> = (0..n).map(|at| at < c).collect();
        pass_at_k("t", &passed, number(row, "k"), estimator)
    };
    let rows = vectors["pass_at_k"].as_array().unwrap();
    assert!(rows.len() >= 17);
    for row in rows {
        assert_eq!(score(row, Estimator::Unbiased).unwrap(), row["unbiased"].as_f64().unwrap(), "{row}");
        let plugin = score(row, Estimator::Plugin).unwrap();
        assert!((plugin - row["simple_1_minus_pow"].as_f64().unwrap()).abs() < 1e-12, "{row}");
    }
    for row in vectors["pass_at_k_k_gt_n"].as_array().unwrap() {
        assert!(matches!(score(row, Estimator::Unbiased), Err(ScoreError::TooFew { .. })), "{row}");
    }
}
