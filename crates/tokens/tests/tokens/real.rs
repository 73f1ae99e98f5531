//! Real code of six languages, where the shared data lies (`TROMMEL_SHARED`): skipped, loudly, without it.

use std::io::Read;
use std::path::{Path, PathBuf};

use trommel_tokens::{Corpus, Digits, Mode, Training};

const FILES: [(&str, &str); 6] = [
    ("c++", "humaneval-x-cpp.jsonl.gz"),
    ("go", "humaneval-x-go.jsonl.gz"),
    ("java", "humaneval-x-java.jsonl.gz"),
    ("javascript", "humaneval-x-js.jsonl.gz"),
    ("rust", "humaneval-x-rust.jsonl.gz"),
    ("python", "HumanEval.jsonl.gz"),
];

fn documents(test: &str) -> Option<Vec<(&'static str, String)>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..");
    let shared = std::env::var_os("TROMMEL_SHARED").map_or_else(|| root.join("shared"), PathBuf::from);
    let folder = shared.join("data/benchmarks");
    if !folder.exists() {
        eprintln!("SKIPPED {test}: no {}; name the shared data's folder in TROMMEL_SHARED", folder.display());
        return None;
    }
    let mut documents = Vec::new();
    for (language, name) in FILES {
        let file = std::fs::File::open(folder.join(name)).expect("a benchmark");
        let mut text = String::new();
        flate2::read::GzDecoder::new(file).read_to_string(&mut text).expect("gzip of UTF-8");
        for line in text.lines() {
            let task: serde_json::Value = serde_json::from_str(line).expect("JSON");
            let part = |key: &str| task[key].as_str().unwrap_or_default().to_owned();
            documents.push((language, part("prompt") + &part("canonical_solution") + &part("test")));
        }
    }
    Some(documents)
}

#[test]
fn real_code_comes_back_and_is_compressed() {
    let Some(documents) = documents("real_code_comes_back_and_is_compressed") else { return };
    let corpus =
        Corpus::count(documents.iter().map(|(language, text)| (*language, text)), Digits::Single).expect("text");
    let tau = 100;
    let modes =
        [Mode::Bpe {}, Mode::Unigram {}, Mode::BpeParity { exponent: 0.3 }, Mode::UnigramUnion { tau, exponent: 0.7 }];
    let texts: Vec<&String> = documents.iter().map(|(_, text)| text).collect();
    for mode in modes {
        let (tokenizer, report) = Training::new(mode, 2000).run(&corpus).expect("a tokenizer");
        for (text, ids) in texts.iter().zip(tokenizer.encode_all(&texts).expect("ids")) {
            assert_eq!(&tokenizer.decode(&ids, true).expect("text"), *text, "{mode:?}");
            assert_eq!(tokenizer.encode(text).expect("ids"), ids, "{mode:?}: one by one and all together");
        }
        let ratios: Vec<String> = report
            .languages
            .iter()
            .map(|language| format!("{} {:.2}", language.language, language.bytes_per_token))
            .collect();
        eprintln!("{mode:?}: {} tokens, {}, spread {:.2}", report.vocabulary, ratios.join(", "), report.spread);
        // Few pieces occur more than a hundred times in so little text: the union is small.
        let is_union = matches!(mode, Mode::UnigramUnion { .. });
        let least = if is_union { 1.4 } else { 2.2 };
        assert!(report.languages.iter().all(|language| language.bytes_per_token > least), "{ratios:?}");
        if is_union {
            let unions = report.languages.iter().filter_map(|language| language.union.as_ref());
            assert!(unions.flat_map(|union| &union.kept).all(|kept| kept.count > tau));
        }
    }
}
