//! Recipes: those that come with the project plan offline; a mistake is told with its line, the valid names and a hint.

use std::path::Path;

use crate::fixture::Fixture;
use crate::scratch::{Said, Scratch};

const SOUND: &str = r#"[[stage]]
ingest = { path = "code" }

[[stage]]
normalize = {}

[[stage]]
describe = {}

[[stage]]
keep-if = { sets = ["stack"] }

[[stage]]
near-dup = { threshold = 0.7 }

[[stage]]
dataset = {}
"#;

const STAGES: &[&str] = &[
    "balance",
    "dataset",
    "decontaminate",
    "describe",
    "exact-dup",
    "expand",
    "ingest",
    "keep-if",
    "near-dup",
    "normalize",
    "order",
    "secrets",
    "split",
    "tags",
];

/// Stages that recipes do not name: the halves of others that read text.
const HALVES: [&str; 2] = ["overlap", "vocabulary"];

/// A mistake: what is typed instead of what, the line at which it must be told, and what must be told.
struct Mistake {
    from: &'static str,
    to: &'static str,
    line: usize,
    tells: &'static [&'static str],
}

const MISTAKES: &[Mistake] = &[
    Mistake {
        from: "near-dup =",
        to: "neardup =",
        line: 14,
        tells: &["unknown stage `neardup`", "did you mean `near-dup`?"],
    },
    Mistake {
        from: "describe =",
        to: "descrbe =",
        line: 8,
        tells: &["unknown stage `descrbe`", "did you mean `describe`?"],
    },
    Mistake { from: "near-dup =", to: "frobnicate =", line: 14, tells: &["unknown stage `frobnicate`"] },
    Mistake {
        from: "threshold",
        to: "treshold",
        line: 14,
        tells: &[
            "`near-dup`",
            "`treshold`",
            "`threshold`",
            "`recall`",
            "`verify`",
            "`blast_radius`",
            "did you mean `threshold`?",
        ],
    },
    Mistake {
        from: "path =",
        to: "pth =",
        line: 2,
        tells: &["`ingest`", "`pth`", "`path`", "`sources`", "did you mean `path`?"],
    },
    Mistake {
        from: "path = \"code\"",
        to: "sources = [{ fodler = { path = \"code\" } }]",
        line: 2,
        tells: &["`fodler`", "`folder`", "`records`", "`cargo-registry`", "`python-stdlib`", "did you mean `folder`?"],
    },
    Mistake {
        from: "path = \"code\"",
        to: "sources = [{ folder = { pth = \"code\" } }]",
        line: 2,
        tells: &["`pth`", "`path`", "`include`", "`exclude`", "did you mean `path`?"],
    },
    Mistake { from: "path = \"code\"", to: "sources = []", line: 2, tells: &["`ingest`", "`path`", "`sources`"] },
    Mistake {
        from: "\"stack\"",
        to: "\"stak\"",
        line: 11,
        tells: &["`stak`", "`stack`", "`permissive-license`", "`parses`", "did you mean `stack`?"],
    },
    Mistake { from: "sets = [\"stack\"]", to: "sql = \"line_max <\"", line: 11, tells: &["`keep-if`", "line_max <"] },
    Mistake {
        from: "sets = [\"stack\"]",
        to: "sql = \"line_maxx < 9\"",
        line: 11,
        tells: &["`keep-if`", "line_maxx", "line_max", "alnum_fraction"],
    },
    // A wrong type or value: which key, what was found, what was expected.
    Mistake { from: "0.7", to: "\"high\"", line: 14, tells: &["`near-dup`", "\"high\"", "number"] },
    Mistake { from: "0.7", to: "1.4", line: 14, tells: &["`near-dup`", "threshold is 1.4, expected", "1.0"] },
    Mistake { from: "0.7", to: "-0.1", line: 14, tells: &["`near-dup`", "threshold is -0.1, expected"] },
    Mistake { from: "0.7", to: "nan", line: 14, tells: &["`near-dup`", "threshold is NaN, expected"] },
    Mistake {
        from: "\"code\"",
        to: "\"code\", max_bad = 7.0",
        line: 2,
        tells: &["`ingest`", "max_bad is 7, expected 0.0 to 1.0"],
    },
    Mistake {
        from: "\"code\"",
        to: "\"code\", shard_bytes = 3",
        line: 2,
        tells: &["`ingest`", "shard_bytes is 3, expected"],
    },
    Mistake { from: "normalize = {}", to: "normalize = 3", line: 5, tells: &["`normalize`", "3"] },
    // TOML itself; an inline table may span lines, so that an open one is noticed at the next header.
    Mistake { from: "{ threshold = 0.7 }", to: "{ threshold = 0.7", line: 16, tells: &[] },
    Mistake { from: "threshold = 0.7", to: "threshold = 0.7.1", line: 14, tells: &[] },
    Mistake {
        from: "[[stage]]\ningest",
        to: "[[stges]]\ningest",
        line: 1,
        tells: &["`stges`", "`stage`", "did you mean `stage`?"],
    },
    // Order.
    Mistake {
        from: "near-dup = { threshold = 0.7 }",
        to: "ingest = { path = \"code\" }",
        line: 14,
        tells: &["`ingest`"],
    },
    Mistake {
        from: "near-dup = { threshold = 0.7 }",
        to: "describe = {}",
        line: 14,
        tells: &["`describe`", "`keep-if`"],
    },
    Mistake {
        from: "near-dup = { threshold = 0.7 }",
        to: "keep-if = { sets = [\"parses\"] }",
        line: 14,
        tells: &["`keep-if`"],
    },
    Mistake { from: "ingest = { path = \"code\" }", to: "exact-dup = {}", line: 2, tells: &["`ingest`", "first"] },
    Mistake { from: "[[stage]]\ndescribe = {}\n", to: "\n\n", line: 11, tells: &["`keep-if`", "`describe`"] },
];

