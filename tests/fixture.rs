//! A corpus of known structure: how many documents there are, and how many each stage must drop, is counted as it is
//! written.

use crate::program::{LANGUAGES, Program};
use crate::scratch::Scratch;

/// The corpus in a folder and two versions of a crate, in shards that are small enough for there to be many.
pub const RECIPE: &str = r#"# The tests' corpus.
[[stage]]
ingest = { sources = [{ folder = { path = "code" } }, { cargo-registry = { lock = "Cargo.lock", cargo-home = "home" } }], shard_bytes = 32768 }

[[stage]]
normalize = {}

[[stage]]
describe = {}

[[stage]]
keep-if = { sets = ["stack"] }

[[stage]]
exact-dup = {}

[[stage]]
near-dup = { threshold = 0.7, recall = 0.95, blast_radius = 0.9 }

[[stage]]
dataset = { shard_bytes = 131072 }
"#;

/// The stages of [`RECIPE`].
pub const STAGES: [&str; 7] = ["ingest", "normalize", "describe", "keep-if", "exact-dup", "near-dup", "dataset"];

const LOCK: &str = r#"version = 4

[[package]]
name = "alpha"
version = "1.0.0"
source = "registry+https://github.com/rust-lang/crates.io-index"

[[package]]
name = "alpha"
version = "1.0.1"
source = "registry+https://github.com/rust-lang/crates.io-index"
"#;

/// A corpus.
#[derive(Default)]
pub struct Fixture {
    /// Files in the order in which they are written: path relative to the test's folder, bytes.
    pub files: Vec<(String, Vec<u8>)>,
    /// Files that are documents.
    pub documents: u64,
    /// Documents that `keep-if` must drop.
    pub refused: u64,
    /// Documents that `exact-dup` must drop.
    pub exact: u64,
    /// Documents that `near-dup` must drop at 0.7.
    pub near: u64,
}

impl Fixture {
    /// A corpus with so many distinct programs in each language, and its recipe.
    pub fn new(per_language: u64) -> Fixture {
        let mut fixture = Fixture::default();
        fixture.programs(per_language);
        fixture.oddities();
        fixture.crates();
        fixture.other("Cargo.lock", LOCK);
        fixture.other("recipe.toml", RECIPE);
        fixture
    }

    /// Writes it.
    pub fn plant(&self, scratch: &Scratch) {
        for (path, content) in &self.files {
            scratch.write(path, content);
        }
    }

    /// Documents that must be published.
    pub fn published(&self) -> u64 {
        self.documents - self.refused - self.exact - self.near
    }

    /// The documents under `code/` as lines of JSONL, one known licence, version and count of stars in each few.
    pub fn records(&self) -> Vec<String> {
        let code = self.files.iter().filter_map(|(path, content)| Some((path.strip_prefix("code/")?, content)));
        let documents = code
            .filter(|(path, _)| LANGUAGES.iter().any(|language| path.ends_with(&format!(".{}", language.extension))));
        let line = |(index, (path, content)): (usize, (&str, &Vec<u8>))| {
            let mut record = serde_json::json!({ "path": path, "content": String::from_utf8_lossy(content) });
            if index % 3 == 0 {
                record["license"] = "MIT".into();
            }
            if index % 4 == 0 {
                record["stars"] = (index % 5).into();
            }
            record.to_string()
        };
        documents.enumerate().map(line).collect()
    }

    fn programs(&mut self, per_language: u64) {
        for language in &LANGUAGES {
            for number in 0..per_language {
                let program = Program::new(language, number);
                let name = format!("{}/u{number:03}.{}", language.name, language.extension);
                let text = match number % 7 {
                    3 => program.text().replace('\n', "\r\n"),
                    5 => program.text().replace(")\n", ")  \n"),
                    _ => program.text(),
                };
                self.document(&format!("code/{name}"), text);
                if number % 6 == 0 {
                    // The same after line endings are one; the longer path ranks lower.
                    let text = program.text();
                    let text = if number % 12 == 0 { text.replace('\n', "\r\n") } else { text };
                    self.document(&format!("code/copies/{name}"), text);
                    self.exact += 1;
                }
                if number % 5 == 1 {
                    self.document(&format!("code/near/{name}"), program.with_one_function_changed().text());
                    self.near += 1;
                }
            }
        }
    }

    fn oddities(&mut self) {
        let [python, _, _, _, go, javascript, ..] = &LANGUAGES;
        let pair = Program::new(javascript, 9001);
        self.document("code/loose.js", pair.text());
        self.document("code/licensed/deep/er/kept.js", pair.with_one_function_changed().text());
        self.other("code/licensed/package.json", r#"{ "name": "licensed", "license": "MIT" }"#);
        self.near += 1;

        self.document("code/tiny/a.py", "x = 1\n");
        self.document("code/tiny/b.py", "y = 2\n");
        self.document("code/tiny/longer.py", "x = 1\n");
        self.exact += 1;

        let whole = Program::new(python, 9002).text();
        let open = whole.rfind("max(").expect("it calls something") + 4;
        self.document("code/broken/cut.py", &whole[..open]);

        let long = Program::new(javascript, 9003).text();
        self.document("code/long.js", format!("var text = \"{}\";\n{long}", "ab".repeat(700)));
        let made = Program::new(go, 9004).text();
        self.document("code/made.go", format!("// Code generated by a program. DO NOT EDIT.\n{made}"));
        self.refused += 2;

        self.other("code/README.md", "# Not code\n");
        self.other("code/notes.txt", "Not code either.\n");
        self.other("code/logo.png", "\u{1}\u{2}");
    }

    /// Two versions of a crate: one file is the same in both, one nearly so, one only in the newer.
    fn crates(&mut self) {
        let rust = &LANGUAGES[1];
        let (same, near, only) = (Program::new(rust, 9005), Program::new(rust, 9006), Program::new(rust, 9007));
        for version in ["1.0.0", "1.0.1"] {
            let root = format!("home/registry/src/index-0/alpha-{version}");
            let manifest = format!("[package]\nname = \"alpha\"\nversion = \"{version}\"\nlicense = \"MIT\"\n");
            self.other(&format!("{root}/Cargo.toml"), manifest);
            self.document(&format!("{root}/src/lib.rs"), same.text());
            let text = if version == "1.0.0" { near.text() } else { near.with_one_function_changed().text() };
            self.document(&format!("{root}/src/near.rs"), text);
        }
        self.document("home/registry/src/index-0/alpha-1.0.1/src/only.rs", only.text());
        self.exact += 1;
        self.near += 1;
    }

    fn document(&mut self, path: &str, content: impl Into<String>) {
        self.documents += 1;
        self.other(path, content);
    }

    fn other(&mut self, path: &str, content: impl Into<String>) {
        self.files.push((path.to_owned(), content.into().into_bytes()));
    }
}
