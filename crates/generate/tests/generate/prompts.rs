//! Prompt styles, and what a completion of each is.

use trommel_bench::{Claim, Preset, Task, assemble};
use trommel_generate::{Description, GenerateError, Options, Prompt, PromptOptions, Shape, Style, TokenBytes, prompts};
use trommel_model::DType;
use trommel_tokens::ChatTemplate;

use crate::fixture::{ADD, FAMILIES, TOKENIZER, generate, generator, model, options, task};

fn prompt(task: &Task, style: Style) -> Result<Prompt, GenerateError> {
    let options = PromptOptions { style, heal: false, ..PromptOptions::default() };
    prompts(std::slice::from_ref(task), &options, &TOKENIZER, None, &[]).map(|mut prompts| prompts.remove(0))
}

fn pattern(pattern: &str, continues: bool) -> Style {
    Style::Template { pattern: pattern.into(), continues }
}

#[test]
fn styles_say_what_they_ask_for() {
    let task = task("python", ADD, "add");
    let docstring = "Add two numbers.\n\n>>> add(1, 2)\n3";
    for (style, text, claim) in [
        (Style::Completion, ADD.to_owned(), Claim::Continues),
        (Style::Instruct, format!("Instruction: {docstring}\nInput: def add(a, b)\nOutput: "), Claim::Whole),
        (Style::DocstringCode, format!("Prompt: {docstring} Code: "), Claim::Whole),
        (Style::Progressive, "Add two numbers.\n\ndef add(a, b)\n\n>>> add(1, 2)\n3".to_owned(), Claim::Whole),
        (pattern("# {language}\n{prompt}", true), format!("# Python\n{ADD}"), Claim::Continues),
        (pattern("{signature} -> {docstring}", false), format!("def add(a, b) -> {docstring}"), Claim::Whole),
    ] {
        let found = prompt(&task, style.clone()).unwrap();
        assert_eq!((found.text.as_str(), found.claim), (text.as_str(), claim), "{style:?}");
        assert_eq!(TOKENIZER.decode(&found.ids, true).unwrap(), text);
        assert_eq!(found.stops, if claim == Claim::Continues { vec!["\ndef"] } else { vec![] }, "{style:?}");
        let printed = serde_json::to_string(&style).unwrap();
        assert_eq!(serde_json::from_str::<Style>(&printed).unwrap(), style);
    }
    let digest = prompt(&task, pattern("{prompt}", true)).unwrap().sha256;
    assert_eq!(digest, prompt(&task, Style::Completion).unwrap().sha256);
    assert_eq!(
        prompt(&crate::fixture::task("python", "abc", "f"), Style::Completion).unwrap().sha256,
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        "FIPS 180-4's example"
    );
}

#[test]
fn the_judge_makes_a_program_of_each_kind_of_completion() {
    let task = task("python", ADD, "add");
    for (style, completion) in [
        (Style::Completion, "    return a + b\n"),
        (Style::Instruct, "def add(a, b):\n    return a + b\n"),
        (Style::Chat { system: None }, "Sure:\n```python\ndef add(a, b):\n    return a + b\n```\n"),
    ] {
        let program = assemble(&task, completion, style.claim(), Preset::Auto).program;
        let ends = program.trim_end().ends_with("return a + b");
        assert!(ends && program.matches("def add").count() == 1, "{style:?}: {program}");
    }
}

#[test]
fn signatures_and_documentation_are_found_in_other_languages() {
    for (language, text, name, signature, docstring) in [
        (
            "java",
            "class Solution {\n    /** Adds two. */\n    public static int add(int a, int b) {\n",
            "add",
            "public static int add(int a, int b)",
            "Adds two.",
        ),
        ("javascript", "// Adds two.\nfunction add(a, b) {\n", "add", "function add(a, b)", "Adds two."),
        (
            "go",
            "package main\n\n// Adds two.\nfunc add(a int, b int) int {\n",
            "add",
            "func add(a int, b int) int",
            "Adds two.",
        ),
        (
            "rust",
            "/// Adds two.\nfn add(a: i64, b: i64) -> i64 {\n",
            "add",
            "fn add(a: i64, b: i64) -> i64",
            "Adds two.",
        ),
        (
            "cpp",
            "#include <vector>\n// Adds two.\nint add(int a, int b) {\n",
            "add",
            "int add(int a, int b)",
            "Adds two.",
        ),
        ("python", "import math\n\ndef helper(x):\n    return x\n\ndef add(a, b):\n", "add", "def add(a, b)", ""),
        (
            "python",
            "\"\"\"\nWrite a function.\nassert f(1) == 2\n\"\"\"\n",
            "f",
            "",
            "Write a function.\nassert f(1) == 2",
        ),
    ] {
        let said = Description::of(&task(language, text, name));
        assert_eq!((said.signature.as_str(), said.docstring.as_str()), (signature, docstring), "{language}");
    }
    let said = Description::of(&task("python", "\"\"\"\nWrite a function.\nassert f(1) == 2\n\"\"\"\n", "f"));
    assert_eq!((said.description.as_str(), said.constraints.as_str()), ("Write a function.", "assert f(1) == 2"));
}

