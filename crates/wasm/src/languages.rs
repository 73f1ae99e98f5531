//! Languages: one TOML file each, in `sandbox/languages/`. Adding one needs no Rust.
//!
//! There are two kinds. A **componentized** language is an interpreter in a snapshot, whose programs are loaded and whose functions
//! are called. A **command** language is one or more WASI commands from an npm package: perhaps a compiler, whose steps run in the
//! sandbox like everything else, and a command that runs the program with standard input and output. In the words of a step's
//! `argv`, `{file}` stands for the program's file. Paths of our own files are those inside `sandbox/`.

use std::{collections::BTreeMap, fmt, ops::Range};

use serde::Deserialize;
use toml::Spanned;

/// A language, as its file says it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Language {
    /// The file's name without `.toml`.
    #[serde(skip)]
    pub name: String,
    /// One line for people.
    pub summary: String,
    /// The endings that its files have, without the dot.
    pub extensions: Vec<String>,
    /// The name under which a program lies in the scratch directory.
    pub file: String,
    /// Where what runs it comes from.
    pub image: Image,
    /// What is run before the program, in order; the first that fails means: it does not compile.
    #[serde(default)]
    pub compile: Vec<Step>,
    /// What runs the program. Absent where functions are called.
    pub run: Option<Step>,
    /// How to read what a command wrote to standard error.
    #[serde(default)]
    pub endings: Endings,
}

/// Where an image comes from.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub enum Image {
    /// A snapshot made with componentize-py.
    Componentize(Componentize),
    /// WASI commands from an npm package.
    Command(Package),
}

/// What a snapshot is made of. Paths are those inside `sandbox/`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Componentize {
    /// The Python package that makes it.
    pub package: String,
    /// Its version.
    pub version: String,
    /// The file with its hashes, as pip reads it.
    pub requirements: String,
    /// The script that runs the package.
    pub script: String,
    /// The folder of the WIT files.
    pub wit: String,
    /// The world of theirs that the guest lives in.
    pub world: String,
    /// The folder of the guest's own files.
    pub sources: String,
    /// The module of theirs that has the exports.
    pub app: String,
}

/// An npm package, and which of its files are used.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Package {
    /// Its name.
    pub package: String,
    /// Its version.
    pub version: String,
    /// Its hash, as npm writes it: `sha512-` and base64.
    pub integrity: String,
    /// Its WASI commands, by the names that steps give them.
    pub modules: BTreeMap<String, File>,
    /// A tar file with what they find at a folder of theirs, read only.
    pub sysroot: Option<Sysroot>,
    /// Run once, when the image is made. What they leave behind goes to the folder `lib/trommel` of the sysroot.
    #[serde(default)]
    pub prepare: Vec<Preparation>,
    /// What merges modules, where one of them has `merge`.
    pub merger: Option<Merger>,
}

/// A step that is run once.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Preparation {
    /// The module that runs.
    pub module: String,
    /// Its arguments.
    pub argv: Vec<String>,
    /// Files of ours that lie in its scratch directory, by their last names.
    #[serde(default)]
    pub files: Vec<String>,
    /// What it leaves in its scratch directory.
    pub makes: Vec<String>,
}

/// An npm package that has Binaryen's `wasm-merge` and `wasm-metadce`, for modules that are libraries.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Merger {
    /// Its name.
    pub package: String,
    /// Its version.
    pub version: String,
    /// Its hash, as npm writes it.
    pub integrity: String,
}

/// How a library becomes a command: merged with modules of ours.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Merge {
    /// Our modules in text form, by the names under which the library imports them. They import the library as `engine`, and one of them
    /// exports `_start`.
    pub with: BTreeMap<String, String>,
    /// A file of ours whose content stands in them for `PRELUDE`, and its length for `PRELUDE_LENGTH`.
    pub prelude: String,
}

/// One file of a package.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct File {
    /// Its path inside the package.
    pub path: String,
    /// Its SHA-256, 64 hex digits.
    pub sha256: Spanned<String>,
    /// For a library: what makes a command of it.
    pub merge: Option<Merge>,
}

/// A tar file to be mounted.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Sysroot {
    /// Its path inside the package.
    pub path: String,
    /// Its SHA-256, 64 hex digits.
    pub sha256: Spanned<String>,
    /// Where the guest finds it, such as `/usr`.
    pub mount: String,
    /// A folder of ours that is laid over it.
    pub add: Option<String>,
}

/// One command to run.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Step {
    /// What to run.
    pub command: Runnable,
    /// Its arguments; the first is its own name.
    pub argv: Vec<String>,
    /// Other arguments, tried where it fails with the first.
    pub otherwise: Option<Vec<String>>,
    /// The files that it leaves in the scratch directory for the steps after it.
    #[serde(default)]
    pub makes: Vec<String>,
}

/// Something that runs.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub enum Runnable {
    /// A module of the package.
    Module(Spanned<String>),
    /// A WASI command that an earlier step left in the scratch directory.
    Made(Spanned<String>),
}

/// Patterns for standard error, as regular expressions; the first one that fits, in this order, says how a program ended.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Endings {
    /// The language refused the source. Groups: `message`, `line`.
    pub not_compiled: Option<String>,
    /// The exit code that goes with it, where what runs the program also reads it; any other means that the program said so itself.
    pub not_compiled_code: Option<i32>,
    /// A module is missing. Group: `name`.
    pub missing_module: Option<String>,
    /// An exception left the program.
    #[serde(default)]
    pub raised: Vec<Thrown>,
}

/// How an exception is told.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Thrown {
    /// A regular expression. Groups: `kind`, `message`, `line`.
    pub pattern: String,
    /// The kind, where the pattern has no such group.
    pub kind: Option<String>,
}

