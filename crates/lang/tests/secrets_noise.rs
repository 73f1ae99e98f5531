//! What `secrets` finds in sources that hold few: the Python standard library, what is installed beside it, and the crates in
//! the local Cargo registry. Prints counts by kind and the speed; `TROMMEL_SHOW=1` prints every find but addresses for mail (`=all`: these too). Skips loudly what is absent.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use trommel_lang::{CONTENT_PREFIX, Language, SecretKind, detect, mask, secrets};

/// Finds that open something, in code: a few of them are keys for tests, found rightly.
const MOST_PER_100_MB: f64 = 10.0;

#[test]
fn in_the_standard_library() {
    let script = "import sysconfig; print(sysconfig.get_path('stdlib'), end='')";
    let output = Command::new("python3").args(["-c", script]).output().ok().filter(|output| output.status.success());
    match output.and_then(|output| String::from_utf8(output.stdout).ok()) {
        Some(folder) => {
            measure("standard library", Path::new(&folder), Some(PACKAGES));
            let packages = Path::new(&folder).join(PACKAGES);
            if packages.is_dir() {
                measure("installed packages", &packages, None);
            }
        }
        None => println!("SKIPPED: no python3; its standard library is not tested"),
    }
}

#[test]
fn in_the_registry() {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let folder =
        home.or_else(|| std::env::home_dir().map(|home| home.join(".cargo"))).map(|home| home.join("registry/src"));
    match folder.filter(|folder| folder.is_dir()) {
        Some(folder) => measure("registry", &folder, None),
        None => println!("SKIPPED: no Cargo registry; its sources are not tested"),
    }
}

/// Texts that make every detector look again and again.
#[test]
fn hostile_texts_take_no_longer_than_seconds() {
    const BYTES: usize = 2_000_000;
    let dashes = "-".repeat(5);
    let begin = format!("{dashes}BEGIN PRIVATE KEY{dashes}");
    let nested = format!("{begin}{}", "MIIEowIBAAKCAQEA/".repeat(8));
    let pieces = [
        "token=\"",
        "token=\"a9",
        "password=",
        "eyJ",
        "eyJeyJeyJeyJ.",
        "-eyJhbGciOiJIUzI1NiJ9",
        "://a:b",
        "://a:b@",
        "a@",
        "a.b@c.de:",
        "@a.a",
        "1.2.",
        "11.22.33.44",
        "2a00:",
        "2a00::1:",
        "pypi-AgE",
        " pypi-AgEa",
        "AKIA",
        "sk-",
        " sk-proj-",
        "a",
        "\\n",
        &begin,
        &nested,
    ];
    for piece in pieces {
        let text = piece.repeat(BYTES / piece.len());
        for language in [None, Some(Language::Python)] {
            let start = Instant::now();
            let found = secrets(language, &text);
            let masked = mask(&text, &found);
            let seconds = start.elapsed().as_secs_f64();
            println!(
                "{:<30} {:>7} found, {} bytes masked, {seconds:.2} s",
                &piece[..piece.len().min(30)],
                found.len(),
                masked.len()
            );
            assert!(seconds < 10.0, "{piece:?} repeated: {seconds} s");
        }
    }
}

const PACKAGES: &str = "site-packages";

fn measure(name: &str, folder: &Path, but: Option<&str>) {
    let mut paths = Vec::new();
    collect(folder, but, &mut paths);
    paths.sort_unstable();
    let texts: Vec<(PathBuf, Option<Language>, String)> = paths
        .into_iter()
        .filter(|path| fs::metadata(path).is_ok_and(|data| data.len() <= 5_000_000))
        .filter_map(|path| {
            let text = fs::read_to_string(&path).ok()?;
            let prefix = &text.as_bytes()[..text.len().min(CONTENT_PREFIX)];
            let language = detect(&path.to_string_lossy(), prefix);
            Some((path, language, text))
        })
        .collect();
    let (code, other): (Vec<_>, Vec<_>) = texts.into_iter().partition(|(_, language, _)| language.is_some());
    report(&format!("{name}, code"), &code);
    report(&format!("{name}, other texts"), &other);
}

fn report(name: &str, texts: &[(PathBuf, Option<Language>, String)]) {
    let bytes: usize = texts.iter().map(|(_, _, text)| text.len()).sum();
    secrets(None, "compile the tables");
    let start = Instant::now();
    let found: Vec<_> = texts.iter().map(|(_, language, text)| secrets(*language, text)).collect();
    let seconds = start.elapsed().as_secs_f64();
    let mut counts: BTreeMap<SecretKind, (usize, usize)> = BTreeMap::new();
    let show = std::env::var("TROMMEL_SHOW").unwrap_or_default();
    for ((path, language, text), found) in texts.iter().zip(&found) {
        let mut kinds: Vec<SecretKind> = Vec::new();
        for secret in found {
            kinds.push(secret.kind);
            counts.entry(secret.kind).or_default().0 += 1;
            if !show.is_empty() && (secret.kind != SecretKind::Email || show == "all") {
                let line = text[..secret.start as usize].rsplit('\n').next().unwrap_or_default();
                let before: String = line.chars().rev().take(50).collect::<Vec<_>>().into_iter().rev().collect();
                let shown: String = text[secret.start as usize..secret.end as usize].chars().take(60).collect();
                println!("{:<14} {}: {before}«{}»", secret.kind.name(), path.display(), shown.replace('\n', "⏎"));
            }
        }
        kinds.dedup();
        kinds.into_iter().for_each(|kind| counts.entry(kind).or_default().1 += 1);
        let masked = mask(text, found);
        assert_eq!(secrets(*language, &masked), [], "{path:?}: masked and found again");
    }
    let megabytes = bytes as f64 / 1e6;
    println!("{name}: {} files, {megabytes:.1} MB, {:.0} MB/s", texts.len(), megabytes / seconds);
    for (kind, (finds, files)) in &counts {
        println!("  {kind:<18} {finds:>6} in {files} files");
    }
    let keys: usize = counts.iter().filter(|(kind, _)| !kind.is_pii()).map(|(_, (finds, _))| finds).sum();
    let most = MOST_PER_100_MB * megabytes.max(50.0) / 100.0;
    let is_code = texts.iter().any(|(_, language, _)| language.is_some());
    assert!(
        !is_code || keys as f64 <= most,
        "{name}: {keys} keys and tokens in {megabytes:.0} MB, expected at most {most:.0}"
    );
}

fn collect(folder: &Path, but: Option<&str>, paths: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        match entry.file_type() {
            Ok(kind) if kind.is_dir() && but.is_some_and(|name| entry.file_name() == name) => {}
            Ok(kind) if kind.is_dir() => collect(&entry.path(), but, paths),
            Ok(kind) if kind.is_file() => paths.push(entry.path()),
            _ => {}
        }
    }
}
