//! Whether copies of benchmarks are found in ordinary files, and ordinary files are not taken for copies: the tasks of HumanEval
//! planted into modules of the Python standard library, as they are and with names changed. Prints what it measures; skips loudly what
//! is absent. Benchmarks are looked for in `TROMMEL_SHARED` (default `../shared` beside the workspace).

mod contamination {
    pub mod corpus;
    pub mod planting;
}

use std::time::Instant;

use contamination::corpus::{Task, human_eval, mbpp, standard_library};
use contamination::planting::{Hosts, renamed, undocumented};
use trommel_dedup::contamination::{Builder, Class, Frequencies, Hit, Index, Match, Scanner, Settings, Token, judge};
use trommel_dedup::token_hash;
use trommel_lang::{Language, LexemeKind, lexemes};

#[test]
fn planted_tasks_are_found_and_ordinary_files_are_not() {
    let (Some(tasks), Some(modules)) = (human_eval(), standard_library()) else { return };
    let corpus = Corpus::new(&tasks, modules);
    let verbatim = corpus.plant("as it is", &tasks, |task| task.whole());
    let bare = corpus.plant("without its documentation", &tasks, |task| undocumented(&task.whole()));
    let other_names = corpus.plant("with other names", &tasks, |task| renamed(&task.whole()));
    let other_names_bare = corpus
        .plant("with other names, without its documentation", &tasks, |task| renamed(&undocumented(&task.whole())));
    let found = corpus.in_ordinary_files();
    assert_eq!((verbatim, bare), (1.0, 1.0), "verbatim copies");
    assert_eq!(other_names, 1.0, "renamed copies");
    assert!(other_names_bare >= 0.9, "renamed and bare copies: {other_names_bare}");
    assert!(found <= 0.005, "share of ordinary files that are taken for copies: {found}");
}

#[test]
fn of_another_benchmark() {
    let (Some(tasks), Some(modules)) = (mbpp(), standard_library()) else { return };
    let corpus = Corpus::new(&tasks, modules);
    let verbatim = corpus.plant("as it is", &tasks, |task| task.solution.clone());
    let other_names = corpus.plant("with other names", &tasks, |task| renamed(&task.solution));
    let found = corpus.in_ordinary_files();
    assert!(verbatim >= 0.99 && other_names >= 0.8, "{verbatim}, {other_names}");
    assert!(found <= 0.01, "share of ordinary files that are taken for copies: {found}");
}

/// An index of tasks, and ordinary files with what an index needs of them.
struct Corpus {
    index: Index,
    modules: Vec<(String, String)>,
    hits: Vec<Vec<Hit>>,
    frequencies: Frequencies,
}

impl Corpus {
    fn new(tasks: &[Task], modules: Vec<(String, String)>) -> Corpus {
        let mut builder = Builder::new(10);
        for task in tasks {
            let prompt = if task.prompt_is_code { tokens(&task.prompt) } else { words(&task.prompt) };
            builder.item(&task.name, &prompt, &tokens(&task.solution), &tokens(&task.tests));
        }
        let index = builder.build();
        let start = Instant::now();
        let mut scanner = Scanner::new(&index);
        let hits: Vec<Vec<Hit>> = modules.iter().map(|(_, text)| scan(&mut scanner, text)).collect();
        let seconds = start.elapsed().as_secs_f64();
        for (what, run) in [
            ("lex", &(|text: &str| { let mut n = 0; trommel_lang::lex(Some(Language::Python), text, |_, b| n += b.len()); n }) as &dyn Fn(&str) -> usize),
            ("lexemes", &|text| { let mut n = 0; lexemes(Some(Language::Python), text, |l| n += l.bytes.len()); n }),
            ("tokens", &|text| { let mut n = 0; each_token(text, |l| n += l.hash as usize); n }),
        ] {
            let start = Instant::now();
            let n: usize = modules.iter().fold(0usize, |n, (_, text)| n.wrapping_add(run(text)));
            let s = start.elapsed().as_secs_f64();
            let bytes: usize = modules.iter().map(|(_, text)| text.len()).sum();
            println!("{what}: {:.0} MB/s {n}", bytes as f64 / 1e6 / s);
        }
        let bytes: usize = modules.iter().map(|(_, text)| text.len()).sum();
        let mut frequencies = Frequencies::new(&index);
        hits.iter().for_each(|hits| frequencies.add(&index, hits));
        println!(
            "{} tasks, {} n-grams; {} files, {:.1} MB, {:.0} MB/s with lexing; {} hits",
            tasks.len(),
            index.grams(),
            modules.len(),
            bytes as f64 / 1e6,
            bytes as f64 / 1e6 / seconds,
            hits.iter().map(Vec::len).sum::<usize>(),
        );
        Corpus { index, modules, hits, frequencies }
    }

    /// The share of tasks found where they were planted. The files with them are part of the corpus.
    fn plant(&self, how: &str, tasks: &[Task], text: impl Fn(&Task) -> String) -> f64 {
        let mut scanner = Scanner::new(&self.index);
        let hosts = Hosts::new(self.modules.iter().map(|(_, text)| text.as_str()));
        let planted: Vec<Vec<Hit>> = tasks
            .iter()
            .enumerate()
            .map(|(number, task)| scan(&mut scanner, &hosts.plant(number, &text(task))))
            .collect();
        let mut frequencies = self.frequencies.clone();
        planted.iter().for_each(|hits| frequencies.add(&self.index, hits));
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
        println!(
            "  {how}: {recall:.3} found ({} exact, {} shape, {} prose), missed: {missed:?}",
            forms[0], forms[1], forms[2]
        );
        recall
    }

    /// The share of ordinary files that are taken for copies.
    fn in_ordinary_files(&self) -> f64 {
        let mut files = 0;
        for ((name, text), hits) in self.modules.iter().zip(&self.hits) {
            let matches = judge(&self.index, &self.frequencies, &Settings::default(), hits);
            files += usize::from(!matches.is_empty());
            for found in matches {
                println!("  ordinary: {name}: {}", self.render(&found, text));
            }
        }
        let share = files as f64 / self.modules.len() as f64;
        println!("  {files} of {} ordinary files taken for copies: {:.2} %", self.modules.len(), share * 100.0);
        share
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

fn scan(scanner: &mut Scanner, text: &str) -> Vec<Hit> {
    each_token(text, |token| scanner.push(token));
    scanner.finish()
}

fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    each_token(text, |token| tokens.push(token));
    tokens
}

/// Natural language: what is written about a task, not in a comment.
fn words(text: &str) -> Vec<Token> {
    tokens(&text.lines().map(|line| format!("# {line}\n")).collect::<String>())
}

fn each_token(text: &str, mut on_token: impl FnMut(Token)) {
    lexemes(Some(Language::Python), text, |lexeme| {
        let class = match lexeme.kind {
            LexemeKind::Word => Class::Word,
            LexemeKind::Name => Class::Name,
            _ => Class::Fixed,
        };
        on_token(Token { class, hash: token_hash(lexeme.bytes), range: (lexeme.start as u32, lexeme.end as u32) });
    });
}
