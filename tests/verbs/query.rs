//! `sql` and `ls`.

use serde_json::json;

use super::planted;
use crate::fixture::Fixture;
use crate::scratch::Scratch;

#[test]
fn tables_of_a_run() {
    let scratch = planted("sql-tables");
    let fixture = Fixture::new(12);
    // No row is ever lost: each table has all.
    for table in ["docs", "ingest", "normalize", "describe", "keep_if", "exact_dup", "near_dup"] {
        let counted = scratch.sql(&format!("select count(*) as n, count(distinct id) as ids from {table}"));
        assert_eq!(counted, json!([{ "n": fixture.documents, "ids": fixture.documents }]), "{table}");
    }
    assert_eq!(scratch.sql("select count(*) as n from ledger"), json!([{ "n": 0 }]));
    let reasons = scratch
        .sql("select dropped_by, count(*) as n from docs where not keep group by dropped_by order by dropped_by");
    let want = json!([
        { "dropped_by": "exact-dup", "n": fixture.exact },
        { "dropped_by": "keep-if", "n": fixture.refused },
        { "dropped_by": "near-dup", "n": fixture.near },
    ]);
    assert_eq!(reasons, want);
    // Every drop has its reason, and every near-duplicate is as similar to its survivor as it says.
    let silent = scratch.sql("select count(*) as n from docs where not keep and (reason is null or reason = '')");
    assert_eq!(silent, json!([{ "n": 0 }]));
    let wrong = scratch.sql(
        "select count(*) as n from docs a join docs b on a.survivor = b.id where a.dropped_by = 'near-dup' \
         and (abs(jaccard(a.shingles, b.shingles) - a.value) > 1e-9 or a.value < a.threshold or not b.keep)",
    );
    assert_eq!(wrong, json!([{ "n": 0 }]));
    let joined = scratch
        .sql("select count(*) as n from docs a join docs b on a.survivor = b.id where a.dropped_by = 'near-dup'");
    assert_eq!(joined, json!([{ "n": fixture.near }]));
}

#[test]
fn our_functions() {
    let scratch = planted("sql-functions");
    let check = |expression: &str, want: serde_json::Value| {
        let found = scratch.sql(&format!("select {expression} as it"));
        assert_eq!(found[0].get("it").cloned().unwrap_or_default(), want, "{expression}");
    };
    check("is_permissive('MIT')", json!(true));
    check("is_permissive('GPL-3.0-only')", json!(false));
    check("is_permissive('GPL-3.0-only OR MIT')", json!(true));
    check("is_permissive('GPL-3.0-only AND MIT')", json!(false));
    check("parses('x = (1', 'python')", json!(false));
    check("parses('x = (1)', 'python')", json!(true));
    check("token_count('x = 1  # one', 'python')", json!(3));
    check("language_of('a/b.rs', '')", json!("rust"));
    check("language_of('b', '#!/usr/bin/env python3')", json!("python"));
    let exact = scratch
        .sql("select jaccard(shingles, shingles) as j, minhash_jaccard(minhash, minhash) as m from docs limit 1");
    assert_eq!(exact, json!([{ "j": 1.0, "m": 1.0 }]));
    let ids = scratch.sql("select length(hex(id)) as n from docs limit 1");
    assert_eq!(ids, json!([{ "n": 32 }]));
    let permissive = scratch.sql("select count(*) as n from docs where is_permissive(license)");
    assert_eq!(permissive, json!([{ "n": 6 }]), "five files of a crate and one beside a package.json");
}

#[test]
fn text_and_empty_results() {
    let scratch = planted("sql-text");
    let said = scratch.trommel(&["sql", "select path, keep from docs where path = 'tiny/b.py'"]).ends(0);
    assert!(said.out.contains("path") && said.out.contains("tiny/b.py") && said.out.contains("true"), "{said}");
    assert_eq!(scratch.sql("select path from docs where false"), json!([]));
    let said = scratch.trommel(&["sql", "select path, keep from docs where false"]).ends(0);
    assert!(said.out.contains("path") && said.out.contains("keep"), "the header at least\n{said}");
}

#[test]
fn a_query_only_reads() {
    let scratch = planted("sql-reads");
    scratch.write("secret.csv", "a\n1\n");
    for statement in [
        "create table t as select 1",
        "create external table t stored as csv location 'secret.csv'",
        "create view v as select 1",
        "drop table docs",
        "insert into docs select * from docs",
        "delete from docs",
        "copy (select 1 as one) to 'out.csv' stored as csv",
        "set datafusion.execution.batch_size = 1",
        "explode docs",
        "",
        "select 1; select 2",
    ] {
        let said = scratch.trommel(&["sql", statement]).ends(2);
        assert_eq!(said.out, "", "{statement}");
        assert!(said.err.starts_with("error: "), "{said}");
    }
    assert!(!scratch.path("out.csv").exists());
    scratch.trommel(&["sql", "select * from 'secret.csv'"]).ends(2);
}

#[test]
fn mistakes_in_a_query() {
    let scratch = planted("sql-mistakes");
    scratch.trommel(&["sql", "select pth from docs"]).ends(2).tells(&["pth", "path"]);
    scratch
        .trommel(&["sql", "select tokn_count(content, 'c') from docs"])
        .ends(2)
        .tells(&["tokn_count", "token_count"]);
    scratch.trommel(&["sql", "select 1", "--run", "9"]).ends(2).tells(&["no run `9`"]);
    Scratch::new("sql-empty").trommel(&["sql", "select 1"]).ends(2).tells(&["`latest`"]);
}

