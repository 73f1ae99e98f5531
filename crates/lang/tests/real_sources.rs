//! What must hold for every text, on real ones: the sources of crates in the local Cargo registry and the Python standard
//! library. A sample is read, spread evenly; `TROMMEL_SAMPLE_MB` (default 2, a language) sets its size. Skips loudly what is absent.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use trommel_lang::{CONTENT_PREFIX, Language, NormalizeOptions, Parse, detect, lex, normalize, parse};

#[test]
fn lexing_covers_every_text() {
    for (language, texts) in sources() {
        for Source { path, text } in &texts {
            let mut covered = 0;
            lex(Some(language), text, |_, token| {
                let start = token.as_ptr() as usize - text.as_ptr() as usize;
                assert!(!token.is_empty() && start >= covered, "{path:?}: overlap at {start}");
                assert!(is_blank(&text[covered..start]), "{path:?}: bytes {covered}..{start} are in no token");
                covered = start + token.len();
            });
            assert!(is_blank(&text[covered..]), "{path:?}: bytes from {covered} on are in no token");
        }
    }
}

type Spoiler = (&'static str, fn(&str) -> String);

/// As they are, and spoiled in ways that normalisation should mend.
#[test]
fn normalising_keeps_the_program_and_is_stable() {
    let spoilers: [Spoiler; 4] = [
        ("as it is", str::to_owned),
        ("CRLF", |text| text.replace("\r\n", "\n").replace('\n', "\r\n")),
        // Not behind a backslash, where a blank is another program.
        ("trailing blanks", |text| text.replace('\n', " \t\n").replace("\\ \t\n", "\\\n")),
        ("tabs", |text| text.replace("\n    ", "\n\t").replace("\t    ", "\t\t")),
    ];
    for (language, texts) in sources() {
        for (name, spoil) in spoilers {
            let (mut edited, mut reverted, mut with_edits_due) = (0, 0, 0);
            for Source { path, text } in &texts {
                let spoiled = spoil(text);
                let outcome = normalize(Some(language), &spoiled, &NormalizeOptions::default());
                if outcome.reverted {
                    reverted += 1;
                    println!("{language}, {name}: reverted {path:?}");
                }
                with_edits_due += usize::from(outcome.text.is_some() || outcome.reverted);
                let Some(result) = &outcome.text else {
                    continue;
                };
                edited += 1;
                let (before, after) = (parse(language, &spoiled).unwrap(), parse(language, result).unwrap());
                assert!(leaves(&before, &spoiled) == leaves(&after, result), "{path:?}, {name}: another program");
                let kept = outcome.parse.expect("an edited text was parsed");
                assert!(kept.leaves().eq(after.leaves()), "{path:?}, {name}: the parse is not that of the result");
                let again = normalize(Some(language), result, &NormalizeOptions::default());
                assert!(again.text.is_none(), "{path:?}, {name}: not stable: {:?}", again.edits);
            }
            println!("{language}, {name}: {} texts, {edited} edited, {reverted} reverted", texts.len());
            // Where the spoiled text has syntax errors, whitespace can change how the parser recovers from them.
            assert!(
                reverted * 20 <= with_edits_due.max(20),
                "{language}, {name}: {reverted} of {with_edits_due} reverted"
            );
        }
    }
}

/// Kind and text of each leaf, comments and whitespace aside.
fn leaves<'a>(parse: &Parse, text: &'a str) -> Vec<(u16, bool, Cow<'a, str>)> {
    let all = parse.leaves().filter(|leaf| !leaf.comment).map(|leaf| {
        let text = &text[leaf.start as usize..leaf.end as usize];
        let text: Cow<str> = if leaf.literal { text.into() } else { text.trim().replace("\r\n", "\n").into() };
        (leaf.kind, leaf.missing, text)
    });
    all.filter(|(_, missing, text)| *missing || !text.trim_matches('\0').is_empty()).collect()
}

fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || c == '\u{feff}')
}

struct Source {
    path: PathBuf,
    text: String,
}

fn sources() -> BTreeMap<Language, Vec<Source>> {
    let folders: Vec<PathBuf> = [registry(), standard_library()].into_iter().flatten().collect();
    let mut paths = Vec::new();
    for folder in &folders {
        collect(folder, &mut paths);
    }
    paths.sort_unstable();
    let mut by_language: BTreeMap<Language, Vec<(PathBuf, u64)>> = BTreeMap::new();
    for path in paths {
        let Ok(metadata) = fs::metadata(&path) else {
            continue;
        };
        let content = match path.extension() {
            Some(extension) if extension == "h" => fs::read(&path).unwrap_or_default(),
            Some(_) => Vec::new(),
            None => continue,
        };
        let prefix = &content[..content.len().min(CONTENT_PREFIX)];
        if let Some(language) = detect(&path.to_string_lossy(), prefix) {
            by_language.entry(language).or_default().push((path, metadata.len()));
        }
    }
    by_language.into_iter().map(|(language, files)| (language, sample(&files))).collect()
}

/// Files that are spread evenly over all, and have about the wanted size together. No generated giants: one would be the sample.
fn sample(files: &[(PathBuf, u64)]) -> Vec<Source> {
    const LARGEST: u64 = 1_000_000;
    let wanted = std::env::var("TROMMEL_SAMPLE_MB").ok().and_then(|megabytes| megabytes.parse().ok()).unwrap_or(2_u64);
    let files: Vec<_> = files.iter().filter(|(_, bytes)| *bytes <= LARGEST).collect();
    let total: u64 = files.iter().map(|(_, bytes)| bytes).sum();
    let step = (total / (wanted * 1_000_000) + 1) as usize;
    let chosen = files.iter().step_by(step).map(|(path, _)| path.clone());
    chosen.filter_map(|path| Some(Source { text: fs::read_to_string(&path).ok()?, path })).collect()
}

fn registry() -> Option<PathBuf> {
    let cargo = std::env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| std::env::home_dir().map(|home| home.join(".cargo")))?;
    let folder = cargo.join("registry/src");
    let present = folder.is_dir();
    if !present {
        println!("SKIPPED: no Cargo registry at {folder:?}; its sources are not tested");
    }
    present.then_some(folder)
}

fn standard_library() -> Option<PathBuf> {
    let script = "import sysconfig; print(sysconfig.get_path('stdlib'), end='')";
    let output = Command::new("python3").args(["-c", script]).output().ok().filter(|output| output.status.success());
    let folder = output.and_then(|output| String::from_utf8(output.stdout).ok()).map(PathBuf::from);
    if folder.is_none() {
        println!("SKIPPED: no python3; its standard library is not tested");
    }
    folder
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => collect(&entry.path(), paths),
            Ok(kind) if kind.is_file() => paths.push(entry.path()),
            _ => {}
        }
    }
}
