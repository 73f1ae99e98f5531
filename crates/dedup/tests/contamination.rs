//! Whether copies of benchmarks are found in ordinary files, and ordinary files are not taken for copies: the tasks of HumanEval
//! planted into modules of the Python standard library, as they are and with names changed. Prints what it measures; skips loudly what
//! is absent. Benchmarks are looked for in `TROMMEL_SHARED` (default `../shared` beside the workspace).

mod contamination {
    pub mod corpus;
    pub mod planting;
}

use std::sync::LazyLock;
use std::time::Instant;

use contamination::corpus::{Task, human_eval, human_eval_x, mbpp, registry, standard_library};
use contamination::planting::{Hosts, interrupted, renamed, undocumented};
use trommel_dedup::contamination::{Builder, Class, Frequencies, Hit, Index, Match, Scanner, Settings, Token, judge};
use trommel_dedup::token_hash;
use trommel_lang::{Language, LexemeKind, lexemes};

#[test]
fn planted_tasks_are_found_and_ordinary_files_are_not() {
    let (Some(tasks), Some(modules)) = (human_eval(), standard_library()) else { return };
    let corpus = Corpus::new(Language::Python, &tasks, modules);
    let bare = |task: &Task| undocumented(&task.whole());
    let verbatim = corpus.plant("as it is", &tasks, |task| task.whole());
    let undocumented = corpus.plant("without its documentation", &tasks, bare);
    let other_names = corpus.plant("with other names", &tasks, |task| renamed(&task.whole()));
    let both = corpus.plant("with other names, without its documentation", &tasks, |task| renamed(&bare(task)));
    let longer = corpus.plant("with a statement more, undocumented", &tasks, |task| interrupted(&bare(task)));
    corpus.plant("with a statement more and other names, undocumented", &tasks, |task| {
        renamed(&interrupted(&bare(task)))
    });
    corpus.plant("its solution alone", &tasks, |task| format!("def f(x):\n{}", task.solution));
    let tests = corpus.plant("its tests alone", &tasks, |task| task.tests.clone());
    let often = corpus.plant_often("as it is", 50, &tasks, |task| task.whole());
    let often_bare = corpus.plant_often("without its documentation", 50, &tasks, bare);
    let found = corpus.in_ordinary_files();
    assert_eq!((verbatim, undocumented), (1.0, 1.0), "verbatim copies");
    assert_eq!(other_names, 1.0, "renamed copies");
    assert!(both >= 0.95, "renamed and undocumented copies: {both}");
    assert!(longer >= 0.9 && tests >= 0.95, "changed copies: {longer}, tests: {tests}");
    assert!(often >= 0.99 && often_bare >= 0.8, "what is copied often is no idiom: {often}, {often_bare}");
    assert!(found <= 0.002, "share of ordinary files that are taken for copies: {found}");
}

/// Of shorter programs, whose prompts are a line.
#[test]
fn tasks_of_mbpp() {
    let (Some(tasks), Some(modules)) = (mbpp(), standard_library()) else { return };
    let corpus = Corpus::new(Language::Python, &tasks, modules);
    let verbatim = corpus.plant("as it is", &tasks, |task| task.solution.clone());
    let other_names = corpus.plant("with other names", &tasks, |task| renamed(&task.solution));
    let found = corpus.in_ordinary_files();
    assert!(verbatim >= 0.99 && other_names >= 0.9, "{verbatim}, {other_names}");
    assert!(found <= 0.005, "share of ordinary files that are taken for copies: {found}");
}

#[test]
fn tasks_in_other_languages() {
    for (name, language) in [
        ("java", Language::Java),
        ("cpp", Language::Cpp),
        ("go", Language::Go),
        ("js", Language::JavaScript),
        ("rust", Language::Rust),
    ] {
        let Some(tasks) = human_eval_x(name) else { return };
        let ordinary = if language == Language::Rust { registry() } else { None };
        let corpus = Corpus::new(language, &tasks, ordinary.unwrap_or_default());
        let verbatim = corpus.plant(name, &tasks, |task| task.whole());
        let found = corpus.in_ordinary_files();
        assert!(verbatim == 1.0 && found <= 0.002, "{name}: {verbatim}, {found}");
    }
}

/// An index of tasks, and ordinary files with what an index needs of them.
struct Corpus {
    language: Language,
    index: Index,
    modules: Vec<(String, String)>,
    hits: Vec<Vec<Hit>>,
    frequencies: Frequencies,
}

