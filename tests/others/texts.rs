//! sacrebleu and rouge-score say of random pairs what `trommel metrics` says.

use serde_json::{Value, json};

use crate::random::Random;
use crate::scratch::Scratch;
use crate::venv;

const METRICS: &str = "bleu,bleu:intl,bleu:none,bleu:char,bleu:lc:floor,bleu:add-k,bleu:eff,rouge-l,rouge-lsum";

#[test]
fn sacrebleu_and_rouge_score_agree() {
    let scratch = Scratch::new("texts");
    let mut rows = String::new();
    for row in pairs(1200) {
        rows.push_str(&format!("{row}\n"));
    }
    let pairs = scratch.write("pairs.jsonl", rows);
    let each = scratch.path("each.jsonl");
    let asked =
        ["metrics", "pairs.jsonl", "--metric", METRICS, "--json", "--resamples", "0", "--per-pair", "each.jsonl"];
    let found = scratch.write("found.json", scratch.trommel(&asked).ends(0).out);
    let test = "sacrebleu_and_rouge_score_agree";
    let Some(said) = venv::script(test, &scratch, "texts.py", &[&pairs, &each, &found]) else { return };
    eprint!("{}", said.ends(0).out);
}

/// Pairs that share most of their words: code, prose, numbers, what tokenizers trip over; one to three references.
fn pairs(count: usize) -> Vec<Value> {
    const WORDS: &[&str] = &[
        "def",
        "return",
        "x",
        "y_1",
        "foo.bar",
        "(a,",
        "b)",
        ":\n    ",
        "\n",
        "\n\n",
        "\t",
        "1.5",
        "3,000",
        "-2",
        "a-",
        "-\n",
        "--",
        "...",
        "\"str\"",
        "'it's",
        "&quot;",
        "&amp;lt;",
        "<skipped>",
        "==",
        "!=",
        "{",
        "}[0]",
        "->",
        "café",
        "naïve",
        "中文",
        "١٢",
        "€5",
        "½",
        "«q»",
        "\u{a0}",
        "\u{2003}",
        "\u{1e}",
        "\u{1F600}",
        "İ",
        "\u{212a}",
        "ß",
        "e\u{301}",
        "5.",
        ".5",
        "x.",
        ",y",
        "#",
        "@z",
        "_",
    ];
    let mut random = Random(20);
    let mut below = |bound: usize| random.below(bound as u64) as usize;
    let mut text = |from: Option<&str>| match from {
        Some(from) if below(8) > 0 => {
            let words = from.split(' ').map(|word| match below(6) {
                0 => WORDS[below(WORDS.len())],
                _ => word,
            });
            let words: Vec<&str> = words.collect();
            let cut = below(4).min(words.len());
            words[cut..].join(" ")
        }
        _ => (0..below(40)).map(|_| WORDS[below(WORDS.len())]).collect::<Vec<_>>().join(" "),
    };
    let pair = |at: usize| {
        let reference = text(None);
        let prediction = text(Some(&reference));
        let more: Vec<String> = (0..at % 3).map(|_| text(Some(&reference))).collect();
        let references: Vec<String> = std::iter::once(reference).chain(more).collect();
        json!({ "prediction": prediction, "references": references })
    };
    (0..count).map(pair).collect()
}