#[test]
fn what_cannot_be_asked_is_refused() {
    let missing = prompt(&task("python", " \n", "f"), Style::Completion).unwrap_err().to_string();
    assert!(missing.contains("Test/f") && missing.contains("only tests"), "{missing}");
    let bare = task("python", "def f(x):\n", "f");
    assert!(prompt(&bare, Style::Instruct).unwrap().text.starts_with("Input: def f(x)\n"), "an empty line is left out");
    assert!(prompt(&bare, Style::DocstringCode).unwrap_err().to_string().contains("is empty"));
    assert!(prompt(&bare, pattern("{code}", false)).unwrap_err().to_string().contains("{signature}, {docstring}"));
    assert!(prompt(&bare, pattern("In {language}: ", false)).is_err());
    assert!(prompt(&bare, Style::Chat { system: None }).unwrap_err().to_string().contains("chat_template"));
    let prefixed = PromptOptions { language_prefix: true, ..PromptOptions::default() };
    assert!(prompts(&[task("java", "int f(", "f")], &prefixed, &TOKENIZER, None, &[]).is_err(), "no token of Java");
    let python = prompts(&[bare], &prefixed, &TOKENIZER, None, &[7]).unwrap().remove(0);
    assert_eq!(python.ids[..2], [7, TOKENIZER.language("python").unwrap()]);
}

#[test]
fn a_chat_is_written_with_the_tokenizers_template() {
    let template = "{% for m in messages %}<|{{ m.role }}|>{{ m.content }}{{ eos_token }}{% endfor %}\
                    {% if add_generation_prompt %}<|assistant|>{% endif %}";
    let template = ChatTemplate::new(template).unwrap();
    let options = PromptOptions { style: Style::Chat { system: Some("Be brief.".into()) }, ..PromptOptions::default() };
    let found = prompts(&[task("python", ADD, "add")], &options, &TOKENIZER, Some(&template), &[7]).unwrap().remove(0);
    assert!(
        found.text.starts_with("<|system|>Be brief.<|endoftext|><|user|>Complete this Python function."),
        "{}",
        found.text
    );
    assert!(found.text.ends_with("\"\"\"\n```<|endoftext|><|assistant|>"));
    assert_eq!(
        found.ids.iter().filter(|id| **id == crate::fixture::end()).count(),
        2,
        "special tokens are read as such"
    );
    assert_eq!((found.claim, found.owed.len()), (Claim::Whole, 0));
}

/// In training, `Output: def` is cut into `Output`, `:`, ` def`: a prompt that ends with a blank has no such token.
#[test]
fn a_healed_prompt_lets_the_answer_choose_its_first_token() {
    let tokens = TokenBytes::new(&TOKENIZER).unwrap();
    let text = "Instruction: Add.\nOutput: ";
    let plain = Prompt::new("a", text, Claim::Whole, &TOKENIZER, &[], false).unwrap();
    let healed = plain.clone().healed(&tokens);
    assert_eq!((healed.owed.as_slice(), healed.ids.len()), (b" ".as_slice(), plain.ids.len() - 1));
    assert!(TOKENIZER.encode(&format!("{text}def")).unwrap().starts_with(&healed.ids));
    let mut other = 0;
    for (family, seed) in FAMILIES.into_iter().zip(1..) {
        let model = model(family, false, DType::F32, seed);
        let sampling = trommel_generate::Sampling { temperature: 1.0, ..Default::default() };
        let sampled = Options { samples: 8, sampling, ..options(6) };
        for (row, found) in generate(&generator(&model), std::slice::from_ref(&healed), &sampled) {
            assert!(tokens.of(found.ids[0]).starts_with(b" "), "the blank is written first");
            let answer: Vec<u32> = found.ids.iter().copied().filter(|&id| id != crate::fixture::end()).collect();
            let whole = TOKENIZER.decode(&[healed.ids.as_slice(), &answer].concat(), false).unwrap();
            assert_eq!(whole, format!("{text}{}", row.completion), "the answer begins behind the prompt");
            assert_eq!(row.shape, Shape::Full);
            other += usize::from(tokens.of(found.ids[0]).len() > 1);
        }
    }
    assert!(other > 0, "longer tokens are chosen");
    let single = Prompt::new("a", "d", Claim::Whole, &TOKENIZER, &[], false).unwrap();
    assert_eq!(single.clone().healed(&tokens), single, "something must be left to continue");
}

#[test]
fn real_tasks_have_signature_and_documentation() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..");
    let shared = std::env::var_os("TROMMEL_SHARED").map_or_else(|| root.join("shared"), Into::into);
    for (name, least) in [
        ("HumanEval", 164),
        ("MbppPlus", 0),
        ("humaneval-x-cpp", 160),
        ("humaneval-x-go", 160),
        ("humaneval-x-java", 160),
        ("humaneval-x-js", 160),
        ("humaneval-x-rust", 160),
        ("multipl-e-humaneval-cpp", 155),
        ("multipl-e-humaneval-go", 150),
        ("multipl-e-humaneval-java", 155),
        ("multipl-e-humaneval-js", 155),
        ("multipl-e-humaneval-rb", 155),
        ("multipl-e-humaneval-rs", 150),
        ("multipl-e-humaneval-ts", 155),
    ] {
        let file = shared.join(format!("data/benchmarks/{name}.jsonl.gz"));
        let Ok(bytes) = std::fs::read(&file) else {
            println!("SKIPPED: {} is not there; set TROMMEL_SHARED", file.display());
            continue;
        };
        let tasks = trommel_bench::read(&bytes, name).unwrap().1;
        let said: Vec<Description> = tasks.iter().map(Description::of).collect();
        let signed = |said: &&Description| !said.signature.is_empty();
        let (with, documented) = (
            said.iter().filter(signed).count(),
            said.iter().filter(signed).filter(|said| !said.description.is_empty()).count(),
        );
        let examples = said.iter().filter(|said| !said.constraints.is_empty()).count();
        println!(
            "{name}: {} tasks, {with} with a signature, {documented} of them documented, {examples} with examples",
            tasks.len()
        );
        assert!(said.iter().all(|said| !said.docstring.is_empty() || !said.signature.is_empty()), "{name}");
        assert!(documented >= least, "{name}: {documented}");
    }
}