#[test]
fn those_that_come_with_the_project_plan_offline() {
    let scratch = Scratch::new("recipes");
    Fixture::new(2).plant(&scratch);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../pipelines");
    let mut planned = 0;
    for entry in std::fs::read_dir(folder).expect("pipelines/").flatten() {
        let path = entry.path();
        if path.extension().is_none_or(|extension| extension != "toml") {
            continue;
        }
        let text = std::fs::read_to_string(&path).expect("a recipe");
        assert!(text.starts_with("# "), "{}: a comment on top says what it makes", path.display());
        let path = path.to_str().expect("a path in UTF-8");
        let code = format!("ingest.path={}", scratch.path("code").display());
        let store = scratch.path("store").display().to_string();
        let mut command = scratch.command(&["plan", path, "-S", &code, "--json", "--store", &store]);
        // What recipes name besides sources lies in the clone.
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let plan = Said::of(command.current_dir(root)).ends(0).json();
        assert_eq!(plan["up_to_date"], false);
        let stages = plan["stages"].as_array().expect("stages").iter().map(|stage| stage["stage"].clone());
        let stages: Vec<String> = stages.map(|name| name.as_str().expect("a name").to_owned()).collect();
        let table: toml::Table = text.parse().expect("TOML");
        let wanted = table["stage"].as_array().expect("stages").iter().map(|stage| stage.as_table().expect("a table"));
        let wanted: Vec<String> = wanted.flat_map(|stage| stage.keys().cloned()).collect();
        // Halves of stages are planned as well.
        let named: Vec<String> = stages.iter().filter(|stage| !HALVES.contains(&stage.as_str())).cloned().collect();
        assert_eq!(named, wanted, "{path}");
        planned += 1;
    }
    assert!(planned > 0, "there are recipes");
    assert!(!scratch.path("store/runs").exists(), "planning makes no run");
}

#[test]
fn a_sound_recipe_runs() {
    let scratch = Scratch::new("sound");
    Fixture::new(2).plant(&scratch);
    scratch.write("sound.toml", SOUND);
    scratch.trommel(&["run", "sound.toml"]).ends(0);
}

