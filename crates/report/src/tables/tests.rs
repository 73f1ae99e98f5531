//! Tables of made-up runs, letter by letter.

use expect_test::expect;
use serde_json::json;

use super::latex::escape;
use super::{TableFormat, TableKind, render};
use crate::ReportError;
use crate::scored::ScoredRun;
use crate::scored::made_up::MadeUp;

fn metric(value: f64) -> serde_json::Value {
    json!({ "value": value, "low": value - 0.05, "high": value + 0.05, "signature": "s" })
}

/// Two models and an ablation on HumanEval, one model on MBPP; only the first has CodeBLEU and no one pass@10.
fn runs() -> Vec<ScoredRun> {
    let mut base = MadeUp::new("base", &["P", "W", "E", "N"]);
    base.metrics =
        json!({ "codebleu": metric(0.351), "em": metric(0.218), "bleu": metric(17.03), "rouge-l": metric(0.444) });
    let mut ours = MadeUp::new("ours_1|2 & 50%", &["P", "P", "W", "E"]);
    ours.metrics = json!({ "em": metric(0.3), "bleu": metric(18.5) });
    let ablation = MadeUp::new("w/o ATDS", &["P", "W", "W", "E"]);
    let mut mbpp = MadeUp::new("base", &["P", "P"]);
    mbpp.benchmark = "mbpp".into();
    [ablation, base, ours, mbpp].iter().map(MadeUp::read).collect()
}