impl Corpus {
    fn new(language: Language, tasks: &[Task], modules: Vec<(String, String)>) -> Corpus {
        let mut builder = Builder::new(10);
        for task in tasks {
            let prompt = if task.prompt_is_code { tokens(language, &task.prompt) } else { words(&task.prompt) };
            builder.item(&task.name, &prompt, &tokens(language, &task.solution), &tokens(language, &task.tests));
        }
        let index = builder.build();
        let start = seconds();
        let mut scanner = Scanner::new(&index);
        let hits: Vec<Vec<Hit>> = modules.iter().map(|(_, text)| scan(language, &mut scanner, text)).collect();
        let seconds = seconds() - start;
        let bytes: usize = modules.iter().map(|(_, text)| text.len()).sum();
        let mut frequencies = Frequencies::new(&index);
        hits.iter().for_each(|hits| frequencies.add(&index, hits));
        println!(
            "{} tasks, {} n-grams; {} files, {:.1} MB, {:.0} MB/s with lexing; {} hits",
            tasks.len(),
            index.grams(),
            modules.len(),
            bytes as f64 / 1e6,
            bytes as f64 / 1e6 / seconds.max(1e-9),
            hits.iter().map(Vec::len).sum::<usize>(),
        );
        Corpus { language, index, modules, hits, frequencies }
    }

    /// The share of tasks found where they were planted. The files with them are part of the corpus.
    fn plant(&self, how: &str, tasks: &[Task], text: impl Fn(&Task) -> String) -> f64 {
        self.plant_often(how, 1, tasks, text)
    }

    /// Each of the files counts so many times.
    fn plant_often(&self, how: &str, times: usize, tasks: &[Task], text: impl Fn(&Task) -> String) -> f64 {
        let mut scanner = Scanner::new(&self.index);
        let hosts = Hosts::new(self.modules.iter().map(|(_, text)| text.as_str()));
        let planted: Vec<Vec<Hit>> = (0..)
            .zip(tasks)
            .map(|(number, task)| scan(self.language, &mut scanner, &hosts.plant(number, &text(task))))
            .collect();
        let mut frequencies = self.frequencies.clone();
        for hits in &planted {
            (0..times).for_each(|_| frequencies.add(&self.index, hits));
        }
        let mut missed: Vec<&str> = Vec::new();
        let mut forms = [0; 3];
        for (number, (task, hits)) in tasks.iter().zip(&planted).enumerate() {
            let matches = judge(&self.index, &frequencies, &Settings::default(), hits);
            match matches.iter().find(|found| found.item as usize == number) {
                Some(found) => forms[found.form as usize] += 1,
                None => missed.push(&task.name),
            }
        }
        let recall = 1.0 - missed.len() as f64 / tasks.len() as f64;
        let [exact, shape, prose] = forms;
        let times = if times == 1 { String::new() } else { format!(", {times} times") };
        missed.truncate(12);
        println!("  {how}{times}: {recall:.3} found ({exact} exact, {shape} shape, {prose} prose), missed: {missed:?}");
        recall
    }

    /// The share of ordinary files that are taken for copies. Prints it for unknown idioms, too.
    fn in_ordinary_files(&self) -> f64 {
        let none = Frequencies::new(&self.index);
        let (mut files, mut files_without) = (0, 0);
        for ((name, text), hits) in self.modules.iter().zip(&self.hits) {
            let matches = judge(&self.index, &self.frequencies, &Settings::default(), hits);
            files += usize::from(!matches.is_empty());
            files_without += usize::from(!judge(&self.index, &none, &Settings::default(), hits).is_empty());
            for found in matches {
                println!("  ordinary: {name}: {}", self.render(&found, text));
            }
        }
        let count = self.modules.len();
        println!("  {files} of {count} ordinary files taken for copies; {files_without} where idioms are not known");
        files as f64 / count.max(1) as f64
    }

    fn render(&self, found: &Match, text: &str) -> String {
        let stretch = &text[found.range.0 as usize..found.range.1 as usize];
        let stretch = stretch.split_whitespace().collect::<Vec<_>>().join(" ");
        format!(
            "{} {:?} {:?} {:.2} of {}: {}",
            self.index.items()[found.item as usize],
            found.part,
            found.form,
            found.coverage,
            found.counted,
            stretch.chars().take(160).collect::<String>()
        )
    }
}

/// Of this thread's work where the system counts that, else of the clock: other programs may be busy.
fn seconds() -> f64 {
    let counted = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = counted.and_then(|text| text.split(' ').next()?.parse::<f64>().ok());
    nanoseconds.map_or_else(|| START.elapsed().as_secs_f64(), |nanoseconds| nanoseconds / 1e9)
}

static START: LazyLock<Instant> = LazyLock::new(Instant::now);

fn scan(language: Language, scanner: &mut Scanner, text: &str) -> Vec<Hit> {
    each_token(language, text, |token| scanner.push(token));
    scanner.finish()
}

fn tokens(language: Language, text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    each_token(language, text, |token| tokens.push(token));
    tokens
}

/// Natural language: what is written about a task, not in a comment.
fn words(text: &str) -> Vec<Token> {
    tokens(Language::Python, &text.lines().map(|line| format!("# {line}\n")).collect::<String>())
}

fn each_token(language: Language, text: &str, mut on_token: impl FnMut(Token)) {
    lexemes(Some(language), text, |lexeme| {
        let class = match lexeme.kind {
            LexemeKind::Word => Class::Word,
            LexemeKind::Name => Class::Name,
            _ => Class::Fixed,
        };
        on_token(Token { class, hash: token_hash(lexeme.bytes), range: (lexeme.start as u32, lexeme.end as u32) });
    });
}