#[test]
fn mistakes_are_told_with_line_names_and_hint() {
    let scratch = Scratch::new("mistakes");
    Fixture::new(2).plant(&scratch);
    let mut faults = Vec::new();
    for mistake in MISTAKES {
        let text = SOUND.replacen(mistake.from, mistake.to, 1);
        assert_ne!(text, SOUND, "{} is there", mistake.from);
        scratch.write("typo.toml", text);
        let said = scratch.trommel(&["run", "typo.toml"]);
        let mut wanted = vec![format!("typo.toml:{}: ", mistake.line)];
        wanted.extend(mistake.tells.iter().map(|told| (*told).to_owned()));
        if mistake.tells.first().is_some_and(|first| first.starts_with("unknown stage")) {
            wanted.extend(STAGES.iter().map(|stage| (*stage).to_owned()));
        }
        let missing: Vec<&String> = wanted.iter().filter(|fragment| !said.err.contains(*fragment)).collect();
        if said.code != Some(2) || !said.out.is_empty() || !missing.is_empty() {
            faults.push(format!("`{}` for `{}`: not told: {missing:?}; {said}", mistake.to, mistake.from));
        }
    }
    assert!(faults.is_empty(), "{} of {} mistakes:\n{}", faults.len(), MISTAKES.len(), faults.join("\n\n"));
    assert_eq!(scratch.runs(), [0u64; 0]);
}

#[test]
fn all_mistakes_at_once() {
    let scratch = Scratch::new("several");
    let text = SOUND.replace("near-dup", "neardup").replace("describe", "descrbe").replace("path", "pth");
    scratch.write("typo.toml", text);
    let told = ["typo.toml:2: ", "`pth`", "typo.toml:8: ", "`descrbe`", "typo.toml:14: ", "`neardup`"];
    scratch.trommel(&["run", "typo.toml"]).ends(2).tells(&told);
}

#[test]
fn a_mistake_is_not_to_be_taken_up_again() {
    let scratch = Scratch::new("not-resumed");
    scratch.write("typo.toml", SOUND.replace("threshold", "treshold"));
    let said = scratch.trommel(&["run", "typo.toml"]).ends(2);
    assert!(!said.err.contains("takes up where it stopped"), "nothing was begun\n{said}");
}

#[test]
fn mistakes_on_the_command_line() {
    let scratch = Scratch::new("overrides");
    Fixture::new(2).plant(&scratch);
    scratch.write("sound.toml", SOUND);
    let check = |arguments: &[&str], told: &[&str]| {
        let said = scratch.trommel(&[&["run", "sound.toml"], arguments].concat()).ends(2).tells(told);
        assert_eq!(said.out, "");
    };
    check(&["-S", "neardup.threshold=0.8"], &["`neardup`", "ingest", "describe", "did you mean `near-dup`?"]);
    check(
        &["-S", "near-dup.treshold=0.8"],
        &["-S", "`treshold`", "`threshold`, `recall`", "did you mean `threshold`?"],
    );
    check(&["-S", "near-dup.threshold=8"], &["-S", "threshold is 8, expected"]);
    check(&["-S", "near-dup.threshold=high"], &["-S", "`near-dup`", "\"high\""]);
    check(&["-S", "near-dup"], &["`near-dup`", "stage.key=value", "near-dup.threshold=0.8"]);
    check(&["-S", "near-dup.threshold"], &["stage.key=value"]);
    check(&["-S", "keep-if.sets=[\"stak\"]"], &["-S", "`stak`", "did you mean `stack`?"]);
    check(&["--from", "descibe"], &["`descibe`", "describe", "near-dup", "did you mean `describe`?"]);
    check(&["--to", "neer-dup"], &["`neer-dup`", "did you mean `near-dup`?"]);
    check(&["--only", "keepif"], &["`keepif`", "did you mean `keep-if`?"]);
    check(&["--from", "describe", "--only", "describe"], &["--from", "--only"]);
    check(&["--jobs", "0"], &["--jobs", "0"]);
    check(&["--memory", "lots"], &["`lots`", "4GiB"]);
    check(&["--memory", "1KiB"], &["`1KiB`", "64MiB"]);
    check(&["--store", "gopher://x/y"], &["gopher://x/y", "file://"]);
    scratch.trommel(&["run", "gone.toml"]).ends(2).tells(&["gone.toml: cannot be read", "pipelines/quickstart.toml"]);
    scratch.trommel(&["rnu"]).ends(2).tells(&["rnu", "--help"]);
    assert_eq!(scratch.runs(), [0u64; 0]);
}