#[test]
fn mftcoder_as_markdown() {
    let table = render(TableKind::Mftcoder, TableFormat::Markdown, &runs()).unwrap();
    expect![[r#"
        **Performance of models and ablations on HumanEval and MBPP**

        | Model | Dataset | pass@1 (%) | pass@10 (%) | CodeBLEU | EM | RSR (%) | FPR (%) |
        | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |
        | base | HumanEval | 25.0 | — <sup>a</sup> | 35.1 | 21.8 | 50.0 | 37.5 |
        | ours\_1\|2 &amp; 50% | HumanEval | **50.0** | — <sup>a</sup> | — <sup>b</sup> | **30.0** | **75.0** | **62.5** |
        | base | MBPP | 100.0 | — <sup>a</sup> | — <sup>b</sup> | — <sup>b</sup> | 100.0 | 100.0 |
        | *w/o ATDS* | HumanEval | 25.0 | — <sup>a</sup> | — <sup>b</sup> | — <sup>b</sup> | **75.0** | 50.0 |

        <sup>a</sup> `trommel score BENCHMARK SAMPLES --k 10` gives it, of at least 10 completions a task.

        <sup>b</sup> `trommel score BENCHMARK SAMPLES` gives it where tasks have reference solutions, without `--no-metrics`; `trommel metrics PAIRS` of any pairs.

        pass@k by the estimator unbiased.

        RSR: completions that run to their end with no exception but a failed assertion. FPR: test cases that pass, of all; completions that pass every test, the paper's words for it, are pass@1 again.

        w/o ATDS, HumanEval, 95 % over tasks: pass@1 (%) \[0.0, 75.0\].

        base, HumanEval, 95 % over tasks: pass@1 (%) \[0.0, 75.0\], CodeBLEU \[30.1, 40.1\], EM \[16.8, 26.8\].

        ours\_1\|2 &amp; 50%, HumanEval, 95 % over tasks: pass@1 (%) \[25.0, 100.0\], EM \[25.0, 35.0\].

        base, MBPP, 95 % over tasks: pass@1 (%) \[100.0, 100.0\].
    "#]].assert_eq(&table);
}

#[test]
fn mftcoder_as_latex() {
    let table = render(TableKind::Mftcoder, TableFormat::Latex, &runs()).unwrap();
    expect![[r#"
        % needs \usepackage{booktabs}
        \begin{table}
        \centering
        \caption{Performance of models and ablations on HumanEval and MBPP}
        \label{tab:mftcoder}
        \begin{tabular}{llrrrrrr}
        \toprule
        Model & Dataset & pass@1 (\%) & pass@10 (\%) & CodeBLEU & EM & RSR (\%) & FPR (\%) \\
        \midrule
        base & HumanEval & 25.0 & ---\textsuperscript{a} & 35.1 & 21.8 & 50.0 & 37.5 \\
        ours\_1\textbar{}2 \& 50\% & HumanEval & \textbf{50.0} & ---\textsuperscript{a} & ---\textsuperscript{b} & \textbf{30.0} & \textbf{75.0} & \textbf{62.5} \\
        \midrule
        base & MBPP & 100.0 & ---\textsuperscript{a} & ---\textsuperscript{b} & ---\textsuperscript{b} & 100.0 & 100.0 \\
        \midrule
        \textit{w/o ATDS} & HumanEval & 25.0 & ---\textsuperscript{a} & ---\textsuperscript{b} & ---\textsuperscript{b} & \textbf{75.0} & 50.0 \\
        \bottomrule
        \end{tabular}
        \par\smallskip\begin{minipage}{\linewidth}\footnotesize
        \textsuperscript{a}~\texttt{trommel score BENCHMARK SAMPLES -{}-k 10} gives it, of at least 10 completions a task.\par
        \textsuperscript{b}~\texttt{trommel score BENCHMARK SAMPLES} gives it where tasks have reference solutions, without \texttt{-{}-no-metrics}; \texttt{trommel metrics PAIRS} of any pairs.\par
        pass@k by the estimator unbiased.\par
        RSR: completions that run to their end with no exception but a failed assertion. FPR: test cases that pass, of all; completions that pass every test, the paper's words for it, are pass@1 again.\par
        w/o ATDS, HumanEval, 95 \% over tasks: pass@1 (\%) {[}0.0, 75.0{]}.\par
        base, HumanEval, 95 \% over tasks: pass@1 (\%) {[}0.0, 75.0{]}, CodeBLEU {[}30.1, 40.1{]}, EM {[}16.8, 26.8{]}.\par
        ours\_1\textbar{}2 \& 50\%, HumanEval, 95 \% over tasks: pass@1 (\%) {[}25.0, 100.0{]}, EM {[}25.0, 35.0{]}.\par
        base, MBPP, 95 \% over tasks: pass@1 (\%) {[}100.0, 100.0{]}.
        \end{minipage}
        \end{table}
    "#]].assert_eq(&table);
}

#[test]
fn codefusion_as_markdown() {
    let table = render(TableKind::Codefusion, TableFormat::Markdown, &runs()[1..3]).unwrap();
    expect![[r#"
        **Overall performance and ablations on HumanEval**

        | Model | Dataset | Pass@1 (%) | BLEU | CESR (%) | ASTSim | SemSim | CRS |
        | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |
        | base | HumanEval | 25.0 | 17.0 | 75.0 | — <sup>a</sup> | — <sup>a</sup> | — <sup>a</sup> |
        | ours\_1\|2 &amp; 50% | HumanEval | **50.0** | **18.5** | **100.0** | — <sup>a</sup> | — <sup>a</sup> | — <sup>a</sup> |

        <sup>a</sup> `trommel score BENCHMARK SAMPLES` gives it where tasks have reference solutions, without `--no-metrics`; `trommel metrics PAIRS` of any pairs.

        Pass@1 by the estimator unbiased.

        CESR: completions that compile and whose body runs to its end.

        base, 95 % over tasks: Pass@1 (%) \[0.0, 75.0\], BLEU \[17.0, 17.1\].

        ours\_1\|2 &amp; 50%, 95 % over tasks: Pass@1 (%) \[25.0, 100.0\], BLEU \[18.4, 18.6\].
    "#]].assert_eq(&table);
}

#[test]
fn gpt2_study_as_markdown() {
    let table = render(TableKind::Gpt2Study, TableFormat::Markdown, &runs()[1..3]).unwrap();
    expect![[r#"
        **Key results on HumanEval**

        | Metric | base | ours\_1\|2 &amp; 50% |
        | --- | ---: | ---: |
        | Execution Pass Rate | 50.00% | **75.00%** |
        | BLEU Score | 17.03 | **18.50** |
        | ROUGE-L (F1) | 0.444 | — <sup>a</sup> |

        <sup>a</sup> `trommel score BENCHMARK SAMPLES` gives it where tasks have reference solutions, without `--no-metrics`; `trommel metrics PAIRS` of any pairs.

        Execution Pass Rate: completions that run to their end without an error, whether or not they pass their tests (RSR); those that pass every test: base 25.00% (1/4), ours\_1\|2 &amp; 50% 50.00% (2/4).

        base, 95 % over tasks: BLEU Score \[16.98, 17.08\], ROUGE-L (F1) \[0.394, 0.494\].

        ours\_1\|2 &amp; 50%, 95 % over tasks: BLEU Score \[18.45, 18.55\].
    "#]].assert_eq(&table);
}

#[test]
fn gpt2_study_of_two_benchmarks_has_no_best() {
    let runs = runs();
    let table = render(TableKind::Gpt2Study, TableFormat::Latex, &[runs[1].clone(), runs[3].clone()]).unwrap();
    assert!(table.contains("Metric & base (HumanEval) & base (MBPP) \\\\"), "{table}");
    assert!(table.contains("Execution Pass Rate & 50.00\\% & 100.00\\% \\\\"), "{table}");
}

/// Every format has the same numbers in the same columns, and CSV reads back as it was meant.
#[test]
fn csv_is_read_back() {
    let table = render(TableKind::Mftcoder, TableFormat::Csv, &runs()).unwrap();
    let records = parsed(&table);
    let with_ends = |name: &str| [name.to_owned(), format!("{name}_low"), format!("{name}_high")];
    let mut head = vec!["Model".to_owned(), "Dataset".into()];
    head.extend(with_ends("pass@1 (%)"));
    head.push("pass@10 (%)".into());
    head.extend(["CodeBLEU", "EM"].iter().flat_map(|name| with_ends(name)));
    head.extend(["RSR (%)", "FPR (%)", "notes"].map(str::to_owned));
    assert_eq!(records[0], head);
    assert_eq!(records.len(), 5);
    assert!(records.iter().all(|record| record.len() == head.len()), "{records:?}");
    let base = ["base", "HumanEval", "25", "0", "75", "", "35.1", "30.1", "40.1", "21.8", "16.8", "26.8", "50", "37.5"];
    assert_eq!(records[1][..14], base);
    let ours = ["ours_1|2 & 50%", "HumanEval", "50", "25", "100", "", "", "", "", "30", "25", "35", "75", "62.5"];
    assert_eq!(records[2][..14], ours);
    assert_eq!(records[3][..6], ["base", "MBPP", "100", "100", "100", ""]);
    assert_eq!(records[4][..6], ["w/o ATDS", "HumanEval", "25", "0", "75", ""]);
    let notes = records[1].last().unwrap();
    assert!(notes.starts_with("pass@10 (%): `trommel score BENCHMARK SAMPLES --k 10` gives it"), "{notes}");
    assert!(!notes.contains("95 % over tasks"), "intervals have columns: {notes}");
    let notes = records[2].last().unwrap();
    assert!(notes.contains("CodeBLEU: ") && !notes.contains("EM: "), "{notes}");
}

/// More digits than the paper's one decimal, and a unit in the row's name.
#[test]
fn csv_has_numbers_in_full() {
    let thirds = MadeUp::new("a", &["P", "W", "W"]).read();
    let records = parsed(&render(TableKind::Mftcoder, TableFormat::Csv, std::slice::from_ref(&thirds)).unwrap());
    assert_eq!(records[1][2], "33.3333333333");
    let records = parsed(&render(TableKind::Gpt2Study, TableFormat::Csv, &[thirds, runs().remove(1)]).unwrap());
    assert_eq!(records[0], ["Metric", "a", "base", "base_low", "base_high", "notes"]);
    assert_eq!(records[1][..5], ["Execution Pass Rate (%)", "100", "50", "", ""]);
    assert_eq!(records[3][..5], ["ROUGE-L (F1)", "", "0.444", "0.394", "0.494"]);
}

#[test]
fn csv_quotes_what_must_be_quoted() {
    let name = "a,\"b\"\nc";
    let run = MadeUp::new(name, &["P", "W"]).read();
    let table = render(TableKind::Codefusion, TableFormat::Csv, &[run]).unwrap();
    assert_eq!(parsed(&table)[1][0], name);
}

/// A reader of RFC 4180.
fn parsed(text: &str) -> Vec<Vec<String>> {
    let (mut records, mut record, mut field, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match (letter, quoted) {
            ('"', true) if letters.peek() == Some(&'"') => {
                field.push('"');
                letters.next();
            }
            ('"', _) => quoted = !quoted,
            (',', false) => record.push(std::mem::take(&mut field)),
            ('\r', false) => {
                assert_eq!(letters.next(), Some('\n'));
                record.push(std::mem::take(&mut field));
                records.push(std::mem::take(&mut record));
            }
            (letter, _) => field.push(letter),
        }
    }
    assert!(!quoted && record.is_empty() && field.is_empty(), "a torn last record");
    records
}

#[test]
fn latex_is_escaped() {
    for (text, wanted) in [
        ("50 % & more", r"50 \% \& more"),
        ("a_b#c$d{e}", r"a\_b\#c\$d\{e\}"),
        (r"C:\x~^", r"C:\textbackslash{}x\textasciitilde{}\textasciicircum{}"),
        ("a<b>c|d", r"a\textless{}b\textgreater{}c\textbar{}d"),
        ("--k", "-{}-k"),
        ("[x] *", "{[}x{]} {*}"),
        ("say \"x\"\n", "say ''x'' "),
        ("é — ü", "é --- ü"),
    ] {
        assert_eq!(escape(text), wanted);
    }
}

/// Names cannot break a table: as many cells in every row, whatever they hold.
#[test]
fn names_do_not_break_tables() {
    let names = ["a|b", "a\\", "*a*", "a & b", "a \\\\ b", "}{", "%", "<sup>", "`", "a\nb"];
    let runs: Vec<ScoredRun> = names.iter().map(|name| MadeUp::new(name, &["P", "W"]).read()).collect();
    let markdown = render(TableKind::Codefusion, TableFormat::Markdown, &runs).unwrap();
    let rows: Vec<&str> = markdown.lines().filter(|line| line.starts_with('|')).collect();
    assert_eq!(rows.len(), names.len() + 2);
    let bars = |line: &str| {
        let bytes = line.as_bytes();
        (0..bytes.len())
            .filter(|at| bytes[*at] == b'|' && (*at == 0 || bytes[*at - 1] != b'\\' || bytes[..*at].ends_with(b"\\\\")))
            .count()
    };
    assert!(rows.iter().all(|row| bars(row) == 9), "{markdown}");
    let latex = render(TableKind::Codefusion, TableFormat::Latex, &runs).unwrap();
    let body = latex.split("\\midrule\n").nth(1).and_then(|rest| rest.split("\\bottomrule").next()).unwrap();
    assert_eq!(body.lines().count(), names.len());
    for row in body.lines() {
        assert_eq!(row.replace("\\&", "").matches('&').count(), 7, "{row}");
        assert!(row.ends_with(" \\\\"), "{row}");
        let braces = row.replace("\\{", "").replace("\\}", "");
        assert_eq!(braces.matches('{').count(), braces.matches('}').count(), "{row}");
    }
}

#[test]
fn one_run_is_not_the_best_of_itself() {
    let run = MadeUp::new("only", &["P", "W"]).read();
    for (_, kind) in TableKind::ALL {
        let table = render(kind, TableFormat::Latex, std::slice::from_ref(&run)).unwrap();
        assert!(!table.contains("textbf"), "{table}");
    }
}

#[test]
fn equal_numbers_are_equally_good() {
    let run = |name: &str, letters: &[&str]| MadeUp::new(name, letters).read();
    let runs = [run("a", &["P", "W"]), run("b", &["W", "P"]), run("c", &["W", "W"])];
    let table = render(TableKind::Codefusion, TableFormat::Markdown, &runs).unwrap();
    assert_eq!(table.matches("**50.0**").count(), 2, "{table}");
    // All compile and run: of that nobody is the best.
    assert!(!table.contains("**100.0**"), "{table}");
    let table = render(TableKind::Codefusion, TableFormat::Markdown, &runs[..2]).unwrap();
    assert_eq!(table.matches("**").count(), 2, "only the caption is strong: {table}");
}

#[test]
fn an_incomplete_run_says_so() {
    let run = MadeUp::new("a", &["PI", "WW"]).read();
    let table = render(TableKind::Mftcoder, TableFormat::Markdown, &[run]).unwrap();
    assert!(table.contains("a is incomplete: 1 of 4 completions are undecided."), "{table}");
}

#[test]
fn names_are_parsed() {
    for (name, kind) in TableKind::ALL {
        assert_eq!((name.parse::<TableKind>().unwrap(), kind.to_string().as_str()), (kind, name));
    }
    for (name, format) in TableFormat::ALL {
        assert_eq!((name.parse::<TableFormat>().unwrap(), format.to_string().as_str()), (format, name));
    }
    let error = "gpt2".parse::<TableKind>().unwrap_err().to_string();
    assert_eq!(error, "the table `gpt2`: expected one of mftcoder, codefusion, gpt2-study");
    let error = render(TableKind::Mftcoder, TableFormat::Csv, &[]).unwrap_err();
    assert!(matches!(error, ReportError::Runs { found: 0, .. }));
}