#[test]
fn a_table_that_is_not_there() {
    let scratch = planted("sql-table");
    scratch.trommel(&["sql", "select * from dcs"]).ends(2).tells(&["dcs", "docs", "near_dup", "ledger"]);
}

#[test]
fn runs_are_listed() {
    let scratch = Scratch::new("ls");
    Fixture::new(12).plant(&scratch);
    assert_eq!(scratch.runs(), [0u64; 0]);
    let first = scratch.run(&[]);
    let second = scratch.run(&["-S", "near-dup.threshold=0.9"]);
    let listed = scratch.trommel(&["ls", "--json"]).ends(0).json();
    for (run, report) in listed["runs"].as_array().expect("a list").iter().zip([&first, &second]) {
        for key in ["run", "root", "recipe", "documents_in", "published", "dataset", "files"] {
            assert_eq!(run[key], report[key], "{key}");
        }
    }
    let said = scratch.trommel(&["ls"]).ends(0);
    assert_eq!(said.out.lines().count(), 3, "a header and two runs\n{said}");
    let root = first["root"].as_str().expect("a root");
    assert!(said.out.contains(&root[..12]) && said.out.contains("recipe"), "{said}");
    // A run that is the same again is no new run.
    assert_eq!(scratch.run(&["-S", "near-dup.threshold=0.9"])["run"], 2);
    assert_eq!(scratch.runs(), [1, 2]);
    let old =
        scratch.trommel(&["sql", "select count(*) as n from docs where keep", "--run", "1", "--json"]).ends(0).json();
    assert_eq!(old["rows"][0]["n"], first["published"]["rows"]);
}

#[test]
fn metrics_as_functions() {
    let scratch = planted("sql-metrics");
    let number = |query: &str| scratch.sql(query)[0]["it"].as_f64();
    let pairs = "(values ('return x', 'return x'), ('the cat sat on the mat', 'the cat is on the mat')) as t(a, b)";
    let mean = number(&format!("select avg(bleu(a, b)) as it from {pairs}")).expect("a number");
    assert!((mean - (100.0 + 37.991_784_282_579_63) / 2.0).abs() < 1e-6, "{mean}");
    assert_eq!(number("select rouge_l('a + b', 'a - b') as it"), Some(1.0));
    assert_eq!(number("select exact_match('a', 'a') + em('a', 'b') as it"), Some(1.0));
    assert_eq!(number("select em_tree('x = 1 # one', 'x=1', 'python') as it"), Some(1.0));
    assert_eq!(number("select bleu(null, 'a') as it"), None);
    assert_eq!(number("select codebleu('a', 'b', 'kotlin') as it"), None);
    // Of a run's own columns, however they are stored.
    assert_eq!(number("select min(exact_match(content, content)) as it from docs"), Some(1.0));
    for (query, part) in [
        ("select bleu(1, 'a')", "argument 1 has type Int64, expected text"),
        ("select bleu('a')", "bleu"),
        ("select em_tree('a', 'b', 'pyhton')", "unknown language"),
    ] {
        let said = scratch.trommel(&["sql", query]).ends(2);
        assert!(said.err.contains(part), "no `{part}` in {said}");
    }
}

/// Files beside a run's tables, and without any run: pairs as they are, a scored run's table.
#[test]
fn tables_of_files() {
    let scratch = crate::scratch::Scratch::new("sql-files");
    let pairs = "{\"prediction\": \"x = 1\", \"reference\": \"x = 1\", \"language\": \"python\"}\n\
                 {\"prediction\": \"x = 1\", \"reference\": \"print('a', 'b')\", \"language\": \"python\"}\n";
    scratch.write("pairs.jsonl", pairs);
    let sql = |query: &str, table: &str| scratch.trommel(&["sql", query, "--table", table, "--json"]);
    let query = "select avg(codebleu(prediction, reference, language)) as it, count(*) as n from pairs";
    let rows = sql(query, "pairs=pairs.jsonl").ends(0).json();
    let asked = ["metrics", "pairs.jsonl", "--metric", "codebleu", "--per-pair", "each.jsonl", "--json"];
    scratch.trommel(&asked).ends(0);
    let each = std::fs::read_to_string(scratch.path("each.jsonl")).expect("it was written");
    let each = each.lines().map(|row| serde_json::from_str::<serde_json::Value>(row).expect("JSON"));
    let mean = each.map(|row| row["codebleu"].as_f64().expect("a number")).sum::<f64>() / 2.0;
    let found = &rows["rows"][0];
    assert!((found["it"].as_f64().expect("a number") - mean).abs() < 1e-12 && found["n"] == 2, "{rows} {mean}");
    sql(query, "pairs").ends(2).tells(&["expected NAME=PATH"]);
    sql(query, "pairs=none.jsonl").ends(2).tells(&["none.jsonl", "expected a file of Parquet or JSONL"]);
    scratch.write("bad.jsonl", "{\"a\": 1}\nnothing\n");
    sql("select * from t", "t=bad.jsonl").ends(2).tells(&["bad.jsonl"]);
    scratch.trommel(&["sql", "select 1"]).ends(2).tells(&["latest"]);
}