/// What is wrong with a language's file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct LanguageError {
    /// The file.
    pub file: String,
    /// The line, 1-based.
    pub line: usize,
    /// What was found and what was expected.
    pub message: String,
    /// The way out.
    pub hint: String,
}

impl fmt::Display for LanguageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}\nhint: {}", self.file, self.line, self.message, self.hint)
    }
}

impl Language {
    /// Reads the file `file` (`sandbox/languages/NAME.toml`) with this content.
    ///
    /// # Errors
    /// It is no TOML, has a field that there is not, lacks one, or names what it does not define.
    pub fn read(file: &str, content: &str) -> Result<Self, LanguageError> {
        let fault = |span: Option<Range<usize>>, message: String, hint: &str| LanguageError {
            file: file.into(),
            line: content[..span.map_or(0, |span| span.start.min(content.len()))].matches('\n').count() + 1,
            message,
            hint: hint.into(),
        };
        let mut language: Self = toml::from_str(content).map_err(|error| {
            fault(error.span(), error.message().into(), "sandbox/README.md says what a language's file holds")
        })?;
        let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
        language.name = name.strip_suffix(".toml").unwrap_or(name).into();
        language.check().map_err(|(span, message, hint)| fault(span, message, hint))?;
        Ok(language)
    }

    fn check(&self) -> Result<(), Fault> {
        match &self.image {
            Image::Componentize(_) if self.run.is_some() || !self.compile.is_empty() => Err((
                None,
                "a componentized language has `run` or `compile`, expected neither".into(),
                "its programs are loaded and called; steps are for `image.command`",
            )),
            Image::Componentize(_) => Ok(()),
            Image::Command(package) => self.check_command(package),
        }
    }

    fn check_command(&self, package: &Package) -> Result<(), Fault> {
        let hashes = package.modules.values().map(|file| &file.sha256);
        for hash in hashes.chain(package.sysroot.as_ref().map(|sysroot| &sysroot.sha256)) {
            let text = hash.get_ref();
            if text.len() != 64 || !text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')) {
                let message = format!("sha256 is `{text}`, expected 64 lower-case hex digits");
                return Err((Some(hash.span()), message, "`sha256sum FILE` prints them"));
            }
        }
        let Some(run) = &self.run else {
            let message = "`run` is missing: a command language says what runs a program".into();
            return Err((None, message, "add `[run]` with `command` and `argv`"));
        };
        for step in self.compile.iter().chain([run]) {
            if let Runnable::Module(name) = &step.command
                && !package.modules.contains_key(name.get_ref())
            {
                let known: Vec<_> = package.modules.keys().map(|name| format!("`{name}`")).collect();
                let message = format!("module `{}` is unknown, known are {}", name.get_ref(), known.join(", "));
                return Err((Some(name.span()), message, "modules are named in `[image.command.modules]`"));
            }
            if step.argv.is_empty() {
                let message = "`argv` is empty, expected the command's own name at least".into();
                return Err((None, message, "the first word is what the command sees as its own name"));
            }
        }
        Ok(())
    }
}

/// Where, what, and the way out.
type Fault = (Option<Range<usize>>, String, &'static str);

#[cfg(test)]
mod tests {
    use super::*;

    const CPP: &str = r#"
summary = "C++20"
extensions = ["cpp"]
file = "main.cpp"
compile = [
    { command = { module = "llvm" }, argv = ["clang++", "-cc1", "-o", "main.o", "{file}"] },
    { command = { module = "llvm" }, argv = ["wasm-ld", "main.o", "-o", "main.wasm"] },
]
run = { command = { made = "main.wasm" }, argv = ["main"] }
endings = { not-compiled = 'main\.cpp:(?<line>\d+):\d+: error: (?<message>.*)' }

[image.command]
package = "@yowasp/clang"
version = "22.0.0-git20542-10"
integrity = "sha512-AA=="
modules.llvm = { path = "gen/llvm.core.wasm", sha256 = "0000000000000000000000000000000000000000000000000000000000000000" }
sysroot = { path = "gen/llvm-resources.tar", sha256 = "0000000000000000000000000000000000000000000000000000000000000000", mount = "/usr" }
"#;

    fn told(content: &str) -> String {
        Language::read("languages/cpp.toml", content).unwrap_err().to_string()
    }

    #[test]
    fn compilers_and_snapshots_have_a_file_each() {
        let cpp = Language::read("languages/cpp.toml", CPP).unwrap();
        assert_eq!((cpp.name.as_str(), cpp.compile.len()), ("cpp", 2));
        assert!(matches!(cpp.run.unwrap().command, Runnable::Made(name) if name.get_ref() == "main.wasm"));
    }

    #[test]
    fn mistakes_are_told_with_their_line() {
        for (from, to, line, words) in [
            ("file = \"main.cpp\"", "flie = \"main.cpp\"", 4, "unknown field `flie`"),
            (
                "module = \"llvm\" }, argv = [\"wasm-ld\"",
                "module = \"lld\" }, argv = [\"wasm-ld\"",
                7,
                "known are `llvm`",
            ),
            (
                "gen/llvm.core.wasm\", sha256 = \"00",
                "gen/llvm.core.wasm\", sha256 = \"XY",
                16,
                "64 lower-case hex digits",
            ),
            ("made = \"main.wasm\"", "mode = \"main.wasm\"", 9, "unknown variant `mode`"),
            ("run = ", "# run = ", 1, "`run` is missing"),
            ("[image.command]", "[image.comand]", 12, "unknown variant `comand`"),
        ] {
            let told = told(&CPP.replace(from, to));
            assert!(told.starts_with(&format!("languages/cpp.toml:{line}: ")), "{told}");
            assert!(told.contains(words) && told.contains("\nhint: "), "{told}");
        }
    }
}
